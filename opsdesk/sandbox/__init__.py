"""The vendors' real HTTP APIs on loopback: Shopify, EasyPost, SendGrid, OpenAI.

Plain WSGI, no Django. The product talks to it exactly as to the vendors; only base URLs and keys differ.

    with Sandbox(shops=[ShopConfig(slug="north", domain="north.myshopify.com")]) as sandbox:
        story = sandbox.story("gone_silent", email="ada@example.com")
        ...
        assert sandbox.shopify.refunds == []
"""

from opsdesk.sandbox.config import Keys, SandboxConfig, ShopConfig
from opsdesk.sandbox.sandbox import Sandbox
from opsdesk.sandbox.stories.live import Pace
from opsdesk.sandbox.stories.story import Story

__all__ = ["Keys", "Pace", "Sandbox", "SandboxConfig", "ShopConfig", "Story"]
