"""The roots of the schema: every query and mutation the sandbox answers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from graphql import GraphQLResolveInfo, GraphQLSchema, build_schema, get_directive_values

from opsdesk.sandbox.config import ShopConfig
from opsdesk.sandbox.faults import Fault
from opsdesk.sandbox.moments import stamp
from opsdesk.sandbox.shopify import bulk, ids, search
from opsdesk.sandbox.shopify.errors import QueryError
from opsdesk.sandbox.shopify.order_at import OrderAt
from opsdesk.sandbox.shopify.order_view import fulfillment_view, order_view, refund_view
from opsdesk.sandbox.shopify.refunds import Refunds, Refused
from opsdesk.sandbox.shopify.subscriptions import Subscriptions, subscription_view
from opsdesk.sandbox.shopify.suggestion import suggest
from opsdesk.sandbox.shopify.views import View, connection, location_view, page, shop_view
from opsdesk.sandbox.wire import Doc
from opsdesk.sandbox.world import World

SCOPES = (
    "read_orders",
    "read_all_orders",
    "write_orders",
    "read_fulfillments",
    "write_fulfillments",
    "read_customers",
    "read_products",
    "read_returns",
    "read_draft_orders",
    "write_draft_orders",
    "read_merchant_managed_fulfillment_orders",
    "read_store_credit_accounts",
    "write_store_credit_account_transactions",
)
IDEMPOTENCY_REQUIRED_FROM = "2026-04"


@dataclass(frozen=True)
class Call:
    """What a resolver may know: the shop, the version asked for, the fault that strikes."""

    world: World
    shop: ShopConfig
    version: str
    fault: Fault | None
    refunds: Refunds
    subscriptions: Subscriptions
    bulk: bulk.BulkOperations

    def orders(self) -> list[OrderAt]:
        """Return the shop's orders placed by now; without `read_all_orders` those of 60 days."""
        now, since = self.world.now(), self.sees_since()
        return [
            OrderAt(doc, now)
            for doc in self.world.state.all("orders")
            if doc["shop"] == self.shop.domain and since <= doc["created_at"] <= now
        ]

    def sees_since(self) -> str:
        """Return from when on the app may see orders."""
        oldest = self.world.clock() - timedelta(days=60)
        return "" if self.shop.sees_all_orders else stamp(oldest)

    def order(self, global_id: str) -> OrderAt | None:
        """Return one order of the shop."""
        now = self.world.now()
        doc = self.world.state.get("orders", ids.number(global_id, "Order") or 0)
        if doc is None or doc["shop"] != self.shop.domain or doc["created_at"] > now:
            return None
        return OrderAt(doc, now)


Info = GraphQLResolveInfo


def load_schema() -> GraphQLSchema:
    """Build the schema from our SDL and attach the roots."""
    folder = files("opsdesk.sandbox.shopify") / "schema"
    parts = sorted(folder.iterdir(), key=lambda part: part.name)
    schema = build_schema("\n".join(part.read_text() for part in parts))
    if schema.query_type is None or schema.mutation_type is None:
        raise RuntimeError("the schema has no roots")
    for name, resolve in QUERIES.items():
        schema.query_type.fields[name].resolve = resolve
    for name, resolve in MUTATIONS.items():
        schema.mutation_type.fields[name].resolve = resolve
    return schema


def _view(order: OrderAt) -> View:
    return order_view(order, suggest)


def shop(_root: None, info: Info) -> View:
    """Return the shop the token belongs to."""
    call: Call = info.context
    return shop_view(call.shop, call.world.clock().astimezone(ZoneInfo(call.shop.timezone)))


def order(_root: None, info: Info, id: str) -> View | None:
    """Return one order."""
    found = info.context.order(id)
    return _view(found) if found else None


def orders(
    _root: None,
    info: Info,
    first: int | None = None,
    after: str | None = None,
    query: str | None = None,
    sortKey: str | None = None,  # noqa: N803 - the argument is Shopify's
    reverse: bool | None = False,
) -> View:
    """Return a page of orders."""
    matches, key = search.matcher(query), search.sort_key(sortKey)
    found = sorted(filter(matches, info.context.orders()), key=key, reverse=bool(reverse))
    result = page(found, ["|".join(map(str, key(order))) for order in found], first, after)
    result["nodes"] = [_view(order) for order in result["nodes"]]
    for edge in result["edges"]:
        edge["node"] = _view(edge["node"])
    return result


def refund(_root: None, info: Info, id: str) -> View | None:
    """Return one refund."""
    number = ids.number(id, "Refund")
    for found in info.context.orders():
        for row in found.refunds:
            if row["id"] == number:
                return refund_view(found, row, _view(found))
    return None


def fulfillment(_root: None, info: Info, id: str) -> View | None:
    """Return one fulfilment."""
    number = ids.number(id, "Fulfillment")
    for found in info.context.orders():
        for row in found.fulfillments:
            if row["id"] == number:
                return fulfillment_view(found, row, _view(found))
    return None


def customer(_root: None, info: Info, id: str) -> View | None:
    """Return one customer, as of their latest order."""
    number = ids.number(id, "Customer")
    found = [order for order in info.context.orders() if order.doc["customer"]["id"] == number]
    view: View | None = _view(found[-1])["customer"] if found else None
    return view


def node(_root: None, info: Info, id: str) -> View | None:
    """Return anything that has a global id here."""
    finders: dict[str, Callable[..., View | None]] = {
        "Order": order,
        "Refund": refund,
        "Fulfillment": fulfillment,
        "Customer": customer,
        "WebhookSubscription": webhook_subscription,
        "BulkOperation": bulk.bulk_operation,
    }
    kind = id.removeprefix("gid://shopify/").partition("/")[0]
    finder = finders.get(kind)
    return finder(None, info, id) if finder else None


def locations(_root: None, info: Info, **arguments: Any) -> View:
    """Return the one location."""
    return connection([location_view()])(info, **arguments)


def webhook_subscription(_root: None, info: Info, id: str) -> View | None:
    """Return one subscription."""
    doc = info.context.subscriptions.find(info.context.shop.domain, id)
    return subscription_view(doc) if doc else None


def webhook_subscriptions(
    _root: None,
    info: Info,
    first: int | None = None,
    after: str | None = None,
    topics: list[str] | None = None,
    uri: str | None = None,
    reverse: bool | None = False,
) -> View:
    """Return the app's subscriptions."""
    docs = [
        doc
        for doc in info.context.subscriptions.of_shop(info.context.shop.domain)
        if (not topics or doc["topic"] in topics) and uri in (None, doc["url"])
    ]
    docs = docs[::-1] if reverse else docs
    return page(
        [subscription_view(doc) for doc in docs], [str(doc["id"]) for doc in docs], first, after
    )


def current_app_installation(_root: None, info: Info) -> View:
    """Return the app with the scopes it was granted."""
    return {
        "id": ids.gid("AppInstallation", 471),
        "launchUrl": f"https://{info.context.shop.domain}/admin/apps/opsdesk",
        "accessScopes": [
            {"handle": scope, "description": scope.replace("_", " ").capitalize()}
            for scope in SCOPES
            if scope != "read_all_orders" or info.context.shop.sees_all_orders
        ],
    }


def refund_create(_root: None, info: Info, input: Doc) -> View:
    """Give money back, once per idempotency key."""
    call: Call = info.context
    key = _idempotency_key(info)
    if key is None and call.version >= IDEMPOTENCY_REQUIRED_FROM:
        raise QueryError(
            "The @idempotent directive is required for this mutation but was not provided.",
            "BAD_REQUEST",
        )
    try:
        made = call.refunds.create(call.shop.domain, key, input, call.fault)
    except Refused as refused:
        return {"order": None, "refund": None, "userErrors": refused.errors}
    found = call.order(input["orderId"])
    if found is None:
        raise LookupError("an order with a refund is gone")
    view = _view(found)
    return {"order": view, "refund": refund_view(found, made, view), "userErrors": []}


def _idempotency_key(info: Info) -> str | None:
    directive = info.schema.get_directive("idempotent")
    if directive is None:
        raise RuntimeError("the schema lost its @idempotent directive")
    values = get_directive_values(directive, info.field_nodes[0], info.variable_values)
    return None if values is None else str(values["key"])


def subscription_create(_root: None, info: Info, topic: str, webhookSubscription: Doc) -> View:  # noqa: N803
    """Subscribe to a topic."""
    call: Call = info.context
    try:
        doc = call.subscriptions.create(call.shop.domain, topic, webhookSubscription)
    except Refused as refused:
        return {"webhookSubscription": None, "userErrors": refused.errors}
    return {"webhookSubscription": subscription_view(doc), "userErrors": []}


def subscription_update(_root: None, info: Info, id: str, webhookSubscription: Doc) -> View:  # noqa: N803
    """Change a subscription."""
    call: Call = info.context
    try:
        doc = call.subscriptions.update(call.shop.domain, id, webhookSubscription)
    except Refused as refused:
        return {"webhookSubscription": None, "userErrors": refused.errors}
    return {"webhookSubscription": subscription_view(doc), "userErrors": []}


def subscription_delete(_root: None, info: Info, id: str) -> View:
    """Unsubscribe."""
    call: Call = info.context
    try:
        deleted = call.subscriptions.delete(call.shop.domain, id)
    except Refused as refused:
        return {"deletedWebhookSubscriptionId": None, "userErrors": refused.errors}
    return {"deletedWebhookSubscriptionId": deleted, "userErrors": []}


QUERIES: dict[str, Callable[..., Any]] = {
    "shop": shop,
    "order": order,
    "orders": orders,
    "refund": refund,
    "fulfillment": fulfillment,
    "customer": customer,
    "node": node,
    "locations": locations,
    "webhookSubscription": webhook_subscription,
    "webhookSubscriptions": webhook_subscriptions,
    "currentAppInstallation": current_app_installation,
    **bulk.QUERIES,
}
MUTATIONS: dict[str, Callable[..., Any]] = {
    "refundCreate": refund_create,
    "webhookSubscriptionCreate": subscription_create,
    "webhookSubscriptionUpdate": subscription_update,
    "webhookSubscriptionDelete": subscription_delete,
    **bulk.MUTATIONS,
}
