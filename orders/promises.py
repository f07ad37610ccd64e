"""What the customer was promised at checkout: a day in the order itself, else the store's policy.

    order body ─▶ day named at checkout ─┐
    policy: processing + transit days ───┴▶ a reading per body ─▶ Order.promised_on ─▶ its parcels

Bodies come late and twice; readings are kept by the moment each is from, and the newest one counts.
A policy changed later does not change what was promised before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from opsdesk.models import Store
from opsdesk.vendors.shopify.payloads import OrderPayload
from orders import zones
from orders.business_time import Calendar
from orders.models import DeliveryPolicy, Order

KEEP = 20  # readings of one order before repeats are dropped
LONGEST = timedelta(days=365)
CHECKOUT, POLICY = "checkout", "policy"

NAMES_A_DAY = re.compile(
    r"\b(?:deliver(?:y|ed)?|arriv(?:al|es?)|liefer\w*|zustell\w*|livraison|entrega)\b",
    re.IGNORECASE,
)
NAMES_SOMETHING_ELSE = re.compile(
    r"instruction|note|method|type|address|phone|slot|option|company|fee|id\b|location",
    re.IGNORECASE,
)
YEAR_FIRST = re.compile(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
YEAR_LAST = re.compile(r"\b(\d{1,2})([-/.])(\d{1,2})\2(\d{4})\b")
DAY_MONTH = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\.? ([A-Za-z]{3})[a-z]*\.?,? (\d{4})\b")
MONTH_DAY = re.compile(r"\b([A-Za-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
MONTH_FIRST = ("US", "CA", "PH")  # who writes 11/30 for the last day of November


@dataclass(frozen=True, slots=True)
class Promise:
    """The day (at the destination) a customer was promised, and by what."""

    on: date
    source: str
    said_at: datetime


def keep_promise(order: Order, payload: OrderPayload) -> bool:
    """Keep what a body promises; say whether that changed the order.

    Under the order's lock, for stale bodies too: what was promised first is part of the story.
    """
    before = (order.promised_on, order.promise_readings)
    if promise := read_promise(order.store, payload, order.promise_readings):
        order.promise_readings = note_promise(order.promise_readings, promise)
        order.promised_on = derive_promises(order.promise_readings)[-1].on
    changed = before != (order.promised_on, order.promise_readings)
    if changed:
        order.save(update_fields=["promised_on", "promise_readings"])
    return changed


def destination_zone(order: Order) -> str:
    """Return the time zone an order goes to, empty when its address does not say."""
    return zones.zone_of(order.country, str(order.shipping_address.get("province_code") or ""))


def tell_parcels(order: Order) -> None:
    """Give the order's parcels what follows from the order: the promise and the clock."""
    due = {"promised_on": order.promised_on, "timezone": destination_zone(order)}
    others = order.shipments.exclude(timezone=due["timezone"], promised_on=due["promised_on"])
    if order.promised_on is None:
        others = order.shipments.exclude(timezone=due["timezone"], promised_on__isnull=True)
    others.update(**due)


def read_promise(
    store: Store, payload: OrderPayload, readings: Mapping[str, list[str]]
) -> Promise | None:
    """Return what one body of an order promises; None when neither it nor a policy does."""
    named = _named_at_checkout(store, payload)
    if named:
        return Promise(named, CHECKOUT, payload.updated_at)
    address = payload.shipping_address
    if payload.shipping_lines is None or address is None:
        return None  # nothing is shipped, or this body does not say how
    country = address.country_code.upper()
    basis = f"{POLICY}: {payload.shipping_method or 'any rate'} to {country}"
    made = [day for day, source in readings.values() if source == basis]
    day = date.fromisoformat(made[0]) if made else _by_policy(store, payload, country)
    return Promise(day, basis, payload.updated_at) if day else None


def note_promise(readings: Mapping[str, list[str]], promise: Promise) -> dict[str, list[str]]:
    """Return `readings` with one more; of two of one moment the later day counts."""
    key = promise.said_at.astimezone(UTC).isoformat()
    given = [promise.on.isoformat(), promise.source]
    noted = {**readings, key: max(given, list(readings.get(key, given)))}
    keys = sorted(noted, key=datetime.fromisoformat)
    if len(keys) > KEEP:
        keys = [key for place, key in enumerate(keys) if not _is_repeat(noted, keys, place)]
    return {key: noted[key] for key in keys}


def derive_promises(readings: Mapping[str, list[str]]) -> list[Promise]:
    """Return the first promise and every change of it."""
    promises: list[Promise] = []
    for key in sorted(readings, key=datetime.fromisoformat):
        on, source = readings[key]
        if not promises or promises[-1].on.isoformat() != on:
            promises.append(Promise(date.fromisoformat(on), source, datetime.fromisoformat(key)))
    return promises


def _is_repeat(noted: Mapping[str, list[str]], keys: list[str], place: int) -> bool:
    inside = 0 < place < len(keys) - 1
    return inside and noted[keys[place - 1]] == noted[keys[place]] == noted[keys[place + 1]]


def _by_policy(store: Store, payload: OrderPayload, country: str) -> date | None:
    policies = DeliveryPolicy.objects.filter(store=store, is_active=True)
    policy = best_policy(policies, payload.shipping_method, country)
    if policy is None:
        return None
    return promised_day(store, policy, payload.processed_at or payload.created_at, country)


def best_policy(
    policies: Iterable[DeliveryPolicy], shipping_title: str, country: str
) -> DeliveryPolicy | None:
    """Return the policy that fits best: rate and country, then rate, then country, then any."""
    title = shipping_title.strip().casefold()
    fitting = [
        policy
        for policy in policies
        if policy.shipping_title.strip().casefold() in ("", title)
        and policy.country.upper() in ("", country)
    ]
    return max(
        fitting, key=lambda each: (bool(each.shipping_title), bool(each.country)), default=None
    )


def promised_day(store: Store, policy: DeliveryPolicy, placed_at: datetime, country: str) -> date:
    """Return the day a policy promises: processing by the store's calendar, then transit by theirs."""
    placed = placed_at.astimezone(store.tz).date()
    if policy.every_day_counts:
        return placed + timedelta(days=policy.processing_days + policy.transit_days)
    handed_over = Calendar(store.country, store.tz).nth(placed, policy.processing_days)
    return Calendar(country, store.tz).nth(handed_over, policy.transit_days)


def _named_at_checkout(store: Store, payload: OrderPayload) -> date | None:
    """Return the day that an order note or line names as its delivery; of several the last."""
    placed = payload.created_at.date()
    named = [
        day
        for name, value in payload.attributes
        if NAMES_A_DAY.search(name) and not NAMES_SOMETHING_ELSE.search(name)
        for day in days_in(value, month_first=store.country in MONTH_FIRST)
    ]
    sane = [day for day in named if timedelta(days=-1) <= day - placed <= LONGEST]
    return max(sane, default=None)


def days_in(text: str, *, month_first: bool) -> list[date]:
    """Return the days written in `text`; which of 11/12 is the month depends on the country."""
    found = [(year, month, day) for year, month, day in YEAR_FIRST.findall(text)]
    for first, mark, second, year in YEAR_LAST.findall(text):
        swapped = mark == "/" and (int(second) > 12 or (month_first and int(first) <= 12))
        found.append((year, first, second) if swapped else (year, second, first))
    found += [(year, _month(name), day) for day, name, year in DAY_MONTH.findall(text)]
    found += [(year, _month(name), day) for name, day, year in MONTH_DAY.findall(text)]
    return [day for parts in found if (day := _date(*parts))]


def _month(name: str) -> str:
    short = name.lower()[:3]
    return str(MONTHS.index(short) + 1) if short in MONTHS else "0"


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
