"""Vendors: each speaks its own wire format over `opsdesk.http` and returns frozen values. No ORM."""
