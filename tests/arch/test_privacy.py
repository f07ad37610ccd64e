"""What keeps people's data erasable."""

import ast
from pathlib import Path

from django.utils.module_loading import import_string

from opsdesk import wiring

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("opsdesk", "orders", "notifications", "exceptions")


def test_only_the_eraser_of_cases_passes_the_immutability_triggers():
    found = [
        path.relative_to(ROOT).as_posix()
        for app in APPS
        for path in (ROOT / app).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and ast.unparse(node) == "pgtrigger.ignore"
    ]

    assert found == ["exceptions/privacy.py"]


def test_every_app_with_personal_data_forgets_and_exports():
    for path in (*wiring.ERASERS, *wiring.EXPORTERS, wiring.PEOPLE):
        assert callable(import_string(path))
    assert {path.partition(".")[0] for path in wiring.ERASERS} == set(APPS)
