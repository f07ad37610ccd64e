"""Give a store the words to start with."""

from django.db import transaction

from notifications.default_texts import DEFAULTS
from notifications.models import MessageTemplate
from opsdesk.models import Store


@transaction.atomic
def create_for(store: Store) -> None:
    """Create the default templates `store` lacks; what staff wrote or switched off is left alone."""
    present = set(MessageTemplate.objects.filter(store=store).values_list("kind", "locale"))
    MessageTemplate.objects.bulk_create(
        [
            MessageTemplate(store=store, kind=kind, locale=locale, subject=subject, body=body)
            for locale, texts in DEFAULTS.items()
            for kind, (subject, body) in texts.items()
            if (kind.value, locale) not in present
        ],
        ignore_conflicts=True,  # two starts at once make one set
    )
