"""Tracking providers behind one contract (`base`), and what their codes mean (`codes`)."""
