"""Logs are events with fields; what may name a person or a secret is blanked."""

import json

import pytest

from opsdesk import logs


@pytest.mark.parametrize("field", sorted(logs.SECRET_FIELDS))
def test_a_field_that_may_name_somebody_is_blanked(field):
    event = logs.redact(None, "info", {"event": "case.opened", field: "ada@example.com"})

    assert "ada@example.com" not in json.dumps(event)
    assert event["event"] == "case.opened"


def test_other_fields_stay():
    event = {"event": "case.opened", "case": "C-1", "kind": "overdue"}

    assert logs.redact(None, "info", dict(event)) == event
