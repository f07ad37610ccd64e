"""The instructions the model gets. A change of the words is a new VERSION, kept with each draft."""

from functools import cache
from pathlib import Path

VERSION = "draft-case-1"
_FILE = Path(__file__).with_name("prompts") / "draft_case.txt"


@cache
def instructions() -> str:
    """Return the instructions, the same for every case: facts and words come as input."""
    return _FILE.read_text(encoding="utf-8")
