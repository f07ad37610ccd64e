"""The standard texts in English."""

from exceptions.drafting.fallback.texts import Situation, Texts
from exceptions.models import Kind
from opsdesk.taxonomy import Reason

ENGLISH = Texts(
    greeting="Hi {name},",
    greeting_anyone="Hello,",
    carrier="the carrier",
    with_carrier="with {carrier}",
    with_unknown_carrier="with the carrier",
    situations={
        Kind.NO_PICKUP_SCAN: Situation(
            subject="Your order {order} is still waiting for the carrier",
            forms=(
                "Your order {order} is packed and its label was made on {shipped}, but {carrier}"
                " has not scanned the parcel yet.",
            ),
            reply="We are looking into it and will write to you when there is news. You do not need"
            " to do anything for now.",
        ),
        Kind.NO_MOVEMENT: Situation(
            subject="Your order {order} is held up on its way",
            forms=(
                "Your order {order} is {with_carrier}, but it is not moving at the moment. It was"
                " last scanned in {place} on {scanned}.",
                "Your order {order} is {with_carrier}, but it is not moving at the moment. It was"
                " last scanned on {scanned}.",
                "Your order {order} is {with_carrier}, but it is not moving at the moment.",
            ),
            reply="We are keeping a close eye on it and will write to you when there is news. If"
            " you would rather not wait, just reply to this mail and we will look for a solution"
            " with you.",
        ),
        Kind.ETA_SLIP: Situation(
            subject="Your order {order} is running late",
            forms=(
                "Your order {order} is running late. It was first expected on {first_expected};"
                " {carrier} now expects to deliver it on {now_expected}.",
                "Your order {order} is running late. {carrier} now expects to deliver it on"
                " {now_expected}.",
                "Your order {order} is running late.",
            ),
            reply="We keep following the parcel and will write to you if the date changes again."
            " You do not need to do anything.",
        ),
        Kind.OVERDUE: Situation(
            subject="Your order {order} is late",
            forms=(
                "Your order {order} was expected on {expected}, and it is not with you yet. It was"
                " last scanned in {place} on {scanned}.",
                "Your order {order} was expected on {expected}, and it is not with you yet.",
                "Your order {order} is later than it should be.",
            ),
            reply="We are following it up and will write to you when there is news. If you would"
            " rather not wait any longer, just reply to this mail and we will look for a solution"
            " with you.",
        ),
        Kind.FAILED_ATTEMPT: Situation(
            subject="Your order {order} could not be handed over",
            forms=(
                "{carrier} tried to deliver your order {order} on {attempted}, but could not hand"
                " it over{because}.",
                "{carrier} tried to deliver your order {order}, but could not hand it over"
                "{because}.",
            ),
            reply="Carriers usually make another attempt. Please see to it that somebody can take"
            " the parcel in. If anything about your address has changed or is missing, just reply"
            " to this mail.",
        ),
        Kind.RETURNED_TO_SENDER: Situation(
            subject="Your order {order} is coming back to us",
            forms=("{carrier} could not deliver your order {order} and is sending it back to us.",),
            reply="Please reply to this mail and tell us how you would like to go on. If anything"
            " about your address has changed or is missing, let us know as well.",
        ),
        Kind.DELIVERED_NOT_RECEIVED: Situation(
            subject="Your order {order} that has not reached you",
            forms=(
                "Thank you for telling us that your order {order} has not reached you, although"
                " {carrier} recorded it as delivered on {delivered}.",
                "Thank you for telling us that your order {order} has not reached you, although"
                " {carrier} recorded it as delivered.",
            ),
            reply="Please have one more look with your neighbours, at the reception and around the"
            " door: parcels are sometimes recorded as delivered a little early. If it is still"
            " missing, just reply to this mail and we will look for a solution with you.",
        ),
    },
    returned="{carrier} could not deliver your order {order}, and the parcel is back with us.",
    attempt_reasons={
        Reason.RECIPIENT_UNAVAILABLE: " because nobody was there",
        Reason.BUSINESS_CLOSED: " because the business was closed",
        Reason.ACCESS_RESTRICTED: " because the driver could not get in",
        Reason.ADDRESS_PROBLEM: " because something about the address was not right",
        Reason.REFUSED: " because the parcel was not accepted",
    },
    address_please="Please reply to this mail with your complete address, so that we can pass it on.",
    refund_subject="Refund for your order {order}",
    full="We do not want to leave you waiting, so we have refunded {money} for your order to your"
    " original payment method.",
    full_unstated="We do not want to leave you waiting, so we have refunded your order to your"
    " original payment method.",
    partial="We do not want to leave you waiting, so we have refunded {money} for what is in this"
    " parcel ({items}) to your original payment method.",
    partial_unstated="We do not want to leave you waiting, so we have refunded what is in this"
    " parcel ({items}) to your original payment method.",
    shipping="To make up for the wait, we have refunded the shipping of {money} to your original"
    " payment method.",
    shipping_unstated="To make up for the wait, we have refunded the shipping to your original"
    " payment method.",
    refund_time="It usually shows on your account within 5 to 10 business days.",
    still_coming="Should the parcel reach you after all, please let us know by replying to this mail.",
    still_following="We keep following the parcel and will write to you when there is news.",
    sorry="We are sorry for the trouble.",
    signature="Best regards,\n{brand}",
)
