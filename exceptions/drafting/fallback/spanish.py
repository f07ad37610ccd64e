"""The standard texts in Spanish."""

from exceptions.drafting.fallback.texts import Situation, Texts
from exceptions.models import Kind
from opsdesk.taxonomy import Reason

SPANISH = Texts(
    greeting="Hola, {name}:",
    greeting_anyone="Hola:",
    carrier="el transportista",
    with_carrier="en manos de {carrier}",
    with_unknown_carrier="en manos del transportista",
    situations={
        Kind.NO_PICKUP_SCAN: Situation(
            subject="Tu pedido {order} sigue esperando al transportista",
            forms=(
                "Tu pedido {order} está preparado y su etiqueta se creó el {shipped}, pero"
                " {carrier} todavía no ha escaneado el paquete.",
            ),
            reply="Estamos averiguando qué pasa y te escribiremos cuando haya novedades. De momento"
            " no tienes que hacer nada.",
        ),
        Kind.NO_MOVEMENT: Situation(
            subject="Tu pedido {order} está parado en camino",
            forms=(
                "Tu pedido {order} está {with_carrier}, pero ahora mismo no avanza. El paquete se"
                " escaneó por última vez en {place} el {scanned}.",
                "Tu pedido {order} está {with_carrier}, pero ahora mismo no avanza. El paquete se"
                " escaneó por última vez el {scanned}.",
                "Tu pedido {order} está {with_carrier}, pero ahora mismo no avanza.",
            ),
            reply="Seguimos el paquete de cerca y te escribiremos cuando haya novedades. Si prefieres"
            " no esperar más, responde a este mensaje y buscaremos una solución contigo.",
        ),
        Kind.ETA_SLIP: Situation(
            subject="Tu pedido {order} va con retraso",
            forms=(
                "Tu pedido {order} va con retraso. Se esperaba primero para el {first_expected};"
                " {carrier} prevé ahora la entrega el {now_expected}.",
                "Tu pedido {order} va con retraso. {carrier} prevé ahora la entrega el"
                " {now_expected}.",
                "Tu pedido {order} va con retraso.",
            ),
            reply="Seguimos el paquete y te escribiremos si la fecha vuelve a cambiar. No tienes que"
            " hacer nada.",
        ),
        Kind.OVERDUE: Situation(
            subject="Tu pedido {order} llega tarde",
            forms=(
                "Tu pedido {order} se esperaba el {expected} y todavía no está contigo. El paquete se"
                " escaneó por última vez en {place} el {scanned}.",
                "Tu pedido {order} se esperaba el {expected} y todavía no está contigo.",
                "Tu pedido {order} está tardando más de lo debido.",
            ),
            reply="Estamos averiguando qué pasa y te escribiremos cuando haya novedades. Si prefieres"
            " no esperar más, responde a este mensaje y buscaremos una solución contigo.",
        ),
        Kind.FAILED_ATTEMPT: Situation(
            subject="Tu pedido {order} no se pudo entregar",
            forms=(
                "{carrier} intentó entregar tu pedido {order} el {attempted}, pero no pudo"
                " dejarlo{because}.",
                "{carrier} intentó entregar tu pedido {order}, pero no pudo dejarlo{because}.",
            ),
            reply="Normalmente se hace otro intento. Procura que alguien pueda recibir el paquete. Si"
            " tu dirección ha cambiado o le falta algo, responde a este mensaje.",
        ),
        Kind.RETURNED_TO_SENDER: Situation(
            subject="Tu pedido {order} vuelve a nosotros",
            forms=("{carrier} no pudo entregar tu pedido {order} y nos lo está devolviendo.",),
            reply="Responde a este mensaje y dinos cómo prefieres continuar. Si tu dirección ha"
            " cambiado o le falta algo, dínoslo también.",
        ),
        Kind.DELIVERED_NOT_RECEIVED: Situation(
            subject="Tu pedido {order} que no has recibido",
            forms=(
                "Gracias por avisarnos de que no has recibido tu pedido {order}, aunque {carrier} lo"
                " registró como entregado el {delivered}.",
                "Gracias por avisarnos de que no has recibido tu pedido {order}, aunque {carrier} lo"
                " registró como entregado.",
            ),
            reply="Por favor, mira otra vez con tus vecinos, en la recepción y cerca de la puerta: a"
            " veces un paquete se registra como entregado un poco antes de tiempo. Si sigue sin"
            " aparecer, responde a este mensaje y buscaremos una solución contigo.",
        ),
    },
    returned="{carrier} no pudo entregar tu pedido {order}, y el paquete está otra vez con nosotros.",
    attempt_reasons={
        Reason.RECIPIENT_UNAVAILABLE: " porque no había nadie",
        Reason.BUSINESS_CLOSED: " porque el local estaba cerrado",
        Reason.ACCESS_RESTRICTED: " porque no se pudo acceder",
        Reason.ADDRESS_PROBLEM: " porque algo de la dirección no era correcto",
        Reason.REFUSED: " porque no se aceptó el paquete",
    },
    address_please="Por favor, responde a este mensaje con tu dirección completa para que podamos"
    " pasarla.",
    refund_subject="Reembolso de tu pedido {order}",
    full="No queremos hacerte esperar, así que te hemos reembolsado {money} por tu pedido en tu"
    " método de pago original.",
    full_unstated="No queremos hacerte esperar, así que te hemos reembolsado tu pedido en tu método"
    " de pago original.",
    partial="No queremos hacerte esperar, así que te hemos reembolsado {money} por el contenido de"
    " este paquete ({items}) en tu método de pago original.",
    partial_unstated="No queremos hacerte esperar, así que te hemos reembolsado el contenido de este"
    " paquete ({items}) en tu método de pago original.",
    shipping="Para compensar la espera, te hemos reembolsado los gastos de envío de {money} en tu"
    " método de pago original.",
    shipping_unstated="Para compensar la espera, te hemos reembolsado los gastos de envío en tu"
    " método de pago original.",
    refund_time="Normalmente lo verás en tu cuenta en 5 a 10 días hábiles.",
    still_coming="Si al final el paquete te llega, avísanos respondiendo a este mensaje.",
    still_following="Seguimos el paquete y te escribiremos cuando haya novedades.",
    sorry="Sentimos las molestias.",
    signature="Un saludo,\n{brand}",
)
