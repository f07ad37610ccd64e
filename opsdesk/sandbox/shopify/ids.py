"""Shopify's global ids, and numbers that look like the real thing."""

from opsdesk.sandbox.state import State

# The second base is above 2**53 on purpose: clients that read ids as floats must show it here.
BASES = {
    "Order": 6_450_271_000_000,
    "LineItem": 16_310_552_000_000,
    "Customer": 8_120_447_000_000,
    "Refund": 1_009_817_354_118_144_000,
    "OrderTransaction": 7_390_118_000_000,
    "Fulfillment": 5_770_936_000_000,
    "RefundLineItem": 820_982_911_946_154_000,
    "WebhookSubscription": 1_730_204_000_000,
    "ShippingLine": 5_310_774_000_000,
    "Product": 9_140_022_000_000,
    "ProductVariant": 47_580_336_000_000,
    "Location": 74_120_889_000,
}
STEP = 32_771


def new_id(state: State, kind: str) -> int:
    """Return the next number of a kind."""
    return BASES[kind] + STEP * state.next_number(f"id {kind}")


def gid(kind: str, number: int | str) -> str:
    """Return the global id GraphQL shows."""
    return f"gid://shopify/{kind}/{number}"


def number(global_id: str, kind: str) -> int | None:
    """Read a global id of the kind expected; None when it is anything else."""
    prefix = f"gid://shopify/{kind}/"
    rest = global_id.removeprefix(prefix)
    return int(rest) if global_id.startswith(prefix) and rest.isdigit() else None
