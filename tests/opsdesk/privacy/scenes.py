"""A customer who is everywhere: in rows, words, bodies and traces."""

import json
from datetime import timedelta

from django.apps import apps
from django.db import models

from exceptions import proposals
from exceptions.models import Decision, DraftRun, Execution
from notifications.models import MessageReceipt
from opsdesk.clock import now
from opsdesk.models import VendorCall
from tests.factories import (
    make_case,
    make_delivery,
    make_member,
    make_message,
    make_order,
    make_proposal,
    make_refund,
    make_scan,
    make_shipment,
)
from tests.orders.bodies import fulfillment_body, order_body

FIRST, LAST, EMAIL = "Xanthippe", "Quillfeather", "x.quillfeather@mail.example"
PHONE, STREET = "+1 512 555 0142", "77 Wisteria Crescent"
TRACES = ("xanthippe", "quillfeather", "512 555 0142", "wisteria crescent")
CUSTOMER_ID, ORDER_ID = 7_700_000_000_123, 820982911946159999
ADDRESS = {
    "name": f"{FIRST} {LAST}",
    "first_name": FIRST,
    "last_name": LAST,
    "address1": STREET,
    "city": "Austin",
    "country_code": "US",
}


def person_body():
    return {
        "id": CUSTOMER_ID,
        "email": EMAIL,
        "first_name": FIRST,
        "last_name": LAST,
        "phone": PHONE,
    }


def body(**overrides):
    return order_body(
        id=ORDER_ID,
        email=EMAIL,
        phone=PHONE,
        customer=person_body(),
        shipping_address=ADDRESS,
        note=f"For {FIRST}'s birthday",
        tags=f"vip, {LAST}",
        **overrides,
    )


def redact_body():
    return {
        "shop_id": 1,
        "shop_domain": "alder.myshopify.com",
        "customer": {"id": CUSTOMER_ID, "email": EMAIL, "phone": PHONE},
        "orders_to_redact": [ORDER_ID],
    }


def make_everywhere(store):
    """Write the person into every place the desk has; return their case."""
    order = make_order(
        store=store,
        shopify_id=ORDER_ID,
        customer__shopify_id=CUSTOMER_ID,
        customer__first_name=FIRST,
        customer__last_name=LAST,
        customer__phone=PHONE,
        email=EMAIL,
        phone=PHONE,
        recipient_name=f"{FIRST} {LAST}",
        shipping_address=ADDRESS,
        note=f"Ring at {LAST}",
        tags=[LAST],
    )
    parcel = make_shipment(
        order=order,
        last_scan_text=f"Signed by {LAST.upper()}",
        reported_missing_note=f"{FIRST} says it never came",
    )
    make_scan(parcel, raw_text=f"Signed by {LAST.upper()}")
    make_refund(order=order, note=f"{FIRST} was angry")
    case = _make_case(order, parcel)
    _make_messages(order, case)
    _make_traces(store, parcel, case)
    return case


def _make_case(order, parcel):
    case = make_case(
        shipment=parcel,
        because=f"The customer {FIRST} {LAST} reported it.",
        draft_instruction=f"Be kind to {FIRST}",
    )
    actor = make_member(order.store)
    proposal = make_proposal(
        case=case,
        amount="20.00",
        message=f"Dear {FIRST},\nwe refunded you.",
        reason=f"{LAST} waited long enough.",
        evidence={"facts": {"recipient": EMAIL, "milestone": "in_transit"}, "options": []},
        findings=[{"severity": "low", "sentence": f"Names {LAST}", "text": LAST}],
    )
    decision = Decision.objects.create(
        case=case,
        proposal=proposal,
        digest=proposal.digest,
        verdict="approve",
        note=f"{FIRST} called twice",
        actor=actor,
        actor_name=str(actor),
        actor_role="agent",
        amount=proposal.amount,
        currency="USD",
        at=now(),
    )
    Execution.objects.create(
        decision=decision,
        case=case,
        remedy=proposal.remedy,
        amount=proposal.amount,
        currency="USD",
        idempotency_key="6a7f2a9e-0000-4000-8000-000000000001",
        key_made_at=now(),
        status="succeeded",
        not_before=now(),
        next_attempt_at=now() + timedelta(days=9),
        answer=f"Shopify refunded {FIRST} {LAST}.",
        created_at=now(),
    )
    DraftRun.objects.create(
        case=case, model="m", prompt_version="1", outcome="ok", detail=f"for {EMAIL}", at=now()
    )
    assert proposals.digest_of(proposal) == proposal.digest
    return case


def _make_messages(order, case):
    sent = make_message(order=order, body=f"Hi {FIRST}", status="sent", reference=str(case.code))
    MessageReceipt.objects.create(
        message=sent, event_id="e1", event="bounce", detail=f"550 no such user {EMAIL}", at=now()
    )
    make_message(order=order, subject=f"{FIRST}, your parcel")


def _make_traces(store, parcel, case):
    for topic, said in (
        ("orders/updated", body()),
        ("fulfillments/update", fulfillment_body(order_id=ORDER_ID, destination=ADDRESS)),
        ("customers/update", person_body()),
        ("customers/redact", redact_body()),
    ):
        make_delivery(store=store, topic=topic, body=json.dumps(said).encode(), state="processed")
    tracker = {"result": {"tracking_code": parcel.tracking_number, "signed_by": LAST.upper()}}
    batch = [{"email": EMAIL, "event": "open"}, {"email": "other@mail.example", "event": "open"}]
    for vendor, said in (("easypost", tracker), ("sendgrid", batch)):
        make_delivery(
            store=store, vendor=vendor, topic="t", body=json.dumps(said).encode(), state="processed"
        )
    make_delivery(store=store, body=f"broken {EMAIL}".encode(), state="quarantined", error=EMAIL)
    for said, reference in ((f'{{"q": "{STREET}"}}', ""), ('{"x": 1}', str(case.code))):
        VendorCall.objects.create(
            store=store,
            vendor="openai",
            operation="draft",
            reference=reference,
            method="POST",
            url="https://api.example/",
            outcome="ok",
            request=said,
            response=f'{{"text": "Dear {FIRST} {LAST}"}}',
            duration_ms=1,
            at=now(),
        )


def residue():
    """Walk every text, JSON and byte column of every table; return where the person still is."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.managed or model._meta.proxy:
            continue
        fields = [field for field in model._meta.concrete_fields if _holds_text(field)]
        for row in model._base_manager.all():
            for field in fields:
                said = _as_text(getattr(row, field.attname)).lower()
                found += [
                    f"{model._meta.label}.{field.name}: {said[:80]}"
                    for trace in TRACES
                    if trace in said
                ]
    return found


def _holds_text(field):
    numbers = (models.IntegerField, models.BooleanField, models.DateField, models.DecimalField)
    return not isinstance(field, (*numbers, models.ForeignKey, models.FloatField, models.UUIDField))


def _as_text(value):
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "replace")
    return value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)
