"""What every page needs to know."""

from typing import Any

from django.http import HttpRequest

from opsdesk.models import Store

THEMES = ("light", "dark")


def desk(request: HttpRequest) -> dict[str, Any]:
    """Give templates the theme override and, lazily, the stores of the signed-in person."""
    theme = request.COOKIES.get("theme", "")
    context: dict[str, Any] = {"theme": theme if theme in THEMES else ""}
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        context["my_stores"] = Store.objects.visible_to(user)
    return context
