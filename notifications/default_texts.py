"""The words a new store starts with. Staff change them in the admin; these stay as they are here.

A line whose variable has no value is left out of the mail, so "Expected delivery: {eta}" is safe.
"""

from notifications.models import MessageKind

Text = tuple[str, str]  # subject, body

ENGLISH: dict[MessageKind, Text] = {
    MessageKind.SHIPPED: (
        "Tracking number for your order {order_name}",
        """Hello {first_name},

Here is the tracking number of your order {order_name}.

Status: {status}
In this parcel: {items}
Carrier: {carrier}
Tracking number: {tracking_number}
Expected delivery: {eta}

Track your parcel: {tracking_url}

Is something not right? Just reply to this message.

{store_name}""",
    ),
    MessageKind.OUT_FOR_DELIVERY: (
        "Out for delivery: your order {order_name}",
        """Hello {first_name},

Your parcel from order {order_name} is on the delivery vehicle and should reach you today.

In this parcel: {items}

Track your parcel: {tracking_url}

{store_name}""",
    ),
    MessageKind.DELAYED: (
        "Your order {order_name} will arrive later than planned",
        """Hello {first_name},

We are sorry: your parcel from order {order_name} is taking longer than planned.

Now expected: {eta}
Planned before: {old_eta}
Where it is: {status}

You do not need to do anything; we keep an eye on it.

Track your parcel: {tracking_url}

If the new date does not work for you, just reply to this message and we will help.

{store_name}""",
    ),
    MessageKind.DELIVERED: (
        "Your order {order_name} was delivered",
        """Hello {first_name},

The carrier reports that your parcel from order {order_name} was delivered.

In this parcel: {items}

You cannot find it? Please look near the door, in the mailbox and with your neighbours. If it is \
not there, reply to this message and we will take care of it.

Proof from the carrier: {tracking_url}

{store_name}""",
    ),
}

GERMAN: dict[MessageKind, Text] = {
    MessageKind.SHIPPED: (
        "Sendungsnummer zu Ihrer Bestellung {order_name}",
        """Guten Tag {first_name},

hier ist die Sendungsnummer zu Ihrer Bestellung {order_name}.

Stand: {status}
In diesem Paket: {items}
Paketdienst: {carrier}
Sendungsnummer: {tracking_number}
Voraussichtliche Zustellung: {eta}

Sendung verfolgen: {tracking_url}

Stimmt etwas nicht? Antworten Sie einfach auf diese Nachricht.

{store_name}""",
    ),
    MessageKind.OUT_FOR_DELIVERY: (
        "In Zustellung: Ihre Bestellung {order_name}",
        """Guten Tag {first_name},

Ihr Paket zur Bestellung {order_name} ist im Zustellfahrzeug und sollte heute bei Ihnen ankommen.

In diesem Paket: {items}

Sendung verfolgen: {tracking_url}

{store_name}""",
    ),
    MessageKind.DELAYED: (
        "Ihre Bestellung {order_name} kommt später als geplant",
        """Guten Tag {first_name},

es tut uns leid: Ihr Paket zur Bestellung {order_name} braucht länger als geplant.

Jetzt erwartet: {eta}
Zuvor geplant: {old_eta}
Stand: {status}

Sie müssen nichts tun; wir behalten es im Blick.

Sendung verfolgen: {tracking_url}

Passt Ihnen das neue Datum nicht? Antworten Sie einfach auf diese Nachricht, wir helfen Ihnen.

{store_name}""",
    ),
    MessageKind.DELIVERED: (
        "Ihre Bestellung {order_name} wurde zugestellt",
        """Guten Tag {first_name},

der Paketdienst meldet, dass Ihr Paket zur Bestellung {order_name} zugestellt wurde.

In diesem Paket: {items}

Sie finden es nicht? Bitte sehen Sie an der Tür, im Briefkasten und bei Ihren Nachbarn nach. Ist \
es dort nicht, antworten Sie auf diese Nachricht, und wir kümmern uns darum.

Nachweis des Paketdienstes: {tracking_url}

{store_name}""",
    ),
}

FRENCH: dict[MessageKind, Text] = {
    MessageKind.SHIPPED: (
        "Numéro de suivi de votre commande {order_name}",
        """Bonjour {first_name},

Voici le numéro de suivi de votre commande {order_name}.

État : {status}
Dans ce colis : {items}
Transporteur : {carrier}
Numéro de suivi : {tracking_number}
Livraison prévue : {eta}

Suivre mon colis : {tracking_url}

Un souci ? Répondez simplement à ce message.

{store_name}""",
    ),
    MessageKind.OUT_FOR_DELIVERY: (
        "En cours de livraison : votre commande {order_name}",
        """Bonjour {first_name},

Votre colis de la commande {order_name} est dans le véhicule de livraison et devrait vous \
parvenir aujourd’hui.

Dans ce colis : {items}

Suivre mon colis : {tracking_url}

{store_name}""",
    ),
    MessageKind.DELAYED: (
        "Votre commande {order_name} arrivera plus tard que prévu",
        """Bonjour {first_name},

Nous en sommes désolés : votre colis de la commande {order_name} met plus de temps que prévu.

Nouvelle date prévue : {eta}
Date prévue auparavant : {old_eta}
État : {status}

Vous n’avez rien à faire ; nous le surveillons.

Suivre mon colis : {tracking_url}

Si la nouvelle date ne vous convient pas, répondez simplement à ce message et nous vous aiderons.

{store_name}""",
    ),
    MessageKind.DELIVERED: (
        "Votre commande {order_name} a été livrée",
        """Bonjour {first_name},

Le transporteur indique que votre colis de la commande {order_name} a été livré.

Dans ce colis : {items}

Vous ne le trouvez pas ? Regardez près de la porte, dans la boîte aux lettres et chez vos \
voisins. S’il n’y est pas, répondez à ce message et nous nous en occupons.

Preuve du transporteur : {tracking_url}

{store_name}""",
    ),
}

SPANISH: dict[MessageKind, Text] = {
    MessageKind.SHIPPED: (
        "Número de seguimiento de su pedido {order_name}",
        """Hola {first_name}:

Aquí tiene el número de seguimiento de su pedido {order_name}.

Estado: {status}
En este paquete: {items}
Transportista: {carrier}
Número de seguimiento: {tracking_number}
Entrega prevista: {eta}

Seguir mi paquete: {tracking_url}

¿Hay algo que no está bien? Responda a este mensaje.

{store_name}""",
    ),
    MessageKind.OUT_FOR_DELIVERY: (
        "En reparto: su pedido {order_name}",
        """Hola {first_name}:

Su paquete del pedido {order_name} está en el vehículo de reparto y debería llegar hoy.

En este paquete: {items}

Seguir mi paquete: {tracking_url}

{store_name}""",
    ),
    MessageKind.DELAYED: (
        "Su pedido {order_name} llegará más tarde de lo previsto",
        """Hola {first_name}:

Lo sentimos: su paquete del pedido {order_name} tarda más de lo previsto.

Nueva fecha prevista: {eta}
Fecha prevista antes: {old_eta}
Estado: {status}

No tiene que hacer nada; nosotros lo vigilamos.

Seguir mi paquete: {tracking_url}

Si la nueva fecha no le viene bien, responda a este mensaje y le ayudaremos.

{store_name}""",
    ),
    MessageKind.DELIVERED: (
        "Su pedido {order_name} fue entregado",
        """Hola {first_name}:

El transportista indica que su paquete del pedido {order_name} fue entregado.

En este paquete: {items}

¿No lo encuentra? Mire junto a la puerta, en el buzón y con sus vecinos. Si no está allí, \
responda a este mensaje y nos ocuparemos.

Prueba del transportista: {tracking_url}

{store_name}""",
    ),
}

DEFAULTS: dict[str, dict[MessageKind, Text]] = {
    "en": ENGLISH,
    "de": GERMAN,
    "fr": FRENCH,
    "es": SPANISH,
}
