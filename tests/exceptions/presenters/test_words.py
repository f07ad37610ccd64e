"""Doubts stand next to the sentences they are about, and never change a letter of the message."""

from hypothesis import given
from hypothesis import strategies as st

from exceptions.presenters.words import Segment, doubts_of, mark_doubts


def finding(sentence, text="Doubtful."):
    return {"severity": "doubt", "sentence": sentence, "text": text}


def test_several_findings_about_a_sentence_are_one_doubt():
    doubts = doubts_of([finding("A.", "one"), finding("B.", "two"), finding("A.", "three")])

    assert [(doubt.number, doubt.sentence, doubt.texts) for doubt in doubts] == [
        (1, "A.", ("one", "three")),
        (2, "B.", ("two",)),
    ]


def test_the_doubted_sentence_is_marked_where_it_stands():
    marked = mark_doubts("Hi. It comes Friday. Bye.", doubts_of([finding("It comes Friday.")]))

    assert marked == (Segment("Hi. "), Segment("It comes Friday.", 1), Segment(" Bye."))


def test_a_doubt_about_no_sentence_marks_nothing():
    assert mark_doubts("Hi.", doubts_of([finding("")])) == (Segment("Hi."),)


@given(st.text(max_size=60), st.lists(st.text(max_size=8), max_size=5))
def test_marking_never_changes_the_message(message, sentences):
    segments = mark_doubts(message, doubts_of([finding(sentence) for sentence in sentences]))

    assert "".join(segment.text for segment in segments) == message
