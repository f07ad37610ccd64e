"""The kernel's own traces of a person: bodies vendors sent us, and excerpts of what we sent them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.db.models import Q
from django.db.models.expressions import RawSQL

from opsdesk.models import Credential, InboundDelivery, Store, VendorCall
from opsdesk.privacy.person import ERASED, Person
from opsdesk.privacy.scrubbing import GONE, scrub_body

if TYPE_CHECKING:
    from django.db.models import QuerySet

BATCH = 200


def erase(person: Person) -> dict[str, int]:
    """Erase the person from stored deliveries and traces; return how many rows changed."""
    if person.owns_everything:
        return _erase_store(person.store)
    return {
        "opsdesk_inbounddelivery": _scrub_deliveries(person),
        "opsdesk_vendorcall": _blank_calls(person),
    }


def _erase_store(store: Store) -> dict[str, int]:
    bodies = InboundDelivery.objects.filter(store=store).exclude(body=GONE)
    calls = VendorCall.objects.filter(store=store).exclude(request="", response="", error="")
    Store.objects.filter(pk=store.pk).update(
        from_email="", reply_to="", is_active=False, sending_enabled=False, money_enabled=False
    )
    return {
        "opsdesk_inbounddelivery": bodies.update(body=GONE, error=""),
        "opsdesk_vendorcall": calls.update(request="", response="", error=""),
        "opsdesk_credential": Credential.objects.filter(store=store).delete()[0],
    }


def _scrub_deliveries(person: Person) -> int:
    changed = 0
    clean = person.careful_cleaner()
    for delivery in _deliveries_naming(person).iterator(BATCH):
        body = scrub_body(bytes(delivery.body), person)
        error = clean(delivery.error)
        if (body, error) != (bytes(delivery.body), delivery.error):
            InboundDelivery.objects.filter(pk=delivery.pk).update(body=body, error=error)
            changed += 1
    return changed


def _deliveries_naming(person: Person) -> QuerySet[InboundDelivery]:
    marks = _marks(person)
    found = InboundDelivery.objects.filter(store=person.store).only("pk", "body", "error")
    if not marks:
        return found.none()
    # The body is bytes nobody has parsed: look for the bytes, and let Python judge what they mean.
    searched = " OR ".join(["position(%s::bytea in body) > 0"] * len(marks))
    return found.filter(
        pk__in=RawSQL(  # noqa: S611 - the marks are parameters
            f"SELECT id FROM opsdesk_inbounddelivery WHERE store_id = %s AND ({searched})",  # noqa: S608
            [person.store.pk, *marks],
        )
    )


def _marks(person: Person) -> list[bytes]:
    """Return every form in which a body may name the person or what is theirs."""
    ids = [*person.order_ids, *person.customer_ids, *person.tracking_numbers]
    texts = {form for text in person.sure for form in (text, text.lower(), text.upper())}
    escaped = {json.dumps(text)[1:-1] for text in texts}
    return sorted({str(mark).encode() for mark in (*ids, *texts, *escaped) if mark})


def _blank_calls(person: Person) -> int:
    wanted = Q(reference__in=person.references) & ~Q(reference="")
    for text in (*person.sure, *map(str, person.order_ids)):
        wanted |= Q(request__icontains=text) | Q(response__icontains=text)
        wanted |= Q(error__icontains=text)
    calls = VendorCall.objects.filter(wanted, store=person.store)
    return calls.exclude(request=ERASED, response=ERASED, error="").update(
        request=ERASED, response=ERASED, error=""
    )
