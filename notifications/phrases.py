"""The fixed words of our mails per language: progress, footer, and where a parcel is.

The texts staff can edit are templates; these are the pieces that code puts between them. English
words for where a parcel is come from `orders.wording`, like everywhere else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from opsdesk.taxonomy import Milestone
from orders.wording import milestone_words


@dataclass(frozen=True, slots=True)
class Phrases:
    """What code says in one language."""

    track: str
    progress: str
    steps: tuple[str, str, str, str]
    footer: str
    where: Mapping[Milestone, str] = field(default_factory=dict)

    def status_words(self, milestone: str, reason: str) -> str:
        """Say where a parcel is, and in English also why it is not going as usual."""
        return self.where.get(Milestone(milestone)) or milestone_words(milestone, reason)


ENGLISH = Phrases(
    track="Track your parcel",
    progress="Progress",
    steps=("Packed", "On its way", "Out for delivery", "Delivered"),
    footer="You receive this message because you ordered from {store}. It is about order {order}.",
)
GERMAN = Phrases(
    track="Sendung verfolgen",
    progress="Fortschritt",
    steps=("Verpackt", "Unterwegs", "In Zustellung", "Zugestellt"),
    footer="Sie erhalten diese Nachricht, weil Sie bei {store} bestellt haben. "
    "Es geht um die Bestellung {order}.",
    where={
        Milestone.ORDERED: "Wir haben Ihre Bestellung",
        Milestone.LABEL_CREATED: "Wird für den Versand vorbereitet",
        Milestone.PICKED_UP: "Der Paketdienst hat Ihr Paket",
        Milestone.IN_TRANSIT: "Unterwegs zu Ihnen",
        Milestone.OUT_FOR_DELIVERY: "In Zustellung",
        Milestone.DELIVERY_ATTEMPTED: "Der Paketdienst hat die Zustellung versucht",
        Milestone.READY_FOR_PICKUP: "Zur Abholung bereit",
        Milestone.DELIVERED: "Zugestellt",
        Milestone.RETURNING: "Auf dem Rückweg zu uns",
        Milestone.RETURNED: "Wieder bei uns",
        Milestone.FAILED: "Der Paketdienst konnte nicht zustellen",
        Milestone.CANCELLED: "Diese Sendung wurde storniert",
        Milestone.UNKNOWN: "Wir warten auf Nachricht vom Paketdienst",
    },
)
FRENCH = Phrases(
    track="Suivre mon colis",
    progress="Progression",
    steps=("Préparé", "En route", "En livraison", "Livré"),
    footer="Vous recevez ce message parce que vous avez commandé chez {store}. "
    "Il concerne la commande {order}.",
    where={
        Milestone.ORDERED: "Nous avons votre commande",
        Milestone.LABEL_CREATED: "En préparation pour l’envoi",
        Milestone.PICKED_UP: "Le transporteur a votre colis",
        Milestone.IN_TRANSIT: "En route vers vous",
        Milestone.OUT_FOR_DELIVERY: "En cours de livraison",
        Milestone.DELIVERY_ATTEMPTED: "Le transporteur a essayé de livrer",
        Milestone.READY_FOR_PICKUP: "Prêt à être retiré",
        Milestone.DELIVERED: "Livré",
        Milestone.RETURNING: "En cours de retour vers nous",
        Milestone.RETURNED: "De retour chez nous",
        Milestone.FAILED: "Le transporteur n’a pas pu livrer",
        Milestone.CANCELLED: "Cet envoi a été annulé",
        Milestone.UNKNOWN: "Nous attendons des nouvelles du transporteur",
    },
)
SPANISH = Phrases(
    track="Seguir mi paquete",
    progress="Progreso",
    steps=("Preparado", "En camino", "En reparto", "Entregado"),
    footer="Recibe este mensaje porque hizo un pedido en {store}. Se refiere al pedido {order}.",
    where={
        Milestone.ORDERED: "Tenemos su pedido",
        Milestone.LABEL_CREATED: "Preparándose para el envío",
        Milestone.PICKED_UP: "El transportista tiene su paquete",
        Milestone.IN_TRANSIT: "En camino",
        Milestone.OUT_FOR_DELIVERY: "En reparto",
        Milestone.DELIVERY_ATTEMPTED: "El transportista intentó la entrega",
        Milestone.READY_FOR_PICKUP: "Listo para recoger",
        Milestone.DELIVERED: "Entregado",
        Milestone.RETURNING: "De vuelta hacia nosotros",
        Milestone.RETURNED: "De nuevo con nosotros",
        Milestone.FAILED: "El transportista no pudo entregar",
        Milestone.CANCELLED: "Este envío fue cancelado",
        Milestone.UNKNOWN: "Esperamos noticias del transportista",
    },
)
LANGUAGES: dict[str, Phrases] = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH}


def phrases(locale: str) -> Phrases:
    """Return the words for `locale` ("de", "de-AT", "de_AT"); English for a language we lack."""
    return LANGUAGES.get(language_of(locale), ENGLISH)


def language_of(locale: str) -> str:
    """Return "de" for "de", "de-AT" and "de_AT"."""
    return locale.replace("_", "-").partition("-")[0].lower()
