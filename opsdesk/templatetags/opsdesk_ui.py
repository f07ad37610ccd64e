"""Small words and marks of the desk: money, ages, severity, icons, keys.

Everything here escapes what it is given; only markup written in this file is safe.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

import lucide
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from opsdesk import clock
from opsdesk.money import Money, format_money

register = template.Library()

MINUTE, HOUR, DAY, WEEK = 60, 3600, 86_400, 7 * 86_400


@register.filter
def money(amount: Money | Decimal | None, currency: str = "") -> str:
    """Write an amount as people do: `{{ proposal.money|money }}`, `{{ total|money:"USD" }}`."""
    if amount is None:
        return "—"
    if isinstance(amount, Money):
        return str(amount)
    return format_money(amount, currency)


def age_words(delta: timedelta) -> str:
    """Say how long that is, in one unit: "now", "4 min", "2 h", "3 d", "5 w"."""
    seconds = abs(int(delta.total_seconds()))
    if seconds < MINUTE:
        return "now"
    if seconds < HOUR:
        return f"{seconds // MINUTE} min"
    if seconds < 2 * DAY:
        return f"{seconds // HOUR} h"
    if seconds < 5 * WEEK:
        return f"{seconds // DAY} d"
    return f"{seconds // WEEK} w"


@register.filter
def length_words(delta: timedelta | None) -> str:
    """Say a duration in full enough words for a sentence."""
    if delta is None:
        return "—"
    words = age_words(delta)
    return "less than a minute" if words == "now" else words


@register.filter
def age(at: datetime | None) -> str:
    """Show how long ago `at` was; `static/js/desk.js` keeps it current."""
    return _time(at, "")


@register.filter
def ago(at: datetime | None) -> str:
    """Like `age`, ending in "ago" (or starting with "in" for the future)."""
    return _time(at, "ago")


def _time(at: datetime | None, style: str) -> str:
    if not at:  # None, or what a template makes of a missing attribute
        return "—"
    delta = clock.now() - at
    words = age_words(delta)
    if style and words != "now":
        words = f"in {words}" if delta.total_seconds() < 0 else f"{words} ago"
    return format_html(
        '<time datetime="{}" title="{}" data-age="{}">{}</time>',
        at.isoformat(),
        f"{localtime(at):%a %d %b %Y, %H:%M %Z}",
        style,
        words,
    )


@register.filter
def when(at: datetime | None) -> str:
    """Show the moment in the active time zone: "Nov 16, 04:12"."""
    if not at:
        return "—"
    local = localtime(at)
    year = "" if local.year == localtime(clock.now()).year else f" {local.year}"
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        at.isoformat(),
        f"{local:%a %d %b %Y, %H:%M %Z}",
        f"{local:%b} {local.day}{year}, {local:%H:%M}",
    )


@register.filter
def day(on: date | None) -> str:
    """Show a calendar day: "Wed, Nov 19"."""
    if not on:
        return "—"
    return format_html(
        '<time datetime="{}">{}</time>', on.isoformat(), f"{on:%a}, {on:%b} {on.day}"
    )


@register.filter
def capped(count: int, cap: int = 10_000) -> str:
    """Show a count we stopped counting at `cap`."""
    return f"{cap:,}+" if count >= cap else f"{count:,}"


@register.filter
def initials(name: object) -> str:
    """Return up to two letters for a person."""
    return "".join(part[0] for part in str(name).split()[:2]).upper()


TIMELINE_ICONS = {
    "order": "receipt",
    "parcel": "package",
    "scan": "map-pin",
    "eta": "calendar-clock",
    "money": "banknote",
    "message": "mail",
    "case": "triangle-alert",
    "act": "user-check",
    "bad": "circle-alert",
}


@register.filter
def timeline_icon(kind: str) -> str:
    """Return the icon of a timeline entry's kind."""
    return TIMELINE_ICONS.get(kind, "info")


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw a lucide icon inline; it is decoration, the words beside it carry the meaning."""
    return _icon(str(name))


@lru_cache(maxsize=128)
def _icon(name: str) -> SafeString:
    drawn = lucide._render_icon(name, 16, **{"class": "ico", "aria-hidden": "true"})
    return mark_safe(drawn)  # noqa: S308  (our own icon set, named in our own templates)


@register.simple_tag
def dot(severity: str) -> SafeString:
    """Draw the mark of a severity: dot, diamond, ring. The word stands elsewhere in the row."""
    return format_html('<span class="dot {}" aria-hidden="true"></span>', severity)


@register.simple_tag
def key(name: str) -> SafeString:
    """Show a key; screen readers get it from `aria-keyshortcuts` on the control."""
    return format_html('<kbd aria-hidden="true">{}</kbd>', name)
