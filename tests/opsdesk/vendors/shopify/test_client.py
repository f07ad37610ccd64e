"""The layers of error of the Admin API."""

import pytest

from opsdesk.errors import OutcomeUnknown, Rejected, Unavailable
from opsdesk.models import VendorCall
from opsdesk.vendors.shopify import client
from opsdesk.vendors.shopify.client import AccessDenied, Admin, Throttled, gid, number_of
from opsdesk.vendors.shopify.orders import fetch_order

pytestmark = pytest.mark.django_db


def refund(admin):
    """Send a mutation that would be refused if it got through."""
    variables = {"input": {"orderId": gid("Order", 1)}, "key": "k"}
    return admin.execute("create_refund", variables, safe=False)


def test_reads_an_order(admin, story):
    order = fetch_order(admin, story.order_id)

    assert order.name == story.order_name
    assert order.currency == "USD"
    assert order.refunded == 0
    assert order.cancelled_at is None


def test_an_order_shopify_does_not_have_is_rejected(admin):
    with pytest.raises(Rejected, match="does not know this order"):
        fetch_order(admin, 1)


def test_every_call_leaves_a_trace_without_the_token(admin, story, store):
    fetch_order(admin, story.order_id)

    call = VendorCall.objects.get(operation="fetch_order")
    assert (call.store_id, call.vendor, call.outcome, call.status) == (
        store.pk, "shopify", "ok", 200
    )  # fmt: skip
    traces = VendorCall.objects.values_list("request", "response")
    assert not any("sandbox-secret" in text for trace in traces for text in trace)


def test_throttled_once_waits_as_told_and_goes_on(admin, sandbox, story, naps):
    sandbox.faults.add("shopify", "throttled", "order", times=1)

    assert fetch_order(admin, story.order_id).name == story.order_name
    assert len(naps) >= 1


def test_throttled_for_good_gives_up_within_the_budget(admin, sandbox, story, naps):
    sandbox.faults.add("shopify", "throttled", "order", times=None)

    with pytest.raises(Throttled) as caught:
        fetch_order(admin, story.order_id)

    assert sum(naps) <= client.WAIT_BUDGET
    assert caught.value.retry_after > 0


def test_a_throttled_refund_was_not_processed(admin, sandbox):
    sandbox.faults.add("shopify", "throttled", "refundCreate", times=None)

    with pytest.raises(Unavailable):
        refund(admin)


def test_429_waits_as_told(admin, sandbox, story, naps):
    sandbox.faults.add("shopify", "status", "order", status=429, retry_after=2.0)

    assert fetch_order(admin, story.order_id).name == story.order_name
    assert 2.0 in naps


def test_429_with_a_long_wait_does_not_wait(admin, sandbox, story, naps):
    sandbox.faults.add("shopify", "status", "order", status=429, retry_after=600.0)

    with pytest.raises(Unavailable) as caught:
        fetch_order(admin, story.order_id)

    assert naps == []
    assert caught.value.retry_after == 600.0


@pytest.mark.parametrize("kind", ["connection_cut", "truncated", "done_but_answer_lost", "status"])
def test_a_write_without_a_clear_answer_is_in_doubt(admin, sandbox, kind):
    sandbox.faults.add("shopify", kind, "refundCreate")

    with pytest.raises(OutcomeUnknown):
        refund(admin)

    trace = VendorCall.objects.get(operation="create_refund")
    assert trace.outcome == "outcome_unknown"


@pytest.mark.parametrize("kind", ["connection_cut", "truncated", "status"])
def test_a_read_without_a_clear_answer_may_be_repeated(admin, sandbox, story, kind):
    sandbox.faults.add("shopify", kind, "order")

    with pytest.raises(Unavailable):
        fetch_order(admin, story.order_id)


def test_wrong_token_is_access_denied(sandbox, store, story):
    admin = Admin(store.shop_domain, lambda refused="": "shpat_wrong", store.pk)

    with pytest.raises(AccessDenied, match="Check|refused"):
        fetch_order(admin, story.order_id)


def test_an_expired_token_is_replaced_once_and_unseen(admin, sandbox, story):
    fetch_order(admin, story.order_id)
    sandbox.shopify.expire_tokens()

    assert fetch_order(admin, story.order_id).name == story.order_name


def test_a_document_shopify_does_not_understand_is_rejected(admin, monkeypatch):
    monkeypatch.setattr(client, "document", lambda name: "query { order(id: 1) { nonsense } }")

    with pytest.raises(Rejected, match="nonsense"):
        admin.execute("made_up", {}, safe=False)


def reply(payload, *, status=200, is_read=False):
    import json

    from opsdesk.http import Reply

    body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    return Reply(status, {}, body, is_read)


def judge(answer):
    return client._judge(client._payload(answer), answer, 1.0)


def error(code):
    return {"message": "it broke", "extensions": {"code": code}}


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (reply({"errors": [error("INTERNAL_SERVER_ERROR")]}), OutcomeUnknown),
        (reply({"errors": [error("X")], "data": {"refundCreate": None}}), OutcomeUnknown),
        (reply({"errors": [error("ACCESS_DENIED")], "data": {"a": None}}), AccessDenied),
        (reply({"errors": [error("undefinedField")]}), Rejected),
        (reply({"errors": [error("undefinedField")]}, status=400), Rejected),
        (reply({"errors": [error("THROTTLED")]}, status=400), Throttled),
        (reply({"errors": "[API] Invalid API key"}, status=401), AccessDenied),
        (reply(b"<html>gone</html>", status=404), Rejected),
        (reply(b"[]"), OutcomeUnknown),
        (reply({"data": None}), OutcomeUnknown),
        (reply(b'{"data": {"ref'), OutcomeUnknown),
        (reply({"errors": [error("INTERNAL_SERVER_ERROR")]}, is_read=True), Unavailable),
        (reply({"errors": [error("BAD")], "data": {"order": None}}, is_read=True), Rejected),
    ],
)
def test_each_layer_of_error_has_its_own_meaning(answer, expected):
    with pytest.raises(expected):
        judge(answer)


def test_ids_go_both_ways():
    assert number_of(gid("Order", 42)) == 42
    assert number_of("gid://shopify/Refund/7?admin=1") == 7
