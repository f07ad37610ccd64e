"""Plain English for customers: calm, concrete, second person. No carrier's code ever gets through."""

from orders.wording.sentences import day_words, status_sentence
from orders.wording.words import milestone_words, scan_words

__all__ = ["day_words", "milestone_words", "scan_words", "status_sentence"]
