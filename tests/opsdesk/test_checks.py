import os

import pytest
from django.core.checks import run_checks
from django.core.management import call_command

from opsdesk import checks


def problems():
    return [message.id for message in run_checks(tags=[checks.OURS])]


def test_the_settings_of_this_suite_may_start():
    assert problems() == []
    checks.require_startable()


def test_an_empty_key_must_not_start(settings):
    settings.SECRET_KEY = ""

    assert problems() == ["opsdesk.E001"]


def test_tracebacks_must_not_be_shown_to_the_public(settings):
    settings.DEBUG, settings.HTTPS = True, True

    assert problems() == ["opsdesk.E002"]


def test_only_postgresql_keeps_the_audit_log_append_only(settings):
    settings.DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3"}}

    assert problems() == ["opsdesk.E003"]


def test_a_queue_folder_behind_a_file_must_not_start(settings, tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    settings.CELERY_BROKER_URL = "filesystem://"
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"data_folder_in": str(in_the_way / "queue")}

    assert problems() == ["opsdesk.E004"]


@pytest.mark.skipif(os.getuid() == 0, reason="root may write anywhere")
def test_a_queue_folder_without_rights_must_not_start(settings, tmp_path):
    settings.CELERY_BROKER_URL = "filesystem://"
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"data_folder_in": str(tmp_path / "queue")}
    tmp_path.chmod(0o500)

    assert problems() == ["opsdesk.E004"]


def test_a_queue_folder_yet_to_be_made_is_fine(settings, tmp_path):
    settings.CELERY_BROKER_URL = "filesystem://"
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"data_folder_in": str(tmp_path / "a" / "queue")}

    assert problems() == []


def test_a_lease_must_outlast_the_vendor(settings):
    settings.EXECUTION_LEASE_SECONDS, settings.VENDOR_TIMEOUT = 20, 15

    assert problems() == ["opsdesk.E005"]


def test_a_server_says_what_is_wrong_and_does_not_start(settings):
    settings.DEBUG, settings.HTTPS = True, True

    with pytest.raises(SystemExit, match="Unset OPSDESK_DEBUG"):
        checks.require_startable()


@pytest.mark.django_db
def test_migrations_match_the_models():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
