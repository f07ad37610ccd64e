"""The kernel: money, audit, HTTP, vendors, intake, settings. Imports no app above it."""

__version__ = "0.1.0"
