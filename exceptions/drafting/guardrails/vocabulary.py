"""The words the guards listen for, in the four languages we write: en, de, fr, es."""

from __future__ import annotations

import re


def words(*patterns: str) -> re.Pattern[str]:
    """Return a pattern that finds any of `patterns` as whole words."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)


REFUND = words(
    *(r"refund\w*", r"reimburs\w*", r"money back", r"cash ?back", r"gutgeschrieben"),
    *(r"(?:rück|zurück)?er?statt(?:e|en|et|ung|ungen)", r"zurückgezahlt", r"geld zurück"),
    *(r"rembours\w*", r"reembols\w*", r"devol\w+ (?:el|su|tu) (?:dinero|importe)"),
)
REFUND_LATER = words(
    r"(?:will|going to|shall|can|could|would|are happy to|are) (?:be )?refund\w*",
    r"werden \w+(?: \w+){0,6} erstatten",
    *(r"allons (?:vous )?rembourser", r"rembourserons", r"vamos a reembols\w+", r"reembolsaremos"),
)
WHOLE_ORDER = words(
    *(r"full refund", r"fully refunded", r"in full", r"whole order", r"entire order"),
    *(r"vollständig\w*", r"gesamte\w* bestellung", r"intégral\w*", r"toute la commande"),
    *(r"íntegr\w+", r"todo (?:el|su) pedido", r"reembolso completo"),
)
GIFT = words(
    *(r"discounts?", r"coupons?", r"vouchers?", r"gift ?cards?", r"(?:store )?credits?"),
    *(r"compensat\w+", r"for free", r"free (?:gift|item|order|shipping)", r"promo\w* codes?"),
    *(r"rabatt\w*", r"gutschein\w*", r"guthaben", r"entschädig\w+", r"geschenk\w*"),
    *(r"bons? d['’]achat", r"réductions?", r"dédommag\w+", r"indemni\w+", r"cadeaux?"),
    *(r"descuentos?", r"cup[oó]n(?:es)?", r"compensaci\w+", r"regalos?"),
)
REPLACEMENT = words(
    *(r"replac\w+", r"re-?ship\w*", r"re-?send\w*", r"new (?:parcel|package|one|order)"),
    *(r"send(?:ing)? (?:you )?another", r"ersatz\w*", r"neues paket", r"erneut (?:ver)?s[ea]nd\w*"),
    *(r"remplac\w+", r"nouveau colis", r"vous renv\w+", r"reenv[ií]\w+", r"reemplaz\w+"),
    *(r"nuevo paquete", r"sustitu\w+"),
)
GUARANTEE = words(
    *(r"guarante\w+", r"we promise", r"i promise", r"promise you", r"definitely", r"certainly"),
    *(r"assure you", r"rest assured", r"without fail", r"for sure", r"no doubt"),
    *(r"garant\w+", r"versprech\w*", r"definitiv\w*", r"ganz sicher", r"mit sicherheit"),
    *(r"(?:vous|te) promet\w*", r"promettons", r"assurons", r"sans faute", r"certainement"),
    *(r"prometemos", r"aseguramos", r"sin falta", r"seguro que"),
)
_SOME = (
    r"(?:\d+|an?|one|two|three|four|five|few|couple|ein\w*|zwei|drei|wenige\w*|une?|deux|trois|"
    r"quelques|un[oa]?|dos|tres|pocos)"
)
_SPAN = (
    r"(?:minut\w*|hours?|days?|weeks?|business days?|working days?|stunden?|tag(?:e|en)?|"
    r"werktag\w*|arbeitstag\w*|wochen?|heures?|jours?|semaines?|horas?|d[ií]as?|semanas?)"
)
DEADLINE = words(
    r"(?:within|in|in the next|innerhalb(?: von)?|binnen|in den nächsten|sous|d['’]ici|dans(?: les)?|"
    rf"en(?: un plazo de)?|dentro de)(?: the)?(?: next)? {_SOME}(?:(?: | ?[-–] ?)\w+){{0,3}} {_SPAN}",
    rf"at most {_SOME} {_SPAN}",
    r"by (?:tonight|tomorrow|next week|the end of)",
    *(r"tomorrow", r"tonight", r"next week", r"(?<!guten )morgen (?:an|bei|zu)\w*", r"heute abend"),
    *(r"nächste woche", r"demain", r"la semaine prochaine", r"la próxima semana"),
)
REFUND_TIME = words(
    r"(?:within |innerhalb von |binnen |sous |dans les |en |de |entre )?5"
    r" ?(?:-|–|to|and|bis|à|et|a|y) ?10"
    r" (?:business|working|bank(?:ing)?|werktag\w*|arbeitstag\w*|jours|d[ií]as)"
    r"(?: days| ouvr\w+| h[áa]biles| laborables)?"
)
ARRIVAL = words(
    r"will (?:\w+ )?(?:arrive|reach you|be delivered|be with you|come)",
    r"wird (?:\w+ ){0,4}(?:ankommen|zugestellt(?: werden)?|geliefert(?: werden)?)",
    *(r"arrivera", r"sera livrée?", r"llegará", r"será entregad[oa]"),
)
DELIVERED = words(
    *(r"(?:has|have|had) been delivered", r"(?:was|is|were|got) delivered"),
    *(r"has arrived(?! (?:at|in|from))", r"arrived at your", r"you (?:have )?received"),
    r"(?:wurde|ist) (?:\w+ ){0,6}(?:zugestellt|ausgeliefert)",
    r"ist (?:\w+ ){0,4}angekommen",
    *(r"a été (?:\w+ )?livrée?", r"est arrivée? (?:chez|à destination)"),
    *(r"(?:ha sido|fue|se) entreg(?:ad[oa]|ó)", r"ha llegado"),
)
LOST = words(
    r"(?:is|was|been|be|got|seems) (?:\w+ )?(?:lost|stolen)",
    r"verloren",
    r"gestohlen",
    r"perdue?s?",
    r"volée?s?",
    r"perdid[oa]s?",
    r"robad[oa]s?",
)
DAMAGED = words(r"damaged", r"broken", r"beschädigt\w*", r"endommagée?s?", r"dañad[oa]s?")
RETURNED = words(
    *(r"(?:its|the) way back", r"(?:is|was|been|being) (?:\w+ )?(?:sent back|returned)"),
    *(r"zurückgeschickt", r"zurückgesandt", r"zurück an uns", r"nous (?:a )?(?:été )?retourn\w+"),
    *(r"retour à l['’]expéditeur", r"devuelt[oa]", r"de vuelta"),
)
OUT = words(
    *(r"out for delivery", r"in zustellung", r"en cours de livraison", r"en reparto"),
)
NEGATION = words(
    *(r"not", r"no", r"never", r"\w+n['’]t", r"yet to", r"without", r"nicht", r"kein\w*", r"nie"),
    *(r"pas", r"jamais", r"aucune?", r"nunca", r"sin", r"todavía", r"aún"),
)
CONDITION = words(
    *(r"if", r"once", r"when", r"until", r"before", r"should", r"as soon as", r"whether"),
    *(r"falls", r"wenn", r"sobald", r"bis", r"bevor", r"sollte", r"ob"),
    *(
        r"si",
        r"s['’]il",
        r"quand",
        r"lorsque?",
        r"dès que",
        r"avant",
        r"cuando",
        r"hasta",
        r"antes",
    ),
)
LEGAL = words(
    *(r"legal\w*", r"lawsuit\w*", r"sue", r"attorneys?", r"lawyers?", r"liab\w+", r"negligen\w+"),
    *(r"our fault", r"damages", r"anwalt\w*", r"haft(?:bar|ung|en)\w*", r"rechtlich\w*", r"klage"),
    *(r"avocats?", r"juridique\w*", r"responsabilité", r"abogad[oa]s?", r"demanda\w*"),
)
RUDE = words(
    *(r"stupid\w*", r"idiot\w*", r"incompeten\w+", r"useless", r"shut up", r"liar", r"damn\w*"),
    *(r"shit\w*", r"fuck\w*", r"dumm\w*", r"blöd\w*", r"merde", r"imb[ée]cile\w*", r"mierda"),
)
SECRETS = words(
    *(r"passwor[dt]\w*", r"card (?:number|details)", r"credit card", r"cvv", r"cvc", r"iban"),
    *(r"bank (?:account|details)", r"social security", r"kreditkarte\w*", r"bankverbindung"),
    *(r"carte bancaire", r"mot de passe", r"tarjeta", r"contraseña", r"cuenta bancaria"),
)
MACHINE = words(
    r"(?:ignore|disregard|override|forget) (?:\w+ ){0,4}(?:instructions?|rules?|prompts?)",
    *(
        r"(?:system|this|the) prompt",
        r"language model",
        r"as an ai",
        r"ai assistant",
        r"option_?id",
    ),
    *(r"json", r"untrusted\w*", r"jailbreak\w*", r"developer mode", r"as instructed", r"chatgpt"),
)
CARRIERS = (
    *("UPS", "USPS", "FedEx", "DHL", "DPD", "GLS", "Hermes", "Evri", "Royal Mail", "Parcelforce"),
    *(
        "Canada Post",
        "Purolator",
        "OnTrac",
        "LaserShip",
        "PostNL",
        "bpost",
        "La Poste",
        "Colissimo",
    ),
    *("Chronopost", "Mondial Relay", "Correos", "SEUR", "MRW", "Deutsche Post", "Poste Italiane"),
    *("PostNord", "Australia Post", "StarTrack", "Yodel", "Amazon", "TNT", "Aramex", "Swiss Post"),
)
