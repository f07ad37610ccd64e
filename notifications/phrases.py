"""The fixed words of our mails per language: greeting, status, progress, footer.

The texts staff can edit are templates; these are the pieces that code puts between them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from opsdesk.taxonomy import Milestone


@dataclass(frozen=True, slots=True)
class Phrases:
    """What code says in one language."""

    track: str
    progress: str
    steps: tuple[str, str, str, str]
    footer: str
    status: Mapping[Milestone, str]

    def status_of(self, milestone: str) -> str:
        """Return one sentence about where a parcel is."""
        return self.status.get(Milestone(milestone), self.status[Milestone.UNKNOWN])


def _status(**sentences: str) -> dict[Milestone, str]:
    return {Milestone(name): sentence for name, sentence in sentences.items()}


ENGLISH = Phrases(
    track="Track your parcel",
    progress="Progress",
    steps=("Packed", "On its way", "Out for delivery", "Delivered"),
    footer="You receive this message because you ordered from {store}. It is about order {order}.",
    status=_status(
        ordered="Your order is being prepared.",
        label_created="Your parcel is waiting for the carrier; its first scan can take a day.",
        picked_up="Your parcel is on its way.",
        in_transit="Your parcel is on its way.",
        out_for_delivery="Your parcel is out for delivery.",
        delivery_attempted="The carrier tried to deliver your parcel.",
        ready_for_pickup="Your parcel is ready for you to collect.",
        delivered="Your parcel was delivered.",
        returning="Your parcel is on its way back to us.",
        returned="Your parcel came back to us.",
        failed="Your parcel could not be delivered.",
        cancelled="This shipment was cancelled.",
        unknown="We are waiting for the next update from the carrier.",
    ),
)
GERMAN = Phrases(
    track="Sendung verfolgen",
    progress="Fortschritt",
    steps=("Verpackt", "Unterwegs", "In Zustellung", "Zugestellt"),
    footer="Sie erhalten diese Nachricht, weil Sie bei {store} bestellt haben. "
    "Es geht um die Bestellung {order}.",
    status=_status(
        ordered="Ihre Bestellung wird vorbereitet.",
        label_created="Ihr Paket wartet auf die Abholung durch den Paketdienst; "
        "der erste Scan kann einen Tag dauern.",
        picked_up="Ihr Paket ist unterwegs.",
        in_transit="Ihr Paket ist unterwegs.",
        out_for_delivery="Ihr Paket wird gerade zugestellt.",
        delivery_attempted="Der Paketdienst hat versucht, Ihr Paket zuzustellen.",
        ready_for_pickup="Ihr Paket liegt zur Abholung bereit.",
        delivered="Ihr Paket wurde zugestellt.",
        returning="Ihr Paket ist auf dem Rückweg zu uns.",
        returned="Ihr Paket ist zu uns zurückgekommen.",
        failed="Ihr Paket konnte nicht zugestellt werden.",
        cancelled="Diese Sendung wurde storniert.",
        unknown="Wir warten auf die nächste Meldung des Paketdienstes.",
    ),
)
FRENCH = Phrases(
    track="Suivre mon colis",
    progress="Progression",
    steps=("Préparé", "En route", "En livraison", "Livré"),
    footer="Vous recevez ce message parce que vous avez commandé chez {store}. "
    "Il concerne la commande {order}.",
    status=_status(
        ordered="Votre commande est en préparation.",
        label_created="Votre colis attend d’être pris en charge par le transporteur ; "
        "le premier suivi peut prendre une journée.",
        picked_up="Votre colis est en route.",
        in_transit="Votre colis est en route.",
        out_for_delivery="Votre colis est en cours de livraison.",
        delivery_attempted="Le transporteur a essayé de livrer votre colis.",
        ready_for_pickup="Votre colis est prêt à être retiré.",
        delivered="Votre colis a été livré.",
        returning="Votre colis est en cours de retour vers nous.",
        returned="Votre colis nous est revenu.",
        failed="Votre colis n’a pas pu être livré.",
        cancelled="Cet envoi a été annulé.",
        unknown="Nous attendons les prochaines nouvelles du transporteur.",
    ),
)
SPANISH = Phrases(
    track="Seguir mi paquete",
    progress="Progreso",
    steps=("Preparado", "En camino", "En reparto", "Entregado"),
    footer="Recibe este mensaje porque hizo un pedido en {store}. Se refiere al pedido {order}.",
    status=_status(
        ordered="Estamos preparando su pedido.",
        label_created="Su paquete espera la recogida del transportista; "
        "el primer registro puede tardar un día.",
        picked_up="Su paquete está en camino.",
        in_transit="Su paquete está en camino.",
        out_for_delivery="Su paquete está en reparto.",
        delivery_attempted="El transportista intentó entregar su paquete.",
        ready_for_pickup="Su paquete está listo para recoger.",
        delivered="Su paquete fue entregado.",
        returning="Su paquete está volviendo a nuestro almacén.",
        returned="Su paquete volvió a nuestro almacén.",
        failed="No se pudo entregar su paquete.",
        cancelled="Este envío fue cancelado.",
        unknown="Esperamos la próxima noticia del transportista.",
    ),
)
LANGUAGES: dict[str, Phrases] = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH}


def phrases(locale: str) -> Phrases:
    """Return the words for `locale` ("de", "de-AT", "de_AT"); English for a language we lack."""
    return LANGUAGES.get(language_of(locale), ENGLISH)


def language_of(locale: str) -> str:
    """Return "de" for "de", "de-AT" and "de_AT"."""
    return locale.replace("_", "-").partition("-")[0].lower()
