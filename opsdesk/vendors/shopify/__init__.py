"""Shopify: Admin GraphQL out, webhooks in."""
