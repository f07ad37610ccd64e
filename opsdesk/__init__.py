"""The kernel: money, audit, HTTP, vendors, intake, settings. Imports no app above it."""
