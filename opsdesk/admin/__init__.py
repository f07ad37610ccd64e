"""The admin of the kernel: people, stores with their secrets, and the traces to read."""

from opsdesk.admin import beat, people, stores, traces

__all__ = ["beat", "people", "stores", "traces"]
