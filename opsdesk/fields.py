"""Database fields of our own."""

from typing import Any

from django.db import models


class MoneyField(models.DecimalField):  # type: ignore[type-arg]
    """An amount; three decimals because some currencies (KWD, BHD) have them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_digits"], kwargs["decimal_places"] = 14, 3
        super().__init__(*args, **kwargs)
