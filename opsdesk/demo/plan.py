"""Who is in the demo. The sandbox is told the same shops and keys through `sandbox.json`."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

PASSWORD = "opsdesk-demo"  # noqa: S105 (printed at every start, worth nothing elsewhere)


@dataclass(frozen=True)
class Shop:
    """One store of the demo and its keys at the vendors."""

    slug: str
    name: str
    domain: str
    currency: str
    timezone: str
    country: str
    brand_color: str
    client_id: str
    client_secret: str
    easypost_api_key: str
    easypost_webhook_secret: str
    sendgrid_api_key: str

    @property
    def email(self) -> str:
        """Return the address customers know."""
        return f"hello@{self.slug}.example"


@dataclass(frozen=True)
class Person:
    """One member of staff and what they do in both stores."""

    username: str
    first_name: str
    last_name: str
    role: str


OPENAI_KEY = "sk-demo"
SHOPS = (
    Shop(
        slug="alder-and-pine",
        name="Alder & Pine",
        domain="alder-and-pine.myshopify.com",
        currency="USD",
        timezone="America/New_York",
        country="US",
        brand_color="#2f6b4f",
        client_id="demo-alder",
        client_secret="demo-alder-secret",  # noqa: S106
        easypost_api_key="EZTK-demo-alder",
        easypost_webhook_secret="demo-alder-hook",  # noqa: S106
        sendgrid_api_key="SG.demo-alder",
    ),
    Shop(
        slug="harbour-tea",
        name="Harbour Tea",
        domain="harbour-tea.myshopify.com",
        currency="GBP",
        timezone="Europe/London",
        country="GB",
        brand_color="#1f4e79",
        client_id="demo-harbour",
        client_secret="demo-harbour-secret",  # noqa: S106
        easypost_api_key="EZTK-demo-harbour",
        easypost_webhook_secret="demo-harbour-hook",  # noqa: S106
        sendgrid_api_key="SG.demo-harbour",
    ),
)
PEOPLE = (
    Person("agent", "Amira", "Lind", "agent"),
    Person("lead", "Jonas", "Okafor", "lead"),
    Person("admin", "Priya", "Hart", "admin"),
)


def write_sandbox_config(path: Path) -> None:
    """Tell the sandbox which shops exist and which keys they use."""
    shops: list[dict[str, Any]] = [asdict(shop) for shop in SHOPS]
    config = {"shops": shops, "openai": {"api_key": OPENAI_KEY}}
    path.touch(mode=0o600)
    path.write_text(json.dumps(config, indent=2))
