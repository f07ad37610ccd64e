"""The few rows an admin would make by hand: stores with their keys, people with their roles."""

from django.db import transaction
from django.utils.module_loading import import_string

from opsdesk.demo import plan
from opsdesk.models import Credential, Membership, Role, Store, User
from opsdesk.wiring import STORE_DEFAULTS


@transaction.atomic
def create_rows() -> list[Store]:
    """Create what is missing of the demo's stores and people; leave what is there as it is."""
    people = [_person(person) for person in plan.PEOPLE]
    return [_store(shop, people) for shop in plan.SHOPS]


def _person(person: plan.Person) -> User:
    is_admin = person.role == Role.ADMIN
    user, is_new = User.objects.get_or_create(
        username=person.username,
        defaults={
            "first_name": person.first_name,
            "last_name": person.last_name,
            "email": f"{person.username}@opsdesk.example",
            "is_staff": is_admin,
            "is_superuser": is_admin,
        },
    )
    if is_new:
        user.set_password(plan.PASSWORD)
        user.save(update_fields=["password"])
    return user


def _store(shop: plan.Shop, people: list[User]) -> Store:
    store, is_new = Store.objects.get_or_create(
        slug=shop.slug,
        defaults={
            "name": shop.name,
            "shop_domain": shop.domain,
            "currency": shop.currency,
            "timezone": shop.timezone,
            "country": shop.country,
            "brand_color": shop.brand_color,
            "from_name": shop.name,
            "from_email": shop.email,
            "reply_to": shop.email,
            "sending_enabled": True,
        },
    )
    if is_new:
        for (vendor, kind), secret in _secrets(shop).items():
            Credential.objects.create(store=store, vendor=vendor, kind=kind, secret=secret)
        for person, user in zip(plan.PEOPLE, people, strict=True):
            Membership.objects.create(user=user, store=store, role=person.role)
        for path in STORE_DEFAULTS:
            import_string(path)(store)
    return store


def _secrets(shop: plan.Shop) -> dict[tuple[str, str], str]:
    vendor, kind = Credential.Vendor, Credential.Kind
    return {
        (vendor.SHOPIFY, kind.CLIENT_ID): shop.client_id,
        (vendor.SHOPIFY, kind.CLIENT_SECRET): shop.client_secret,
        (vendor.EASYPOST, kind.API_KEY): shop.easypost_api_key,
        (vendor.EASYPOST, kind.WEBHOOK_SECRET): shop.easypost_webhook_secret,
        (vendor.SENDGRID, kind.API_KEY): shop.sendgrid_api_key,
        (vendor.OPENAI, kind.API_KEY): plan.OPENAI_KEY,
    }
