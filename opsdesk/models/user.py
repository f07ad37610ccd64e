"""People who sign in. A model of our own from the first migration, so that it can grow."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A member of staff. What they may do is decided per store by Membership."""

    keyboard_shortcuts = models.BooleanField(
        default=True, help_text="Single-key shortcuts in the queue (j, k, a, e, r)."
    )

    def __str__(self) -> str:
        return self.get_full_name() or self.username
