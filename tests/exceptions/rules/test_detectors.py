"""What is true of every detector, whatever the facts."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exceptions.models import Kind
from exceptions.rules import DETECTORS, parse_thresholds
from opsdesk.taxonomy import Milestone
from tests.exceptions.rules.parcels import any_facts, make_facts, moments, sane_moments, utc

SECOND = timedelta(seconds=1)
kinds = st.sampled_from(list(Kind))


def default_of(kind, *, business_time=True):
    return parse_thresholds(kind, {}).model_copy(update={"business_time": business_time})


def test_there_is_one_detector_per_kind():
    assert set(DETECTORS) == set(Kind)


@given(facts=any_facts(), now=sane_moments, business=st.booleans())
@settings(max_examples=400, deadline=None)
def test_fires_at_due_at_and_not_a_second_earlier(facts, now, business):
    for kind, detector in DETECTORS.items():
        thresholds = default_of(kind, business_time=business)
        due = detector.due_at(facts, thresholds)
        if due is None:
            assert detector.evaluate(facts, thresholds, now) is None
            continue
        assert detector.evaluate(facts, thresholds, due - SECOND) is None
        finding = detector.evaluate(facts, thresholds, due)
        assert finding is not None
        assert finding.onset_at == due


@given(kind=kinds, facts=any_facts(moments), now=moments)
@settings(max_examples=500, deadline=None)
def test_never_raises_and_always_speaks_a_sentence(kind, facts, now):
    """Carriers send scans from the year 9998; the desk goes on."""
    detector, thresholds = DETECTORS[kind], default_of(kind)

    finding = detector.evaluate(facts, thresholds, now)
    sentences = [detector.because(facts), detector.why_cleared(facts)]
    if finding is not None:
        assert finding.because == sentences[0]
    for sentence in sentences:
        assert sentence[0].isupper() or not sentence[0].isalpha()
        assert sentence.endswith(".")
        assert "None" not in sentence
        assert "_" not in sentence or "_" in facts.last_scan_text  # no raw codes
        assert len(sentence) <= 300


@given(kind=kinds, facts=any_facts(), now=sane_moments)
@settings(deadline=None)
def test_an_order_that_is_over_is_left_alone(kind, facts, now):
    cancelled = replace(facts, is_cancelled=True)
    refunded = replace(facts, is_refunded_fully=True)

    for over in (cancelled, refunded):
        assert DETECTORS[kind].due_at(over, default_of(kind)) is None


@given(kind=kinds, facts=any_facts(), now=sane_moments)
@settings(deadline=None)
def test_a_delivered_parcel_nobody_misses_is_left_alone(kind, facts, now):
    delivered = replace(facts, milestone=Milestone.DELIVERED, reported_missing_at=None)

    assert DETECTORS[kind].evaluate(delivered, default_of(kind), now) is None


@pytest.mark.parametrize("kind", list(Kind))
def test_a_healthy_parcel_raises_nothing(kind):
    assert DETECTORS[kind].evaluate(make_facts(), default_of(kind), utc(17)) is None
