"""German. Umlauts are folded to their vowels; "ae", "oe", "ue" are accepted as well."""

from opsdesk.taxonomy import Reason
from opsdesk.vendors.tracking.phrases.senses import Sense, language

WHO = r"(?:den |dem |der |die |einen |einem |unseren |ihren |ihrem )?"
RECIPIENT = r"(?:empf(?:a|ae)nger(?:s|in)?|kunden?|adressat(?:en)?)"
SENDER = r"(?:den |dem |an )?(?:urspr(?:u|ue)nglichen )?(?:absenders?|versenders?|auftraggebers?|h(?:a|ae)ndler|shop)"
WHAT = r"(?:(?:die|das|der|ihre?|unsere?|diese?s?|eine?)? ?(?:\w+ )?(?:sendung|paket|p(?:a|ae)ckchen|lieferung|bestellung|brief|ware|express|status|packst(?:u|ue)ck|warenpost|auftrag|einschreiben|gut)(?: (?:nr\.? ?)?[a-z0-9]*\d[a-z0-9]*)?,?:? )"
AUX = r"(?:(?:wurde[n]?|ist|sind|hat|haben|worden|erfolgreich|bereits|heute|soeben|gestern|nun|jetzt|am|um|uhr|\d[\d.:]*|wir|fahrer|zusteller|der|per|durch|direkt|pers(?:o|oe)nlich) )"
DONE = r"(?:zugestellt|ausgeliefert|ausgehaendigt|ausgehandigt|abgeliefert|geliefert|angeliefert)"
SHOP = r"(?:\w*paket ?shops?|\w*filialen?|post ?filialen?|postfachs?|packstation(?:en)?|paketstation|abhol\w*|annahmestelle|postamts?|post ?stelle|shops?|access point|kiosk|service ?points?|partner ?filiale|paket ?box ?station|depot zur abholung|poststation|gls shop|hermes shop|lieferstation|paketautomat\w*|locker)"
NOT_RECIPIENT = r"(?:\w*(?:zentrum|zentrums|depots?|basis|hub|niederlassung|standort|frachtf(?:u|ue)hrer|spedit\w+|partner|dienstleister|flughafen|hafen|zoll|verteilzentrum|zustellbasis|transporteur|kurier|zusteller|fahrer|airline|fluggesellschaft|lager|umschlag\w*|sortier\w*|zustelldienst|versanddienst\w*|paketdienst|bestimmungsland|zielland|land))"

GERMAN = language(
    "de",
    {
        Sense.NOISE: (
            r"(?:liefer|zustell)(?:adresse|anschrift|hinweis|benachrichtigung|anweisung|termin|fenster|option|nachweis|zeit|datum)\w*(?! (?:ist |war |wurde )?(?:nicht|falsch|unbekannt|unvollst|fehler|unzureich|inkorrekt))",
            r"(?:benachrichtigung|nachricht|e ?mail|sms|rechnung|mitteilung|karte|dokumente?|daten)(?: \w+)? (?:zugestellt|geliefert|(?:u|ue)bermittelt)",
        ),
        Sense.NOT_COLLECTED: (
            r"(?:wurde |ist )?(?:vom " + RECIPIENT + r" )?(?:nicht|nie)(?: \w+){0,2} (?:abgeholt|abgefordert)|nicht abgeholt|nichtabholung|(?:lager|abhol|aufbewahrungs)frist (?:ist )?(?:abgelaufen|(?:u|ue)berschritten|verstrichen|beendet)",
        ),
        Sense.RETURNED: (
            rf"(?:an |dem ){SENDER} (?:erfolgreich )?(?:zur(?:u|ue)ck ?(?:gegeben|gesandt|gesendet|gestellt|geliefert|gebracht)|zugestellt|ausgeliefert|ausgeh(?:a|ae)ndigt|(?:u|ue)bergeben|ausgefolgt)(?! werden)",
            rf"(?:r(?:u|ue)cksendung|retoure)(?: \w+){{0,3}} (?:zugestellt|eingetroffen|abgeschlossen|angekommen|erhalten)|zur(?:u|ue)ck(?: an| beim) {SENDER}$|(?:ist |wurde )zur(?:u|ue)ckgesandt worden|wurde (?:an (?:den )?\w+ )?zur(?:u|ue)ckgegeben",
        ),
        Sense.RETURNING: (
            r"(?:wird|werden|wurde|muss|soll)(?: \w+){0,6} (?:zur(?:u|ue)ck ?(?:ge|zu)?(?:sandt|sendet|schickt|senden|schicken|f(?:u|ue)hrt|liefert|bracht|schickt|stellt|leitet)|retourniert|(?:zur(?:u|ue)ck)\w+)|r(?:u|ue)cksendung|r(?:u|ue)cktransport|r(?:u|ue)ckf(?:u|ue)hrung|r(?:u|ue)ckversand|r(?:u|ue)ckweg|retoure\w*|zur(?:u|ue)ck (?:an|zum) (?:den )?(?:absender|versender)|zur(?:u|ue)ckgesandt|zur(?:u|ue)ckgeschickt|geht zur(?:u|ue)ck|retour\b|rueckl(?:ae|a)ufer|r(?:u|ue)ckl(?:a|ae)ufer|an (?:den )?absender zur(?:u|ue)ck\w*",
        ),
        Sense.ATTEMPT: (
            r"(?:konnte[n]?|kann|k(?:o|oe)nnen|wurde[n]?|ist|war|hat|noch|bisher|leider|bislang)(?: \w+){0,8} (?:nicht|nie|niemals|noch nicht)(?: \w+){0,4} (?:zugestellt|ausgeliefert|geliefert|abgegeben|(?:u|ue)bergeben|ausgeh(?:a|ae)ndigt|abgeliefert|zustellen|ausliefern|liefern|erfolgen|erfolgreich|m(?:o|oe)glich|angetroffen)(?: (?:werden|worden))?",
            r"(?:nicht|nie|niemals|kein\w*|ohne|noch nicht)(?: \w+){0,3} (?:zugestellt|ausgeliefert|geliefert|zustellbar|lieferbar|ausgeh(?:a|ae)ndigt|abgeliefert|(?:u|ue)bergeben worden|zustellung)",
            r"un(?:zustellbar|zugestellt|anbringlich)\w*|nichtzustell\w*|zustell(?:ung)?s?(?: ?)(?:versuch\w*|hindernis\w*|fehler|problem\w*)|zustellung (?:\w+ ){0,5}(?:nicht|fehlgeschlagen|erfolglos|gescheitert|misslungen|unm(?:o|oe)glich|abgebrochen|vergeblich|verweigert)(?: \w+)?|lieferung (?:\w+ ){0,4}(?:nicht|fehlgeschlagen|erfolglos|gescheitert|unm(?:o|oe)glich|verweigert)(?: \w+)?|(?:zustell|liefer)versuch\w*|(?:erfolglos|vergeblich|fehlgeschlagen)\w* (?:zustell|liefer)\w*|benachrichtigungskarte|benachrichtigt\b|nicht (?:angetroffen|zu ?hause|anwesend)|(?:versehentlich|f(?:a|ae)lschlich(?:erweise)?|irrt(?:u|ue)mlich) (?:als )?(?:zugestellt|ausgeliefert)\w*|(?:zugestellt|ausgeliefert)[: ,(]+(?:nein|nicht|fehlgeschlagen)\b|falsch (?:zugestellt|ausgeliefert)|fehlzustellung|als zugestellt (?:markiert|gemeldet|gekennzeichnet)",
        ),
        Sense.COLLECTED: (
            rf"(?:durch|vom|von|von dem|seitens)(?: den| dem)? {RECIPIENT}(?: \w+){{0,4}} (?:abgeholt|entgegengenommen)(?! werden)|(?:der |die )?{RECIPIENT} hat(?: \w+){{0,6}} (?:abgeholt|entgegengenommen|angenommen|erhalten)|abholung durch (?:den )?{RECIPIENT}(?: erfolgt)?$",
        ),
        Sense.READY: (
            r"(?:liegt|lagert|steht|ist|wartet|bereit|befindet sich|wurde|wird)(?: \w+){0,9} (?:zur abholung|abholbereit|abgeholt werden|bereitgestellt|auf (?:ihre )?abholung)(?: \w+)?|abholbereit|zur abholung(?: \w+)?(?: bereit\w*)?|(?:zur )?abholung (?:bereit|m(?:o|oe)glich|in)|kann(?: \w+){0,9} (?:abgeholt werden|abgeholt|abholen)|k(?:o|oe)nnen(?: \w+){0,9} abholen",
            rf"(?:im|in|an|bei|am|auf|in der|in die|in den|in einem|in einer|an der|an die|an den|beim|zum|zur) {WHO}(?:n(?:a|ae)chstgelegenen |gew(?:u|ue)nschten |gew(?:a|ae)hlten )?(?:\w+ )?{SHOP}(?: \w+){{0,3}} (?:{DONE}|abgegeben|hinterlegt|eingestellt|eingelegt|eingetroffen|angekommen|(?:u|ue)bergeben|eingeliefert zur abholung|zugestellt|gebracht worden|gelagert)(?! werden)|{DONE} (?:an|in|im|bei|am) {WHO}(?:\w+ )?{SHOP}(?: \w+)?|hinterlegt",
        ),
        Sense.TO_PICKUP: (
            rf"(?:wird|werden|soll|auf dem weg|weitergeleitet|umgeleitet|unterwegs|gebracht|transportiert|bringen|transport)(?: \w+){{0,7}} (?:{SHOP})(?: \w+){{0,3}}|(?:zur|in die|zum|in den|an die|an den) (?:\w+ )?{SHOP}(?: \w+){{0,3}} (?:gebracht|umgeleitet|weitergeleitet|transportiert|bef(?:o|oe)rdert|unterwegs)",
        ),
        Sense.HANDED: (
            rf"(?:an|in|im|dem|den|der|zum|zur|am) {WHO}(?:\w+ )?{NOT_RECIPIENT}(?: \w+){{0,3}} (?:{DONE}|(?:u|ue)bergeben|abgegeben|weitergeleitet)|{DONE} (?:an|im|in|beim|am|zum) {WHO}(?:\w+ )?{NOT_RECIPIENT}|(?:teil(?:weise)? ?(?:zugestellt|geliefert|lieferung|ausgeliefert))|teil(?:zustellung|lieferung)",
        ),
        Sense.LEFT: (r"wird (?:ihnen )?heute (?:zugestellt|ausgeliefert|geliefert)",),
        Sense.PLANNED: (
            rf"(?:wird|werden|soll(?:te)?[n]?|kann|k(?:o|oe)nn(?:en|te)|d(?:u|ue)rfte|muss|m(?:u|ue)ssen|wuerde|m(?:o|oe)chte[n]?)(?: [\w.:]+){{0,12}} (?:{DONE}|zustellen|ausliefern|liefern|abgegeben|(?:u|ue)bergeben|eintreffen|zugestellt|abgestellt)(?: werden)?|(?:sobald|wenn|falls|bis|nachdem|bevor|ob|sofern|solange)(?: [\w,]+){{0,8}} (?:{DONE}|zustellung)(?: \w+){{0,3}}|(?:zustellung|lieferung|auslieferung) (?:ist |wird |wurde |erfolgt |f(?:u|ue)r |am |bis |heute|morgen|voraussichtlich |geplant|vorgesehen|in K(?:u|ue)rze|vereinbart)(?: ?[\w.]+){{0,4}}|(?:voraussichtlich|geplant|vorgesehen|erwartet|zugesagt|vereinbart|n(?:a|ae)chste|neue|bevorstehende|vorbereitung|zur|f(?:u|ue)r die|f(?:u|ue)r den)\w* (?:\w+ )?(?:zustellung|lieferung|auslieferung|ankunft|zustelltag|zugestellt|zustellversuch|liefertermin)|zu(?:zu)?stellen|wird (?:gerade |derzeit )?zugestellt|zugestellt (?:werden|wird)|geliefert (?:werden|wird)|ausgeliefert (?:werden|wird)|noch auszuliefern",
        ),
        Sense.OUT: (
            r"in zustellung|(?:in (?:das|ein|dem|den)|auf (?:das|dem|den)|im) (?:\w+ )?(?:zustell|liefer)\w*(?:fahrzeug|wagen|auto|tour)\w*(?: \w+)?|zustellfahrzeug|zustellwagen|(?:mit|beim) (?:dem |unserem )?(?:zusteller|fahrer|kurier)(?: unterwegs)?|(?:in|zur) auslieferung|auf (?:der )?(?:zustell|liefer|auslieferungs)\w*tour\w*|(?:zusteller|fahrer|kurier|bote) (?:ist )?(?:unterwegs|auf dem weg)|wird (?:ihnen )?heute (?:zugestellt|ausgeliefert|geliefert)|auf dem weg zu(?:m empf(?:a|ae)nger| ihnen)|in den zustellbezirk|befindet sich auf dem weg zur zustellung|wird gerade zugestellt|zustellung l(?:a|ae)uft|heute in zustellung",
        ),
        Sense.DELIVERED: (
            rf"^{WHAT}{{0,2}}{AUX}{{0,6}}(?:{DONE})\b(?! (?:werden|wird))",
            rf"^{WHAT}{{0,2}}{AUX}{{0,6}}(?:im|in|an|bei|beim|am|dem|den|der|einem|einer|ihrem|ihren|ihr|unter)(?: (?:dem|den|der|einem|einer|ihrem|ihren|die|das))? (?:\w+ )?(?:{RECIPIENT}|nachbar\w*|briefkasten|hausbriefkasten|wunschnachbar\w*|wunschort|ablageort|abstellort|abstell\w*|haust(?:u|ue)r\w*|garage\w*|rezeption|empfang|pf(?:o|oe)rtner|hausbewohner\w*|mitbewohner\w*|familienmitglied|mitarbeiter\w*|poststelle der firma|sicherer ort|terrasse|paketkasten)(?: \w+){{0,3}} (?:{DONE}|abgegeben|(?:u|ue)bergeben|ausgeh(?:a|ae)ndigt|abgestellt|abgelegt|eingeworfen|hinterlassen)(?! werden)",
            rf"^{WHAT}{{0,2}}{AUX}{{0,6}}(?:(?:u|ue)bergeben|abgegeben|ausgeh(?:a|ae)ndigt|ausgehandigt)(?:$|,| (?:an|bei) (?:den |dem |einen? |einem |ihren? )?(?:{RECIPIENT}|nachbar\w*|mitbewohner|hausbewohner))",
            r"^(?:erfolgreiche? )?(?:zustellung|auslieferung)(?: (?:ist|war|wurde))?(?: erfolgreich| bereits)* (?:erfolgt|abgeschlossen|durchgef(?:u|ue)hrt|erfolgreich|best(?:a|ae)tigt)|^erfolgreiche (?:zustellung|auslieferung)$|^zustellung erfolgreich",
        ),
        Sense.CANCELLED: (r"(?:sendung|auftrag|label|versandmarke|bestellung|paket)(?: (?:wurde|ist))? storniert|storniert\b|stornierung",),
        Sense.LABEL: (
            r"(?:elektronisch (?:angek(?:u|ue)ndigt|vorangemeldet|(?:u|ue)bermittelt|erfasst))|(?:sendungs|auftrags|versand|paket)daten(?: \w+){0,5} (?:(?:u|ue)bermittelt|erhalten|eingegangen|empfangen|erfasst)|versand(?:label|schein|marke|etikett)(?: \w+){0,2} (?:erstellt|gedruckt)|label (?:erstellt|gedruckt)|(?:sendung|paket) (?:wurde |ist )?(?:angek(?:u|ue)ndigt|avisiert|angemeldet|registriert|vorbereitet)|(?:vor)?angemeldet|angek(?:u|ue)ndigt|noch nicht (?:(?:u|ue)bergeben|eingetroffen|erhalten)|avis(?:iert|ierung)?\b|voranmeldung|vorbereitet f(?:u|ue)r den versand|zum versand vorbereitet",
        ),
        Sense.PICKED_UP: (
            r"(?:abgeholt|eingeliefert|aufgegeben|angenommen|(?:u|ue)bernommen)(?! werden)|(?:vom|beim) (?:absender|versender) (?:abgeholt|(?:u|ue)bernommen)|(?:an|dem) (?:dhl|ups|hermes|dpd|gls|paketdienst|den paketdienst) (?:u|ue)bergeben|einlieferung|abholung erfolgreich|auftrag abgeholt|von (?:dhl|ups|dpd|gls|hermes|uns) (?:abgeholt|(?:u|ue)bernommen)",
        ),
        Sense.MOVING: (
            r"eingetroffen|angekommen|ankunft|bearbeitet|sortiert|sortierung|weitertransport\w*|weitergeleitet|unterwegs|transport\w*|verlassen|abgefahren|abgang|abflug|abgeflogen|eingang|ausgang|umgeschlagen|paketzentrum|verteilzentrum|depot|logistikzentrum|zielland|startpaketzentrum|ziel paketzentrum|region des empf|im bestimmungsland|verladen|entladen|auf dem weg|verzollt|zollabfertigung (?:abgeschlossen|beendet)|verzollung (?:abgeschlossen|beendet)|zustellbasis|export|import|gescannt|versendet|verschickt|versandt|zoll\w*|weiterleitung|in zustellbasis",
        ),
    },
    {
        Reason.DESTROYED: (r"vernichtet|zerst(?:o|oe)rt|entsorgt|verschrottet",),
        Reason.DAMAGED: (r"(?<!un)(?<!nicht )(?<!keine )besch(?:a|ae)dig\w*|defekt\w*|schaden\b|kaputt|transportschaden|verpackungsschaden",),
        Reason.LOST: (r"verloren\w*|verlust|verschollen|unauffindbar|nicht auffindbar|gestohlen|abhanden",),
        Reason.PAYMENT_DUE: (r"nachentgelt|nachporto|unterfrankiert|(?:zahlung|bezahlung)(?: \w+)? (?:ausstehend|erforderlich|offen|f(?:a|ae)llig|erwartet)|einfuhrabgaben|zollgeb(?:u|ue)hr\w*|einfuhrumsatzsteuer|abgaben (?:zu|f(?:a|ae)llig|offen)|zu zahlen|geb(?:u|ue)hren? (?:f(?:a|ae)llig|offen|zu)|nicht bezahlt",),
        Reason.CUSTOMS_DOCS: (r"(?:fehlende|unvollst(?:a|ae)ndige|weitere|zus(?:a|ae)tzliche|ben(?:o|oe)tigte)\w* (?:\w+ )?(?:dokumente|unterlagen|papiere|informationen|rechnung|zollunterlagen|angaben|zolldokumente|zollpapiere)|(?:handels)?rechnung fehlt|zollunterlagen|zolldokumente|zollpapiere|(?:dokumente|unterlagen|papiere)(?: \w+)? (?:fehlen|ben(?:o|oe)tigt|unvollst(?:a|ae)ndig|angefordert)",),
        Reason.CUSTOMS_HOLD: (r"(?:beim|vom|durch den|am|im|der|an den|dem|durch|bei der|zur) zoll(?:\b|abfertigung|beh(?:o|oe)rde|amt|kontrolle)(?! (?:abgeschlossen|freigegeben|beendet|verlassen))|zoll(?:kontrolle|pr(?:u|ue)fung|beschau|amt|abfertigung(?! (?:\w+ )?(?:abgeschlossen|beendet|erfolgt))|problem|verz(?:o|oe)gerung|stelle|beh(?:o|oe)rde)|verzollung(?! (?:\w+ )?(?:abgeschlossen|beendet|erfolgt))|^zoll\b",),
        Reason.SECURITY_HOLD: (r"sicherheits(?:kontrolle|pr(?:u|ue)fung|gr(?:u|ue)nde\w*|check)",),
        Reason.WEATHER: (r"wetter\w*|unwetter|schnee\w*|sturm\w*|hochwasser|(?:u|ue)berschwemmung|glatteis|witterung\w*|eisgl(?:a|ae)tte",),
        Reason.FORCE_MAJEURE: (r"streik\w*|h(?:o|oe)here gewalt|naturkatastrophe|erdbeben|pandemie|notfall|katastrophe|arbeitskampf|stra(?:ss|s)ensperr\w+",),
        Reason.BUSINESS_CLOSED: (r"(?:gesch(?:a|ae)ft|firma|betrieb|b(?:u|ue)ro|unternehmen|laden|empf(?:a|ae)nger|annahme|warenannahme)(?: \w+){0,2} (?:geschlossen|nicht ge(?:o|oe)ffnet)|betriebs(?:ferien|urlaub|ruhe)|geschlossen\b(?! \w*wurde)|ruhetag",),
        Reason.REFUSED: (r"annahme ?verweiger\w*|verweigert\w*|annahme abgelehnt|(?:empf(?:a|ae)nger|kunde)(?: \w+){0,5} (?:abgelehnt|nicht angenommen|nicht annehmen|ablehn\w*)|abgelehnt vom empf(?:a|ae)nger|nicht angenommen|annahme der sendung (?:wurde )?verweigert",),
        Reason.RECIPIENT_MOVED: (r"verzogen|umgezogen|unbekannt verzogen|nachsendeauftrag|umzug|weggezogen",),
        Reason.PICKUP_NOT_COLLECTED: (r"nicht abgeholt|nicht abgefordert|(?:lager|abhol|aufbewahrungs)frist (?:ist )?(?:abgelaufen|(?:u|ue)berschritten|verstrichen)|nichtabholung",),
        Reason.ADDRESS_PROBLEM: (r"(?:falsche|unvollst(?:a|ae)ndige|unbekannte|fehlerhafte|unzureichende|inkorrekte|ung(?:u|ue)ltige|mangelhafte|ungen(?:u|ue)gende|unkorrekte|unleserliche)\w* (?:\w+ )?(?:adresse|anschrift|empf(?:a|ae)ngeradresse|adressangabe|hausnummer|lieferadresse)|(?:adresse|anschrift|lieferadresse|empf(?:a|ae)ngeradresse|hausnummer|adressangabe)n?(?: \w+){0,3} (?:falsch|unvollst(?:a|ae)ndig|unbekannt|fehlerhaft|nicht (?:gefunden|korrekt|auffindbar|bekannt|auffindbar|zu finden|vollst)|unzureichend|inkorrekt|ung(?:u|ue)ltig|fehlt|korrigiert|nicht|unleserlich|unklar)|empf(?:a|ae)nger (?:\w+ )?(?:unbekannt|nicht (?:zu )?(?:ermittel\w+|auffindbar|bekannt|gefunden))|adressfehler|adress(?:problem|kl(?:a|ae)rung|korrektur|pr(?:u|ue)fung)|unbekannt\b(?! verzogen)|hausnummer fehlt|name (?:nicht am|fehlt)",),
        Reason.ACCESS_RESTRICTED: (r"kein(?:en)? zugang|zugang (?:nicht|verwehrt|versperrt|blockiert|unm(?:o|oe)glich)|nicht zug(?:a|ae)nglich|hund\b|t(?:o|oe)r (?:verschlossen|geschlossen)|kein(?:e)? (?:klingel|briefkasten)|briefkasten (?:voll|(?:u|ue)berf(?:u|ue)llt)|kein sicherer ablageort|zufahrt",),
        Reason.RECIPIENT_UNAVAILABLE: (r"nicht (?:angetroffen|zu ?hause|anwesend|erreichbar|da\b|erreicht|angetroffen werden)|niemand(?: \w+){0,3}(?: (?:angetroffen|zu ?hause|anwesend|da|ge(?:o|oe)ffnet))?|abwesend\w*|empf(?:a|ae)nger abwesen\w+|benachrichtigungskarte|benachrichtigt\b|unterschrift (?:erforderlich|nicht|fehlt)|keine empfangsberechtigte person",),
        Reason.MISSORTED: (r"fehl ?sort\w*|fehl ?geleitet|fehl ?leit\w*|falsch (?:sortiert|geleitet|verladen|zugestellt)|irrl(?:a|ae)ufer|fehlverladen|falsches (?:depot|paketzentrum)|umgeleitet wegen|fehlverladung|fehlzustellung",),
        Reason.REJECTED_BY_CARRIER: (r"(?:vom|durch den|von) (?:paketdienst|frachtf(?:u|ue)hrer|transporteur|zusteller|dhl|dpd|gls|ups|hermes) abgelehnt|bef(?:o|oe)rderungsausschluss|nicht bef(?:o|oe)rderungsf(?:a|ae)hig|gefahrgut|(?:u|ue)bergewicht|(?:u|ue)berma(?:ss|s)|sperrgut abgelehnt|transport ausgeschlossen",),
        Reason.SHIPPER_DATA: (r"(?:label|etikett|versandlabel|paketschein)(?: \w+){0,2} (?:unleserlich|besch(?:a|ae)digt|fehlt|fehlerhaft)|(?:fehlende|unvollst(?:a|ae)ndige|fehlerhafte) (?:sendungs|versand|paket)?daten|daten fehlen|mangelhaft verpackt|unzureichend verpackt",),
        Reason.INVALID_TRACKING: (r"(?:sendungsnummer|sendung|paketnummer|tracking ?nummer)(?: \w+){0,4} (?:ung(?:u|ue)ltig|nicht gefunden|unbekannt|nicht bekannt|existiert nicht)|keine (?:daten|informationen|sendungsdaten|ergebnisse)(?: \w+){0,5} (?:gefunden|vorhanden|verf(?:u|ue)gbar)|nicht gefunden werden",),
        Reason.CARRIER_DELAY: (r"verz(?:o|oe)ger\w*|versp(?:a|ae)t\w*|sp(?:a|ae)ter als|panne|unfall|technische[nr]? (?:st(?:o|oe)rung|problem\w*|gr(?:u|ue)nde\w*)|hohe[sn]? (?:\w*aufkommen|sendungsmenge\w*|paketmenge\w*)|betriebliche[nr]? gr(?:u|ue)nde\w*|stau\b|verschoben|n(?:a|ae)chste[nr]? (?:werktag|zustelltag)|kapazit(?:a|ae)t\w*|zeitmangel|aus zeitgr(?:u|ue)nden",),
        Reason.HELD: (r"angehalten|zur(?:u|ue)ckgehalten|gestoppt|(?:wird|ist|liegt) (?:\w+ )?(?:aufbewahrt|blockiert|eingelagert|gesperrt)|lagerung(?: auf kundenwunsch)?|urlaubslagerung|auf (?:halde|kundenwunsch gelagert)|gelagert",),
    },
)  # fmt: skip
