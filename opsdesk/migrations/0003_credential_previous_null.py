"""An encrypted field stores the empty text as NULL, so the column must take it."""

import encrypted_fields.fields
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("opsdesk", "0002_compress_bodies")]
    operations = [
        migrations.AlterField(
            "credential",
            "previous",
            encrypted_fields.fields.EncryptedTextField(blank=True, null=True),
        )
    ]
