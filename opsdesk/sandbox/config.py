"""Who may call the sandbox: shops and keys, given by a test or by the demo's JSON file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class ShopConfig:
    """One Shopify shop with its app credentials, and optionally its own keys at the other vendors."""

    slug: str
    domain: str
    client_id: str = "sandbox-client"
    client_secret: str = "sandbox-secret"
    webhook_secret: str = ""
    access_token: str | None = None
    currency: str = "USD"
    timezone: str = "America/New_York"
    name: str = ""
    easypost_api_key: str | None = None
    sendgrid_api_key: str | None = None
    sees_all_orders: bool = True

    @property
    def signing_secret(self) -> str:
        """Return the secret Shopify signs webhooks with: the client secret unless told otherwise."""
        return self.webhook_secret or self.client_secret

    @property
    def display_name(self) -> str:
        """Return the shop's name as customers read it."""
        return self.name or self.slug.replace("-", " ").title()


@dataclass(frozen=True)
class Keys:
    """Keys each vendor accepts. An account is a key: trackers and webhooks belong to one."""

    easypost: frozenset[str] = frozenset({"EZTK-sandbox"})
    sendgrid: frozenset[str] = frozenset({"SG.sandbox"})
    aftership: frozenset[str] = frozenset({"asat_sandbox"})
    openai: frozenset[str] = frozenset({"sk-sandbox"})


@dataclass(frozen=True)
class SandboxConfig:
    """Everything the sandbox is told at start."""

    shops: tuple[ShopConfig, ...] = ()
    keys: Keys = field(default_factory=Keys)

    @classmethod
    def from_file(cls, path: Path) -> "SandboxConfig":
        """Read the demo's configuration file."""
        return cls.from_mapping(json.loads(path.read_text()))

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any]) -> "SandboxConfig":
        """Build the configuration from the JSON shape of the file."""
        known = ShopConfig.__dataclass_fields__
        shops = tuple(
            ShopConfig(**{key: value for key, value in shop.items() if key in known})
            for shop in data.get("shops", [])
        )
        return cls(
            shops,
            Keys(
                easypost=_keys(data, "easypost", [shop.easypost_api_key for shop in shops]),
                sendgrid=_keys(data, "sendgrid", [shop.sendgrid_api_key for shop in shops]),
                openai=_keys(data, "openai", []),
                aftership=_keys(data, "aftership", []),
            ),
        )


def _keys(data: Mapping[str, Any], vendor: str, extra: list[str | None]) -> frozenset[str]:
    configured = data.get(vendor, {}).get("api_key")
    return frozenset(key for key in [configured, *extra] if key)
