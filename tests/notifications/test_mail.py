"""The two parts of a mail."""

import pytest

from notifications import mail
from tests.factories import make_message, make_shipment

pytestmark = pytest.mark.django_db

URL = "https://carrier.example/track?n=1Z9&x=1"


def dressed(body="Hello,\n\nTrack it: " + URL, *, kind="shipped", shipment=None, **store):
    parcel = make_shipment(
        **{"tracking_url": URL, **(shipment or {})},
        **{f"order__store__{name}": value for name, value in store.items()},
    )
    return mail.dress(make_message(order=parcel.order, shipment=parcel, kind=kind, body=body))


def test_both_parts_say_the_same_words():
    parts = dressed("Hello Dana,\n\nyour parcel\nhas left.")

    assert parts.text.startswith("Hello Dana,\n\nyour parcel\nhas left.\n\n-- \n")
    assert "Hello Dana," in parts.html
    assert "your parcel<br>has left." in parts.html


def test_the_tracking_address_becomes_a_button_named_by_its_line():
    html = dressed().html

    assert ">Track it</a>" in html
    assert 'href="https://carrier.example/track?n=1Z9&amp;x=1"' in html


def test_no_other_address_becomes_a_link():
    html = dressed("Claim at https://evil.example/refund now", kind="case_reply").html

    assert "<a " not in html


def test_hostile_words_stay_words():
    html = dressed('<script>alert(1)</script> & "quotes"', name='<b>"Brand"</b>', from_name="").html

    assert "<script" not in html
    assert "<b>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_styles_are_inline_and_the_dark_scheme_stays_in_the_head():
    html = dressed(brand_color="#aa3300").html

    assert 'style="' in html
    assert "#aa3300" in html.partition("<body")[2]
    assert "prefers-color-scheme: dark" in html.partition("<body")[0]


def test_the_progress_line_shows_where_the_parcel_is():
    html = dressed(shipment={"milestone": "out_for_delivery"}).html

    assert html.count("✓") == 3
    assert html.count('aria-current="step"') == 1


@pytest.mark.parametrize("milestone", ["returning", "failed", "unknown"])
def test_a_parcel_that_went_another_way_has_no_progress_line(milestone):
    assert "aria-current" not in dressed(shipment={"milestone": milestone}).html


def test_a_reply_has_no_progress_line():
    assert "aria-current" not in dressed(kind="case_reply").html


def test_a_logo_has_the_name_as_its_text():
    html = dressed(logo_url="https://cdn.example/logo.png", from_name="Linen & Co").html

    assert 'alt="Linen &amp; Co"' in html


@pytest.mark.parametrize(
    ("color", "ink"),
    [
        ("#ffffff", "#000000"),
        ("#000000", "#ffffff"),
        ("#2450c8", "#ffffff"),
        ("#ffd400", "#000000"),
    ],
)
def test_the_button_is_readable_on_any_brand_colour(color, ink):
    assert mail.ink_on(color) == ink


def test_the_footer_says_why_the_customer_gets_this():
    parts = dressed(from_name="Linen", shipment={"order__name": "#55"})

    assert "You receive this message because you ordered from Linen. It is about order #55." in (
        parts.text
    )
