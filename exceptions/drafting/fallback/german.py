"""The standard texts in German."""

from exceptions.drafting.fallback.texts import Situation, Texts
from exceptions.models import Kind
from opsdesk.taxonomy import Reason

GERMAN = Texts(
    greeting="Hallo {name},",
    greeting_anyone="Guten Tag,",
    carrier="der Paketdienst",
    with_carrier="bei {carrier}",
    with_unknown_carrier="beim Paketdienst",
    situations={
        Kind.NO_PICKUP_SCAN: Situation(
            subject="Ihre Bestellung {order} wartet noch auf die Abholung",
            forms=(
                "Ihre Bestellung {order} ist gepackt und das Etikett wurde am {shipped} erstellt,"
                " aber {carrier} hat das Paket noch nicht erfasst.",
            ),
            reply="Wir gehen der Sache nach und schreiben Ihnen, sobald es etwas Neues gibt. Sie"
            " müssen im Moment nichts tun.",
        ),
        Kind.NO_MOVEMENT: Situation(
            subject="Ihre Bestellung {order} steckt unterwegs fest",
            forms=(
                "Ihre Bestellung {order} ist {with_carrier}, kommt zurzeit aber nicht voran. Zuletzt"
                " wurde das Paket am {scanned} in {place} erfasst.",
                "Ihre Bestellung {order} ist {with_carrier}, kommt zurzeit aber nicht voran. Zuletzt"
                " wurde das Paket am {scanned} erfasst.",
                "Ihre Bestellung {order} ist {with_carrier}, kommt zurzeit aber nicht voran.",
            ),
            reply="Wir behalten das Paket im Auge und schreiben Ihnen, sobald es etwas Neues gibt."
            " Wenn Sie nicht länger warten möchten, antworten Sie einfach auf diese Mail, dann"
            " suchen wir gemeinsam eine Lösung.",
        ),
        Kind.ETA_SLIP: Situation(
            subject="Ihre Bestellung {order} verspätet sich",
            forms=(
                "Ihre Bestellung {order} verspätet sich. Erwartet wurde sie zuerst am"
                " {first_expected}; {carrier} rechnet jetzt mit der Zustellung am {now_expected}.",
                "Ihre Bestellung {order} verspätet sich. {carrier} rechnet jetzt mit der Zustellung"
                " am {now_expected}.",
                "Ihre Bestellung {order} verspätet sich.",
            ),
            reply="Wir verfolgen das Paket weiter und schreiben Ihnen, falls sich das Datum noch"
            " einmal ändert. Sie müssen nichts tun.",
        ),
        Kind.OVERDUE: Situation(
            subject="Ihre Bestellung {order} ist überfällig",
            forms=(
                "Ihre Bestellung {order} wurde am {expected} erwartet und ist noch nicht bei Ihnen."
                " Zuletzt wurde das Paket am {scanned} in {place} erfasst.",
                "Ihre Bestellung {order} wurde am {expected} erwartet und ist noch nicht bei Ihnen.",
                "Ihre Bestellung {order} kommt später, als sie sollte.",
            ),
            reply="Wir gehen der Sache nach und schreiben Ihnen, sobald es etwas Neues gibt. Wenn"
            " Sie nicht länger warten möchten, antworten Sie einfach auf diese Mail, dann suchen wir"
            " gemeinsam eine Lösung.",
        ),
        Kind.FAILED_ATTEMPT: Situation(
            subject="Ihre Bestellung {order} konnte nicht übergeben werden",
            forms=(
                "{carrier} wollte Ihre Bestellung {order} am {attempted} zustellen, konnte sie aber"
                " nicht übergeben{because}.",
                "{carrier} wollte Ihre Bestellung {order} zustellen, konnte sie aber nicht"
                " übergeben{because}.",
            ),
            reply="Paketdienste versuchen es in der Regel noch einmal. Bitte sorgen Sie dafür, dass"
            " jemand das Paket annehmen kann. Wenn sich an Ihrer Adresse etwas geändert hat oder"
            " etwas fehlt, antworten Sie einfach auf diese Mail.",
        ),
        Kind.RETURNED_TO_SENDER: Situation(
            subject="Ihre Bestellung {order} kommt zu uns zurück",
            forms=(
                "{carrier} konnte Ihre Bestellung {order} nicht zustellen und schickt sie an uns"
                " zurück.",
            ),
            reply="Bitte antworten Sie auf diese Mail und sagen Sie uns, wie es weitergehen soll."
            " Wenn sich an Ihrer Adresse etwas geändert hat oder etwas fehlt, schreiben Sie uns das"
            " bitte auch.",
        ),
        Kind.DELIVERED_NOT_RECEIVED: Situation(
            subject="Ihre Bestellung {order}, die nicht angekommen ist",
            forms=(
                "Danke, dass Sie uns Bescheid gegeben haben: Ihre Bestellung {order} ist nicht bei"
                " Ihnen, obwohl {carrier} sie am {delivered} als zugestellt erfasst hat.",
                "Danke, dass Sie uns Bescheid gegeben haben: Ihre Bestellung {order} ist nicht bei"
                " Ihnen, obwohl {carrier} sie als zugestellt erfasst hat.",
            ),
            reply="Bitte fragen Sie noch einmal bei den Nachbarn und am Empfang nach und schauen Sie"
            " rund um die Tür: Pakete werden manchmal etwas zu früh als zugestellt erfasst. Wenn es"
            " weiter fehlt, antworten Sie einfach auf diese Mail, dann suchen wir gemeinsam eine"
            " Lösung.",
        ),
    },
    returned="{carrier} konnte Ihre Bestellung {order} nicht zustellen, und das Paket ist wieder bei"
    " uns.",
    attempt_reasons={
        Reason.RECIPIENT_UNAVAILABLE: ", weil niemand da war",
        Reason.BUSINESS_CLOSED: ", weil das Geschäft geschlossen war",
        Reason.ACCESS_RESTRICTED: ", weil kein Zugang möglich war",
        Reason.ADDRESS_PROBLEM: ", weil etwas an der Adresse nicht stimmte",
        Reason.REFUSED: ", weil das Paket nicht angenommen wurde",
    },
    address_please="Bitte antworten Sie auf diese Mail mit Ihrer vollen Adresse, damit wir sie"
    " weitergeben können.",
    refund_subject="Erstattung für Ihre Bestellung {order}",
    full="Wir möchten Sie nicht warten lassen und haben Ihnen deshalb {money} für Ihre Bestellung"
    " auf Ihr ursprüngliches Zahlungsmittel erstattet.",
    full_unstated="Wir möchten Sie nicht warten lassen und haben Ihnen deshalb Ihre Bestellung auf"
    " Ihr ursprüngliches Zahlungsmittel erstattet.",
    partial="Wir möchten Sie nicht warten lassen und haben Ihnen deshalb {money} für den Inhalt"
    " dieses Pakets ({items}) auf Ihr ursprüngliches Zahlungsmittel erstattet.",
    partial_unstated="Wir möchten Sie nicht warten lassen und haben Ihnen deshalb den Inhalt dieses"
    " Pakets ({items}) auf Ihr ursprüngliches Zahlungsmittel erstattet.",
    shipping="Als kleinen Ausgleich für das Warten haben wir Ihnen die Versandkosten von {money} auf"
    " Ihr ursprüngliches Zahlungsmittel erstattet.",
    shipping_unstated="Als kleinen Ausgleich für das Warten haben wir Ihnen die Versandkosten auf"
    " Ihr ursprüngliches Zahlungsmittel erstattet.",
    refund_time="Meist ist das Geld innerhalb von 5 bis 10 Werktagen auf Ihrem Konto zu sehen.",
    still_coming="Sollte das Paket doch noch bei Ihnen ankommen, antworten Sie bitte kurz auf diese"
    " Mail.",
    still_following="Wir verfolgen das Paket weiter und schreiben Ihnen, sobald es etwas Neues gibt.",
    sorry="Bitte entschuldigen Sie die Umstände.",
    signature="Freundliche Grüße\n{brand}",
)
