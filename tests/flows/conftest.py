"""Whole stories over real HTTP: vendors (sandbox) → webhooks → our server → tasks → vendors."""

from dataclasses import dataclass

import pytest

from exceptions import decisions, execution, proposals, settlement
from exceptions import tasks as exceptions_tasks
from exceptions.models import Case, Execution
from notifications import tasks as notifications_tasks
from notifications.models import Message
from opsdesk import clock
from opsdesk.intake import tasks as intake_tasks
from opsdesk.models import InboundDelivery, Store, User
from orders import tasks as orders_tasks
from tests.factories import make_limit, make_member

# What beat would do, in its order.
BEAT = (
    intake_tasks.process_stored,
    orders_tasks.register_pending,
    orders_tasks.poll_due,
    exceptions_tasks.sweep_attention,
    exceptions_tasks.draft_pending,
    exceptions_tasks.run_due_executions,
    exceptions_tasks.resume_stuck,
    exceptions_tasks.reconcile_unknown,
    notifications_tasks.send_due,
    notifications_tasks.settle_doubtful,
)


@dataclass
class Desk:
    """A connected store, its people, and the hands of the clock."""

    store: Store
    agent: User
    lead: User
    sandbox: object
    url: str

    def beat(self, rounds: int = 1) -> None:
        """Let everything that is due happen, webhooks included."""
        for _ in range(rounds):
            self.sandbox.drain()
            # What came before its order waits two seconds; the clock's hands are ours.
            InboundDelivery.objects.filter(state="stored").update(next_attempt_at=clock.now())
            for task in BEAT:
                task()
            self.sandbox.drain()

    def case(self, story, kind: str | None = None) -> Case:
        """Return the one case about a story's order."""
        cases = Case.objects.filter(order__shopify_id=story.order_id)
        return cases.get(kind=kind) if kind else cases.get()

    def tell(self, name: str, **wishes) -> object:
        """Tell a story and let the desk take it in."""
        story = self.sandbox.story(name, shop=self.store.slug, **wishes)
        self.beat(2)
        return story

    def approve(self, case: Case, actor: User | None = None) -> Execution:
        """Approve what is on the screen; return the execution."""
        digest = proposals.current(case).digest
        decisions.approve(code=case.code, digest=digest, actor=actor or self.agent)
        return case.executions.get(status=Execution.Status.PENDING)

    def settle(self, rounds: int = 6) -> None:
        """Bring every waiting moment of executions and messages forward, and let them happen."""
        for number in range(rounds):
            if number and not Execution.objects.filter(finished_at=None).exists():
                return
            now = clock.now()
            waiting = Execution.objects.filter(finished_at=None)
            waiting.update(next_attempt_at=now, lease_until=now)
            Message.objects.filter(status="queued").update(due_at=now)
            execution.run_due()
            settlement.resume_stuck()
            settlement.reconcile_unknown()
            self.beat()

    def refunds(self) -> list:
        """Return the refunds the sandbox really made through the API."""
        return [row for row in self.sandbox.shopify.refunds if row["by"] == "app"]

    def mails(self, subject_has: str = "") -> list:
        """Return the mails that really left."""
        return [m for m in self.sandbox.sendgrid.mails if subject_has in str(m)]


@pytest.fixture
def desk(connected_store, sandbox, live_server, settings):
    """A store with an agent and a lead, no undo window."""
    settings.UNDO_REFUND_SECONDS = settings.UNDO_EMAIL_SECONDS = 0
    make_limit(store=connected_store, per_action="5000", per_day="50000")
    make_limit(store=connected_store, role="lead", per_action="9000", per_day="90000")
    from django.utils.module_loading import import_string

    from opsdesk.wiring import STORE_DEFAULTS

    for path in STORE_DEFAULTS:
        import_string(path)(connected_store)
    return Desk(
        store=connected_store,
        agent=make_member(connected_store, "agent"),
        lead=make_member(connected_store, "lead"),
        sandbox=sandbox,
        url=live_server.url,
    )
