"""One name per carrier, whatever a shop's shipping app calls it."""

from __future__ import annotations

import re

# Our name → what may be written instead, lower case without punctuation.
NAMES: dict[str, tuple[str, ...]] = {
    "UPS": ("ups", "united parcel service"),
    "UPS Mail Innovations": ("ups mail innovations", "ups mi"),
    "USPS": ("usps", "us postal service", "united states postal service"),
    "FedEx": ("fedex", "federal express"),
    "DHL": ("dhl", "dhl express", "dhlexpress"),
    "DHL eCommerce": ("dhl ecommerce", "dhl ecs", "dhlecs", "dhl global mail"),
    "Canada Post": ("canada post", "canadapost"),
    "Purolator": ("purolator",),
    "Royal Mail": ("royal mail", "royalmail"),
    "Evri": ("evri", "hermes"),
    "DPD": ("dpd",),
    "DPD UK": ("dpd uk", "dpduk"),
    "GLS": ("gls",),
    "OnTrac": ("ontrac", "lasership"),
    "Australia Post": ("australia post", "auspost"),
    "Deutsche Post": ("deutsche post",),
    "La Poste": ("la poste", "colissimo"),
    "PostNL": ("postnl",),
    "Amazon": ("amazon", "amazon logistics", "amazon logistics us", "amazon logistics uk"),
}
# EasyPost's names where they differ from ours.
EASYPOST = {
    "DHL": "DHLExpress",
    "DHL eCommerce": "DhlEcs",
    "UPS Mail Innovations": "UPSMailInnovations",
    "Canada Post": "CanadaPost",
    "Royal Mail": "RoyalMail",
    "DPD UK": "DPDUK",
    "Australia Post": "AusPost",
    "Deutsche Post": "DeutschePost",
    "La Poste": "LaPoste",
    "Amazon": "AmazonMws",
}
KNOWN = {alias: name for name, aliases in NAMES.items() for alias in aliases} | {
    theirs.lower(): ours for ours, theirs in EASYPOST.items()
}
NOT_A_CARRIER = ("", "other", "custom", "unknown")


def normalise(company: str) -> str:
    """Return our name for a carrier; one we do not know keeps the name it was given."""
    plain = re.sub(r"[^a-z0-9]+", " ", company.lower()).strip()
    if plain in KNOWN:
        return KNOWN[plain]
    # "UPS Ground", "FedEx SmartPost", "USPS Priority Mail": the carrier with its service.
    longest_first = sorted(KNOWN, key=len, reverse=True)
    for alias in longest_first:
        if plain.startswith(f"{alias} "):
            return KNOWN[alias]
    return "" if plain in NOT_A_CARRIER else company.strip()[:40]


def contradict(one: str, other: str) -> bool:
    """Say whether two normalised names surely mean different carriers."""
    return one != other and one in NAMES and other in NAMES


def easypost_name(carrier: str) -> str:
    """Return what EasyPost calls a carrier; empty lets it recognise the number by itself."""
    if carrier not in NAMES:
        return ""
    return EASYPOST.get(carrier, carrier)
