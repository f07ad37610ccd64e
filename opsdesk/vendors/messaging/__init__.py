"""Channels that carry our words to customers, and their receipts back."""
