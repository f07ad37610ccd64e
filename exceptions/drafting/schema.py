"""What a draft is, and the shape the model must answer in.

The shape has no field for an amount, an address, a link or an id: the model picks an entry of the
menu we built and writes words. It is validated again on our side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, create_model, field_validator

from exceptions.remedies import Option

SUBJECT_MAX, MESSAGE_MAX, REASON_MAX = 150, 3_000, 800


@dataclass(frozen=True, slots=True)
class Draft:
    """Words for one option, whoever wrote them."""

    option_id: str
    subject: str
    message: str
    reason: str


class Answer(BaseModel):
    """The model's answer; `option_id` is narrowed to the menu by `answer_model`."""

    model_config = ConfigDict(strict=True, extra="forbid")

    option_id: str
    subject: str
    message: str
    reason: str

    # Lengths are checked here and not in the schema: strict mode knows no length keywords.
    @field_validator("subject", "message", "reason")
    @classmethod
    def _has_words(cls, text: str) -> str:
        text = text.strip()
        if not text:
            raise ValueError("is empty")
        return text

    @field_validator("subject")
    @classmethod
    def _is_one_short_line(cls, text: str) -> str:
        if len(text) > SUBJECT_MAX or len(text.splitlines()) > 1:
            raise ValueError("is not one short line")
        return text

    @field_validator("message")
    @classmethod
    def _is_a_mail(cls, text: str) -> str:
        if not 40 <= len(text) <= MESSAGE_MAX:
            raise ValueError("is too short or too long for a mail")
        return text

    @field_validator("reason")
    @classmethod
    def _is_a_paragraph(cls, text: str) -> str:
        if len(text) > REASON_MAX:
            raise ValueError("is too long")
        return text

    def as_draft(self) -> Draft:
        """Return the words as our own value."""
        return Draft(self.option_id, self.subject, self.message, self.reason)


def answer_model(options: Sequence[Option]) -> type[Answer]:
    """Return the answer's shape for this menu: any other option id is invalid."""
    ids = tuple(option.option_id for option in options)
    allowed: Any = Literal[ids]  # built at run time, which the type checker cannot follow
    return create_model("CaseDraft", __base__=Answer, option_id=(allowed, ...))
