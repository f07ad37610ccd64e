"""Every event and who hears it, one line each; and which use case takes which vendor topic.

Dotted strings only: this is part of the composition root and imports no app.
"""

# event → tasks woken after commit (keyword arguments = what publish() was given)
LISTENERS: dict[str, tuple[str, ...]] = {
    "delivery.stored": ("opsdesk.intake.tasks.process_stored",),
    "shipment.registered": ("orders.tasks.register_pending",),
    "shipment.changed": (
        "exceptions.tasks.sweep_attention",
        "notifications.tasks.consider_news",
    ),
    "erasure.asked": ("opsdesk.tasks.run_erasures",),
    "order.wanted": ("orders.tasks.fetch_wanted",),
    "order.changed": ("exceptions.tasks.sweep_attention",),
    "refund.observed": ("exceptions.tasks.match_refund",),
    "case.opened": ("exceptions.tasks.draft_case",),
    "case.redraft_asked": ("exceptions.tasks.draft_case",),
    "backfill.asked": ("orders.tasks.run_backfills",),
    "message.queued": ("notifications.tasks.deliver_message",),
}

# Listeners that take all that is due from the database, whoever rings: woken once per burst.
SWEEPS: frozenset[str] = frozenset(
    {
        "opsdesk.tasks.run_erasures",
        "opsdesk.intake.tasks.process_stored",
        "orders.tasks.register_pending",
        "orders.tasks.run_backfills",
        "orders.tasks.fetch_wanted",
        "exceptions.tasks.sweep_attention",
        "notifications.tasks.consider_news",
    }
)

# (vendor, topic) → use case called with (delivery: InboundDelivery) inside one transaction
INBOUND: dict[tuple[str, str], str] = {
    ("shopify", "orders/create"): "orders.ingest.on_order",
    ("shopify", "orders/updated"): "orders.ingest.on_order",
    ("shopify", "orders/paid"): "orders.ingest.on_order",
    ("shopify", "orders/fulfilled"): "orders.ingest.on_order",
    ("shopify", "orders/partially_fulfilled"): "orders.ingest.on_order",
    ("shopify", "orders/cancelled"): "orders.ingest.on_order",
    ("shopify", "orders/edited"): "orders.ingest.on_order_edited",
    ("shopify", "orders/delete"): "orders.ingest.on_order_deleted",
    ("shopify", "order_transactions/create"): "orders.ingest.on_transaction",
    ("shopify", "returns/request"): "orders.ingest.on_return",
    ("shopify", "returns/approve"): "orders.ingest.on_return",
    ("shopify", "returns/decline"): "orders.ingest.on_return",
    ("shopify", "returns/cancel"): "orders.ingest.on_return",
    ("shopify", "returns/reopen"): "orders.ingest.on_return",
    ("shopify", "returns/update"): "orders.ingest.on_return",
    ("shopify", "returns/process"): "orders.ingest.on_return",
    ("shopify", "returns/close"): "orders.ingest.on_return",
    ("shopify", "disputes/create"): "orders.ingest.on_dispute",
    ("shopify", "disputes/update"): "orders.ingest.on_dispute",
    ("shopify", "customers/update"): "orders.ingest.on_customer",
    ("shopify", "app/uninstalled"): "opsdesk.connections.on_uninstalled",
    ("shopify", "customers/data_request"): "opsdesk.privacy.on_data_request",
    ("shopify", "customers/redact"): "opsdesk.privacy.on_customer_redact",
    ("shopify", "shop/redact"): "opsdesk.privacy.on_shop_redact",
    ("shopify", "fulfillments/create"): "orders.ingest.on_fulfillment",
    ("shopify", "fulfillments/update"): "orders.ingest.on_fulfillment",
    ("shopify", "refunds/create"): "orders.ingest.on_refund",
    ("easypost", "tracker.created"): "orders.ingest.on_tracker",
    ("easypost", "tracker.updated"): "orders.ingest.on_tracker",
    ("aftership", "tracking_update"): "orders.ingest.on_tracker",
    ("aftership", "edd_revise"): "orders.ingest.on_tracker",
    ("shopify", "fulfillment_events/create"): "orders.ingest.on_fulfillment_event",
    ("shopify", "fulfillment_events/delete"): "orders.ingest.on_fulfillment_event_deleted",
    ("sendgrid", "events"): "notifications.receipts.on_events",
}

# What a new store starts with: rules, limits, words. Each is called with (store) and may be repeated.
STORE_DEFAULTS: tuple[str, ...] = (
    "notifications.defaults.create_for",
    "exceptions.defaults.create_for",
)

# functions (order) → list[orders.timeline.Entry]: what the apps above add to an order's history
ORDER_TIMELINE: tuple[str, ...] = ("exceptions.presenters.timeline.of_order",)

# function (store, wanted) → the people a privacy request is about
PEOPLE = "orders.privacy.find_people"

# functions (person) → {table: rows changed}: how each app forgets somebody. The mirror comes after the
# apps above it (they find their rows through it), the kernel's traces last.
ERASERS: tuple[str, ...] = (
    "exceptions.privacy.erase",
    "notifications.privacy.erase",
    "orders.privacy.erase",
    "opsdesk.privacy.traces.erase",
)

# functions (person) → {name: rows}: what each app has of somebody
EXPORTERS: tuple[str, ...] = (
    "orders.privacy.export",
    "notifications.privacy.export",
    "exceptions.privacy.export",
)

# functions (user) → sentences shown above every page of the desk
BANNERS: tuple[str, ...] = ("opsdesk.connections.banners",)

# functions () → [(name, is it well, words, what to do)]: what each app adds to `manage.py doctor`
EXAMINERS: tuple[str, ...] = ("exceptions.health.examine",)
