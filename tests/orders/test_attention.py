from orders import attention
from tests.factories import make_shipment


def test_a_changed_parcel_waits_for_the_next_sweep(db):
    parcel, other = make_shipment(), make_shipment()

    attention.look_at_parcel(parcel.pk)

    parcel.refresh_from_db()
    other.refresh_from_db()
    assert parcel.attention_at is not None
    assert other.attention_at is None


def test_a_changed_order_has_all_its_parcels_wait(db):
    first = make_shipment()
    second = make_shipment(order=first.order)

    attention.look_at_parcels_of(first.order_id)

    for parcel in (first, second):
        parcel.refresh_from_db()
        assert parcel.attention_at is not None
