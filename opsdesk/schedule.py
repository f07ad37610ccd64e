"""What beat does and how often. Data here, rows of django-celery-beat on deploy (`sync_schedule`).

These sweeps are what the correctness of the desk rests on; a wake-up through the broker only makes
the same work start sooner.
"""

from dataclasses import dataclass

from django.db import transaction

OURS = "opsdesk: "  # how we know the rows that are ours to change and remove
WORTHLESS_AFTER = 3  # intervals: a worker that was away must not come back to a pile of sweeps


@dataclass(frozen=True)
class Entry:
    """Run `task` every `seconds`."""

    task: str
    seconds: int

    @property
    def expires(self) -> int:
        """Return after how many seconds a sweep nobody has started is dropped."""
        return min(max(self.seconds * WORTHLESS_AFTER, 10), 600)


ENTRIES: dict[str, Entry] = {
    "process stored deliveries": Entry("opsdesk.intake.tasks.process_stored", 3),
    "poll carriers that are due": Entry("orders.tasks.poll_due", 15),
    "register parcels not yet tracked": Entry("orders.tasks.register_pending", 15),
    "fetch orders we lack": Entry("orders.tasks.fetch_wanted", 15),
    "go on with backfills": Entry("orders.tasks.run_backfills", 5),
    "look for what no webhook told": Entry("orders.tasks.reconcile_due", 60),
    "learn from past parcels": Entry("orders.tasks.learn_transit", 600),
    "look at parcels a rule is due for": Entry("exceptions.tasks.sweep_attention", 10),
    "draft what waits for a draft": Entry("exceptions.tasks.draft_pending", 10),
    "execute what is approved": Entry("exceptions.tasks.run_due_executions", 2),
    "resume executions that were cut off": Entry("exceptions.tasks.resume_stuck", 10),
    "settle executions in doubt": Entry("exceptions.tasks.reconcile_unknown", 10),
    "wake snoozed cases": Entry("exceptions.tasks.wake_snoozed", 30),
    "check the invariants": Entry("exceptions.tasks.check_invariants", 3600),
    "queue delivery updates": Entry("notifications.tasks.consider_news", 10),
    "send messages that are due": Entry("notifications.tasks.send_due", 5),
    "settle messages in doubt": Entry("notifications.tasks.settle_doubtful", 30),
    "show that a worker is alive": Entry("opsdesk.tasks.beat_heart", 10),
    "erase who asked for it": Entry("opsdesk.tasks.run_erasures", 60),
    "read old scans again": Entry("orders.tasks.remap_scans", 60),
    "forget old traces": Entry("opsdesk.tasks.prune", 3600),
}


@transaction.atomic
def sync() -> tuple[int, int]:
    """Make the rows of beat say what ENTRIES says; return how many are written and removed.

    `enabled` is left alone: an admin who switched an entry off meant it.
    """
    from django_celery_beat.models import IntervalSchedule, PeriodicTask, PeriodicTasks

    for name, entry in ENTRIES.items():
        interval, _ = IntervalSchedule.objects.get_or_create(
            every=entry.seconds, period=IntervalSchedule.SECONDS
        )
        PeriodicTask.objects.update_or_create(
            name=OURS + name,
            defaults={
                "task": entry.task,
                "interval": interval,
                "expire_seconds": entry.expires,
                "description": "Set by opsdesk/schedule.py at every deploy.",
            },
        )
    vanished = PeriodicTask.objects.filter(name__startswith=OURS).exclude(
        name__in=[OURS + name for name in ENTRIES]
    )
    removed, _ = vanished.delete()
    PeriodicTasks.update_changed()
    return len(ENTRIES), removed
