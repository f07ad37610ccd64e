"""EasyPost trackers: scans up to now, pushed as signed events."""
