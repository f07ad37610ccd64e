"""What carriers say in words, in seven languages.

A sentence is taken apart clause by clause. Phrases are consumed in a fixed order, so that the words
"delivered" in "could not be delivered", "will be delivered" or "delivered to the parcel shop" are gone
before anybody looks for a delivery; and a delivery is only believed when the whole beginning of the
clause is a statement in the past ("your parcel was delivered"), never because the word occurs.
"""

from opsdesk.vendors.tracking.phrases.reading import Reading, read_text

__all__ = ["Reading", "read_text"]
