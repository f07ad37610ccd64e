"""Count what is not kept, per day: the only trace a refused request leaves."""

from django.db import connection

from opsdesk import clock

UPSERT = """
INSERT INTO opsdesk_intakecount (day, vendor, topic, outcome, count) VALUES (%s, %s, %s, %s, 1)
ON CONFLICT (day, vendor, topic, outcome)
DO UPDATE SET count = opsdesk_intakecount.count + 1
"""


def add(vendor: str, topic: str, outcome: str) -> None:
    """Add one."""
    with connection.cursor() as cursor:
        cursor.execute(
            UPSERT, [clock.now().date(), vendor, topic.replace("\x00", "")[:80], outcome]
        )
