#!/usr/bin/env python
"""Django's command line. Starts the embedded PostgreSQL first when no DATABASE_URL is given."""

import os
import sys


def main() -> None:
    """Prepare the environment and hand over to Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opsdesk.settings")
    from opsdesk import embedded

    embedded.prepare(sys.argv)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
