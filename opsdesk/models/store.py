"""Stores, their encrypted credentials, and who works for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from encrypted_fields.fields import EncryptedTextField

from opsdesk.models.user import User

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.contrib.auth.models import AnonymousUser


def validate_timezone(name: str) -> None:
    """Refuse a name that is not in the IANA database."""
    if name not in available_timezones():
        raise ValidationError(f"“{name}” is not an IANA time zone, like “America/New_York”.")


class StoreQuerySet(models.QuerySet["Store"]):
    """Reads of stores."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the stores `user` is a member of; a superuser sees all."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_superuser else self.filter(memberships__user=user)


class Store(models.Model):
    """One Shopify store: brand, calendar, switches."""

    slug = models.SlugField(unique=True, help_text="Part of the webhook addresses; keep it.")
    name = models.CharField(max_length=120)
    shop_domain = models.CharField(
        max_length=255,
        unique=True,
        # Our secrets for this store are sent there: nothing but a shop of Shopify's will do.
        validators=[
            RegexValidator(
                r"^[a-z0-9][a-z0-9-]*\.myshopify\.com\Z",
                "Enter the shop's permanent domain, like brand.myshopify.com, and nothing else.",
            )
        ],
        help_text="The permanent domain: brand.myshopify.com",
    )
    currency = models.CharField(max_length=3, default="USD")
    timezone = models.CharField(max_length=64, default="UTC", validators=[validate_timezone])
    country = models.CharField(max_length=2, default="US", help_text="Whose public holidays count.")
    locale = models.CharField(max_length=10, default="en")

    from_name = models.CharField(max_length=120, blank=True)
    from_email = models.EmailField(blank=True)
    reply_to = models.EmailField(blank=True)
    brand_color = models.CharField(
        max_length=7,
        default="#2450c8",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", "A colour like #2450c8.")],
    )
    logo_url = models.URLField(blank=True)

    tracking_sources = models.CharField(
        max_length=80,
        default="easypost,aftership,shopify",
        validators=[
            RegexValidator(
                r"^(easypost|aftership|shopify)(, ?(easypost|aftership|shopify))*$",
                "Names like “easypost,aftership,shopify”, the strongest first.",
            )
        ],
        help_text="Whose scans are believed when several follow a parcel, the strongest first.",
    )

    is_active = models.BooleanField(default=True)
    sending_enabled = models.BooleanField(
        default=False, help_text="Off: no message leaves, whatever the rules say."
    )
    money_enabled = models.BooleanField(
        default=True, help_text="Off: approved refunds wait; the queue keeps working."
    )
    connected_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when we see this store's events ourselves."
    )
    disconnected_at = models.DateTimeField(
        null=True, blank=True, help_text="The app was removed in Shopify: nothing leaves from here."
    )
    next_case_number = models.PositiveIntegerField(default=1001, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = StoreQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Take the domain in capitals too: Shopify means the same shop."""
        self.shop_domain = self.shop_domain.strip().lower()
        super().clean_fields(exclude=exclude)

    @property
    def is_disconnected(self) -> bool:
        """Say whether the app was removed in Shopify and not connected again since."""
        return self.disconnected_at is not None

    @property
    def tz(self) -> ZoneInfo:
        """Return the store's time zone."""
        return ZoneInfo(self.timezone)


class Credential(models.Model):
    """One secret of a store for a vendor, encrypted at rest. `previous` is accepted while rotating."""

    class Vendor(models.TextChoices):
        SHOPIFY = "shopify", "Shopify"
        EASYPOST = "easypost", "EasyPost"
        AFTERSHIP = "aftership", "AfterShip"
        SENDGRID = "sendgrid", "SendGrid"
        OPENAI = "openai", "OpenAI"

    class Kind(models.TextChoices):
        ACCESS_TOKEN = "access_token", "Access token"  # noqa: S105
        CLIENT_ID = "client_id", "Client id"
        CLIENT_SECRET = "client_secret", "Client secret"  # noqa: S105
        API_KEY = "api_key", "API key"
        WEBHOOK_SECRET = "webhook_secret", "Webhook secret"  # noqa: S105
        PUBLIC_KEY = "public_key", "Webhook public key"

    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="credentials")
    vendor = models.CharField(max_length=20, choices=Vendor.choices)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    secret = EncryptedTextField()
    previous = EncryptedTextField(blank=True, null=True)  # the field keeps "" as NULL
    expires_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["store", "vendor", "kind"], name="credential_one_per_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_vendor_display()} {self.get_kind_display()}"


class Role(models.TextChoices):
    """What a member may do in a store, weakest first."""

    VIEWER = "viewer", "Viewer"
    AGENT = "agent", "Agent"
    LEAD = "lead", "Lead"
    ADMIN = "admin", "Admin"


class Membership(models.Model):
    """`user` works for `store` as `role`."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.AGENT)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "store"], name="membership_one_per_store")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.store} · {self.get_role_display()}"
