from concurrent.futures import ThreadPoolExecutor

from orders.tracking import pace


def test_an_account_is_asked_no_oftener_than_its_limit_by_many_threads(monkeypatch):
    slept = []
    monkeypatch.setattr(pace.time, "sleep", slept.append)
    monkeypatch.setattr(pace, "_next", {})

    with ThreadPoolExecutor(8) as pool:
        waits = sorted(pool.map(lambda _: pace.wait_for_turn(1, "easypost"), range(11)))

    assert waits[0] == 0
    assert 3.8 < waits[-1] <= 4.0  # eleven turns at 2.5 a second
    assert len(slept) == 10


def test_accounts_do_not_wait_for_each_other(monkeypatch):
    monkeypatch.setattr(pace, "_next", {})

    assert [pace.wait_for_turn(store, "easypost") for store in (1, 2, 3)] == [0, 0, 0]
