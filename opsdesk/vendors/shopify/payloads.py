"""What Shopify's webhooks say, as frozen values. Field names are Shopify's own."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from opsdesk.vendors.base import Frozen, parse_body
from opsdesk.vendors.fields import (
    Address,
    Amount,
    Id,
    Line,
    Moment,
    OrEmpty,
    Quantity,
    Short,
    Text,
    Total,
    words,
)

ZERO = Decimal(0)
DONE = frozenset({"success"})
IN_FLIGHT = frozenset({"pending", "awaiting_response", "unknown"})

SkuText = Annotated[str, BeforeValidator(words(255))]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


class MoneyPayload(Frozen):
    """An amount in one currency."""

    amount: Total = ZERO
    currency_code: Short = ""


class MoneySet(Frozen):
    """The same amount in the shop's and in the customer's currency."""

    shop_money: MoneyPayload = MoneyPayload()
    presentment_money: MoneyPayload = MoneyPayload()


class AddressPayload(Frozen):
    """Where a parcel goes."""

    name: Line = ""
    first_name: Line = ""
    last_name: Line = ""
    company: Line = ""
    address1: Line = ""
    address2: Line = ""
    city: Line = ""
    province: Line = ""
    province_code: Short = ""
    country: Line = ""
    country_code: Annotated[str, BeforeValidator(words(2))] = ""
    zip: Short = ""
    phone: Short = ""


class CustomerPayload(Frozen):
    """Who ordered, as far as the app may know."""

    id: Id
    email: Address = ""
    phone: Short = ""
    first_name: Annotated[str, BeforeValidator(words(120))] = ""
    last_name: Annotated[str, BeforeValidator(words(120))] = ""
    locale: Annotated[str, BeforeValidator(words(10))] = ""
    updated_at: Moment | None = None


class TaxLine(Frozen):
    """One tax on one line."""

    price: Amount = ZERO


class DiscountAllocation(Frozen):
    """A part of a discount that fell on one line."""

    amount: Amount = ZERO


def _pairs(value: Any) -> Any:
    """Keep what looks like a note; apps write anything here, and none of it may stop an order."""
    listed = value if isinstance(value, list | tuple) else ()
    return [
        {"name": each.get("name"), "value": each.get("value")}
        for each in listed
        if isinstance(each, dict)
        and isinstance(each.get("name"), str)
        and isinstance(each.get("value"), str)
    ]


class AttributePayload(Frozen):
    """Something a checkout app noted under a name of its own."""

    name: Line = ""
    value: Text = ""


Attributes = Annotated[tuple[AttributePayload, ...], BeforeValidator(_pairs)]


class ShippingLinePayload(Frozen):
    """The rate chosen at checkout."""

    title: SkuText = ""
    code: Line = ""


class LinePayload(Frozen):
    """One line of an order (or, in a fulfillment, what of it is in the parcel)."""

    id: Id
    title: SkuText = ""
    variant_title: SkuText = ""
    sku: SkuText = ""
    quantity: Quantity = 0
    current_quantity: Quantity | None = None
    price: Amount = ZERO
    total_discount: Amount = ZERO
    requires_shipping: bool = True
    fulfillment_status: Short = ""
    discount_allocations: Annotated[tuple[DiscountAllocation, ...], OrEmpty] = ()
    tax_lines: Annotated[tuple[TaxLine, ...], OrEmpty] = ()
    properties: Attributes = ()

    @property
    def tax(self) -> Decimal:
        """Return all taxes of the line."""
        return sum((tax.price for tax in self.tax_lines), ZERO)

    @property
    def discount(self) -> Decimal:
        """Return all discounts of the line, order-level ones included."""
        return sum((part.amount for part in self.discount_allocations), ZERO)


class FulfillmentPayload(Frozen):
    """One fulfillment: a label was made; one parcel, sometimes more."""

    id: Id
    order_id: Id
    name: Short = ""
    status: Short = ""
    shipment_status: Short = ""
    created_at: Moment
    updated_at: Moment
    tracking_company: Short = ""
    tracking_number: Annotated[str, BeforeValidator(words(80))] = ""
    tracking_numbers: Annotated[tuple[Line, ...], OrEmpty] = ()
    tracking_url: Annotated[str, BeforeValidator(words(500))] = ""
    tracking_urls: Annotated[tuple[Annotated[str, BeforeValidator(words(500))], ...], OrEmpty] = ()
    service: Annotated[str, BeforeValidator(words(80))] = ""
    line_items: Annotated[tuple[LinePayload, ...], OrEmpty] = ()
    are_contents_known: bool = True  # not Shopify's: False where our own query could not tell


class TransactionPayload(Frozen):
    """Money moved, or on its way."""

    id: Id
    kind: Short = ""
    status: Short = ""
    amount: Amount = ZERO
    currency: Short = ""
    gateway: Line = ""
    created_at: Moment | None = None


class RefundLinePayload(Frozen):
    """How many of an order line were refunded."""

    line_item_id: Id
    quantity: Quantity = 0
    subtotal: Amount = ZERO
    total_tax: Amount = ZERO


class RefundPayload(Frozen):
    """One refund; it may exist before its money has moved."""

    id: Id
    order_id: Id
    created_at: Moment
    processed_at: Moment | None = None
    note: Text = ""
    refund_line_items: Annotated[tuple[RefundLinePayload, ...], OrEmpty] = ()
    transactions: Annotated[tuple[TransactionPayload, ...], OrEmpty] = ()

    @property
    def amount(self) -> Decimal:
        """Return what was given back or is on its way back; failed attempts do not count."""
        counted = (part for part in self._refunds() if part.status in DONE | IN_FLIGHT)
        return sum((part.amount for part in counted), ZERO)

    @property
    def currency(self) -> str:
        """Return the currency of `amount`, empty when no money was involved."""
        return next((part.currency for part in self._refunds() if part.currency), "")

    @property
    def is_pending(self) -> bool:
        """Say whether some of the money is still on its way."""
        return any(part.status in IN_FLIGHT for part in self._refunds())

    @property
    def has_failed(self) -> bool:
        """Say whether some of the money did not move."""
        return any(part.status in {"failure", "error"} for part in self._refunds())

    def _refunds(self) -> list[TransactionPayload]:
        return [part for part in self.transactions if part.kind == "refund"]


class OrderPayload(Frozen):
    """One order with everything Shopify nests in it."""

    id: Id
    name: Short = ""
    email: Address = ""
    phone: Short = ""
    created_at: Moment
    processed_at: Moment | None = None
    updated_at: Moment
    cancelled_at: Moment | None = None
    closed_at: Moment | None = None
    confirmed: bool | None = None
    financial_status: Short = ""
    fulfillment_status: Short = ""
    currency: Currency
    presentment_currency: Short = ""
    subtotal_price: Total = ZERO
    total_price: Total = ZERO
    total_tax: Total = ZERO
    total_discounts: Total = ZERO
    total_price_set: MoneySet | None = None
    total_shipping_price_set: MoneySet | None = None
    customer: CustomerPayload | None = None
    customer_locale: Annotated[str, BeforeValidator(words(10))] = ""
    shipping_address: AddressPayload | None = None
    shipping_lines: tuple[ShippingLinePayload, ...] | None = None  # None: this body does not say
    note_attributes: Attributes = ()
    line_items: Annotated[tuple[LinePayload, ...], OrEmpty] = ()
    fulfillments: Annotated[tuple[FulfillmentPayload, ...], OrEmpty] = ()
    refunds: Annotated[tuple[RefundPayload, ...], OrEmpty] = ()
    tags: Text = ""
    note: Text = ""
    test: bool = False

    @property
    def shipping_total(self) -> Decimal:
        """Return what the customer paid for shipping, in shop currency."""
        paid = self.total_shipping_price_set
        return paid.shop_money.amount if paid else ZERO

    @property
    def presentment_total(self) -> Decimal:
        """Return the total in the customer's currency."""
        total = self.total_price_set
        return total.presentment_money.amount if total else self.total_price

    @property
    def shipping_method(self) -> str:
        """Return the title of the first shipping rate, empty when there is none."""
        return next((line.title for line in self.shipping_lines or () if line.title), "")

    @property
    def attributes(self) -> list[tuple[str, str]]:
        """Return what checkout apps noted on the order and on its lines, by name."""
        noted = [
            *self.note_attributes,
            *(each for line in self.line_items for each in line.properties),
        ]
        return [(each.name, each.value) for each in noted]

    @property
    def tag_list(self) -> list[str]:
        """Return the tags one by one."""
        return [tag.strip()[:255] for tag in self.tags.split(",") if tag.strip()]


def parse_order(body: bytes) -> OrderPayload:
    """Parse orders/create and orders/updated; raises Invalid."""
    return parse_body(OrderPayload, body)


def parse_fulfillment(body: bytes) -> FulfillmentPayload:
    """Parse fulfillments/create and fulfillments/update; raises Invalid."""
    return parse_body(FulfillmentPayload, body)


def parse_refund(body: bytes) -> RefundPayload:
    """Parse refunds/create; raises Invalid."""
    return parse_body(RefundPayload, body)
