"""Rules of the house that no linter knows."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("opsdesk", "orders", "notifications", "exceptions")
SOURCES = sorted(
    path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts
)
# The hard ceilings; the soft ones are 200 for a module and 250 for a test file.
MODULE_LINES, FUNCTION_LINES, TEMPLATE_LINES, TEST_LINES = 300, 40, 120, 350
FUNCTION_STATEMENTS = 15  # a function of more lines and fewer statements is a table in a function
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "base_utils"}

# Where the environment is read, and why.
READS_ENVIRONMENT = {
    "opsdesk/settings.py",  # the one place
    "opsdesk/wsgi.py",  # entry points name the settings module
    "opsdesk/asgi.py",
    "opsdesk/celery.py",
}
READS_ENVIRONMENT_BELOW = (
    "opsdesk/embedded/",
    "opsdesk/dev/",
    "opsdesk/management/commands/dev.py",
)
SPEAKS_HTTP_BELOW = ("opsdesk/vendors/", "opsdesk/sandbox/", "opsdesk/demo/", "opsdesk/dev/")
HTTP = {"requests", "urllib.request", "http.client", "httpx", "httpx2", "aiohttp", "urllib3"}


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def trees(paths=SOURCES):
    return [(name_of(path), ast.parse(path.read_text())) for path in paths]


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def attributes(tree):
    return {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def test_there_is_something_to_look_at():
    assert len(SOURCES) > 50


def test_modules_stay_small():
    long = {
        name_of(path): lines
        for path in SOURCES
        if (lines := len(path.read_text().splitlines())) > MODULE_LINES
    }

    assert long == {}


def weight(function):
    """Count the statements of a function: a long literal is one, however many lines it takes."""
    return sum(isinstance(node, ast.stmt) for node in ast.walk(function)) - 1


def test_functions_stay_small():
    long = {
        f"{name}:{node.name}": lines
        for name, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and (lines := node.end_lineno - node.lineno + 1) > FUNCTION_LINES
        and weight(node) > FUNCTION_STATEMENTS
    }

    assert long == {}


def test_nothing_is_called_utils():
    assert [name_of(path) for path in SOURCES if path.stem in VAGUE] == []


def test_only_settings_read_the_environment():
    found = [
        name
        for name, tree in trees()
        if {"os.environ", "os.getenv"} & attributes(tree)
        and name not in READS_ENVIRONMENT
        and not name.startswith(READS_ENVIRONMENT_BELOW)
    ]

    assert found == []


def test_time_comes_from_the_clock():
    asking = {"timezone.now", "datetime.now", "datetime.utcnow", "date.today", "timezone.localdate"}
    found = [
        name
        for name, tree in trees()
        if asking & attributes(tree)
        and name != "opsdesk/clock.py"
        and not name.startswith("opsdesk/sandbox/")  # another world, with a clock of its own
    ]

    assert found == []


def test_there_are_no_django_signals():
    forbidden = {"django.dispatch", "django.db.models.signals", "django.core.signals"}

    assert [name for name, tree in trees() if forbidden & set(imported(tree))] == []


def test_only_vendors_speak_http():
    found = [
        name
        for name, tree in trees()
        if HTTP & set(imported(tree))
        and name != "opsdesk/http.py"
        and not name.startswith(SPEAKS_HTTP_BELOW)
    ]

    assert found == []


def test_no_error_is_swallowed():
    """`except: pass` hides what a person should have seen."""
    found = [
        f"{name}:{node.lineno}"
        for name, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and all(isinstance(step, ast.Pass) for step in node.body)
    ]

    assert found == []


def test_nothing_is_left_for_later():
    marks = re.compile(r"#\s*(TODO|FIXME|XXX|HACK)\b")

    assert [name_of(path) for path in SOURCES if marks.search(path.read_text())] == []


@pytest.mark.parametrize(
    "path", sorted((ROOT / "templates").rglob("*.html")), ids=lambda path: path.name
)
def test_templates_stay_small_and_bring_no_inline_code(path):
    text = path.read_text()

    assert len(text.splitlines()) <= TEMPLATE_LINES
    if "notifications/mail" not in name_of(path):  # mail clients know no style sheets
        assert not re.search(r"<style|\sstyle=|<script(?![^>]*\bsrc=)[^>]*>\s*\S|\son\w+=", text)


def test_test_files_stay_small():
    long = {
        name_of(path): lines
        for path in (ROOT / "tests").rglob("test_*.py")
        if (lines := len(path.read_text().splitlines())) > TEST_LINES
    }

    assert long == {}


def test_every_test_folder_is_a_package():
    """Without it pytest takes tests/exceptions for the app `exceptions`."""
    folders = {path.parent for path in (ROOT / "tests").rglob("test_*.py")}

    assert [name_of(folder) for folder in folders if not (folder / "__init__.py").exists()] == []
