"""The bucket waits before Shopify has to say so."""

from opsdesk.vendors.shopify.throttle import Bucket


class Watch:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


def cost(requested, available, maximum=1000.0, rate=50.0):
    status = {"maximumAvailable": maximum, "currentlyAvailable": available, "restoreRate": rate}
    return {"requestedQueryCost": requested, "throttleStatus": status}


def test_nothing_is_known_so_nothing_is_waited_for():
    assert Bucket().take("any") == 0


def test_waits_exactly_as_long_as_the_points_need():
    bucket = Bucket(monotonic=Watch())
    bucket.learn("doc", cost(100, available=40))

    assert bucket.take("doc") == (100 - 40) / 50


def test_points_leak_back_with_time():
    watch = Watch()
    bucket = Bucket(monotonic=watch)
    bucket.learn("doc", cost(100, available=40))

    watch.now += 1.2

    assert bucket.take("doc") == 0


def test_points_taken_are_gone_for_the_next_thread():
    bucket = Bucket(monotonic=Watch())
    bucket.learn("doc", cost(100, available=150))

    assert bucket.take("doc") == 0
    assert bucket.take("doc") == 1.0


def test_looking_takes_nothing():
    bucket = Bucket(monotonic=Watch())
    bucket.learn("doc", cost(100, available=100))

    assert bucket.wait_for("doc") == bucket.wait_for("doc") == 0
    assert bucket.take("doc") == 0


def test_odd_answers_change_nothing():
    bucket = Bucket(monotonic=Watch())
    bucket.learn("doc", cost(100, available=100))

    for odd in (None, [], {"throttleStatus": None}, {"requestedQueryCost": "x"}, cost(-1, None)):
        bucket.learn("doc", odd)

    assert bucket.take("doc") == 0


def test_a_query_dearer_than_the_bucket_is_sent_when_it_is_full():
    bucket = Bucket(monotonic=Watch())
    bucket.learn("doc", cost(5000, available=1000))

    assert bucket.take("doc") == 0
