"""Whose number is this? Formats and check digits of the common couriers.

The first format that fits *and* checks names the carrier; a format that is a carrier's own (1Z…, S10,
TBA…) names it even when the check digit is wrong, and says so. Bare digits without a right check digit
are nobody's: order numbers and phone numbers are not tracking numbers.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from orders import carrier_checks as checks
from orders.carrier_checks import Check


class Format(NamedTuple):
    """How a carrier's numbers look. `own`: nobody else's look like this."""

    carrier: str
    pattern: re.Pattern[str]
    check: Check
    own: bool


class Found(NamedTuple):
    """Whose number it is (empty: nobody's), and whether it is a right one."""

    carrier: str
    valid: bool


NOBODY = Found("", False)


def _own(carrier: str, pattern: str, check: Check = checks.none) -> Format:
    return Format(carrier, re.compile(pattern), check, own=True)


def _digits(carrier: str, pattern: str, check: Check) -> Format:
    return Format(carrier, re.compile(pattern), check, own=False)


# UPU S10 ends with the country of the post that accepted the item.
POSTS = {
    "US": "USPS", "GB": "Royal Mail", "CA": "Canada Post", "AU": "Australia Post",
    "DE": "Deutsche Post", "FR": "La Poste", "ES": "Correos", "PT": "CTT", "IT": "Poste Italiane",
    "NL": "PostNL", "BE": "bpost", "CH": "Swiss Post", "AT": "Austrian Post", "IE": "An Post",
    "SE": "PostNord", "DK": "PostNord", "NO": "Posten Norge", "FI": "Posti", "PL": "Poczta Polska",
    "CZ": "Czech Post", "SK": "Slovak Post", "HU": "Magyar Posta", "GR": "ELTA", "RO": "Posta Romana",
    "BG": "Bulgarian Posts", "SI": "Slovenia Post", "HR": "Croatian Post", "LT": "Lithuania Post",
    "LV": "Latvia Post", "EE": "Omniva", "LU": "POST Luxembourg", "IS": "Iceland Post",
    "JP": "Japan Post", "CN": "China Post", "HK": "Hongkong Post", "SG": "Singapore Post",
    "MY": "Pos Malaysia", "TH": "Thailand Post", "KR": "Korea Post", "TW": "Chunghwa Post",
    "IN": "India Post", "NZ": "New Zealand Post", "BR": "Correios", "MX": "Correos de Mexico",
    "AR": "Correo Argentino", "CL": "Correos Chile", "ZA": "South African Post Office",
    "IL": "Israel Post", "TR": "PTT", "UA": "Ukrposhta", "RU": "Russian Post", "AE": "Emirates Post",
    "ID": "Pos Indonesia", "PH": "PHLPost", "VN": "Vietnam Post", "MT": "MaltaPost", "CY": "Cyprus Post",
}  # fmt: skip

FORMATS = (
    _own("UPS", r"1Z[0-9A-Z]{16}", checks.ups),
    _own("Amazon", r"TB[ABCM]\d{12}"),
    _own("OnTrac", r"[CD]\d{14}", checks.ontrac),
    _own("LaserShip", r"LX1[0-9]\d{6}|1LS7[12]\d{10}|1LS7[12]\d{2}01[1-4]\d{6}-?1"),
    _own("Yodel", r"J?JD0002\d{12}"),
    _own("DHL", r"J(?:VGL|[A-Z]D)\d{9,20}"),
    _own("DHL eCommerce", r"(?:GM|UV|RX)\d{12,39}|LX\d{12,39}"),
    _own("PostNL", r"3S[A-Z]{2,6}\d{5,13}|3S[0-9A-Z]{11,15}"),
    _own("Evri", r"[HT]\d{2}[0-9A-Z]{3}\d{10}"),
    _own("Hermes", r"H\d{19,20}"),
    _own("Correos", r"P[A-Z][0-9A-Z]{4}\d{15,16}[A-Z]"),
    _own("Poste Italiane", r"\dU[A-Z0-9][A-Z0-9]{10}"),
    _own("La Poste", r"[0-9][A-Z]\d{11}"),
    _own("YunExpress", r"YT\d{16}"),
    _own("Cainiao", r"LP\d{14}"),
    _own("SF Express", r"SF\d{12,13}"),
    _own("Australia Post", r"(?=\d*[A-Z])[0-9A-Z]{3,5}\d{7}01\d{9}"),
    # Digits only, the longest and most particular first.
    _digits("FedEx", r"100\d{31}", checks.fedex_of_last(14)),
    _digits("FedEx", r"96\d{32}", checks.fedex_of_last(14)),
    _digits("USPS", r"420\d{9}9[1-5]\d{20}", checks.gs1_of_last(22)),
    _digits("USPS", r"420\d{5}9[1-5]\d{24}", checks.gs1_of_last(26)),
    _digits("USPS", r"420\d{5}9[1-5]\d{20}", checks.gs1_of_last(22)),
    _digits("DPD", r"\d{27}[0-9A-Z]", checks.mod37),
    _digits("USPS", r"9[1-5]\d{24}", checks.gs1),
    _digits("InPost", r"6\d{23}", checks.none),
    _digits("FedEx", r"96\d{20}", checks.gs1_of_last(15)),
    _digits("FedEx", r"92612\d{17}", checks.gs1),
    _digits("USPS", r"9[1-5]\d{20}", checks.gs1),
    _digits("DHL", r"00340\d{15}", checks.gs1),
    _digits("FedEx", r"6\d{19}", checks.gs1_after("92")),
    _digits("USPS", r"[0-57-9]\d{19}", checks.gs1),
    _digits("USPS", r"7[1-9]\d{18}", checks.gs1_after("91")),
    _digits("FedEx", r"00\d{16}", checks.gs1),
    _digits("Swiss Post", r"9[89]\d{16}", checks.none),
    _digits("Canada Post", r"\d{16}", checks.gs1),
    _digits("FedEx", r"\d{15}", checks.gs1),
    _digits("DPD UK", r"155\d{11}", checks.none),
    _digits("DPD", r"0[1-9]\d{12}", checks.none),
    _digits("FedEx", r"\d{12}", checks.fedex),
    _digits("Purolator", r"[0-5]\d{11}", checks.luhn),
    _digits("DHL", r"[1-9]\d{9,10}", checks.mod7),
)  # fmt: skip

S10 = re.compile(r"[A-Z]{2}\d{9}[A-Z]{2}")
# Written like a telephone number; or an American one, or a British or German mobile, in bare digits.
PHONE = re.compile(r"[+(]|\d[-./]\d{2,}[-./ ]\d|^0\d{1,4}[-/ ]\d|^\d{3} \d{3} \d{4}$")
BARE_PHONE = re.compile(r"1?[2-9]\d{2}555\d{4}|1[2-9]\d{2}[2-9]\d{6}|00[1-9]\d{9,12}")
FEWEST_DIGITS = 5
SHORTEST, LONGEST = 8, 40


def clean(number: str) -> str:
    """Return a number as it is on the label: capitals and digits."""
    return re.sub(r"[\s\u00a0\u200b-]+", "", number).upper()


def detect(number: str) -> Found:
    """Say whose number this is, and whether its check digit is right."""
    if not is_plausible(number):
        return NOBODY
    plain = clean(number)
    if S10.fullmatch(plain):
        return _detect_s10(plain)
    wrong = NOBODY
    for kind in FORMATS:
        if not kind.pattern.fullmatch(plain):
            continue
        if kind.check(plain):
            return Found(kind.carrier, True)
        if kind.own and not wrong.carrier:
            wrong = Found(kind.carrier, False)
    return wrong


def _detect_s10(number: str) -> Found:
    post = POSTS.get(number[-2:], "")
    if number.endswith("FR") and number[0] == "X":
        post = "Chronopost"
    return Found(post, bool(post) and checks.s10(number))


def is_plausible(number: str, order_name: str = "") -> bool:
    """Say whether this could be a tracking number at all, whoever's."""
    plain = clean(number)
    if not plain.isascii() or not plain.isalnum() or not SHORTEST <= len(plain) <= LONGEST:
        return False
    digits = re.sub(r"\D", "", plain)
    if len(digits) < FEWEST_DIGITS or (plain.isdigit() and _is_made_up(plain)):
        return False
    if plain == clean(order_name.lstrip("#")):
        return False
    return not (PHONE.search(number.strip()) or BARE_PHONE.fullmatch(plain))


def _is_made_up(digits: str) -> bool:
    """All the same, or counted up: what people type to get past a form."""
    return len(set(digits)) < 3 or digits in "01234567890123456789012345678901234567890"
