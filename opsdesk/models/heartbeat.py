"""Signs of life of the processes around us, read by `manage.py doctor` and the health page."""

from django.db import models


class Heartbeat(models.Model):
    """`name` was alive at `at`."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} at {self.at:%H:%M:%S}"
