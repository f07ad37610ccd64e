"""What we tell customers: messages, templates, receipts."""
