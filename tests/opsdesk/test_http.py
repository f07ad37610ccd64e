"""The one way out: a clear verdict on what happened, a trace without secrets, no open transaction."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.db import transaction

from opsdesk import http
from opsdesk.errors import OutcomeUnknown, Unavailable
from opsdesk.models import VendorCall

pytestmark = pytest.mark.django_db


class Vendor(BaseHTTPRequestHandler):
    """Answers as its path says."""

    protocol_version = "HTTP/1.1"
    seen = []

    def log_message(self, *_args):
        """Keep quiet."""

    def do_POST(self):
        length = int(self.headers.get("content-length") or 0)
        Vendor.seen.append((self.path, dict(self.headers), self.rfile.read(length)))
        kind = self.path.strip("/").split("/")[0]
        if kind == "cut":
            self.close_connection = True
            self.connection.close()
            return
        if kind == "slow":
            time.sleep(1.5)
        status = int(kind) if kind.isdigit() else 200
        body = (
            b"{" if kind == "broken" else json.dumps({"email": "ada@example.com", "n": 1}).encode()
        )
        self.send_response(status)
        self.send_header("Set-Cookie", "who=somebody; Path=/")
        if kind in ("429", "503"):
            self.send_header("Retry-After", "7")
        if kind == "301":
            self.send_header("Location", "/200")
        self.send_header("Content-Length", str(len(body) + (50 if kind == "short" else 0)))
        self.end_headers()
        self.wfile.write(body)
        if kind == "short":
            self.close_connection = True


@pytest.fixture(scope="module")
def base_url():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Vendor)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


@pytest.fixture
def client(base_url, store):
    Vendor.seen.clear()
    return http.Client("vendor", store.pk, base_url, headers={"X-Key": "s3cret"}, timeout=0.6)


def post(client, path, safe=False, **body):
    return client.request("act", "POST", path, json=body or {"n": 1}, safe=safe)


@pytest.mark.parametrize("status", [200, 201, 400, 404, 422])
def test_an_answer_is_an_answer(client, status):
    reply = post(client, f"/{status}")

    assert (reply.status, reply.ok) == (status, status < 300)
    assert reply.json()["n"] == 1


@pytest.mark.parametrize("path", ["/500", "/502", "/cut", "/slow", "/short", "/301"])
def test_a_write_without_a_clear_answer_is_in_doubt_and_a_read_is_not(client, path):
    with pytest.raises(OutcomeUnknown):
        post(client, path)
    with pytest.raises(Unavailable):
        post(client, path, safe=True)


@pytest.mark.parametrize("path", ["/429", "/503"])
def test_who_asks_us_to_wait_has_done_nothing(client, path):
    with pytest.raises(Unavailable) as caught:
        post(client, path)

    assert caught.value.retry_after == 7


def test_nobody_there_has_done_nothing(store):
    nobody = http.Client("vendor", store.pk, "http://127.0.0.1:9")

    with pytest.raises(Unavailable, match="could not be reached"):
        post(nobody, "/200")


def test_json_that_breaks_off_counts_as_no_answer(client):
    with pytest.raises(OutcomeUnknown):
        post(client, "/broken").json()
    with pytest.raises(Unavailable):
        post(client, "/broken", safe=True).json()


def test_every_call_leaves_a_trace_without_secrets_or_people(client):
    post(client, "/200/orders?email=ada@example.com", email="ada@example.com", amount="9.00")
    with pytest.raises(OutcomeUnknown):
        post(client, "/500")

    first, second = VendorCall.objects.order_by("pk")
    trace = f"{first.url} {first.request} {first.response}"
    assert (first.outcome, first.status) == ("ok", 200)
    assert second.outcome == "outcome_unknown"
    assert "9.00" in first.request
    assert "ada@example.com" not in trace
    assert "s3cret" not in trace


def test_a_cookie_of_one_call_does_not_travel_with_the_next(client):
    post(client, "/200")
    post(client, "/200")

    assert [headers for _, headers, _ in Vendor.seen if "Cookie" in headers] == []


@pytest.mark.django_db(transaction=True)
def test_nothing_leaves_while_a_transaction_is_open(base_url, store):
    Vendor.seen.clear()
    client = http.Client("vendor", store.pk, base_url)

    with transaction.atomic(), pytest.raises(http.TransactionOpen):
        post(client, "/200")

    assert Vendor.seen == []


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (None, ""),
        (b"", ""),
        (b"\xff\xfe", "[2 bytes, not JSON]"),
        ({"token": "x", "deep": [{"api_key": "y", "n": 1}]}, '"n": 1'),
    ],
)
def test_an_excerpt_keeps_what_helps(body, shown):
    text = http.excerpt(body)

    assert shown in text
    assert '"x"' not in text
    assert '"y"' not in text
