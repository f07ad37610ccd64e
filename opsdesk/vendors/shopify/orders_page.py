"""Orders page by page: for small stores, for what changed lately, and when a bulk export is refused."""

from __future__ import annotations

from typing import Any

from opsdesk.vendors.base import Frozen, read_reply
from opsdesk.vendors.fields import Moment
from opsdesk.vendors.shopify.client import Admin, number_of

Node = dict[str, Any]

SIZE = 15  # orders: 730 of the 1,000 points a query may cost
MOST = {
    "fulfillments": 4,
    "refunds": 3,
}  # what the document asks for; with as many there may be more
ALL_ORDERS = "read_all_orders"


class Page(Frozen):
    """Some orders and where the next ones begin; `after` is empty on the last page."""

    nodes: tuple[Node, ...]
    after: str


def fetch_page(admin: Admin, query: str, sort: str, after: str = "") -> Page:
    """Return a page of the orders that match Shopify's search `query`."""
    variables = {"query": query, "sort": sort, "size": SIZE, "after": after or None}
    data = admin.execute("page_of_orders", variables, safe=True)
    orders = data.get("orders") or {}
    info = orders.get("pageInfo") or {}
    following = str(info.get("endCursor") or "") if info.get("hasNextPage") else ""
    return Page(nodes=tuple(orders.get("nodes") or ()), after=following)


def is_whole(node: Node) -> bool:
    """Say whether the page could hold all of an order; else it is to be asked for alone."""
    if any(len(node.get(name) or ()) >= most for name, most in MOST.items()):
        return False
    connections = [
        node.get("lineItems"),
        *(row.get("fulfillmentLineItems") for row in node.get("fulfillments") or ()),
        *(row.get("refundLineItems") for row in node.get("refunds") or ()),
        *(row.get("transactions") for row in node.get("refunds") or ()),
    ]
    return not any(
        (connection or {}).get("pageInfo", {}).get("hasNextPage") for connection in connections
    )


def count_orders(admin: Admin, query: str) -> int:
    """Return how many orders match."""
    data = admin.execute("count_orders", {"query": query}, safe=True)
    return int((data.get("ordersCount") or {}).get("count") or 0)


def sees_all_orders(admin: Admin) -> bool:
    """Say whether the app may see orders older than 60 days."""
    data = admin.execute("app_scopes", {}, safe=True)
    installation = data.get("currentAppInstallation") or {}
    return any(
        scope.get("handle") == ALL_ORDERS for scope in installation.get("accessScopes") or ()
    )


class Update(Frozen):
    """That an order changed, and when."""

    id: int
    name: str
    updated_at: Moment


class _Update(Frozen):
    id: str
    name: str = ""
    updatedAt: Moment  # noqa: N815 - Shopify's name


def fetch_updates(admin: Admin, query: str, after: str = "") -> tuple[tuple[Update, ...], str]:
    """Return a page of changes, oldest first, and where the next one begins (empty: nowhere)."""
    data, reply = admin.call("updated_orders", {"query": query, "after": after or None}, safe=True)
    orders = data.get("orders") or {}
    rows = [read_reply(_Update, node, reply) for node in orders.get("nodes") or ()]
    info = orders.get("pageInfo") or {}
    following = str(info.get("endCursor") or "") if info.get("hasNextPage") else ""
    updates = (Update(id=number_of(r.id), name=r.name, updated_at=r.updatedAt) for r in rows)
    return tuple(updates), following
