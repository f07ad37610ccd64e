"""Parcels we already have: the clock of where they go."""

from django.db import migrations

from orders.zones import zone_of

BATCH = 2000


def fill(apps, schema_editor):
    """Resolve the zone of every address, batch by batch."""
    Shipment = apps.get_model("orders", "Shipment")
    rows = Shipment.objects.filter(timezone="").select_related("order").order_by("pk")
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        for row in batch:
            region = str((row.order.shipping_address or {}).get("province_code") or "")
            row.timezone = zone_of(row.order.country, region)
        Shipment.objects.bulk_update(batch, ["timezone"])
        last = batch[-1].pk


class Migration(migrations.Migration):
    dependencies = [("orders", "0010_dates")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
