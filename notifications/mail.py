"""Dress the words of a message as a mail: brand, progress line, button, footer, and plain text.

The words are the same in both parts. Styles are inlined because mail programs drop style sheets;
what stays in the head is the dark scheme, for those that understand it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import css_inline
from django.template.loader import render_to_string

from notifications.models import Message, MessageKind
from notifications.phrases import Phrases, language_of, phrases
from notifications.rendering import safe_url
from opsdesk.taxonomy import Milestone

# How far along the progress line a parcel is; a parcel that went another way has no line.
STEP_OF = {
    Milestone.ORDERED: 0,
    Milestone.LABEL_CREATED: 0,
    Milestone.PICKED_UP: 1,
    Milestone.IN_TRANSIT: 1,
    Milestone.OUT_FOR_DELIVERY: 2,
    Milestone.DELIVERED: 3,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the progress line."""

    label: str
    is_done: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of lines, or one button."""

    lines: tuple[str, ...] = ()
    button: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Dressed:
    """Both parts of a mail."""

    text: str
    html: str


def dress(message: Message) -> Dressed:
    """Return the text and HTML parts of `message`."""
    words = phrases(message.locale)
    store = message.store
    brand = store.from_name or store.name
    footer = words.footer.format(store=brand, order=message.order.name)
    html = render_to_string(
        "notifications/mail.html",
        {
            "language": language_of(message.locale),
            "subject": message.subject,
            "brand": brand,
            "logo_url": safe_url(store.logo_url),
            "color": store.brand_color,
            "ink": ink_on(store.brand_color),
            "progress": words.progress,
            "steps": _steps(message, words),
            "blocks": _blocks(message, words),
            "footer": footer,
        },
    )
    return Dressed(text=f"{message.body}\n\n-- \n{footer}\n", html=_inliner().inline(html))


def ink_on(color: str) -> str:
    """Return black or white, whichever reads better on `color` (WCAG relative luminance)."""
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#000000" if luminance > 0.179 else "#ffffff"


@cache
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


def _steps(message: Message, words: Phrases) -> list[Step]:
    if message.kind == MessageKind.CASE_REPLY or message.shipment is None:
        return []
    reached = STEP_OF.get(Milestone(message.shipment.milestone))
    if reached is None:
        return []
    return [
        Step(label, is_done=at <= reached, is_current=at == reached)
        for at, label in enumerate(words.steps)
    ]


def _blocks(message: Message, words: Phrases) -> list[Block]:
    url = safe_url(message.shipment.tracking_url) if message.shipment else ""
    blocks: list[Block] = []
    for paragraph in re.split(r"\n\s*\n", message.body.strip()):
        plain: list[str] = []
        for line in paragraph.splitlines():
            # Only the parcel's own address becomes a link: free text, perhaps a model's, never does.
            if not url or url not in line:
                plain.append(line)
                continue
            label = line.replace(url, "").strip().rstrip(":").strip()
            blocks += [Block(lines=tuple(plain))] if plain else []
            blocks.append(Block(button=label or words.track, url=url))
            plain = []
        blocks += [Block(lines=tuple(plain))] if plain else []
    return blocks
