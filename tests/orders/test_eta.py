from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from orders.eta import KEEP, derive_changes, note_reading

START = datetime(2026, 11, 2, 12, tzinfo=UTC)
DAY_ONE = date(2026, 11, 6)

readings = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 4)).map(
        lambda pair: (START + timedelta(hours=pair[0]), DAY_ONE + timedelta(days=pair[1]))
    ),
    max_size=15,
)


def note(pairs):
    kept = {}
    for read_at, eta in pairs:
        kept = note_reading(kept, read_at=read_at, said_at=read_at, eta=eta)
    return kept


@given(pairs=readings, data=st.data())
def test_the_order_of_readings_does_not_matter(pairs, data):
    shuffled = data.draw(st.permutations(pairs))

    assert derive_changes(note(shuffled)) == derive_changes(note(pairs))


@given(pairs=readings)
def test_changes_form_a_chain_without_standstill(pairs):
    changes = derive_changes(note(pairs))

    assert [change.old for change in changes] == [None, *(change.new for change in changes)][
        :-1
    ] or (not changes)
    assert all(change.old != change.new for change in changes)


def test_very_many_repeats_are_dropped_without_changing_the_story():
    pairs = [
        (START + timedelta(hours=hour), DAY_ONE + timedelta(days=hour // 60)) for hour in range(240)
    ]

    kept = note(pairs)

    assert len(kept) <= KEEP + 1
    assert [change.new.day for change in derive_changes(kept)] == [6, 7, 8, 9]
    assert derive_changes(kept)[1].at == START + timedelta(hours=60)
