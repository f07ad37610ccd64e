"""What a guard has to say about a draft."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """`hard`: no draft of a model goes on with this. `doubt`: shown to the approver."""

    HARD = "hard"
    DOUBT = "doubt"


@dataclass(frozen=True, slots=True)
class Finding:
    """`text` says what is wrong; `sentence` quotes where (empty: the message as a whole)."""

    severity: Severity
    text: str
    sentence: str = ""

    @property
    def is_hard(self) -> bool:
        """Say whether this alone rules the draft out."""
        return self.severity == Severity.HARD

    def as_json(self) -> dict[str, str]:
        """Return the shape a proposal stores."""
        return {"severity": self.severity.value, "sentence": self.sentence, "text": self.text}


def hard(text: str, sentence: str = "") -> Finding:
    """Return a finding that rules a draft out."""
    return Finding(Severity.HARD, text, sentence[:300])


def doubt(text: str, sentence: str = "") -> Finding:
    """Return a finding the approver should look at."""
    return Finding(Severity.DOUBT, text, sentence[:300])
