import pytest
from pydantic import ValidationError

from exceptions.drafting.schema import answer_model
from exceptions.models import RemedyKind
from tests.exceptions.facts import make_option

OPTIONS = [make_option(), make_option(RemedyKind.FULL_REFUND, "90.72", recommended=False)]
GOOD = {
    "option_id": "full_refund",
    "subject": "Your refund",
    "message": "Hi Dana, we have refunded $90.72 to your original payment method.",
    "reason": "It has not moved since November 16.",
}


def test_a_good_answer_becomes_a_draft():
    answer = answer_model(OPTIONS).model_validate(GOOD)

    assert answer.as_draft().option_id == "full_refund"


def test_the_answer_has_no_field_for_money_people_or_places():
    schema = answer_model(OPTIONS).model_json_schema()

    assert set(schema["properties"]) == {"option_id", "subject", "message", "reason"}
    assert schema["properties"]["option_id"]["enum"] == ["reply_only", "full_refund"]
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize(
    "change",
    [
        {"option_id": "partial_refund"},
        {"option_id": ["full_refund"]},
        {"option_id": None},
        {"amount": "500.00"},
        {"subject": " "},
        {"subject": "One\nTwo"},
        {"subject": "One\u2028Two"},
        {"subject": "x" * 151},
        {"subject": 7},
        {"message": "Too short."},
        {"message": "x" * 3001},
        {"reason": ""},
        {"reason": "x" * 801},
    ],
)
def test_anything_else_is_invalid(change):
    with pytest.raises(ValidationError):
        answer_model(OPTIONS).model_validate(GOOD | change)


def test_a_missing_field_is_invalid():
    with pytest.raises(ValidationError):
        answer_model(OPTIONS).model_validate({"option_id": "full_refund"})


def test_a_menu_of_one_still_names_its_option():
    assert answer_model(OPTIONS[:1]).model_validate(GOOD | {"option_id": "reply_only"})
