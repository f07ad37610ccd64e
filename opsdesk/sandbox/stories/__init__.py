"""Invented orders and parcels: named stories, a month of history, and days that go on."""
