"""What we know: the store's mirror, shipments, scans, milestones, dates, plain wording."""
