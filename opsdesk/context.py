"""What every page needs to know."""

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.module_loading import import_string

from opsdesk.models import Store, User
from opsdesk.wiring import BANNERS

THEMES = ("light", "dark")
BANNERS_FOR = 15  # seconds


def desk(request: HttpRequest) -> dict[str, Any]:
    """Give templates the theme override and, lazily, the stores of the signed-in person."""
    theme = request.COOKIES.get("theme", "")
    context: dict[str, Any] = {"theme": theme if theme in THEMES else ""}
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        context["my_stores"] = Store.objects.visible_to(user)
        context["banners"] = lambda: banners(user)
    return context


def banners(user: User) -> list[str]:
    """Return what to say above every page; asked anew every few seconds."""
    return cache.get_or_set(f"banners:{user.pk}", lambda: _ask(user), BANNERS_FOR) or []


def _ask(user: User) -> list[str]:
    return [sentence for path in BANNERS for sentence in import_string(path)(user)]
