"""What past parcels taught us, learned every night; rows below 30 parcels do not exist."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from opsdesk.models import Store

ENOUGH = 30  # parcels below which we state no figure at all


class Level(models.TextChoices):
    """How closely the past parcels resemble this one, the closest first."""

    REGION = "region", "same service to the same region"
    LANE = "lane", "same service to the same country"
    SERVICE = "service", "same service"
    CARRIER = "carrier", "same carrier"
    STORE = "store", "all parcels of the store"


class Learning(models.Model):
    """When a store's past was last looked through, and how much there was to say."""

    store = models.OneToOneField(Store, on_delete=models.CASCADE, related_name="learning")
    at = models.DateTimeField()
    transit_rows = models.PositiveIntegerField(default=0)
    silence_rows = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.store}, {self.at:%d %b %H:%M}"


class TransitStatistic(models.Model):
    """How many days parcels of one kind took from the carrier to the door.

    `lane` is "US→US-TX", "US→DE"; at the wider levels "domestic" or "abroad", because nobody learns
    about a border from parcels that never crossed one.
    """

    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="transit_statistics")
    level = models.CharField(max_length=8, choices=Level.choices)
    carrier = models.CharField(max_length=40, blank=True, default="")
    service = models.CharField(max_length=255, blank=True, default="")
    lane = models.CharField(max_length=80)
    n = models.PositiveIntegerField()
    p50 = models.FloatField(help_text="Days within which half of them arrived.")
    p80 = models.FloatField(help_text="Days within which eight of ten arrived.")
    computed_at = models.DateTimeField()

    class Meta:
        ordering = ["store", "level", "carrier", "service", "lane"]
        constraints = [
            models.UniqueConstraint(
                fields=["store", "level", "carrier", "service", "lane"], name="transit_once"
            ),
            models.CheckConstraint(condition=Q(n__gte=ENOUGH), name="transit_enough"),
        ]

    def __str__(self) -> str:
        return f"{self.carrier} {self.service} {self.lane}: {self.p50:g}–{self.p80:g} days".strip()


class SilenceStatistic(models.Model):
    """How many parcels that fell silent for `days` days after `milestone` arrived 3 days later."""

    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="silence_statistics")
    carrier = models.CharField(max_length=40, blank=True, default="", help_text="Empty: all.")
    milestone = models.CharField(max_length=20)
    days = models.PositiveSmallIntegerField(help_text="Silent for at least this long.")
    n = models.PositiveIntegerField()
    arrived = models.PositiveIntegerField(help_text="Of them, within three more days.")
    computed_at = models.DateTimeField()

    class Meta:
        ordering = ["store", "carrier", "milestone", "days"]
        constraints = [
            models.UniqueConstraint(
                fields=["store", "carrier", "milestone", "days"], name="silence_once"
            ),
            models.CheckConstraint(
                condition=Q(n__gte=ENOUGH, arrived__lte=models.F("n")), name="silence_enough"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.milestone} + {self.days} days: {self.arrived} of {self.n}"
