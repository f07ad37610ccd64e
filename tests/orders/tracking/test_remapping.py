"""History is read again when we understand more."""

from datetime import timedelta

import pytest

from opsdesk.clock import now
from orders.models import Remap, ScanMapping
from orders.tracking import mapping, remapping
from tests.factories import make_scan, make_shipment

pytestmark = pytest.mark.django_db


@pytest.fixture
def parcel(store):
    return make_shipment(
        store=store,
        milestone="in_transit",
        shipped_at=now() - timedelta(days=6),
        news_at=None,
        attention_at=None,
    )


def old_scan(parcel, **facts):
    return make_scan(
        parcel,
        **{
            "provider": "easypost",
            "raw_code": "teleported",
            "raw_detail": "",
            "raw_text": "Zap",
            "milestone": "unknown",
            "reason": "",
            "mapper_version": 1,
            "occurred_at": now() - timedelta(hours=3),
            **facts,
        },
    )


def test_a_new_mapper_version_reads_history_once(parcel, monkeypatch):
    monkeypatch.setattr(remapping, "BATCH", 2)
    scans = [old_scan(parcel, raw_text="Out for delivery", fingerprint=str(n)) for n in range(5)]

    assert remapping.remap_scans() == 5
    assert remapping.remap_scans() == 0

    parcel.refresh_from_db()
    assert parcel.milestone == "out_for_delivery"
    assert parcel.attention_at is not None
    assert parcel.news_at is None  # nobody is written to about old news
    run = Remap.objects.get()
    assert (run.read, run.changed) == (len(scans), len(scans))
    assert run.finished_at


def test_what_an_admin_says_is_stronger_than_the_mapper_and_reaches_history(parcel):
    scan = old_scan(parcel)
    remapping.remap_scans()
    ScanMapping.objects.create(
        provider="easypost", code="TELEPORTED", milestone="failed", reason="lost"
    )
    mapping.forget_mappings()
    remapping.ask_for_pass("a test")

    remapping.remap_scans()

    scan.refresh_from_db()
    parcel.refresh_from_db()
    assert (scan.milestone, scan.reason, scan.fault_owner) == ("failed", "lost", "unknown")
    assert scan.confidence == 1.0
    assert parcel.milestone == "failed"


def test_a_mapping_is_only_about_scans_it_fits(parcel):
    ScanMapping.objects.create(provider="aftership", text="zap", milestone="returned")
    mapping.forget_mappings()

    assert mapping.read_scan("easypost", "teleported", "", "Zap").milestone == "unknown"
    assert mapping.read_scan("aftership", "x", "", "ZAPPED").milestone == "returned"


def test_delivered_is_taken_back_when_we_understand_better(parcel):
    old_scan(parcel, raw_code="x9", raw_text="Will be delivered tomorrow", milestone="delivered")

    remapping.remap_scans()

    parcel.refresh_from_db()
    assert parcel.milestone == "in_transit"
    assert parcel.delivered_at is None
