"""Past deliveries from any other system: a CSV file becomes rows of `HistoricalDelivery`.

    reading ─ encoding, separator, records with line numbers
    columns ─ which column means what
    values  ─ dates, amounts, destinations
    rows    ─ one record → one delivery, or the reason why not
    loading ─ COPY into a staging table, then one upsert

A bad row is reported with its line number and skipped; loading a file twice changes nothing.
"""

from orders.history.loading import Report, import_file

__all__ = ["Report", "import_file"]
