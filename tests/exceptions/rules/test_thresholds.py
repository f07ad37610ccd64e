import pytest
from django.core.exceptions import ValidationError

from exceptions.models import Kind
from exceptions.rules import parse_thresholds
from tests.factories import make_rule


@pytest.mark.parametrize("kind", list(Kind))
def test_every_detector_has_defaults(kind):
    assert parse_thresholds(kind, {}).business_time is True


def test_the_shipped_defaults_are_those_of_the_design():
    assert parse_thresholds(Kind.NO_PICKUP_SCAN, {}).model_dump() == {"days": 2}
    assert parse_thresholds(Kind.NO_MOVEMENT, {}).model_dump() == {"hours": 48}
    assert parse_thresholds(Kind.ETA_SLIP, {}).model_dump() == {"days": 1}
    assert parse_thresholds(Kind.OVERDUE, {}).model_dump() == {"days": 1}


@pytest.mark.parametrize(
    ("kind", "raw", "words"),
    [
        (Kind.NO_MOVEMENT, {"hours": "many"}, "“hours” must be a whole number."),
        (Kind.NO_MOVEMENT, {"hours": True}, "“hours” must be a whole number."),
        (Kind.OVERDUE, {"days": False}, "“days” must be a whole number."),
        (Kind.NO_MOVEMENT, {"hours": 1.5}, "“hours” must be a whole number."),
        (Kind.NO_MOVEMENT, {"hours": 0}, "“hours” must be at least 1."),
        (Kind.NO_MOVEMENT, {"hours": 10**9}, "“hours” must be at most 1440."),
        (
            Kind.NO_MOVEMENT,
            {"hour": 4},
            '“hour” is not a threshold of this rule. It takes {"hours":48}.',
        ),
        (
            Kind.RETURNED_TO_SENDER,
            {"hours": 4},
            "“hours” is not a threshold of this rule. It has none.",
        ),
        (
            Kind.NO_MOVEMENT,
            {"business_time": False},
            '“business_time” is not a threshold of this rule. It takes {"hours":48}.',
        ),
        (Kind.NO_MOVEMENT, [48], 'Write the thresholds as {"hours":48}.'),
        ("gone", {}, "There is no detector “gone”."),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(kind, raw, words):
    with pytest.raises(ValueError, match=".") as raised:
        parse_thresholds(kind, raw)

    assert str(raised.value) == words


def test_the_rule_form_says_the_same_and_fills_in_defaults(db):
    rule = make_rule(kind=Kind.NO_MOVEMENT, thresholds={})
    rule.clean()
    assert rule.thresholds == {"hours": 48}

    rule.thresholds = {"hours": "many"}
    with pytest.raises(ValidationError) as raised:
        rule.clean()

    assert raised.value.message_dict == {"thresholds": ["“hours” must be a whole number."]}
