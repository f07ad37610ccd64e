"""Italian."""

from opsdesk.taxonomy import Reason
from opsdesk.vendors.tracking.phrases.senses import Sense, language

DONE = r"(?:consegnat[oaie]|recapitat[oaie])"
WHAT = r"(?:(?:il|la|l'|lo|un|una|tuo|tua|suo|sua|vostro|vostra|questo|questa|i|le)? ?(?:tuo |tua |suo |sua )?(?:\w+ )?(?:pacco|spedizione|ordine|collo|colli|articolo|lettera|plico|merce|oggetto|consegna|stato|raccomandata|prodotto)(?: (?:n[.]? ?)?[a-z0-9]*\d[a-z0-9]*)?,?:? )"
AUX = r"(?:(?:e|ha|sono|stat[oaie]|gia|con|successo|oggi|ieri|correttamente|finalmente|il|alle|regolarmente|abbiamo|in|data|\d[\d/:.]*) )"
SENDER = r"(?:(?:al|a|presso il|dal) )?(?:mittente|venditore|negoziante|speditore)"
RECIPIENT = r"(?:destinatari[oa]|cliente|ricevente)"
SHOP = r"(?:(?:punto|ufficio|locker|negozio|tabaccheria|edicola|armadietto|sportello|filiale|pick ?up|access point|fermopoint|punti|fermo ?posta|agenzia|giacenza)(?: (?:di |del |al )?(?:ritiro|postale|poste|consegna|pudo|pickup|pick ?up|convenzionato|fermopoint|amazon|automatico|vicino|raccolta))*)"
NOT_RECIPIENT = r"(?:corriere|vettore|autista|filiale|hub|magazzino|centro|deposito|partner|aeroporto|dogana|porto|operatore|postino|portalettere|fattorino|compagnia|paese|terminal|trasportatore|spedizioniere|sede|poste italiane|poste|bartolini|gls|sda|brt)"

ITALIAN = language(
    "it",
    {
        Sense.NOISE: (
            r"(?:indirizzo|data|ora|orario|istruzioni|prova|opzioni|avviso|fascia|preferenze|tempi) di consegna(?! (?:e |era )?(?:errat|incomplet|sconosciut|insufficient|non |inesistent|sbagliat))",
            r"(?:notifica|messaggio|e ?mail|sms|fattura|documenti|documento|documentazione|informazioni|dati)(?: (?:e|sono|stat[oaie]))* (?:consegnat|inviat|trasmess|recapitat)[oaie]",
        ),
        Sense.NOT_COLLECTED: (
            r"(?:non|mai)(?: \w+){0,4} (?:ritirat|reclamat)[oaie](?: dal (?:cliente|destinatario))?|mancato ritiro|(?:cliente|destinatario) non ha ritirato|(?:termine|termini|periodo|tempo)(?: \w+){0,3} (?:scadut|superat|terminat)[oaie]|compiuta giacenza",
        ),
        Sense.RETURNED: (
            r"(?:e |stat[oa] |gia )*(?:restituit|riconsegnat|consegnat|reso|resa|rientrat|ritornat|rispedit)[oaie]?(?: con successo)? (?:al|a|presso il) ?(?:mittente|venditore|negoziante)|(?:reso|resa|restituzione|rientro) (?:\w+ )?(?:consegnat|completat|effettuat|conclus|avvenut)[oa]|(?:mittente|venditore) ha ricevuto (?:il reso|la spedizione|il pacco)",
        ),
        Sense.RETURNING: (
            rf"(?:sara|verra|viene|in corso di|in fase di|deve essere|in|da|essere|procede)(?: \w+)? (?:restituit[oa]|restituzione|rispedit[oa]|reso|rientro|ritorno|rinviat[oa])(?: {SENDER})?|(?:reso|ritorno|rientro|restituzione|rinvio|rispedizione) (?:al|del|in corso|verso|a|in)|in (?:ritorno|rientro|restituzione)|di ritorno|torna al mittente|restituzione|restituit[oa]",
        ),
        Sense.ATTEMPT: (
            r"(?:non|mai|senza|nemmeno|ancora non|non ancora)(?: \w+){0,6} (?:consegnat[oaie]|recapitat[oaie]|consegnare|recapitare|consegnabile|recapitabile|essere consegnat[oaie]|effettuat[oa]|riuscit[oa]|possibile|andata a buon fine)|(?:impossibile|impossibilita di|impossibilitati a) (?:\w+ )?(?:consegnare|recapitare|effettuare la consegna|la consegna|consegna)",
            r"(?:consegna|recapito)(?: \w+){0,4} (?:non (?:\w+ )?(?:riuscit|effettuat|possibil|completat|andat|avvenut|eseguit)\w*|fallit[oa]|impossibile|mancat[oa]|rifiutat[oa]|senza esito|non)(?: \w+)?|mancat[oa] (?:consegna|recapito)|(?:tentativo|tentativi|tentata|tentato|tentate)(?: \w+){0,3}(?:consegna\w*|recapito|fallit\w*)?|(?:errore|problema|anomalia|fallimento|eccezione) (?:di|nella|alla|in|della|durante la) (?:consegna|recapito)|avviso (?:di passaggio|lasciato|di giacenza)|lasciato (?:un )?avviso|(?:segnat|registrat|indicat|segnalat|contrassegnat)[oa] (?:\w+ )?come consegnat[oa]|consegnat[oa] (?:per errore|erroneamente|all'indirizzo (?:sbagliato|errato))|consegnat[oa][: ,(]+(?:no|fallit[oa])\b|destinatario assente|per errore come consegnat[oa]",
        ),
        Sense.COLLECTED: (
            rf"(?:e |stat[oa] |gia )*ritirat[oa] (?:dal|dalla|da) (?:il |la )?{RECIPIENT}(?: \w+){{0,3}}|(?:il )?(?:{RECIPIENT}) ha (?:gia )?(?:ritirato|ricevuto)(?: \w+){{0,3}}",
        ),
        Sense.READY: (
            rf"(?:disponibile|pront[oa]|in attesa|giacente|in giacenza|a disposizione)(?: \w+){{0,5}} (?:ritiro|ritirat[oa]|ritirare|{SHOP})(?: \w+){{0,2}}|(?:puo|potra|puoi|possono|deve|potete)(?: \w+){{0,4}} (?:ritirar\w*|ritirat[oa])(?: \w+)?|(?:{DONE}|depositat[oa]|arrivat[oa]|lasciat[oa]|ricevut[oa]|si trova|giunt[oa]) (?:gia )?(?:al|a|presso|in|nel|nella|allo|all'|presso il|presso l'|presso un) ?(?:il |la |un |una |lo |tuo )*(?:\w+ )?{SHOP}(?: \w+)?|in attesa di ritiro|da ritirare|per il ritiro",
        ),
        Sense.TO_PICKUP: (
            rf"(?:sara|verra|in transito|in viaggio|verso|reindirizzat[oa]|deviat[oa]|trasferit[oa]|dirottat[oa]|in arrivo|portat[oa])(?: \w+){{0,4}} (?:al|a|verso|presso|in|nel|allo|all') ?(?:il |la |un |una |lo )*(?:\w+ )?{SHOP}(?: \w+)?",
        ),
        Sense.HANDED: (
            rf"(?:{DONE}|affidat[oa]|trasferit[oa]|passat[oa]|cedut[oa]) (?:al|alla|allo|all'|ai|a|in|presso|nel|dal) ?(?:il |la |un |una |lo |nostro |nostra )*(?:\w+ )?{NOT_RECIPIENT}(?: \w+){{0,4}}|consegna parziale|parzialmente consegnat[oa]|consegnat[oa] parzialmente",
        ),
        Sense.LEFT: (r"(?:verra|sara) consegnat[oa] oggi|(?:uscit[oa]|partit[oa]) (?:in|per la|per) consegna|affidat[oa] al (?:corriere|portalettere) per la consegna",),
        Sense.PLANNED: (
            rf"(?:sara|saranno|verra|verranno|sta per|deve|dovrebbe|dovra|puo|potrebbe|potra|per|da|essere|viene|in attesa di|pront[oa] per|in procinto di)(?: \w+){{0,4}} (?:{DONE}|consegnare|essere {DONE}|recapitare)(?: \w+){{0,3}}|consegneremo|consegnera|(?:una volta|quando|se|finche|fino a|prima di|dopo|appena|qualora|non appena|mentre)(?: \w+){{0,7}} (?:{DONE}|consegna|consegnare)(?: \w+){{0,2}}|(?:consegna|arrivo|recapito)(?: \w+){{0,2}} (?:previst[oa]|programmat[oa]|stimat[oa]|pianificat[oa]|riprogrammat[oa]|rinviat[oa]|domani|in attesa|attes[oa]|concordat[oa]|fissat[oa]|per (?:il|domani|oggi)|sara|richiest[oa]|in preparazione|posticipat[oa])(?: \w+){{0,4}}|(?:in attesa|preparazione|prossima|nuova|in vista|pronta|per la|per|prevista) (?:di |per )?(?:la )?consegna(?: \w+)?|consegnat[oa] (?:domani|presto|a breve|entro|prossimamente)|da consegnare",
        ),
        Sense.OUT: (
            r"in (?:fase di )?consegna\b(?! (?:al|presso|a) (?:corriere|punto|ufficio|locker))|(?:in|nella) (?:distribuzione|fase di recapito|consegna oggi|giro di consegna)|(?:uscit[oa]|partit[oa]) (?:in|per la|per) consegna|(?:sul|nel|a bordo del|caricat[oa] sul) (?:furgone|mezzo|veicolo|camion)(?: (?:di|per la|del) (?:consegna|corriere))?|(?:con|affidat[oa] a) (?:il |l'|al )?(?:corriere|autista|fattorino|postino|portalettere)(?: per la consegna)?|affidat[oa] al (?:corriere|portalettere) per la consegna|corriere (?:e )?in (?:arrivo|viaggio)|sara consegnat[oa] oggi|in consegna oggi|verra consegnat[oa] oggi|in viaggio verso il destinatario",
        ),
        Sense.DELIVERED: (
            rf"^{WHAT}{{0,2}}{AUX}{{0,6}}(?:{DONE})\b(?! (?:al|alla|a|in|presso|nel) (?:il |la |un )?(?:corriere|vettore|filiale|punto|ufficio|centro|magazzino|locker|hub))",
            rf"^{WHAT}{{0,2}}{AUX}{{0,6}}(?:lasciat[oa]|depositat[oa]|ricevut[oa]) (?:nella|nel|al|dal|presso|in|alla|davanti|con|a) ?(?:la |il |l'|un |una |tua |tuo )?(?:cassetta|vicino\b(?! punto)|vicina|portineria|portiere|portinaio|reception|luogo sicuro|porta|domicilio|destinatari[oa]|cliente|familiare|giardino|garage|buca)",
            r"^(?:la |sua |tua )?(?:consegna|recapito)(?: (?:e|stat[oa]))?(?: (?:gia|con successo))* (?:effettuat[oa]|completat[oa]|riuscit[oa]|avvenut[oa]|confermat[oa]|eseguit[oa]|conclus[oa]|andata a buon fine)|^il destinatario ha ricevuto|^abbiamo consegnato",
        ),
        Sense.CANCELLED: (r"(?:spedizione|ordine|etichetta|pacco)(?: (?:e|stat[oa]))* annullat[oa]|^annullat[oa]\b|cancellat[oa]\b",),
        Sense.LABEL: (
            r"etichetta(?: \w+){0,4} (?:creata|generata|stampata|emessa)|(?:informazioni|dati|preavviso)(?: \w+){0,4} (?:ricevut|trasmess|registrat|elettronic|inviat)[oaie]?|(?:spedizione|ordine|pacco)(?: \w+){0,3} (?:registrat|annunciat|preparat|creat|preavvisat|in preparazione)[oa]?|in preparazione|in attesa (?:di|del) (?:presa in carico|ritiro presso il mittente|affidamento|ricezione)|non ancora (?:ricevut|affidat|pres)[oa](?: in carico)?|pre ?avvis\w+|lettera di vettura",
        ),
        Sense.PICKED_UP: (
            r"pres[oa] in carico|ritirat[oa] (?:dal|presso il) mittente|ritirat[oa]\b|(?:accettat[oa]|ricevut[oa]) (?:dal|da|presso|in) (?:il |l')?(?:corriere|vettore|poste|ufficio postale di|filiale di partenza|operatore|dhl|ups|gls|brt|sda)|accettat[oa]\b|ritiro (?:effettuato|completato|eseguito)|presa in carico",
        ),
        Sense.MOVING: (
            r"in transito|transito|in viaggio|in lavorazione|lavorazione|arrivat[oa]|arrivo|partit[oa]|partenza|smistat[oa]|smistamento|elaborat[oa]|in (?:filiale|sede|magazzino)|presso (?:il|la|l'|lo)? ?(?:hub|filiale|centro|sede|magazzino|deposito)|spedit[oa]|inviat[oa]|trasferit[oa]|sdoganat[oa]|sdoganamento (?:completato|concluso|effettuato)|svincolat[oa]|dogan\w*|in uscita|ricevut[oa] (?:in|nel|presso|dalla)|scansionat[oa]|caricat[oa]|scaricat[oa]|centro (?:di )?|hub|paese di destinazione|inoltrat[oa]|in movimento|rilasciat[oa]",
        ),
    },
    {
        Reason.DESTROYED: (r"distrutt[oa]|distruzione|smaltit[oa]",),
        Reason.DAMAGED: (r"(?<!non )danneggiat[oa]|(?<!senza )danni\b|rott[oa]\b|danneggiamento|manomess[oa]|avariat[oa]",),
        Reason.LOST: (r"smarrit[oa]|smarrimento|pers[oa]\b|perdut[oa]|rubat[oa]|furto|irreperibile(?! (?:il )?destinatario)(?<!destinatario irreperibile)|dispers[oa]",),
        Reason.PAYMENT_DUE: (r"(?:pagamento)(?: \w+){0,3} (?:richiest|dovut|in attesa|necessari|mancant|in sospeso)\w*|in attesa (?:di|del) pagamento|(?:dazi|tasse|oneri|imposte|diritti|spese)(?: \w+){0,4} (?:da pagare|dovut\w+|non pagat\w+|in sospeso)|dazi doganali|oneri doganali|affrancatura insufficiente|da pagare|contrassegno non (?:pronto|disponibile|pagato)",),
        Reason.CUSTOMS_DOCS: (r"(?:documenti|documento|documentazione|fattura|informazioni|dati)(?: \w+){0,3} (?:mancant|incomplet|richiest|insufficient|necessari|aggiuntiv|doganal)\w*|(?:mancano|manca|mancanza di|in attesa di|richiede|richiesti|servono)(?: \w+)? (?:documenti|documentazione|fattura|informazioni)|fattura commerciale",),
        Reason.CUSTOMS_HOLD: (r"dogan\w*\b(?! (?:completat|conclus|terminat))(?<!sdogan)|sdoganamento(?! (?:\w+ )?(?:completato|concluso|effettuato|terminato))",),
        Reason.SECURITY_HOLD: (r"(?:controllo|controlli|motivi|ragioni|verifica) di sicurezza",),
        Reason.WEATHER: (r"maltempo|meteo\w*|condizioni (?:climatiche|atmosferiche)|neve\b|nevicata|tempesta|alluvione|nubifragio|ghiaccio",),
        Reason.FORCE_MAJEURE: (r"sciopero|forza maggiore|calamita|terremoto|pandemia|emergenza|catastrofe",),
        Reason.BUSINESS_CLOSED: (r"(?:azienda|ufficio|negozio|attivita|esercizio|destinatario|ditta|locale|sede)(?: \w+){0,2} chius[oa]|chius[oa] (?:per|al)|chiusura|chiuso\b",),
        Reason.REFUSED: (r"rifiutat[oa]|rifiuta\b|rifiuto|respint[oa] dal (?:destinatario|cliente)|non accettat[oa] dal (?:destinatario|cliente)|ricusat[oa]",),
        Reason.RECIPIENT_MOVED: (r"trasferit[oa](?:si)?\b(?= altrove| senza|$)|destinatario (?:si e )?trasferito|cambiato (?:indirizzo|domicilio)|non (?:abita|risiede) piu|si e trasferit[oa]|traslocat[oa]",),
        Reason.PICKUP_NOT_COLLECTED: (r"non (?:\w+ ){0,2}ritirat[oa]|mancato ritiro|compiuta giacenza|(?:termini|periodo|termine) (?:di \w+ )?(?:\w+ )?(?:scadut|superat)[oaie]",),
        Reason.ADDRESS_PROBLEM: (r"indirizzo(?: \w+){0,4} (?:errat|incomplet|sconosciut|insufficient|inesistent|non (?:trovat|valid|corrett|esist|rintracciabil)|sbagliat|invalid|inesatt|corrett)\w*|(?:errore|problema|mancanza|correzione)(?: \w+){0,2} indirizzo|destinatario (?:sconosciut[oa]|irreperibile|non trovato)|sconosciut[oa]\b|(?:cap|numero civico|citofono) (?:\w+ )?(?:errato|mancante|assente|non trovato)|nome (?:non|assente)",),
        Reason.ACCESS_RESTRICTED: (r"(?:senza|nessun) accesso|accesso (?:\w+ )?(?:limitato|impossibile|negato|bloccato|vietato|non)|inaccessibile|cane\b|cassetta (?:postale )?piena|cancello|zona (?:a traffico limitato|non accessibile|disagiata)|ztl\b",),
        Reason.RECIPIENT_UNAVAILABLE: (r"assente|assenza|nessuno (?:in|presente|a|disponibile|\w+)|(?:destinatario|cliente)(?: \w+){0,3} (?:non (?:disponibile|presente|era|trovato|reperibile|in casa)|assente)|avviso (?:di passaggio|lasciato)|lasciato (?:un )?avviso|non (?:era )?in casa|non risponde",),
        Reason.MISSORTED: (r"(?:errore|disguido) di (?:smistamento|instradamento|inoltro)|smistat[oa] (?:erroneamente|per errore)|instradat[oa] (?:male|erroneamente)|mal (?:smistat|indirizzat)[oa]|filiale (?:errata|sbagliata)|disguido|inoltrat[oa] per errore|fuori rotta",),
        Reason.REJECTED_BY_CARRIER: (r"(?:rifiutat|respint)[oa] dal (?:corriere|vettore|trasportatore)|merc[ei] (?:pericolos|vietat|proibit)[ae]|non conforme|fuori (?:misura|sagoma)|peso eccedente|eccede",),
        Reason.SHIPPER_DATA: (r"etichetta(?: \w+){0,2} (?:illeggibile|danneggiata|errata|mancante)|dati (?:mancanti|incompleti|errati) (?:del|dal) mittente|imballaggio (?:insufficiente|inadeguato|non idoneo)",),
        Reason.INVALID_TRACKING: (r"(?:numero|codice)(?: \w+){0,3} (?:non (?:valid|trovat|esist|corrett)|invalid|inesistent|errat)\w*|nessun[a]? (?:informazione|dato|risultato|spedizione)(?: \w+){0,2}|spedizione non trovata|informazioni non disponibili",),
        Reason.CARRIER_DELAY: (r"ritard\w*|guasto|incidente\b|posticipat[oa]|rinviat[oa]|(?:elevato|alto) volume|problem[ai] (?:operativ|tecnic|meccanic|logistic)\w*|riprogrammat[oa]|mancanza di tempo|volumi (?:elevati|eccezionali)|traffico|disservizio",),
        Reason.HELD: (r"ferm[oa]\b|trattenut[oa]|bloccat[oa]|sospes[oa]|in sospeso|in giacenza(?! presso)|in attesa di istruzioni|sequestrat[oa]|svincolo giacenza",),
    },
)  # fmt: skip
