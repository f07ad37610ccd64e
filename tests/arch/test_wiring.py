"""What is named by dotted string must exist: no import would tell."""

import ast
import inspect
from pathlib import Path

import pytest
from django.utils.module_loading import import_string

from opsdesk import wiring

ROOT = Path(__file__).resolve().parent.parent.parent
TASKS = sorted({path for paths in wiring.LISTENERS.values() for path in paths})


def publishes():
    """Yield (event, keyword names, place) of every publish() in the code."""
    for app in ("opsdesk", "orders", "notifications", "exceptions"):
        for path in (ROOT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("publish"):
                    place = f"{path.relative_to(ROOT)}:{node.lineno}"
                    if node.args and isinstance(node.args[0], ast.Constant):
                        yield node.args[0].value, [word.arg for word in node.keywords], place


@pytest.mark.parametrize("path", TASKS)
def test_every_listener_is_a_task_known_by_its_path(path):
    task = import_string(path)

    assert task.name == path


@pytest.mark.parametrize("path", sorted(set(wiring.INBOUND.values())))
def test_every_inbound_handler_takes_the_delivery(path):
    assert list(inspect.signature(import_string(path)).parameters) == ["delivery"]


@pytest.mark.parametrize("path", wiring.STORE_DEFAULTS)
def test_every_default_takes_the_store(path):
    assert list(inspect.signature(import_string(path)).parameters) == ["store"]


def test_every_published_event_is_wired_and_fits_its_listeners():
    found = list(publishes())

    assert found, "no publish() was found: this test is blind"
    for event, names, place in found:
        assert event in wiring.LISTENERS, place
        for path in wiring.LISTENERS[event]:
            accepted = inspect.signature(import_string(path).run).parameters
            if path in wiring.SWEEPS:
                assert not accepted, f"{path} is rung without arguments"
                continue
            assert set(names) <= set(accepted), f"{place} gives {names} to {path}"


def test_every_wired_event_is_published_somewhere():
    assert set(wiring.LISTENERS) - {event for event, _, _ in publishes()} == set()
