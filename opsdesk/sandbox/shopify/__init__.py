"""A Shopify shop: Admin GraphQL, client-credentials tokens, signed webhooks."""
