"""Everything in one command: what `manage.py dev` starts, watches, restarts and stops."""
