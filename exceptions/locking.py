"""In which order rows are locked, everywhere: order, shipment, case, execution, audit chain.

Two transactions that lock the same rows in different orders wait for each other until PostgreSQL
ends one of them. `no_key`: a row that only points at ours (a proposal, a message) need not wait.
"""

from __future__ import annotations

from exceptions.models import Case
from exceptions.querysets import CaseQuerySet
from orders.models import Order


def locked_case(cases: CaseQuerySet, *, with_order: bool = False) -> Case:
    """Return the only case of `cases` under a row lock; `with_order` when its balance may move.

    Raises Case.DoesNotExist. The order is locked first, and read after it is ours.
    """
    if with_order:
        order_id = cases.values_list("order_id", flat=True).get()
        Order.objects.select_for_update(no_key=True).only("pk").get(pk=order_id)
    rows = cases.select_related("store", "order", "shipment")
    return rows.select_for_update(of=("self",), no_key=True).get()
