"""The sums behind the figures, made by PostgreSQL. One statement each, whatever the number of days.

Days are calendar days of each row's own store, arrivals those of the destination. The conditions
on bare columns (two days wider than needed) are for the indexes; those in the time zone decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from orders.lateness import DESTINATION_DAY

ARRIVED_ON = DESTINATION_DAY.format(moment="coalesce(parcel.first_attempt_at, parcel.delivered_at)")
PARCELS = """
WITH with_case AS (
    SELECT DISTINCT shipment_id FROM exceptions_case WHERE store_id = ANY(%(stores)s)
)
SELECT parcel.shipped_on AS day,
       count(*) AS shipped,
       count(with_case.shipment_id) AS with_case,
       count(*) FILTER (WHERE first_try.on_day IS NOT NULL) AS tried,
       count(*) FILTER (WHERE first_try.on_day IS NOT NULL AND parcel.original_eta IS NOT NULL)
           AS attempted,
       count(*) FILTER (WHERE first_try.on_day <= parcel.original_eta) AS on_time
FROM orders_shipment parcel
JOIN opsdesk_store store ON store.id = parcel.store_id
LEFT JOIN with_case ON with_case.shipment_id = parcel.id
CROSS JOIN LATERAL (
    SELECT {ARRIVED_ON} AS on_day
) first_try
WHERE parcel.store_id = ANY(%(stores)s)
  AND parcel.shipped_at >= %(start)s::date - 2 AND parcel.shipped_at < %(end)s::date + 3
  AND parcel.shipped_on BETWEEN %(start)s AND %(end)s
  AND parcel.tracking_number <> '' AND parcel.milestone <> 'cancelled'
GROUP BY parcel.shipped_on
""".replace("{ARRIVED_ON}", ARRIVED_ON)

# `told_at`: the first message about this trouble that left. `asked_at`: the customer's first word.
PICKED = """
WITH picked AS (
    SELECT found.id,
           (found.detected_at AT TIME ZONE store.timezone)::date AS day,
           found.detected_at - found.onset_at AS to_detect,
           coalesce(found.onset_at >= store.connected_at, false) AS we_watched,
           decision.at AS decided_at,
           decision.at - found.detected_at AS to_decide,
           coalesce(decision.is_false_alarm, false) AS is_false_alarm,
           notice.told_at,
           parcel.reported_missing_at AS asked_at
    FROM exceptions_case found
    JOIN opsdesk_store store ON store.id = found.store_id
    JOIN orders_shipment parcel ON parcel.id = found.shipment_id
    LEFT JOIN LATERAL (
        SELECT min(at) AS at,
               bool_or(verdict = 'dismiss' AND reason_code = 'false_alarm') AS is_false_alarm
        FROM exceptions_decision
        WHERE case_id = found.id AND verdict <> 'snooze'
    ) decision ON true
    LEFT JOIN LATERAL (
        SELECT min(sent_at) AS told_at
        FROM notifications_message
        WHERE shipment_id = found.shipment_id
          AND kind IN ('delayed', 'case_reply')
          AND status IN ('sent', 'delivered')
          AND sent_at >= found.onset_at
    ) notice ON true
    WHERE found.store_id = ANY(%(stores)s)
      AND found.detected_at >= %(start)s::date - 2 AND found.detected_at < %(end)s::date + 3
      AND (found.detected_at AT TIME ZONE store.timezone)::date BETWEEN %(start)s AND %(end)s
)
"""

CASES = (
    PICKED
    + """
SELECT count(*) AS opened,
       count(*) FILTER (WHERE we_watched) AS watched,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY to_detect) FILTER (WHERE we_watched)
           AS detect_median,
       percentile_cont(0.9) WITHIN GROUP (ORDER BY to_detect) FILTER (WHERE we_watched)
           AS detect_p90,
       count(to_decide) AS decided,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY to_decide) AS decide_median,
       percentile_cont(0.9) WITHIN GROUP (ORDER BY to_decide) AS decide_p90,
       count(*) FILTER (WHERE NOT is_false_alarm) AS warranted,
       count(*) FILTER (WHERE NOT is_false_alarm AND told_at IS NOT NULL
                        AND (asked_at IS NULL OR told_at < asked_at)) AS told_first,
       count(*) FILTER (WHERE NOT is_false_alarm AND asked_at IS NOT NULL
                        AND (told_at IS NULL OR asked_at <= told_at)) AS asked_first
FROM picked
"""
)

CASE_DAYS = (
    PICKED
    + """
SELECT day, count(*) AS opened, count(decided_at) AS decided FROM picked GROUP BY day
"""
)

REFUNDS = """
SELECT execution.remedy AS remedy, execution.currency AS currency,
       count(*) AS count, sum(execution.amount) AS amount
FROM exceptions_execution execution
JOIN exceptions_case found ON found.id = execution.case_id
JOIN opsdesk_store store ON store.id = found.store_id
WHERE found.store_id = ANY(%(stores)s) AND execution.status = 'succeeded' AND execution.amount > 0
  AND (execution.finished_at AT TIME ZONE store.timezone)::date BETWEEN %(start)s AND %(end)s
GROUP BY 1, 2
UNION ALL
SELECT '' AS remedy, refund.currency, count(*), sum(refund.amount)
FROM orders_refund refund
JOIN opsdesk_store store ON store.id = refund.store_id
WHERE refund.store_id = ANY(%(stores)s) AND refund.reference = '' AND refund.amount > 0
  AND (refund.refunded_at AT TIME ZONE store.timezone)::date BETWEEN %(start)s AND %(end)s
GROUP BY 1, 2
ORDER BY 2, 1 DESC
"""


@dataclass(frozen=True, slots=True)
class Period:
    """Which stores, and which days, both included."""

    stores: Sequence[int]
    start: date
    end: date

    def rows(self, statement: str) -> Iterator[dict[str, Any]]:
        """Run `statement` for this period; yield its rows by column name."""
        parameters: dict[str, Any] = {
            "stores": list(self.stores),
            "start": self.start,
            "end": self.end,
        }
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            names = [column.name for column in cursor.description or ()]
            for row in cursor.fetchall():
                yield dict(zip(names, row, strict=True))
