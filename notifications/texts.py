"""What a template may say: a closed set of variables, and nothing that sells.

A shipping update that also promotes something is marketing in the eyes of the law and needs another
consent, so promotion is refused here, where the text is written, and not found out by a customer.
"""

import re

VARIABLES: dict[str, str] = {
    "first_name": "the customer's first name",
    "order_name": "the order, like #1001",
    "carrier": "the carrier, like UPS",
    "tracking_number": "the tracking number",
    "tracking_url": "the carrier's tracking page; in the mail it becomes a button",
    "eta": "the day the parcel is expected now",
    "old_eta": "the day it was expected at first",
    "status": "where the parcel is, in a few words",
    "store_name": "the store",
    "items": "what is in the parcel",
}
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")

# Words of promotion in the languages of our default texts. Word by word, so that "10 % refund"
# stays allowed and "10 % off" does not.
PROMOTION = (
    r"coupons?",
    r"vouchers?",
    r"promo(?:tion(?:al)?|s)?(?: codes?)?",
    r"discounts?(?: codes?)?",
    r"\d+\s?% (?:off|discount|rabatt|de descuento|de réduction)",
    r"(?:on|flash|summer|winter|spring) sale",
    r"special offers?",
    r"limited[- ]time",
    r"(?:shop|buy|order) now",
    r"free gift",
    r"new arrivals?",
    r"you (?:may|might) also like",
    r"newsletter",
    r"refer a friend",
    r"(?:leave|write|post) (?:us )?an? (?:\d-star )?review",
    r"review us",
    r"rate (?:us|your purchase)",
    r"gutscheine?(?:codes?)?",
    r"rabatt(?:e|codes?|aktion)?",
    r"sonderangebote?",
    r"jetzt (?:kaufen|bestellen|shoppen)",
    r"bewerten sie uns",
    r"codes? promo",
    r"bons? de réduction",
    r"soldes",
    r"offres? spéciales?",
    r"acheter maintenant",
    r"laissez un avis",
    r"cup(?:ón|ones)",
    r"descuentos?",
    r"rebajas",
    r"ofertas? especial(?:es)?",
    r"compra ahora",
    r"deja tu (?:opinión|reseña)",
)
PROMOTES = re.compile(rf"(?<!\w)(?:{'|'.join(PROMOTION)})(?!\w)", re.IGNORECASE)


def unknown_variables(text: str) -> list[str]:
    """Return what stands in braces and is not a variable, in order of appearance."""
    found = dict.fromkeys(PLACEHOLDER.findall(text))
    return [name for name in found if name not in VARIABLES]


def lint_variables(text: str) -> list[str]:
    """Say, in sentences, which variables of `text` cannot be used."""
    known = ", ".join(f"{{{name}}}" for name in VARIABLES)
    said = [
        f"{{{name}}} is not a variable. You can use: {known}." for name in unknown_variables(text)
    ]
    rest = PLACEHOLDER.sub("", text)
    if "{" in rest or "}" in rest:
        said.append("A curly bracket has no partner. Write variables like {order_name}.")
    return said


def lint_transactional(text: str) -> list[str]:
    """Say, in sentences, which words of `text` turn a delivery update into advertising."""
    found = dict.fromkeys(match.group(0).lower() for match in PROMOTES.finditer(text))
    return [
        f"“{words}” is advertising. A delivery update may only inform; send offers separately."
        for words in found
    ]
