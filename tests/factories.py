"""Rows for tests: `make_order(total="40.00")`. Every default is plausible and none is shared."""

import hashlib
import uuid
from datetime import timedelta
from decimal import Decimal
from typing import Any

import factory
from factory import LazyAttribute, LazyFunction, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from exceptions.models import ApprovalLimit, Case, Kind, Proposal, RemedyKind, Rule, Severity
from notifications.models import Message, MessageKind, MessageTemplate
from opsdesk.clock import now
from opsdesk.models import Credential, InboundDelivery, Membership, Role, Store, User
from opsdesk.taxonomy import Milestone
from orders.models import Customer, Order, OrderLine, Refund, Shipment, ShipmentLine, TrackingEvent

PASSWORD = "correct horse battery staple"

# What the sandbox accepts (tests/conftest.py starts it with the same values).
SANDBOX_SECRETS = {
    ("shopify", "client_id"): "sandbox-client",
    ("shopify", "client_secret"): "sandbox-secret",
    ("easypost", "api_key"): "EZTK-sandbox",
    ("easypost", "webhook_secret"): "easypost-hook-secret",
    ("sendgrid", "api_key"): "SG.sandbox",
    ("openai", "api_key"): "sk-sandbox",
}


def ago(**delta: float) -> LazyFunction:
    """Return a factory declaration for "that long ago"."""
    return LazyFunction(lambda: now() - timedelta(**delta))


class StoreFactory(DjangoModelFactory):
    class Meta:
        model = Store

    slug = Sequence(lambda n: f"store-{n}")
    name = Sequence(lambda n: f"Store {n}")
    shop_domain = LazyAttribute(lambda store: f"{store.slug}.myshopify.com")
    currency = "USD"
    timezone = "America/New_York"
    country = "US"
    from_name = LazyAttribute(lambda store: store.name)
    from_email = LazyAttribute(lambda store: f"hello@{store.slug}.example")
    reply_to = LazyAttribute(lambda store: f"hello@{store.slug}.example")
    sending_enabled = True
    connected_at = ago(days=90)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = Sequence(lambda n: f"user-{n}")
    first_name = Sequence(lambda n: f"Robin{n}")
    last_name = "Bell"
    email = LazyAttribute(lambda user: f"{user.username}@opsdesk.example")
    password = factory.django.Password(PASSWORD)


class CustomerFactory(DjangoModelFactory):
    class Meta:
        model = Customer

    store = SubFactory(StoreFactory)
    shopify_id = Sequence(lambda n: 7_000_000_000 + n)
    email = Sequence(lambda n: f"customer-{n}@mail.example")
    first_name = "Dana"
    last_name = "Reyes"
    locale = "en"
    source_updated_at = ago(days=10)


class OrderFactory(DjangoModelFactory):
    class Meta:
        model = Order

    store = SubFactory(StoreFactory)
    shopify_id = Sequence(lambda n: 5_000_000_000 + n)
    name = Sequence(lambda n: f"#{1001 + n}")
    customer = SubFactory(
        CustomerFactory, store=SelfAttribute("..store"), email=SelfAttribute("..email")
    )
    email = Sequence(lambda n: f"customer-{n}@mail.example")
    placed_at = ago(days=9)
    source_updated_at = ago(days=8)
    financial_status = "paid"
    fulfillment_status = "fulfilled"
    currency = SelfAttribute("store.currency")
    subtotal = LazyAttribute(lambda order: Decimal(order.total) - Decimal(order.shipping_total))
    shipping_total = Decimal("6.00")
    tax_total = Decimal("0.00")
    total = Decimal("96.00")
    presentment_currency = SelfAttribute("currency")
    presentment_total = SelfAttribute("total")
    recipient_name = "Dana Reyes"
    shipping_address = LazyFunction(
        lambda: {"address1": "12 Elm St", "city": "Austin", "province_code": "TX", "zip": "78701"}
    )
    country = "US"


class OrderLineFactory(DjangoModelFactory):
    class Meta:
        model = OrderLine

    order = SubFactory(OrderFactory)
    shopify_id = Sequence(lambda n: 9_000_000_000 + n)
    title = "Linen shirt"
    variant_title = "Blue / M"
    sku = "LIN-BLU-M"
    quantity = 2
    unit_price = LazyAttribute(lambda line: Decimal(line.order.subtotal) / line.quantity)


class RefundFactory(DjangoModelFactory):
    class Meta:
        model = Refund

    order = SubFactory(OrderFactory)
    store = SelfAttribute("order.store")
    shopify_id = Sequence(lambda n: 3_000_000_000 + n)
    amount = Decimal("10.00")
    currency = SelfAttribute("order.currency")
    refunded_at = ago(hours=1)


class ShipmentFactory(DjangoModelFactory):
    class Meta:
        model = Shipment

    order = SubFactory(OrderFactory)
    store = SelfAttribute("order.store")
    fulfillment_id = Sequence(lambda n: 4_000_000_000 + n)
    fulfillment_status = "success"
    source_updated_at = ago(days=8)
    carrier = "UPS"
    service = "Ground"
    tracking_number = Sequence(lambda n: f"1Z999AA1{n:010d}")
    shipped_at = ago(days=8)
    shipped_on = LazyAttribute(lambda shipment: shipment.shipped_at.date())
    milestone = Milestone.IN_TRANSIT
    milestone_at = ago(days=6)
    picked_up_at = ago(days=7)
    last_scan_at = ago(days=6)
    last_moved_at = SelfAttribute("last_scan_at")
    last_scan_text = "Departed from facility"
    last_scan_place = "Memphis, TN"
    original_eta = LazyFunction(lambda: (now() + timedelta(days=1)).date())
    current_eta = SelfAttribute("original_eta")
    last_checked_at = ago(minutes=20)
    provider = "easypost"
    provider_tracker_id = Sequence(lambda n: f"trk_{n:032x}")


class ShipmentLineFactory(DjangoModelFactory):
    class Meta:
        model = ShipmentLine

    shipment = SubFactory(ShipmentFactory)
    order_line = SubFactory(OrderLineFactory, order=SelfAttribute("..shipment.order"))
    quantity = SelfAttribute("order_line.quantity")


class TrackingEventFactory(DjangoModelFactory):
    class Meta:
        model = TrackingEvent

    shipment = SubFactory(ShipmentFactory)
    provider = "easypost"
    fingerprint = Sequence(lambda n: hashlib.sha256(f"scan {n}".encode()).hexdigest())
    raw_code = "in_transit"
    raw_detail = "departed_facility"
    raw_text = "Departed from facility"
    city = "Memphis"
    region = "TN"
    country = "US"
    occurred_at = ago(days=6)
    received_at = SelfAttribute("occurred_at")
    milestone = Milestone.IN_TRANSIT


class MessageFactory(DjangoModelFactory):
    class Meta:
        model = Message

    order = SubFactory(OrderFactory)
    store = SelfAttribute("order.store")
    kind = MessageKind.SHIPPED
    recipient = SelfAttribute("order.email")
    subject = "Your order is on its way"
    body = "Hi Dana, your parcel has left our warehouse."
    dedupe_key = Sequence(lambda n: f"test:{n}")
    created_at = ago(minutes=1)
    due_at = SelfAttribute("created_at")


class TemplateFactory(DjangoModelFactory):
    class Meta:
        model = MessageTemplate

    store = SubFactory(StoreFactory)
    kind = MessageKind.SHIPPED
    subject = "Your order is on its way"
    body = "Hi, your parcel has left our warehouse."


class RuleFactory(DjangoModelFactory):
    class Meta:
        model = Rule

    store = SubFactory(StoreFactory)
    name = LazyAttribute(lambda rule: Kind(rule.kind).label)
    kind = Kind.NO_MOVEMENT
    severity = Severity.MEDIUM
    default_remedy = RemedyKind.REPLY_ONLY


class LimitFactory(DjangoModelFactory):
    class Meta:
        model = ApprovalLimit

    store = SubFactory(StoreFactory)
    role = "agent"
    currency = SelfAttribute("store.currency")
    per_action = Decimal("200.00")
    per_day = Decimal("1000.00")


class CaseFactory(DjangoModelFactory):
    class Meta:
        model = Case

    shipment = SubFactory(ShipmentFactory)
    order = SelfAttribute("shipment.order")
    store = SelfAttribute("shipment.store")
    number = Sequence(lambda n: 1001 + n)
    kind = Kind.NO_MOVEMENT
    severity = Severity.MEDIUM
    severity_rank = LazyAttribute(lambda case: ["high", "medium", "low"].index(case.severity))
    status = Case.Status.OPEN
    because = "No movement since Memphis, TN for 3 working days."
    value_at_risk = LazyAttribute(lambda case: Decimal(case.order.total))
    currency = SelfAttribute("order.currency")
    onset_at = ago(days=3)
    detected_at = ago(hours=2)
    status_at = SelfAttribute("detected_at")


class ProposalFactory(DjangoModelFactory):
    class Meta:
        model = Proposal

    case = SubFactory(CaseFactory, status=Case.Status.AWAITING_APPROVAL)
    version = LazyAttribute(lambda proposal: proposal.case.proposals.count() + 1)
    option_id = "full_refund"
    remedy = RemedyKind.FULL_REFUND
    amount = LazyAttribute(
        lambda proposal: (
            Decimal(0)
            if proposal.remedy == RemedyKind.REPLY_ONLY
            else Decimal(proposal.case.order.total)
        )
    )
    currency = SelfAttribute("case.currency")
    recipient = SelfAttribute("case.order.email")
    subject = "About your order"
    message = "Hi Dana,\n\nwe are sorry: your parcel has not moved. We have refunded your order."
    reason = "The parcel has not moved for three working days."
    author_kind = Proposal.Author.FALLBACK
    author_name = "OpsDesk"
    created_at = ago(hours=1)

    @classmethod
    def _create(cls, model_class: type[Proposal], *args: Any, **kwargs: Any) -> Proposal:
        from exceptions import proposals  # not at the top: it imports half the product

        proposal = model_class(*args, **kwargs)
        proposal.digest = proposal.digest or proposals.digest_of(proposal)
        proposal.save()
        return proposal


class DeliveryFactory(DjangoModelFactory):
    class Meta:
        model = InboundDelivery

    store = SubFactory(StoreFactory)
    vendor = "shopify"
    topic = "orders/create"
    delivery_id = LazyFunction(lambda: str(uuid.uuid4()))
    body = b"{}"
    received_at = ago(seconds=1)
    next_attempt_at = SelfAttribute("received_at")


def make_store(*, credentials: bool = True, **overrides: Any) -> Store:
    """Create a store that may send, with the credentials the sandbox accepts."""
    store = StoreFactory(**overrides)
    if credentials:
        for (vendor, kind), secret in SANDBOX_SECRETS.items():
            Credential.objects.create(store=store, vendor=vendor, kind=kind, secret=secret)
    return store


def make_user(**overrides: Any) -> User:
    """Create a person whose password is PASSWORD."""
    return UserFactory(**overrides)


def make_member(store: Store, role: str = Role.AGENT, **overrides: Any) -> User:
    """Create a person who works for `store` as `role`."""
    user = make_user(**overrides)
    Membership.objects.create(user=user, store=store, role=role)
    return user


def make_customer(**overrides: Any) -> Customer:
    """Create a customer."""
    return CustomerFactory(**overrides)


def make_order(*, lines: int = 1, **overrides: Any) -> Order:
    """Create a paid order with `lines` order lines that add up to its subtotal."""
    order = OrderFactory(**overrides)
    order.refresh_from_db()  # amounts given as text become Decimal
    for _ in range(lines):
        OrderLineFactory(order=order, unit_price=order.subtotal / lines / 2)
    return order


def make_line(order: Order, **overrides: Any) -> OrderLine:
    """Add a line to `order`."""
    return OrderLineFactory(order=order, **overrides)


def make_refund(**overrides: Any) -> Refund:
    """Create a refund seen in Shopify."""
    return RefundFactory(**overrides)


def make_shipment(*, store: Store | None = None, **overrides: Any) -> Shipment:
    """Create a parcel in transit that holds every line of its order."""
    order = overrides.pop("order", None) or make_order(
        **({"store": store} if store else {}), **_nested(overrides, "order__")
    )
    shipment = ShipmentFactory(order=order, **overrides)
    for line in order.lines.all():
        ShipmentLineFactory(shipment=shipment, order_line=line)
    shipment.refresh_from_db()
    return shipment


def make_scan(shipment: Shipment, **overrides: Any) -> TrackingEvent:
    """Add a scan to `shipment`; the parcel's own columns stay as they are."""
    return TrackingEventFactory(shipment=shipment, **overrides)


def make_message(**overrides: Any) -> Message:
    """Create a queued message."""
    return MessageFactory(**overrides)


def make_template(**overrides: Any) -> MessageTemplate:
    """Create a message template."""
    return TemplateFactory(**overrides)


def make_rule(**overrides: Any) -> Rule:
    """Create an enabled rule with its detector's own thresholds."""
    return RuleFactory(**overrides)


def make_limit(**overrides: Any) -> ApprovalLimit:
    """Create an approval limit."""
    return LimitFactory(**overrides)


def make_case(*, amount: str | None = None, store: Store | None = None, **overrides: Any) -> Case:
    """Create a case; with `amount` it awaits approval of a refund of that much."""
    nested = _nested(overrides, "shipment__")
    if amount is not None:
        overrides.setdefault("status", Case.Status.AWAITING_APPROVAL)
        nested.setdefault("order__total", Decimal(amount) + 6)
    if "shipment" not in overrides:
        if "order" in overrides:
            nested = {"order": overrides.pop("order")}
        overrides["shipment"] = make_shipment(store=store, **nested)
    case = CaseFactory(**overrides)
    if amount is not None:
        make_proposal(case=case, amount=amount)
    case.refresh_from_db()
    return case


def make_proposal(**overrides: Any) -> Proposal:
    """Create the next version of a case's proposal; immutable, as in real life."""
    if "case" not in overrides:
        nested = _nested(overrides, "case__")
        overrides["case"] = make_case(status=Case.Status.AWAITING_APPROVAL, **nested)
    proposal = ProposalFactory(**overrides)
    proposal.refresh_from_db()
    return proposal


def make_delivery(**overrides: Any) -> InboundDelivery:
    """Create a stored webhook delivery that waits to be processed."""
    return DeliveryFactory(**overrides)


def _nested(overrides: dict[str, Any], prefix: str) -> dict[str, Any]:
    """Take the `prefix` entries out of `overrides`, without the prefix."""
    names = [name for name in overrides if name.startswith(prefix)]
    return {name.removeprefix(prefix): overrides.pop(name) for name in names}
