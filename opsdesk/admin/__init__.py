"""The admin of the kernel: people, stores with their secrets, and the traces to read."""

from opsdesk.admin import beat, people, privacy, stores, traces

__all__ = ["beat", "people", "privacy", "stores", "traces"]
