"""Four carriers: their names at each vendor, valid tracking numbers, and how they talk."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

Words = dict[str, str]


@dataclass(frozen=True)
class Carrier:
    """A carrier as EasyPost and Shopify name it."""

    easypost: str
    shopify: str
    services: tuple[str, ...]
    tracking_page: str
    new_number: Callable[[Random], str]
    words: Words
    attempt_status: str  # carriers differ: some call a missed delivery a failure, some do not

    def tracking_url(self, number: str) -> str:
        """Return the carrier's public page for a number."""
        return self.tracking_page.format(number=number)


def ups_number(dice: Random) -> str:
    """Return a 1Z number with its check digit."""
    body = "".join(dice.choices("0123456789ABCEFGHJKLMNPRSTVWXY", k=6))
    body += dice.choice(("03", "12", "02")) + "".join(dice.choices("0123456789", k=7))
    values = [int(char) if char.isdigit() else (ord(char) - 63) % 10 for char in body]
    weighted = sum(value * (2 if place % 2 else 1) for place, value in enumerate(values))
    return f"1Z{body}{-weighted % 10}"


def usps_number(dice: Random) -> str:
    """Return a 22-digit number with its mod-10 check digit."""
    body = "9400111899" + "".join(dice.choices("0123456789", k=11))
    weighted = sum(int(d) * (1 if place % 2 else 3) for place, d in enumerate(reversed(body)))
    return f"{body}{-weighted % 10}"


def fedex_number(dice: Random) -> str:
    """Return a 12-digit number with its mod-11 check digit."""
    body = dice.choice("3789") + "".join(dice.choices("0123456789", k=10))
    weights = (3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1)
    weighted = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    return f"{body}{weighted % 11 % 10}"


def dhl_number(dice: Random) -> str:
    """Return a 10-digit waybill whose last digit is the rest by seven."""
    body = dice.choice("1245") + "".join(dice.choices("0123456789", k=8))
    return f"{body}{int(body) % 7}"


UPS = Carrier(
    easypost="UPS",
    shopify="UPS",
    services=("UPS Ground", "UPS 3 Day Select"),
    tracking_page="https://www.ups.com/track?tracknum={number}",
    new_number=ups_number,
    attempt_status="failure",
    words={
        "label": "Shipper created a label, UPS has not received the package yet.",
        "pickup": "Origin Scan",
        "departed": "Departed from Facility",
        "arrived": "Arrived at Facility",
        "destination": "Destination Scan",
        "out": "Out For Delivery Today",
        "delivered": "DELIVERED",
        "attempt": "The receiver was not available at the time of the first delivery attempt.",
        "delayed": "A late trailer has caused a delay. We are adjusting plans to deliver.",
        "weather": "Severe weather conditions have delayed delivery.",
        "return": "The receiver has moved. The package is being returned to the sender.",
        "returned": "Returned to shipper",
    },
)
USPS = Carrier(
    easypost="USPS",
    shopify="USPS",
    services=("Ground Advantage", "Priority Mail"),
    tracking_page="https://tools.usps.com/go/TrackConfirmAction?tLabels={number}",
    new_number=usps_number,
    attempt_status="in_transit",
    words={
        "label": "Shipping Label Created, USPS Awaiting Item",
        "pickup": "Accepted at USPS Origin Facility",
        "departed": "Departed USPS Regional Facility",
        "arrived": "Arrived at USPS Regional Facility",
        "destination": "Arrived at Post Office",
        "out": "Out for Delivery",
        "delivered": "Delivered, In/At Mailbox",
        "attempt": "Notice Left (No Authorized Recipient Available)",
        "delayed": "In Transit, Arriving Late",
        "weather": "Weather Delay",
        "return": "Return to Sender Processed: Insufficient Address",
        "returned": "Delivered, To Original Sender",
    },
)
FEDEX = Carrier(
    easypost="FedEx",
    shopify="FedEx",
    services=("FEDEX_GROUND", "FEDEX_HOME_DELIVERY"),
    tracking_page="https://www.fedex.com/fedextrack/?trknbr={number}",
    new_number=fedex_number,
    attempt_status="failure",
    words={
        "label": "Shipment information sent to FedEx",
        "pickup": "Picked up",
        "departed": "Left FedEx origin facility",
        "arrived": "Arrived at FedEx hub",
        "destination": "At local FedEx facility",
        "out": "On FedEx vehicle for delivery",
        "delivered": "Delivered",
        "attempt": "Delivery exception: Customer not available or business closed",
        "delayed": "Delay: Package not due for delivery until a later date",
        "weather": "Delay: Weather",
        "return": "Returning package to shipper: Refused by recipient",
        "returned": "Returned to shipper",
    },
)
DHL = Carrier(
    easypost="DHLExpress",
    shopify="DHL Express",
    services=("Express Worldwide", "Economy Select"),
    tracking_page="https://www.dhl.com/en/express/tracking.html?AWB={number}",
    new_number=dhl_number,
    attempt_status="in_transit",
    words={
        "label": "Shipment information received",
        "pickup": "Shipment picked up",
        "departed": "Departed Facility",
        "arrived": "Arrived at Sort Facility",
        "destination": "Arrived at Delivery Facility",
        "out": "With delivery courier",
        "delivered": "Delivered",
        "attempt": "Delivery attempted; recipient not home",
        "delayed": "Shipment is on hold; delivery will be later than planned",
        "weather": "Delay caused by weather conditions",
        "return": "Shipment is being returned to the shipper: recipient refused the delivery",
        "returned": "Returned to shipper",
    },
)

CARRIERS = {carrier.easypost: carrier for carrier in (UPS, USPS, FEDEX, DHL)}
BY_COUNTRY = {
    "US": (UPS, UPS, USPS, USPS, FEDEX, DHL),
    "GB": (DHL, UPS, FEDEX),
    "DE": (DHL, DHL, UPS),
}


def carrier_named(name: str) -> Carrier:
    """Return a carrier by either vendor's name for it, or by the first word of one."""
    wanted = name.lower().replace(" ", "")
    for carrier in CARRIERS.values():
        names = (carrier.easypost.lower(), carrier.shopify.lower().replace(" ", ""))
        if wanted in names or wanted == carrier.shopify.lower().partition(" ")[0]:
            return carrier
    raise LookupError(f"no such carrier: {name}")
