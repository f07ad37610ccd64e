"""Past deliveries from a CSV file: read however it was written, kept once, bad rows named."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from opsdesk.errors import Invalid
from opsdesk.models import AuditEntry
from orders.history import import_file
from orders.models import HistoricalDelivery

pytestmark = pytest.mark.django_db

HEADER = "Order ID,Placed,Paid,Shipped,Delivered,Estimated,Carrier,Service,Destination,Value"
ROW = (
    "A-1,2026-01-02,2026-01-02,2026-01-03 10:00,2026-01-07 15:30,2026-01-06,ups,Ground,US-TX,$96.00"
)


@pytest.fixture
def write(tmp_path):
    def write(*lines, encoding="utf-8", name="past.csv"):
        path = tmp_path / name
        path.write_bytes("\n".join(lines).encode(encoding))
        return path

    return write


def test_every_column_of_the_usual_file_is_found(store, write):
    report = import_file(store, write(HEADER, ROW))

    row = HistoricalDelivery.objects.get()
    assert (report.read, report.added, report.bad_count) == (1, 1, 0)
    assert (row.external_order_id, row.carrier, row.service) == ("A-1", "UPS", "Ground")
    assert (row.country, row.region) == ("US", "TX")
    assert (row.value, row.currency) == (Decimal("96.000"), "USD")
    assert row.shipped_at == datetime(2026, 1, 3, 15, tzinfo=UTC), "10:00 in New York"
    assert row.estimated_on == date(2026, 1, 6)
    assert row.shipped_on == date(2026, 1, 3)


def test_the_same_file_again_adds_nothing_and_a_corrected_one_changes_the_row(store, write):
    import_file(store, write(HEADER, ROW))

    again = import_file(store, write(HEADER, ROW))
    corrected = import_file(store, write(HEADER, ROW.replace("01-07", "01-08")))

    assert (again.added, again.changed, again.unchanged) == (0, 0, 1)
    assert (corrected.added, corrected.changed, corrected.unchanged) == (0, 1, 0)
    assert HistoricalDelivery.objects.get().delivered_at.day == 8


def test_a_second_parcel_of_an_order_is_a_row_of_its_own_and_a_repeat_is_not(store, write):
    second = ROW.replace("2026-01-03", "2026-01-05")

    report = import_file(store, write(HEADER, ROW, second, ROW))

    assert (report.added, report.repeated) == (2, 1)


def test_two_stores_with_the_same_order_numbers_do_not_mix(store, write):
    from tests.factories import make_store

    other = make_store()
    import_file(store, write(HEADER, ROW))
    import_file(other, write(HEADER, ROW))

    assert HistoricalDelivery.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("A-1", ""), "no order id"),
        (("2026-01-03 10:00", "soon"), "shipped: “soon” is not a date"),
        (("2026-01-03 10:00", ""), "no shipping date"),
        (("2026-01-07 15:30", "2025-01-07"), "delivered before it was shipped"),
        (("2026-01-02,2026-01-02", "2026-02-02,2026-01-02"), "shipped before it was ordered"),
        (("$96.00", "lots"), "value: “lots” is not an amount"),
        (("2026-01-07 15:30", "9999-01-07"), "not a plausible date"),
        (("A-1", "A\x001"), "null byte"),
        (("A-1", "A" * 81), "longer than 80"),
    ],
)
def test_a_bad_row_is_named_by_its_line_and_the_others_are_loaded(store, write, change, reason):
    good = ROW.replace("A-1", "A-2")

    report = import_file(store, write(HEADER, good, "", ROW.replace(*change)))

    (bad,) = report.bad
    assert bad.line == 4
    assert reason in bad.reason
    assert HistoricalDelivery.objects.get().external_order_id == "A-2"


def test_line_numbers_count_lines_inside_quotes(store, write):
    long = ROW.replace("Ground", '"Ground\n(slow)"')

    report = import_file(store, write(HEADER, long, ROW.replace("A-1", "")))

    assert [bad.line for bad in report.bad] == [4]


def test_a_quote_that_never_ends_is_said_and_does_not_swallow_silently(store, write):
    rest = [ROW.replace("A-1", f"B-{n}") for n in range(400)]

    report = import_file(store, write(HEADER, ROW, ROW.replace("Ground", '"Ground'), *rest))

    assert "quotation mark" in report.bad[0].reason
    assert report.bad[0].line == 3


@pytest.mark.parametrize(
    ("encoding", "separator"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t"), ("cp1252", "|")],
)
def test_encodings_and_separators_are_recognised(store, write, encoding, separator):
    lines = [line.replace(",", separator) for line in (HEADER, ROW.replace("US-TX", "Österreich"))]

    report = import_file(store, write(*lines, encoding=encoding))

    assert report.added == 1
    assert HistoricalDelivery.objects.get().country == "AT"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("13/01/2026", 13),
        ("13.01.2026 08:15", 13),
        ("01/13/2026 8:15 PM", 13),
        ("2026/01/13", 13),
        ("13 Jan 2026", 13),
        ("January 13, 2026", 13),
        ("2026-01-13 09:00:00 -0500", 13),
        ("2026-01-13T14:00:00Z", 13),
        ("2026-01-13 14:00:00 UTC", 13),
    ],
)
def test_dates_are_read_as_they_come(store, write, text, day):
    import_file(store, write("order,shipped", f'A-1,"{text}"'))

    assert HistoricalDelivery.objects.get().shipped_on == date(2026, 1, day)


def test_an_order_of_day_and_month_that_nobody_can_know_is_asked_for(store, write):
    path = write("order,shipped", "A-1,03/04/2026")

    with pytest.raises(Invalid, match="--dates dmy"):
        import_file(store, path)
    import_file(store, path, date_order="dmy")

    assert HistoricalDelivery.objects.get().shipped_on == date(2026, 4, 3)


def test_columns_are_chosen_by_name_or_number(store, write):
    path = write("ref,left us,who", "A-1,2026-01-03,Correos")

    with pytest.raises(Invalid, match="--order-id and --shipped"):
        import_file(store, path)
    import_file(store, path, columns={"order_id": "REF", "shipped": "2", "carrier": "who"})

    assert HistoricalDelivery.objects.get().carrier == "Correos"


def test_a_rehearsal_keeps_nothing(store, write):
    report = import_file(store, write(HEADER, ROW), dry_run=True)

    assert report.added == 1
    assert not HistoricalDelivery.objects.exists()
    assert not AuditEntry.objects.exists()


def test_the_command_reports_and_writes_what_was_bad(store, write, tmp_path, capsys):
    path = write(HEADER, ROW, ROW.replace("A-1", ""))

    call_command("import_history", str(path), "--errors", str(tmp_path / "bad.csv"))

    said = capsys.readouterr()
    assert "2 rows in" in said.out
    assert "1 added" in said.out
    assert "line 3: it has no order id" in said.err
    assert "3,it has no order id" in (tmp_path / "bad.csv").read_text()
    assert "1 added" in AuditEntry.objects.get().sentence


def test_the_command_says_what_is_missing(store, tmp_path):
    with pytest.raises(CommandError, match="There is no file"):
        call_command("import_history", str(tmp_path / "none.csv"))
    with pytest.raises(CommandError, match=r"No store is called fern\. There are: alder"):
        call_command("import_history", str(tmp_path / "none.csv"), "--store", "fern")
