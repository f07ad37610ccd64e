"""One name per carrier, whatever a shop's shipping app calls it."""

from __future__ import annotations

import re

from orders.carrier_numbers import POSTS, detect

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
    "OnTrac": ("ontrac",),
    "LaserShip": ("lasership",),
    "Australia Post": ("australia post", "auspost"),
    "Deutsche Post": ("deutsche post",),
    "La Poste": ("la poste", "colissimo"),
    "PostNL": ("postnl",),
    "Amazon": ("amazon", "amazon logistics", "amazon logistics us", "amazon logistics uk"),
}
# Carriers we know by name and by their numbers; the provider recognises the number by itself.
OTHERS: dict[str, tuple[str, ...]] = {
    **{post: (post.lower(),) for post in POSTS.values() if post not in NAMES},
    "Chronopost": ("chronopost",),
    "Correos": ("correos", "correos express"),
    "Poste Italiane": ("poste italiane", "posteitaliane", "sda"),
    "Swiss Post": ("swiss post", "swisspost", "die post", "la poste suisse"),
    "Hermes": ("hermes germany", "hermes de", "hermesworld"),
    "InPost": ("inpost",),
    "Yodel": ("yodel",),
    "YunExpress": ("yunexpress", "yun express"),
    "Cainiao": ("cainiao",),
    "SF Express": ("sf express", "sfexpress"),
}
# AfterShip's slugs where they are not our name in lower case with hyphens.
AFTERSHIP = {
    "DHL eCommerce": "dhl-global-mail",
    "Deutsche Post": "deutsch-post",
    "La Poste": "la-poste-colissimo",
    "Evri": "hermes-uk",
    "Correos": "spain-correos-es",
    "Chronopost": "chronopost-france",
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
KNOWN = (
    {alias: name for name, aliases in (OTHERS | NAMES).items() for alias in aliases}
    | {theirs.lower(): ours for ours, theirs in EASYPOST.items()}
    | {slug.replace("-", " "): ours for ours, slug in AFTERSHIP.items()}
)
# The longest first: "UPS Mail Innovations" is not "UPS" with a service.
ALIASES = sorted(KNOWN, key=len, reverse=True)
NOT_A_CARRIER = ("", "other", "custom", "unknown")


def normalise(company: str) -> str:
    """Return our name for a carrier; one we do not know keeps the name it was given."""
    plain = re.sub(r"[^a-z0-9]+", " ", company.lower()).strip()
    if plain in KNOWN:
        return KNOWN[plain]
    # "UPS Ground", "FedEx SmartPost", "USPS Priority Mail": the carrier with its service.
    for alias in ALIASES:
        if plain.startswith(f"{alias} "):
            return KNOWN[alias]
    return "" if plain in NOT_A_CARRIER else company.strip()[:40]


def identify(company: str, number: str) -> str:
    """Return our name for a parcel's carrier: as the shop says, or else as its number says."""
    name = normalise(company)
    if name or not number:
        return name
    found = detect(number)
    return found.carrier if found.valid else ""


def contradict(one: str, other: str) -> bool:
    """Say whether two normalised names surely mean different carriers."""
    known = NAMES.keys() | OTHERS.keys()
    return one != other and one in known and other in known


def provider_name(provider: str, carrier: str) -> str:
    """Return what a tracking provider calls a carrier; empty lets it recognise the number."""
    return aftership_slug(carrier) if provider == "aftership" else easypost_name(carrier)


def aftership_slug(carrier: str) -> str:
    """Return what AfterShip calls a carrier; empty lets it recognise the number by itself."""
    if carrier not in NAMES and carrier not in AFTERSHIP:
        return ""
    return AFTERSHIP.get(carrier, carrier.lower().replace(" ", "-"))


def easypost_name(carrier: str) -> str:
    """Return what EasyPost calls a carrier; empty lets it recognise the number by itself."""
    if carrier not in NAMES:
        return ""
    return EASYPOST.get(carrier, carrier)
