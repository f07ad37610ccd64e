"""What a message says was, is or will be: refunds, gifts, status, promises, tone."""

from __future__ import annotations

from collections.abc import Iterator

from exceptions.drafting.guardrails import vocabulary as say
from exceptions.drafting.guardrails.finding import Finding, doubt, hard
from exceptions.facts import CaseFacts
from exceptions.models import RemedyKind
from exceptions.remedies import Option
from opsdesk.taxonomy import Milestone, Reason

_RETURN = {Milestone.RETURNING, Milestone.RETURNED}


def check_remedy(sentence: str, option: Option) -> Iterator[Finding]:
    """Find claims about money or goods that the option does not carry."""
    hedged = say.NEGATION.search(sentence) or say.CONDITION.search(sentence)
    if refund := say.REFUND.search(sentence):
        if not option.moves_money and hedged:
            yield doubt(f"“{refund[0]}”: this proposal refunds nothing.")
        elif not option.moves_money:
            yield hard(f"“{refund[0]}”: it speaks of a refund, but none would be made.")
        elif say.REFUND_LATER.search(sentence):
            yield doubt("The mail leaves after the refund: say it in the past.")
        whole = say.WHOLE_ORDER.search(sentence)
        if option.moves_money and whole and option.remedy != RemedyKind.FULL_REFUND:
            yield hard(f"“{whole[0]}”: only a part of the order is refunded.")
    if gift := say.GIFT.search(sentence):
        yield hard(f"“{gift[0]}”: it offers something that is not on the menu.")
    if other := say.REPLACEMENT.search(sentence):
        yield hard(f"“{other[0]}”: a replacement is not on the menu.")


def check_promises(sentence: str) -> Iterator[Finding]:
    """Find promises. `sentence` has the usual time a refund takes already taken out."""
    if promise := say.GUARANTEE.search(sentence):
        yield hard(f"“{promise[0]}”: we do not promise.")
    if deadline := say.DEADLINE.search(sentence):
        yield hard(f"“{deadline[0]}”: a deadline nobody gave us.")
    if (arrival := say.ARRIVAL.search(sentence)) and not say.NEGATION.search(sentence):
        yield doubt(f"“{arrival[0]}”: we cannot know that it will.")


def check_status(sentence: str, facts: CaseFacts) -> Iterator[Finding]:
    """Find statements about the parcel that its scans do not bear out."""
    asserted = not (say.NEGATION.search(sentence) or say.CONDITION.search(sentence))
    delivered = say.DELIVERED.search(sentence)
    if delivered and asserted and facts.milestone != Milestone.DELIVERED:
        yield hard(f"“{delivered[0]}”: the parcel has not been delivered.")
    lost = say.LOST.search(sentence)
    if lost and asserted and facts.reason != Reason.LOST:
        yield doubt(f"“{lost[0]}”: the carrier has not said so.")
    damaged = say.DAMAGED.search(sentence)
    if damaged and asserted and facts.reason not in (Reason.DAMAGED, Reason.DESTROYED):
        yield doubt(f"“{damaged[0]}”: the carrier has not said so.")
    returned = say.RETURNED.search(sentence)
    if returned and asserted and facts.milestone not in _RETURN:
        yield doubt(f"“{returned[0]}”: the parcel is not on its way back.")
    out = say.OUT.search(sentence)
    if out and asserted and facts.milestone != Milestone.OUT_FOR_DELIVERY:
        yield doubt(f"“{out[0]}”: that is not where the parcel is.")


def check_tone(sentence: str) -> Iterator[Finding]:
    """Find words that a shop does not write to its customers."""
    if rude := say.RUDE.search(sentence):
        yield hard(f"“{rude[0]}” is no way to speak to a customer.")
    if secret := say.SECRETS.search(sentence):
        yield hard(f"“{secret[0]}”: we never ask for or mention such data.")
    if machine := say.MACHINE.search(sentence):
        yield hard(f"“{machine[0]}”: this is not meant for a customer.")
    if legal := say.LEGAL.search(sentence):
        yield doubt(f"“{legal[0]}”: have a lead read words with legal weight.")
    shouted = [
        word for word in sentence.split() if len(word) > 4 and word.isalpha() and word.isupper()
    ]
    if len(shouted) > 1 or "!!" in sentence:
        yield doubt("It shouts.")
