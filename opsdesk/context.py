"""What every page needs to know."""

from typing import Any

from django.http import HttpRequest

from opsdesk.models import Store


def desk(request: HttpRequest) -> dict[str, Any]:
    """Give templates the stores of the signed-in person, lazily."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"my_stores": Store.objects.visible_to(user)}
