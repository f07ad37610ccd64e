"""Keep raw webhook bodies lz4-compressed where the server was built with it (4x faster to write)."""

from django.db import migrations

COMPRESS = """
DO $$ BEGIN
    ALTER TABLE opsdesk_inbounddelivery ALTER COLUMN body SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
    RAISE NOTICE 'lz4 is not built in: bodies stay pglz-compressed';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("opsdesk", "0001_initial")]
    operations = [migrations.RunSQL(COMPRESS, migrations.RunSQL.noop)]
