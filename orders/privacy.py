"""Who a customer is in the mirror, what it has of them, and how that ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Q

from opsdesk import clock
from opsdesk.locks import lock_in_transaction
from opsdesk.models import Store
from opsdesk.privacy.person import ERASED, Person
from orders.ingest.erased import ours
from orders.models import (
    BackfillLine,
    Customer,
    Order,
    Refund,
    Shipment,
    TrackingEvent,
)
from orders.models.order import new_token

BATCH = 200  # orders per transaction
SHORTEST = 4  # a surname shorter than this is part of too many words
STREET = ("address1", "address2", "company")


def find_people(store: Store, wanted: dict[str, Any]) -> Iterator[Person]:
    """Yield the customer a request is about; for a whole shop, all of it in batches."""
    if wanted:
        yield _customer(store, wanted)
        return
    pks = list(Order.objects.filter(store=store).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pks), BATCH):
        yield _person(store, Order.objects.filter(pk__in=pks[start : start + BATCH]), [])
    everybody = Customer.objects.filter(store=store)
    ids = tuple(everybody.values_list("shopify_id", flat=True))
    yield Person(store=store, customer_ids=ids, owns_everything=True)


def _customer(store: Store, wanted: dict[str, Any]) -> Person:
    email, customer_id = str(wanted.get("email") or ""), wanted.get("customer_id")
    theirs = Q(shopify_id__in=wanted.get("order_ids") or [])
    if customer_id:
        theirs |= Q(customer__shopify_id=customer_id)
    if email:
        theirs |= Q(email__iexact=email, customer=None)  # what they ordered as a guest
    orders = Order.objects.filter(theirs, store=store)
    said = [email, str(wanted.get("phone") or "")]
    return _person(store, orders, said, customer_id, wanted.get("order_ids") or [])


def _person(
    store: Store,
    orders: Any,
    said: Sequence[str],
    customer_id: int | None = None,
    order_ids: Sequence[int] = (),
) -> Person:
    rows = list(orders.select_related("customer"))
    people = {row.customer_id: row.customer for row in rows if row.customer}
    if customer_id and not people:
        found = Customer.objects.filter(store=store, shopify_id=customer_id).first()
        people = {found.pk: found} if found else {}
    sure, likely = {text for text in said if text}, set()
    for row in rows:
        street = [str(row.shipping_address.get(name) or "") for name in STREET]
        sure |= {row.email, row.phone, row.recipient_name, *street}
        likely |= set(row.recipient_name.split())
    for person in people.values():
        sure |= {person.email, person.phone, f"{person.first_name} {person.last_name}".strip()}
        likely |= {person.first_name, person.last_name}
    parcels = Shipment.objects.filter(order__in=rows).exclude(tracking_number="")
    ids = {person.shopify_id for person in people.values()}
    return Person(
        store=store,
        customer_ids=tuple(ids | ({customer_id} if customer_id else set())),
        order_pks=tuple(row.pk for row in rows),
        order_ids=tuple({row.shopify_id for row in rows} | set(order_ids)),
        tracking_numbers=tuple(parcels.values_list("tracking_number", flat=True)),
        sure=tuple(text for text in sure if len(text) > SHORTEST),
        likely=tuple(text for text in likely if len(text) >= SHORTEST),
    )


def erase(person: Person) -> dict[str, int]:
    """Erase the person from the mirror; amounts, statuses, dates and countries stay."""
    for shopify_id in sorted(person.order_ids):
        lock_in_transaction(f"order:{person.store.pk}:{shopify_id}")
    now = clock.now()
    customers = Customer.objects.filter(
        store=person.store, shopify_id__in=person.customer_ids, erased_at=None
    )
    refunds = Refund.objects.filter(order_id__in=person.order_pks).exclude(note="")
    return {
        "orders_customer": customers.update(
            email="", phone="", first_name="", last_name="", locale="", erased_at=now
        ),
        "orders_order": sum(map(_erase_order, Order.objects.filter(pk__in=person.order_pks))),
        "orders_refund": sum(map(_erase_note, refunds)),
        "orders_shipment": _erase_parcels(person),
        "orders_trackingevent": _erase_scans(person),
        "orders_backfillline": _drop_lines(person),
    }


def _erase_order(order: Order) -> bool:
    if order.erased_at and not (order.email or order.recipient_name):
        return False
    address = {"country_code": order.country} if order.country else {}
    Order.objects.filter(pk=order.pk).update(
        email="",
        phone="",
        recipient_name="",
        shipping_address=address,
        note="",
        tags=[],
        status_token=new_token(),  # a link in an old mail must not lead here any more
        erased_at=order.erased_at or clock.now(),
    )
    return True


def _erase_note(refund: Refund) -> bool:
    kept = ours(refund.note)
    return kept != refund.note and bool(Refund.objects.filter(pk=refund.pk).update(note=kept))


def _erase_parcels(person: Person) -> int:
    clean, changed = person.cleaner(), 0
    for parcel in Shipment.objects.filter(order_id__in=person.order_pks):
        texts = {
            "last_scan_text": clean(parcel.last_scan_text),
            "last_scan_place": clean(parcel.last_scan_place),
            "check_error": clean(parcel.check_error),
            "reported_missing_note": ERASED if parcel.reported_missing_note else "",
        }
        if any(getattr(parcel, name) != text for name, text in texts.items()):
            changed += Shipment.objects.filter(pk=parcel.pk).update(**texts)
    return changed


def _erase_scans(person: Person) -> int:
    """Carriers write who signed; the fingerprint stays, so that the scan is not added again."""
    clean, changed = person.cleaner(), 0
    for scan in TrackingEvent.objects.filter(shipment__order_id__in=person.order_pks).only(
        "pk", "raw_text", "shipment_id"
    ):
        text = clean(scan.raw_text)
        if text != scan.raw_text:
            changed += TrackingEvent.objects.filter(pk=scan.pk).update(raw_text=text)
    return changed


def _drop_lines(person: Person) -> int:
    """A running backfill holds whole orders; what is dropped is read again, without the person."""
    lines = BackfillLine.objects.filter(job__store=person.store)
    if not person.owns_everything:
        gids = [f"gid://shopify/Order/{number}" for number in person.order_ids]
        lines = lines.filter(Q(gid__in=gids) | Q(parent__in=gids))
    return lines.delete()[0]


def export(person: Person) -> dict[str, list[dict[str, Any]]]:
    """Return what the mirror has of a person."""
    customers = Customer.objects.filter(store=person.store, shopify_id__in=person.customer_ids)
    orders = Order.objects.filter(pk__in=person.order_pks).prefetch_related("lines", "shipments")
    return {
        "customers": [
            {name: getattr(row, name) for name in ("email", "phone", "first_name", "last_name")}
            | {"shopify_id": str(row.shopify_id), "language": row.locale}
            for row in customers
        ],
        "orders": [_exported(order) for order in orders],
    }


def _exported(order: Order) -> dict[str, Any]:
    return {
        "shopify_id": str(order.shopify_id),
        "name": order.name,
        "placed_at": order.placed_at.isoformat(),
        "email": order.email,
        "phone": order.phone,
        "recipient": order.recipient_name,
        "address": order.shipping_address,
        "note": order.note,
        "tags": order.tags,
        "total": f"{order.total} {order.currency}",
        "lines": [f"{line.quantity} × {line.title}" for line in order.lines.all()],
        "parcels": [
            {
                "carrier": parcel.carrier,
                "tracking_number": parcel.tracking_number,
                "milestone": parcel.get_milestone_display(),
                "reported_missing_note": parcel.reported_missing_note,
            }
            for parcel in order.shipments.all()
        ],
    }
