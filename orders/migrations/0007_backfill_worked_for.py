"""How long a backfill has worked in its present state: what a rate needs."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("orders", "0006_events_returns_disputes_wanted")]

    operations = [
        migrations.AddField(
            model_name="backfill",
            name="worked_for",
            field=models.FloatField(default=0, help_text="Seconds of work in this state so far."),
        ),
    ]
