"""Templates become words."""

from datetime import date

import pytest

from notifications import rendering
from notifications.models import MessageKind
from opsdesk.errors import Invalid
from tests.factories import make_order, make_shipment, make_template

pytestmark = pytest.mark.django_db


def rendered(body, *, subject="About {order_name}", locale="en", order=None, **shipment):
    parcel = make_shipment(**({"order": order} if order else {}), **shipment)
    template = make_template(store=parcel.store, subject=subject, body=body, locale=locale)
    return rendering.render(template, parcel.order, parcel)


def test_variables_become_the_facts_of_the_order():
    words = rendered(
        "{first_name}: {order_name}, {carrier} {tracking_number}, {items}",
        order__name="#1001",
        tracking_number="1Z9",
    )

    assert words.subject == "About #1001"
    assert words.body == "Dana: #1001, UPS 1Z9, 2 × Linen shirt (Blue / M)"


def test_a_missing_first_name_greets_well():
    order = make_order(recipient_name="", customer=None)

    assert rendered("Hello {first_name},\n\nnews.", order=order).body == "Hello,\n\nnews."


@pytest.mark.parametrize(
    "name", ["http://evil.example", "www.evil.example", "{items}", "ev@l.ex", "1"]
)
def test_a_first_name_that_is_no_name_is_not_repeated(name):
    order = make_order(recipient_name=f"{name} Smith", customer=None)

    assert rendered("Hello {first_name},", order=order).body == "Hello,"


@pytest.mark.parametrize("name", ["Zoë", "Jean-Luc", "O’Neil", "Łukasz", "J.", "美咲", "प्रिया"])
def test_a_name_from_anywhere_is_a_name(name):
    order = make_order(recipient_name=f"{name} Smith", customer=None)

    assert rendered("Hello {first_name},", order=order).body == f"Hello {name},"


def test_a_value_that_looks_like_a_variable_stays_a_value():
    words = rendered("{carrier}", carrier="{tracking_number}", tracking_number="SECRET")

    assert words.body == "{tracking_number}"


def test_a_line_without_its_value_is_left_out():
    words = rendered(
        "Carrier: {carrier}\nExpected: {eta}\n\nTrack: {tracking_url}\n\nBye",
        current_eta=None,
        original_eta=None,
        tracking_url="",
    )

    assert words.body == "Carrier: UPS\n\nBye"


def test_a_tracking_address_that_is_no_web_page_is_left_out():
    assert rendered("a\n{tracking_url}", tracking_url="javascript:alert(1)").body == "a"


def test_a_subject_is_one_line_whatever_the_facts_hold():
    words = rendered("x", subject="About {carrier}", carrier="UPS\r\nBcc: everyone@x.example")

    assert words.subject == "About UPS Bcc: everyone@x.example"


@pytest.mark.parametrize(
    ("locale", "country", "written"),
    [
        ("en", "US", "Tuesday, November 24"),
        ("en", "GB", "Tuesday, 24 November"),
        ("en-AU", "US", "Tuesday, 24 November"),
        ("de", "US", "Dienstag, 24. November"),
        ("fr", "FR", "mardi 24 novembre"),
        ("es", "ES", "martes, 24 de noviembre"),
    ],
)
def test_a_date_is_written_as_the_reader_writes_it(locale, country, written):
    words = rendered(
        "{eta}",
        locale=locale,
        order__store__country=country,
        current_eta=date(2026, 11, 24),
    )

    assert words.body.replace("Tuesday 24", "Tuesday, 24") == written


def test_the_status_is_in_the_language_of_the_template():
    assert rendered("{status}", locale="de", milestone="in_transit").body == "Unterwegs zu Ihnen"


def test_the_english_status_says_why_it_is_not_going_as_usual():
    words = rendered("{status}", milestone="in_transit", reason="weather")

    assert words.body == "On its way to you: the weather is slowing it down"


def test_a_variable_nobody_knows_is_refused():
    with pytest.raises(Invalid, match="total"):
        rendered("{total}")


def test_long_parcels_are_summed_up():
    words = rendered("{items}", order=make_order(lines=9))

    assert words.body.endswith(", …")
    assert words.body.count("Linen shirt") == 8


def test_a_reply_has_no_parcel_and_needs_none():
    order = make_order(name="#7")
    template = make_template(
        store=order.store, kind=MessageKind.CASE_REPLY, body="{order_name}\n{eta}"
    )

    assert rendering.render(template, order, None).body == "#7"
