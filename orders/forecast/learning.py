"""The nightly sums, made by PostgreSQL: two statements per store, whatever the number of parcels."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import connection, transaction
from django.db.models import Q

from opsdesk.locks import lock_in_transaction
from opsdesk.models import Store
from opsdesk.taxonomy import Milestone
from orders import zones
from orders.forecast.silence import LENGTHS, WITHIN_DAYS
from orders.forecast.window import refresh_open
from orders.lateness import DESTINATION_DAY
from orders.models import Learning, SilenceStatistic, TransitStatistic
from orders.models.transit import ENOUGH

logger = structlog.get_logger(__name__)

REMEMBER = timedelta(days=365)  # carriers change; a year holds every season once
# Of the parcels of last week only the fast ones have arrived: learning from them would flatter.
MATURE = timedelta(days=14)
NIGHT = timedelta(hours=22)
WHILE_THIN = timedelta(hours=1)
OPEN = (
    Milestone.LABEL_CREATED,
    Milestone.PICKED_UP,
    Milestone.IN_TRANSIT,
    Milestone.OUT_FOR_DELIVERY,
    Milestone.DELIVERY_ATTEMPTED,
)

# Days are calendar days: from the day the carrier had it (the store's clock) to the day it was at
# the door (the destination's clock). docs/decisions/0004 says why not working days.
TRANSIT = """
WITH zone AS (
    SELECT * FROM unnest(%(countries)s::text[], %(regions)s::text[], %(zones)s::text[])
        AS zone(country, region, name)
), taken AS (
    SELECT parcel.carrier,
           coalesce(nullif(parcel.service, ''), placed.shipping_method) AS service,
           upper(placed.country) AS country,
           upper(coalesce(placed.shipping_address ->> 'province_code', '')) AS region,
           {delivered_on}
             - (coalesce(parcel.picked_up_at, parcel.shipped_at) AT TIME ZONE store.timezone)::date
             AS days
    FROM orders_shipment parcel
    JOIN opsdesk_store store ON store.id = parcel.store_id
    JOIN orders_order placed ON placed.id = parcel.order_id
    WHERE parcel.store_id = %(store)s AND parcel.milestone = 'delivered'
      AND parcel.delivered_at IS NOT NULL
      AND parcel.shipped_at BETWEEN %(since)s AND %(until)s
    UNION ALL
    SELECT past.carrier, past.service, upper(past.country), upper(past.region),
           (past.delivered_at AT TIME ZONE coalesce(near.name, wide.name, store.timezone))::date
             - (past.shipped_at AT TIME ZONE store.timezone)::date
    FROM orders_historicaldelivery past
    JOIN opsdesk_store store ON store.id = past.store_id
    LEFT JOIN zone near ON near.country = upper(past.country) AND near.region = upper(past.region)
      AND near.region <> ''
    LEFT JOIN zone wide ON wide.country = upper(past.country) AND wide.region = ''
    WHERE past.store_id = %(store)s AND past.delivered_at IS NOT NULL
      AND past.shipped_at BETWEEN %(since)s AND %(until)s
), sample AS (
    SELECT carrier, service, days,
           %(origin)s || '→' || country AS lane,
           %(origin)s || '→' || country || '-' || nullif(region, '') AS region_lane,
           CASE country WHEN %(origin)s THEN 'domestic' ELSE 'abroad' END AS scope
    FROM taken WHERE days BETWEEN 0 AND 120 AND country <> ''
)
INSERT INTO orders_transitstatistic
    (store_id, level, carrier, service, lane, n, p50, p80, computed_at)
SELECT %(store)s,
       CASE WHEN grouping(region_lane) = 0 THEN 'region' WHEN grouping(lane) = 0 THEN 'lane'
            WHEN grouping(service) = 0 THEN 'service' WHEN grouping(carrier) = 0 THEN 'carrier'
            ELSE 'store' END,
       coalesce(carrier, ''), coalesce(service, ''), coalesce(region_lane, lane, scope),
       count(*),
       percentile_cont(0.5) WITHIN GROUP (ORDER BY days),
       percentile_cont(0.8) WITHIN GROUP (ORDER BY days),
       %(now)s
FROM sample
GROUP BY GROUPING SETS (
    (carrier, service, region_lane), (carrier, service, lane),
    (carrier, service, scope), (carrier, scope), (scope)
)
HAVING count(*) >= %(enough)s AND (grouping(region_lane) = 1 OR region_lane IS NOT NULL)
""".replace("{delivered_on}", DESTINATION_DAY.format(moment="parcel.delivered_at"))

# A silence is the time from one scan to the next. A parcel counts once per milestone and length, and
# only where its next three days are over: whether it arrived in them is known, lost ones included.
SILENCE = """
WITH told AS (
    SELECT parcel.id, parcel.carrier, parcel.delivered_at, scan.milestone, scan.occurred_at, scan.id
        AS place
    FROM orders_shipment parcel
    JOIN orders_trackingevent scan ON scan.shipment_id = parcel.id
    WHERE parcel.store_id = %(store)s AND parcel.shipped_at BETWEEN %(since)s AND %(now)s
      AND parcel.milestone <> 'cancelled' AND parcel.tracking_number <> ''
    UNION ALL
    SELECT id, carrier, delivered_at, 'label_created', shipped_at, 0
    FROM orders_shipment
    WHERE store_id = %(store)s AND shipped_at BETWEEN %(since)s AND %(now)s
      AND milestone <> 'cancelled' AND tracking_number <> ''
), gap AS (
    SELECT id, carrier, delivered_at, milestone, occurred_at AS begun,
           lead(occurred_at) OVER (PARTITION BY id ORDER BY occurred_at, place) AS ended
    FROM told
), silent AS (
    SELECT DISTINCT ON (gap.id, gap.milestone, days)
           gap.carrier, gap.milestone, days,
           gap.delivered_at <= gap.begun + make_interval(days => days + %(soon)s) AS arrived
    FROM gap
    CROSS JOIN unnest(%(days)s::int[]) AS days
    WHERE gap.milestone = ANY(%(open)s)
      AND coalesce(gap.ended, 'infinity') > gap.begun + make_interval(days => days)
      AND coalesce(gap.delivered_at, 'infinity') > gap.begun + make_interval(days => days)
      AND gap.begun + make_interval(days => days + %(soon)s) <= %(now)s
    ORDER BY gap.id, gap.milestone, days, gap.begun
)
INSERT INTO orders_silencestatistic
    (store_id, carrier, milestone, days, n, arrived, computed_at)
SELECT %(store)s, coalesce(carrier, ''), milestone, days, count(*),
       count(*) FILTER (WHERE arrived), %(now)s
FROM silent
GROUP BY GROUPING SETS ((carrier, milestone, days), (milestone, days))
HAVING count(*) >= %(enough)s AND (grouping(carrier) = 1 OR carrier <> '')
"""


@dataclass(frozen=True, slots=True)
class Learned:
    """How many rows a night's learning left."""

    transit: int
    silence: int


def learn_due(now: datetime) -> int:
    """Learn for every active store whose turn it is; return how many. A thin past is tried sooner."""
    waiting = Store.objects.filter(is_active=True).exclude(
        Q(learning__at__gt=now - NIGHT, learning__transit_rows__gt=0)
        | Q(learning__at__gt=now - WHILE_THIN)
    )
    stores = list(waiting)
    for store in stores:
        learn(store, now)
        refresh_open(store, now)
    return len(stores)


def learn(store: Store, now: datetime) -> Learned:
    """Learn anew what the past of `store` says; what it said yesterday is replaced."""
    countries, regions, names = zip(*zones.rows(), strict=True)
    values: dict[str, Any] = {
        "store": store.pk,
        "origin": store.country.upper(),
        "since": now - REMEMBER,
        "until": now - MATURE,
        "now": now,
        "enough": ENOUGH,
        "countries": list(countries),
        "regions": list(regions),
        "zones": list(names),
        "days": list(LENGTHS),
        "soon": WITHIN_DAYS,
        "open": [milestone.value for milestone in OPEN],
    }
    with transaction.atomic(), connection.cursor() as cursor:
        lock_in_transaction(f"learn:{store.pk}")
        TransitStatistic.objects.filter(store=store).delete()
        SilenceStatistic.objects.filter(store=store).delete()
        cursor.execute(TRANSIT, values)
        transit = cursor.rowcount
        cursor.execute(SILENCE, values)
        learned = Learned(transit, cursor.rowcount)
        Learning.objects.update_or_create(
            store=store,
            defaults={"at": now, "transit_rows": transit, "silence_rows": learned.silence},
        )
    logger.info("forecast.learned", store=store.pk, transit=transit, silence=learned.silence)
    return learned
