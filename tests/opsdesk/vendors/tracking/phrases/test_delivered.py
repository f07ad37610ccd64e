"""A parcel is never called delivered because a text contains the word."""

import time

import pytest

from opsdesk.taxonomy import Milestone
from opsdesk.vendors.tracking.codes import map_scan
from opsdesk.vendors.tracking.phrases import read_text
from tests.opsdesk.vendors.tracking.phrases.corpus import (
    ARRIVED,
    NOT_ARRIVED,
    SUBJECTS,
    sentences,
)

LANGUAGES = sorted(SUBJECTS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_statement_in_the_past_is_a_delivery(language):
    missed = [
        text
        for text in sentences(ARRIVED, language)
        if read_text(text).milestone is not Milestone.DELIVERED
    ]

    assert missed == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("end", ["", " - DHL 12:03."])
def test_the_word_alone_is_not(language, end):
    wrong = [
        text
        for said in sentences(NOT_ARRIVED, language)
        if read_text(text := said + end).milestone is Milestone.DELIVERED
    ]

    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_provider_is_made_to_say_delivered_by_words(language):
    for text in (*ARRIVED[language], *NOT_ARRIVED[language]):
        for provider, code, detail in (
            ("easypost", "in_transit", "status_update"),
            ("aftership", "intransit", "intransit_001"),
            ("aftership", "exception", "exception_001"),
            ("shopify", "IN_TRANSIT", ""),
            ("17track", "Exception_Other", ""),
            ("karrio", "on_hold", ""),
        ):
            assert map_scan(provider, code, detail, text).milestone is not Milestone.DELIVERED


@pytest.mark.parametrize(
    ("text", "milestone"),
    [
        ("Delivered, To Original Sender", "returned"),
        ("Delivered to the parcel shop", "ready_for_pickup"),
        ("Not delivered: recipient was not at home", "delivery_attempted"),
        ("Will be delivered tomorrow", "in_transit"),
        ("Wurde in der Filiale hinterlegt", "ready_for_pickup"),
        ("Delivered, Front Door/Porch", "delivered"),
        ("DELIVERED; SHIPPER RELEASE", "delivered"),
        ("Delivered, left with neighbour", "delivered"),
        ("", "delivered"),
        ("Zugestellt", "delivered"),
        ("words nobody has ever read", "delivered"),
    ],
)
def test_a_code_that_says_delivered_is_believed_unless_its_words_deny_it(text, milestone):
    for provider in ("easypost", "aftership", "shopify", "17track", "karrio"):
        assert map_scan(provider, "delivered", "", text).milestone == milestone


@pytest.mark.parametrize(
    "text",
    ["a " * 900, "not " * 900, "wird " * 400, "delivered " * 300, "(" * 2000, "<" * 2000, "\x00é" * 900],
)  # fmt: skip
def test_hostile_words_take_no_time(text):
    started = time.perf_counter()

    read_text(text)

    assert time.perf_counter() - started < 0.5
