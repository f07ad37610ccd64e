"""Tracker, Event and Webhook objects as EasyPost writes them."""

import uuid
from typing import Any

from opsdesk.sandbox import parcels
from opsdesk.sandbox.moments import after
from opsdesk.sandbox.wire import Doc

TEST_CODES = {
    "EZ1": "pre_transit",
    "EZ2": "in_transit",
    "EZ3": "out_for_delivery",
    "EZ4": "delivered",
    "EZ5": "return_to_sender",
    "EZ6": "failure",
    "EZ7": "unknown",
}
NAMESPACE = uuid.UUID("2f8f1f5e-3c59-4d0b-8f0e-7f1e5a57e457")


def new_id(prefix: str, seed: str) -> str:
    """Return an id that is the same for the same seed."""
    return f"{prefix}_{uuid.uuid5(NAMESPACE, seed).hex}"


def tracker_view(tracker: Doc, parcel: Doc | None, revision: int = -1) -> Doc:
    """Return the Tracker object as of one of its revisions."""
    seen_at = tracker["revisions"][revision]
    told = [scan for scan in parcel["scans"] if scan["at"]] if parcel else _test_scans(tracker)
    scans = told[: seen_at["scans"]] if parcel else told
    last = scans[-1] if scans else {"status": "unknown", "detail": "unknown"}
    return {
        "id": tracker["id"],
        "object": "Tracker",
        "mode": "test",
        "tracking_code": tracker["code"],
        "status": last["status"],
        "status_detail": last["detail"],
        "created_at": tracker["created_at"],
        "updated_at": seen_at["updated_at"],
        "signed_by": parcel["signed_by"] if parcel and last["status"] == "delivered" else None,
        "weight": parcel["weight"] if parcel else None,
        "est_delivery_date": parcels.estimate(scans),
        "shipment_id": None,
        "carrier": tracker["carrier"] or "unknown",
        "public_url": f"https://track.easypost.com/{tracker['id']}",
        "tracking_details": [_detail(scan, tracker["carrier"]) for scan in scans],
        "carrier_detail": _carrier_detail(parcel) if parcel else None,
        "finalized": last["status"] in ("delivered", "cancelled"),
        "is_return": False,
        "fees": [],
    }


def changed_attributes(before: Doc, result: Doc) -> Doc:
    """Return the old values of what an event changed."""
    watched = ("status", "status_detail", "est_delivery_date")
    changed = {key: before[key] for key in watched if before and before[key] != result[key]}
    return changed or {"status": result["status"]}


def _detail(scan: Doc, carrier: str) -> Doc:
    place = {key: scan[key] for key in ("city", "state", "country", "zip")}
    return {
        "object": "TrackingDetail",
        "message": scan["message"],
        "description": scan.get("description"),
        "status": scan["status"],
        "status_detail": scan["detail"],
        "datetime": scan["at"],
        "source": carrier or "unknown",
        "carrier_code": scan.get("code"),
        "tracking_location": {"object": "TrackingLocation", **place},
    }


def _carrier_detail(parcel: Doc) -> Doc:
    return {
        "object": "CarrierDetail",
        "service": parcel["service"],
        "container_type": None,
        "est_delivery_date_local": None,
        "est_delivery_time_local": None,
        "origin_location": None,
        "origin_tracking_location": None,
        "destination_location": ", ".join(
            part for part in (parcel["to"]["city"], parcel["to"]["state"]) if part
        ),
        "destination_tracking_location": None,
        "guaranteed_delivery_date": None,
        "alternate_identifier": None,
        "initial_delivery_attempt": None,
    }


def _test_scans(tracker: Doc) -> list[Doc]:
    """Return the scan EasyPost's own test codes stand for."""
    status = TEST_CODES.get(tracker["code"][:3])
    if status is None:
        return []
    place: dict[str, Any] = {"city": "Columbus", "state": "OH", "country": "US", "zip": "43215"}
    return [
        {
            "at": after(tracker["created_at"], hours=-1),
            "status": status,
            "detail": {"in_transit": "in_transit", "delivered": "arrived_at_destination"}.get(
                status, "status_update"
            ),
            "message": f"Test scan: {status.replace('_', ' ')}",
            "eta": None,
            **place,
        }
    ]


def hook_view(hook: Doc) -> Doc:
    """Return a Webhook object; its secret is never shown again."""
    return {
        "id": hook["id"],
        "object": "Webhook",
        "mode": "test",
        "url": hook["url"],
        "created_at": hook["created_at"],
        "disabled_at": None,
        "custom_headers": [],
    }
