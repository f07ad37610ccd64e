"""The standard texts in French."""

from exceptions.drafting.fallback.texts import Situation, Texts
from exceptions.models import Kind
from opsdesk.taxonomy import Reason

FRENCH = Texts(
    greeting="Bonjour {name},",
    greeting_anyone="Bonjour,",
    carrier="le transporteur",
    with_carrier="chez {carrier}",
    with_unknown_carrier="chez le transporteur",
    situations={
        Kind.NO_PICKUP_SCAN: Situation(
            subject="Votre commande {order} attend encore le transporteur",
            forms=(
                "Votre commande {order} est emballée et son étiquette a été créée le {shipped}, mais"
                " {carrier} n’a pas encore scanné le colis.",
            ),
            reply="Nous cherchons à savoir où il se trouve et nous vous écrirons dès qu’il y aura du"
            " nouveau. Vous n’avez rien à faire pour le moment.",
        ),
        Kind.NO_MOVEMENT: Situation(
            subject="Votre commande {order} est bloquée en chemin",
            forms=(
                "Votre commande {order} est {with_carrier}, mais elle n’avance pas pour le moment."
                " Le colis a été scanné pour la dernière fois à {place} le {scanned}.",
                "Votre commande {order} est {with_carrier}, mais elle n’avance pas pour le moment."
                " Le colis a été scanné pour la dernière fois le {scanned}.",
                "Votre commande {order} est {with_carrier}, mais elle n’avance pas pour le moment.",
            ),
            reply="Nous suivons le colis de près et nous vous écrirons dès qu’il y aura du nouveau."
            " Si vous préférez ne plus attendre, répondez simplement à ce message et nous"
            " chercherons une solution avec vous.",
        ),
        Kind.ETA_SLIP: Situation(
            subject="Votre commande {order} a du retard",
            forms=(
                "Votre commande {order} a du retard. Elle était d’abord attendue le"
                " {first_expected} ; {carrier} prévoit maintenant la livraison le {now_expected}.",
                "Votre commande {order} a du retard. {carrier} prévoit maintenant la livraison le"
                " {now_expected}.",
                "Votre commande {order} a du retard.",
            ),
            reply="Nous continuons à suivre le colis et nous vous écrirons si la date change encore."
            " Vous n’avez rien à faire.",
        ),
        Kind.OVERDUE: Situation(
            subject="Votre commande {order} est en retard",
            forms=(
                "Votre commande {order} était attendue le {expected} et vous ne l’avez pas encore."
                " Le colis a été scanné pour la dernière fois à {place} le {scanned}.",
                "Votre commande {order} était attendue le {expected} et vous ne l’avez pas encore.",
                "Votre commande {order} met plus de temps que prévu.",
            ),
            reply="Nous suivons la situation et nous vous écrirons dès qu’il y aura du nouveau. Si"
            " vous préférez ne plus attendre, répondez simplement à ce message et nous chercherons"
            " une solution avec vous.",
        ),
        Kind.FAILED_ATTEMPT: Situation(
            subject="Votre commande {order} n’a pas pu être remise",
            forms=(
                "{carrier} a essayé de livrer votre commande {order} le {attempted}, mais n’a pas pu"
                " la remettre{because}.",
                "{carrier} a essayé de livrer votre commande {order}, mais n’a pas pu la"
                " remettre{because}.",
            ),
            reply="En général, une autre tentative suit. Merci de veiller à ce que quelqu’un puisse"
            " recevoir le colis. Si votre adresse a changé ou s’il y manque quelque chose, répondez"
            " simplement à ce message.",
        ),
        Kind.RETURNED_TO_SENDER: Situation(
            subject="Votre commande {order} revient chez nous",
            forms=("{carrier} n’a pas pu livrer votre commande {order} et nous la réexpédie.",),
            reply="Merci de répondre à ce message et de nous dire comment vous souhaitez continuer."
            " Si votre adresse a changé ou s’il y manque quelque chose, dites-le-nous aussi.",
        ),
        Kind.DELIVERED_NOT_RECEIVED: Situation(
            subject="Votre commande {order} que vous n’avez pas reçue",
            forms=(
                "Merci de nous avoir signalé que vous n’avez pas reçu votre commande {order}, alors"
                " que {carrier} l’a enregistrée comme livrée le {delivered}.",
                "Merci de nous avoir signalé que vous n’avez pas reçu votre commande {order}, alors"
                " que {carrier} l’a enregistrée comme livrée.",
            ),
            reply="Merci de regarder encore une fois chez vos voisins, à l’accueil et autour de la"
            " porte : un colis est parfois enregistré comme livré un peu trop tôt. S’il manque"
            " toujours, répondez simplement à ce message et nous chercherons une solution avec vous.",
        ),
    },
    returned="{carrier} n’a pas pu livrer votre commande {order}, et le colis est de nouveau chez"
    " nous.",
    attempt_reasons={
        Reason.RECIPIENT_UNAVAILABLE: " car il n’y avait personne",
        Reason.BUSINESS_CLOSED: " car l’établissement était fermé",
        Reason.ACCESS_RESTRICTED: " car l’accès n’était pas possible",
        Reason.ADDRESS_PROBLEM: " car quelque chose n’allait pas dans l’adresse",
        Reason.REFUSED: " car le colis n’a pas été accepté",
    },
    address_please="Merci de répondre à ce message avec votre adresse complète, pour que nous"
    " puissions la transmettre.",
    refund_subject="Remboursement de votre commande {order}",
    full="Nous ne voulons pas vous faire attendre : nous vous avons remboursé {money} pour votre"
    " commande sur votre moyen de paiement d’origine.",
    full_unstated="Nous ne voulons pas vous faire attendre : nous vous avons remboursé votre commande"
    " sur votre moyen de paiement d’origine.",
    partial="Nous ne voulons pas vous faire attendre : nous vous avons remboursé {money} pour le"
    " contenu de ce colis ({items}) sur votre moyen de paiement d’origine.",
    partial_unstated="Nous ne voulons pas vous faire attendre : nous vous avons remboursé le contenu"
    " de ce colis ({items}) sur votre moyen de paiement d’origine.",
    shipping="Pour nous excuser de l’attente, nous vous avons remboursé les frais de livraison de"
    " {money} sur votre moyen de paiement d’origine.",
    shipping_unstated="Pour nous excuser de l’attente, nous vous avons remboursé les frais de"
    " livraison sur votre moyen de paiement d’origine.",
    refund_time="Le montant apparaît en général sous 5 à 10 jours ouvrés sur votre compte.",
    still_coming="Si le colis vous parvenait malgré tout, merci de nous le dire en répondant à ce"
    " message.",
    still_following="Nous continuons à suivre le colis et nous vous écrirons dès qu’il y aura du"
    " nouveau.",
    sorry="Veuillez nous excuser pour ce désagrément.",
    signature="Cordialement,\n{brand}",
)
