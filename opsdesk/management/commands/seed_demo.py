"""Fill the demo: stores and people as rows, everything else through webhooks and the web pages."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from opsdesk import stores
from opsdesk.demo import hands, history, plan, rows
from opsdesk.errors import VendorError
from opsdesk.models import AuditEntry, Store, User


class Command(BaseCommand):
    """May be repeated: what is there already stays as it is."""

    help = "Create the demo stores and people, connect the stores, and do an agent's first work."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the steps in order, saying what happens."""
        history.wait_for_sandbox()
        for store in rows.create_rows():
            self._connect(store)
        self.stdout.write("Waiting for the history to arrive.")
        arrived = history.wait_until_in(self.stdout.write)
        self.stdout.write(f"{arrived} orders are in.")
        if AuditEntry.objects.filter(actor_id=self._agent_id()).exists():
            return  # the agent's first work was done at an earlier start
        with hands.Hands(settings.PUBLIC_URL) as agent:
            self.stdout.write(f"{agent.report_missing()} parcels reported missing by customers.")
            self.stdout.write(f"{agent.approve_some()} cases approved.")

    def _agent_id(self) -> int:
        return User.objects.get(username=plan.PEOPLE[0].username).pk

    def _connect(self, store: Store) -> None:
        try:
            changes = stores.connect(store, None, settings.PUBLIC_URL)
        except VendorError as error:
            raise CommandError(f"{store.name} could not be connected: {error}") from error
        self.stdout.write(f"{store.name}: {len(changes)} subscriptions made.")
