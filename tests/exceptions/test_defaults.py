from decimal import Decimal

from exceptions import defaults
from exceptions.models import ApprovalLimit, Kind, Rule
from tests.factories import make_limit, make_rule


def test_a_new_store_gets_one_enabled_rule_per_detector(store):
    defaults.create_for(store)

    rules = Rule.objects.filter(store=store)
    assert {rule.kind for rule in rules} == set(Kind)
    assert all(rule.enabled and rule.business_time for rule in rules)
    for rule in rules:
        rule.full_clean()


def test_limits_grow_with_the_role_and_are_in_the_stores_currency(store):
    defaults.create_for(store)

    limits = {limit.role: limit for limit in ApprovalLimit.objects.filter(store=store)}
    assert limits["agent"].per_action < limits["lead"].per_action < limits["admin"].per_action
    assert {limit.currency for limit in limits.values()} == {store.currency}


def test_what_a_store_has_already_is_left_alone(store):
    make_rule(store=store, kind=Kind.OVERDUE, thresholds={"days": 9}, enabled=False)
    make_limit(store=store, role="agent", per_action=Decimal(1))

    defaults.create_for(store)
    defaults.create_for(store)

    assert Rule.objects.get(store=store, kind=Kind.OVERDUE).thresholds == {"days": 9}
    assert Rule.objects.filter(store=store).count() == len(Kind)
    assert ApprovalLimit.objects.get(store=store, role="agent").per_action == 1
