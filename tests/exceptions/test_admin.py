"""Rules and limits are set in the admin; decisions are not made there."""

import pytest
from django.contrib import admin
from django.urls import reverse

from exceptions.models import Case, Decision, DraftRun, Execution, Kind, Proposal, Rule
from opsdesk.models import AuditEntry
from tests.exceptions.parcels import make_parcel, make_ruled_store
from tests.factories import make_case, make_user

LOOK_UP = [Case, Proposal, Decision, Execution, DraftRun]


@pytest.fixture
def boss_client(client, db):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def rule(db):
    return Rule.objects.get(store=make_ruled_store(), kind=Kind.NO_MOVEMENT)


def save(client, rule, **changes):
    data = {
        "store": rule.store_id,
        "name": rule.name,
        "kind": rule.kind,
        "enabled": "on",
        "thresholds": '{"hours": 48}',
        "business_time": "on",
        "severity": rule.severity,
        "default_remedy": rule.default_remedy,
    }
    return client.post(reverse("admin:exceptions_rule_change", args=[rule.pk]), data | changes)


@pytest.mark.parametrize("model", LOOK_UP)
def test_decisions_are_never_made_here(boss_client, model):
    name = f"admin:exceptions_{model._meta.model_name}"

    assert boss_client.get(reverse(f"{name}_add")).status_code == 403
    request = boss_client.get(reverse(f"{name}_changelist")).wsgi_request
    assert not admin.site._registry[model].has_change_permission(request)
    assert not admin.site._registry[model].has_delete_permission(request)


def test_a_case_cannot_be_changed_by_posting(boss_client):
    case = make_case()
    url = reverse("admin:exceptions_case_change", args=[case.pk])

    assert boss_client.post(url, {"status": "approved"}).status_code == 403

    case.refresh_from_db()
    assert case.status == Case.Status.OPEN


def test_changed_thresholds_apply_to_what_is_under_way(boss_client, rule):
    parcel = make_parcel(rule.store, shipped_at=rule.updated_at)

    response = save(boss_client, rule, thresholds='{"hours": 24}')

    rule.refresh_from_db()
    parcel.refresh_from_db()
    assert response.status_code == 302
    assert rule.thresholds == {"hours": 24}
    assert parcel.attention_at is not None
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.data) == ("rule.changed", {"fields": ["thresholds"]})


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ('{"hours": "many"}', "“hours” must be a whole number."),
        ('{"hour": 4}', "is not a threshold of this rule"),
        ("[48]", "Write the thresholds as"),
        ("{", "Enter a valid JSON."),
    ],
)
def test_thresholds_that_make_no_sense_are_refused_in_words(boss_client, rule, typed, words):
    response = save(boss_client, rule, thresholds=typed)

    assert response.status_code == 200
    assert words in response.content.decode()
    rule.refresh_from_db()
    assert rule.thresholds == {"hours": 48}


def test_rules_are_switched_in_bulk_and_each_switch_is_audited(boss_client, rule):
    url = reverse("admin:exceptions_rule_changelist")
    every = list(Rule.objects.values_list("pk", flat=True))

    boss_client.post(url, {"action": "disable", "_selected_action": every})
    assert not Rule.objects.filter(enabled=True).exists()
    boss_client.post(url, {"action": "enable", "_selected_action": [rule.pk]})

    rule.refresh_from_db()
    assert rule.enabled
    actions = list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))
    assert actions == ["rule.disabled"] * len(every) + ["rule.enabled"]


def test_the_form_says_what_each_kind_takes(boss_client, rule):
    page = boss_client.get(reverse("admin:exceptions_rule_change", args=[rule.pk]))

    assert 'No movement: {"hours":48}' in page.content.decode()
