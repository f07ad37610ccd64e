"""What may still leave an order: reserved before a refund is sent, moved or released after.

In flight plus done never exceeds the order's total. The database decides: a reservation is one
conditional UPDATE, so fifty approvers at once cannot reserve the same money twice.
"""

from decimal import Decimal

from django.db.models import F
from django.db.models.functions import Greatest

from opsdesk.money import Money
from orders.models import Order


def reserve(order_id: int, money: Money) -> bool:
    """Set `money` aside; False (and nothing happens) when the order has not that much left."""
    left = F("total") - F("refunded") - F("reserved")
    taken = (
        Order.objects.filter(pk=order_id, currency=money.currency)
        .annotate(left=left)
        .filter(left__gte=money.amount)
        .update(reserved=F("reserved") + money.amount)
    )
    return taken == 1


def release(order_id: int, money: Money) -> None:
    """Give `money` back: it was refused, undone, or is now counted as refunded."""
    Order.objects.filter(pk=order_id).update(
        reserved=Greatest(F("reserved") - money.amount, Decimal(0))
    )
