"""A model's reply, or a named reason why there is none."""

import json

import pytest
from pydantic import BaseModel, ConfigDict

from opsdesk import stores
from opsdesk.errors import Rejected, Unavailable, VendorError
from opsdesk.models import VendorCall
from opsdesk.vendors.llm import openai

pytestmark = pytest.mark.django_db


class Draft(BaseModel):
    """A small strict schema."""

    model_config = ConfigDict(extra="forbid")
    option_id: str
    message: str


FACTS = {
    "customer": {"first_name": "Dana"},
    "options": [{"option_id": "full_refund", "recommended": True}],
}


@pytest.fixture
def config(sandbox, store):
    return stores.llm(store, reference="case-1")


def ask(config):
    return openai.draft(config, "Pick an option and write.", FACTS, Draft)


def test_reply_is_parsed_and_paid_for(config):
    reply = ask(config)

    assert isinstance(reply.parsed, Draft)
    assert reply.parsed.option_id == "full_refund"
    assert reply.input_tokens > 0
    assert reply.output_tokens > 0


def test_nothing_is_stored_at_the_vendor(config, sandbox):
    ask(config)

    (request,) = sandbox.openai.requests
    assert request["store"] is False
    assert request["text"]["format"]["strict"] is True


def test_trace_has_tokens_and_no_words(config):
    ask(config)

    call = VendorCall.objects.get()
    assert (call.vendor, call.reference, call.outcome) == ("openai", "case-1", "ok")
    assert "Dana" not in call.request + call.response
    assert json.loads(call.response)["tokens"][0] > 0


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("refusal", openai.Refused),
        ("incomplete", openai.Malformed),
        ("malformed", openai.Malformed),
        ("rate_limit", Unavailable),
        ("quota", Rejected),
        ("status", Unavailable),
        ("connection_cut", Unavailable),
        ("truncated", VendorError),
        ("done_but_answer_lost", Unavailable),
    ],
)
def test_each_way_to_fail_has_its_name(config, sandbox, kind, expected):
    sandbox.faults.add("openai", kind)

    with pytest.raises(expected):
        ask(config)

    assert VendorCall.objects.get().outcome not in ("ok", "crashed")


def test_rate_limit_says_how_long(config, sandbox):
    sandbox.faults.add("openai", "rate_limit", retry_after=4)

    with pytest.raises(Unavailable) as caught:
        ask(config)

    assert caught.value.retry_after == 4


def test_timeout_is_ours_and_not_ten_minutes(config, sandbox, settings):
    settings.OPENAI_TIMEOUT = 0.3
    sandbox.faults.add("openai", "slow", seconds=1.5)

    with pytest.raises(Unavailable, match="in time"):
        ask(config)


def test_wrong_key_is_rejected_and_not_shown(config):
    wrong = openai.Config(api_key="sk-wrong", store_id=config.store_id)

    with pytest.raises(Rejected, match="API key"):
        ask(wrong)

    assert "sk-wrong" not in repr(wrong)


def test_one_request_per_draft_even_when_it_fails(config, sandbox):
    sandbox.faults.add("openai", "status", times=None)

    with pytest.raises(Unavailable):
        ask(config)

    assert len([call for call in sandbox.application.calls if call[0] == "openai"]) == 1
