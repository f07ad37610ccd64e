"""Check digits of tracking numbers. Each takes a cleaned number and says whether its check is right.

Sources: GS1 General Specifications (mod 10), UPU S10 (mod 11), the carriers' own label guides, and the
public collection github.com/jkeen/tracking_number_data, whose sample numbers our tests share in form.
"""

from __future__ import annotations

from collections.abc import Callable

Check = Callable[[str], bool]

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def none(number: str) -> bool:
    """Accept: this carrier publishes no check digit."""
    return True


def gs1(number: str) -> bool:
    """Mod 10, weights 3 and 1 from the right: USPS IMpb, SSCC, FedEx Ground, Canada Post."""
    body, check = number[:-1], number[-1]
    weighted = sum(int(d) * (1 if place % 2 else 3) for place, d in enumerate(reversed(body)))
    return -weighted % 10 == int(check)


def gs1_after(prefix: str) -> Check:
    """Like gs1, for numbers printed without their application identifier."""
    return lambda number: gs1(prefix + number)


def gs1_of_last(count: int) -> Check:
    """Like gs1, over the last `count` digits: what comes before is routing."""
    return lambda number: gs1(number[-count:])


def ups(number: str) -> bool:
    """1Z: letters count as their place, alternating weights 1 and 2, mod 10."""
    body, check = number[2:-1], number[-1]
    values = [int(c) if c.isdigit() else (ord(c) - 63) % 10 for c in body]
    weighted = sum(value * (2 if place % 2 else 1) for place, value in enumerate(values))
    return check.isdigit() and -weighted % 10 == int(check)


def fedex(number: str) -> bool:
    """Weights 1, 3, 7 from the right (repeating), mod 11, then mod 10."""
    body, check = number[:-1], number[-1]
    weighted = sum(int(d) * (1, 3, 7)[place % 3] for place, d in enumerate(reversed(body)))
    return weighted % 11 % 10 == int(check)


def fedex_of_last(count: int) -> Check:
    """Like fedex, over the last `count` digits."""
    return lambda number: fedex(number[-count:])


def mod7(number: str) -> bool:
    """DHL Express: the last digit is the rest by seven."""
    return int(number[:-1]) % 7 == int(number[-1])


def s10(number: str) -> bool:
    """UPU S10: weights 8 6 4 2 3 5 9 7, mod 11."""
    digits = [int(d) for d in number[2:11]]
    rest = 11 - sum(d * w for d, w in zip(digits[:8], (8, 6, 4, 2, 3, 5, 9, 7), strict=True)) % 11
    return digits[8] == {10: 0, 11: 5}.get(rest, rest)


def luhn(number: str) -> bool:
    """Every second digit doubled, from the right."""
    digits = [int(d) for d in number]
    odd, even = digits[-1::-2], digits[-2::-2]
    return (sum(odd) + sum(sum(divmod(2 * d, 10)) for d in even)) % 10 == 0


def ontrac(number: str) -> bool:
    """C counts as 4, D as 5; weights 1 and 2, mod 10."""
    digits = str("ABCD".index(number[0]) + 2) + number[1:-1]
    weighted = sum(int(d) * (2 if place % 2 else 1) for place, d in enumerate(digits))
    return -weighted % 10 == int(number[-1])


def mod37(number: str) -> bool:
    """ISO 7064 mod 37, 36: DPD's 28 characters."""
    rest = 36
    for char in number[:-1]:
        rest = (rest + ALPHABET.index(char)) % 36 or 36
        rest = rest * 2 % 37
    return (37 - rest) % 36 == ALPHABET.index(number[-1])
