"""Dutch."""

from opsdesk.taxonomy import Reason
from opsdesk.vendors.tracking.phrases.senses import Sense, language

DONE = r"(?:bezorgd|afgeleverd|geleverd|uitgereikt|besteld bij|overhandigd)"
WHAT = r"(?:(?:het|de|je|uw|jouw|dit|deze|ons|onze|een|uw)? ?(?:\w+ )?(?:pakket(?:je)?|zending|bestelling|pakje|brief|levering|order|stuk|goederen|status|colli|postpakket|poststuk|artikel|post)(?: (?:nr\.? ?)?[a-z0-9]*\d[a-z0-9]*)?,?:? )"
AUX = r"(?:(?:is|zijn|werd|werden|was|succesvol|al|reeds|vandaag|gisteren|zojuist|inmiddels|nu|om|op|uur|we|hebben|heeft|bezorger|met succes|goed|net|persoonlijk|\d[\d.:]*|aan|door) )"
SENDER = r"(?:de |het |aan de )?(?:afzender|verzender|webshop|verkoper|winkelier)"
RECIPIENT = r"(?:ontvanger|geadresseerde|klant|bewoner)"
SHOP = r"(?:(?:\w+ )?(?:\w*punt|parcel ?shop|pakket ?shop|postkantoor|afhaal\w*|service ?point|pakketautomaat|pakketkluis|locker|kluis|ophaal\w*|winkel|postagentschap|access point|buurtpunt|postpunt))"
NOT_RECIPIENT = r"(?:vervoerder|koerier|chauffeur|depot|sorteercentrum|distributiecentrum|hub|magazijn|partner|luchthaven|douane|haven|bezorger|postbode|centrum|transporteur|vliegtuig|luchtvaart\w*|land van bestemming|bezorgdienst|postbedrijf|terminal|expediteur|verdeelcentrum|verwerkingscentrum|agent|bestemmingsland|bpost|postnl|dhl|dpd|gls)"

DUTCH = language(
    "nl",
    {
        Sense.NOISE: (
            r"(?:bezorg|lever|aflever)(?:adres|datum|tijd|tijdvak|moment|instructies?|opties?|bewijs|voorkeur\w*|bericht|status|dag)(?! (?:is |was )?(?:onjuist|onvolledig|onbekend|fout|niet|incorrect|verkeerd|onvindbaar))",
            r"(?:melding|bericht|e ?mail|sms|factuur|documenten|document|gegevens|kennisgeving|notificatie)(?: (?:is|zijn|werd))* (?:afgeleverd|verzonden|bezorgd|verstuurd|geleverd)",
        ),
        Sense.NOT_COLLECTED: (
            r"niet(?: \w+){0,3} (?:afgehaald|opgehaald)(?: door (?:de )?(?:klant|ontvanger|geadresseerde))?|(?:bewaar|afhaal|ophaal)termijn (?:is )?(?:verstreken|verlopen|overschreden|voorbij)",
        ),
        Sense.RETURNED: (
            rf"(?:is |werd |zijn )*(?:terug ?(?:bezorgd|gebracht|gestuurd|geleverd|gezonden)|retour (?:bezorgd|afgeleverd|ontvangen|gekomen)|geretourneerd)(?: bij| naar| aan) {SENDER}|(?:{DONE}) (?:bij|aan) {SENDER}|(?:bij|aan) {SENDER} (?:{DONE}|terugbezorgd|retour bezorgd)|retour(?:zending)? (?:\w+ )?(?:afgeleverd|bezorgd|ontvangen|voltooid|afgerond)|{SENDER} heeft (?:de retour|het pakket) ontvangen|terug bij (?:de )?(?:afzender|verzender)",
        ),
        Sense.RETURNING: (
            rf"(?:wordt|worden|gaat|zal|moet|is)(?: \w+){{0,5}} (?:geretourneerd|teruggestuurd|teruggezonden|retour(?: gezonden| gestuurd| naar| afzender)?|teruggebracht)(?: (?:naar|aan) {SENDER})?|retour(?:zending|nering| naar| afzender| aan| gestart| onderweg|traject)?\b|onderweg terug|terug naar (?:de )?(?:afzender|verzender|webshop)|terugzending|teruggestuurd|geretourneerd",
        ),
        Sense.ATTEMPT: (
            r"(?:niet|nooit|nog niet|zonder)(?: \w+){0,5} (?:bezorgd|afgeleverd|geleverd|bezorgen|afleveren|leveren|uitgereikt|overhandigd|worden bezorgd|gelukt|mogelijk|geslaagd|bezorgbaar)(?: (?:worden|kunnen worden))?|kon(?:den)?(?: \w+){0,6} niet(?: \w+){0,4}(?: (?:bezorgd|afgeleverd|geleverd|bezorgen|afleveren|leveren))?(?: worden)?|(?:kan|kunnen|konden|is|was|werd|wordt) niet (?:\w+ ){0,3}(?:bezorgd|afgeleverd|geleverd)(?: worden)?|(?:bezorging|levering|aflevering)(?: \w+){0,3} (?:niet (?:\w+ )?(?:gelukt|mogelijk|geslaagd|voltooid)|mislukt|onmogelijk|gefaald|gemist|geweigerd|niet)(?: \w+)?|(?:mislukte|gemiste|vergeefse|eerste|tweede|derde|onsuccesvolle) (?:bezorg|lever|aflever)\w*|(?:bezorg|lever|aflever)poging\w*|poging(?:en)? (?:tot |om )?(?:\w+ )?(?:bezorg\w*|lever\w*|aflever\w*)|onbestelbaar|onbezorgbaar|niet thuis|(?:ten onrechte|per ongeluk|onterecht|foutief|abusievelijk) (?:als )?(?:bezorgd|afgeleverd|geleverd)(?: \w+)?|als (?:bezorgd|afgeleverd|geleverd) (?:gemarkeerd|gemeld|geregistreerd|gescand)|(?:bezorgd|afgeleverd|geleverd)[: ,(]+(?:nee|niet|mislukt)\b|verkeerd bezorgd|onbezorgd|(?:op (?:het )?)?verkeerde? adres (?:bezorgd|afgeleverd)|niet aangetroffen|(?:kaartje|briefje|bericht) achtergelaten|bezorgd op (?:het )?verkeerde? adres",
        ),
        Sense.COLLECTED: (
            rf"(?:is |werd |zijn )*(?:door (?:de |een )?{RECIPIENT} (?:\w+ ){{0,5}}(?:afgehaald|opgehaald)|(?:afgehaald|opgehaald) door (?:de )?{RECIPIENT})(?! worden)|(?:de )?{RECIPIENT} heeft(?: \w+){{0,6}} (?:afgehaald|opgehaald|ontvangen)",
        ),
        Sense.READY: (
            rf"(?:ligt|staat|is|wacht|klaar|beschikbaar)(?: \w+){{0,7}} (?:klaar|afhaling|ophalen|afhalen|afgehaald te worden|opgehaald te worden|afgehaald|af te halen|op te halen|beschikbaar)(?: (?:bij|op|in|om|voor|te)(?: \w+){{0,4}})?|(?:kan|kunt|kun|mag|kunnen)(?: \w+){{0,7}} (?:afgehaald|opgehaald|afhalen|ophalen)(?: worden)?|(?:{DONE}|aangekomen|gearriveerd|afgegeven|gebracht) (?:bij|op|in|aan|naar) (?:een |het |de |uw |je |ons )*(?:{SHOP})(?: \w+)?|(?:bij|op|in|aan) (?:een |het |de |uw |je |ons )*(?:{SHOP})(?: \w+)? (?:{DONE}|aangekomen|gearriveerd|afgegeven)(?! worden)|klaar (?:om|voor) (?:te worden )?(?:af|op)\w*|afhaalklaar|beschikbaar voor afhaling|klaar voor afhal\w*|wacht op afhal\w*",
        ),
        Sense.TO_PICKUP: (
            rf"(?:wordt|zal|onderweg|gaat|omgeleid|doorgestuurd|worden)(?: \w+){{0,5}} (?:naar|bij|op|in|aan) (?:een |het |de |uw |je )*(?:{SHOP})(?: \w+){{0,3}}|naar (?:een |het |de |uw |je )*(?:{SHOP})(?: \w+){{0,2}}",
        ),
        Sense.HANDED: (
            rf"(?:{DONE}|overgedragen|afgegeven|overhandigd) (?:aan|bij|in|op|door) (?:een |het |de |onze |ons |lokale )*(?:\w+ )?{NOT_RECIPIENT}(?: \w+){{0,3}}|(?:aan|bij|in|op) (?:een |het |de |onze |ons )*(?:\w+ )?{NOT_RECIPIENT} (?:{DONE}|overgedragen|afgegeven)|gedeeltelijk (?:bezorgd|geleverd|afgeleverd)|deels (?:bezorgd|geleverd|afgeleverd)|deellevering",
        ),
        Sense.LEFT: (r"wordt vandaag (?:bezorgd|geleverd|afgeleverd)",),
        Sense.PLANNED: (
            rf"(?:wordt|worden|zal|zullen|zou|gaat|gaan|moet|moeten|kan|kunnen|nog|te)(?: [\w.:]+){{0,9}} (?:{DONE}|bezorgen|afleveren|leveren|arriveren)(?: worden)?|(?:zodra|als|wanneer|indien|nadat|voordat|totdat|tot|mits|of|voor)(?: \w+){{0,8}} (?:{DONE}|bezorging|levering)(?: \w+){{0,2}}|(?:bezorging|levering|aflevering)(?: \w+){{0,2}} (?:gepland|verwacht|ingepland|voorzien|uitgesteld|morgen|verzet|afgesproken|staat|op|voor|tussen|volgt|vandaag|in voorbereiding|zal)(?: \w+){{0,4}}|(?:verwachte|geplande|volgende|nieuwe|aanstaande|in afwachting van|klaar voor|voorbereid op|gereed voor|wacht op) (?:\w+ )?(?:bezorg\w*|lever\w*|aflever\w*)|(?:morgen|binnenkort|straks|later) (?:bezorgd|geleverd|afgeleverd)|(?:bezorgd|geleverd|afgeleverd) (?:wordt|worden|morgen|binnenkort|tussen|uiterlijk)|te bezorgen|nog te leveren",
        ),
        Sense.OUT: (
            r"(?:bezorger|koerier|chauffeur|postbode) is (?:nu )?onderweg|(?:met|bij) (?:de |onze )?(?:bezorger|koerier|chauffeur|postbode)(?: onderweg| mee)?|in (?:de )?(?:bezorg|lever|bestel)\w*(?:wagen|auto|bus|route|ronde)|(?:onderweg|op weg) (?:naar (?:de ontvanger|u|jou|het bezorgadres|het afleveradres|je)|voor (?:bezorging|levering|aflevering))|in (?:de )?(?:bezorging|distributie)|op (?:de )?(?:bezorg|lever)route|bezorging (?:is )?gestart|uit voor (?:bezorging|levering)|wordt vandaag (?:bezorgd|geleverd|afgeleverd)|uitgegaan voor (?:bezorging|levering)|bezorgronde|geladen (?:in|voor) (?:de )?(?:bezorg|bestel|lever)\w*|in uitlevering",
        ),
        Sense.DELIVERED: (
            rf"^{WHAT}{{0,2}}{AUX}{{0,6}}(?:bezorgd|afgeleverd|geleverd|uitgereikt)\b(?! (?:worden|wordt|in (?:het )?(?:depot|centrum|magazijn|hub)))",
            rf"^{WHAT}{{0,2}}{AUX}{{0,6}}(?:bij|in|op|aan|met)? ?(?:de |het |een |uw |je )?(?:buren|buur(?:man|vrouw)?|brievenbus|receptie|veilige plek|voordeur|{RECIPIENT}|huisgenoot|conciërge|garage|portier|collega|schuur)(?: \w+){{0,2}} (?:bezorgd|afgeleverd|geleverd|afgegeven|overhandigd|achtergelaten|gelegd|gezet)(?! worden)",
            rf"^{WHAT}{{0,2}}{AUX}{{0,6}}(?:afgegeven|overhandigd|achtergelaten) (?:aan|bij|in|op) (?:de |het |een |uw |je )?(?:{RECIPIENT}|buren|buur\w*|brievenbus|receptie|veilige plek|huisgenoot)",
            r"^(?:de )?(?:bezorging|levering|aflevering)(?: (?:is|was|werd))?(?: (?:succesvol|reeds))* (?:voltooid|geslaagd|gelukt|bevestigd|afgerond|uitgevoerd)|^succesvolle (?:bezorging|levering)$|^getekend voor ontvangst",
        ),
        Sense.CANCELLED: (r"(?:zending|bestelling|label|pakket|order)(?: (?:is|werd))* geannuleerd|^geannuleerd\b",),
        Sense.LABEL: (
            r"(?:verzend)?label(?: \w+){0,3} (?:aangemaakt|gemaakt|geprint|afgedrukt|gegenereerd)|(?:gegevens|zendingsgegevens|informatie|data)(?: \w+){0,5} (?:ontvangen|aangeleverd|doorgegeven|verwerkt|elektronisch)|(?:pakket|zending)(?: \w+){0,2} (?:aangemeld|voorgemeld|aangekondigd|geregistreerd|in voorbereiding)|(?:voor)?aangemeld|voormelding|nog niet (?:\w+ )?(?:ontvangen|aangeboden|overgedragen|in (?:ons )?bezit)|wordt voorbereid|klaargemaakt voor verzending|verwachten (?:het|je|uw) pakket",
        ),
        Sense.PICKED_UP: (
            r"(?:opgehaald|afgehaald) (?:bij|door) (?:de )?(?:afzender|verzender|webshop|vervoerder|dhl|postnl|dpd|gls|ups|koerier)|in ontvangst genomen|(?:pakket|zending) (?:is )?(?:ontvangen door|opgehaald|aangeboden|overgenomen|aangenomen)|(?:door|bij) (?:postnl|dhl|dpd|gls|bpost|ups) (?:ontvangen|opgehaald|in ontvangst)|opgehaald\b|aangeboden (?:bij|op) (?:een )?(?:postnl|postkantoor|\w*punt)|we hebben (?:je|uw|het) pakket (?:ontvangen|opgehaald)",
        ),
        Sense.MOVING: (
            r"onderweg|gesorteerd|sortering|sorteer\w*|aangekomen|aankomst|vertrokken|vertrek|verwerkt|depot|distributiecentrum|doorgestuurd|in transit|transit|verzonden|verstuurd|verscheept|geladen|gelost|ingeklaard|inklaring (?:voltooid|afgerond)|uitgeklaard|vrijgegeven|douane\w*|hub|gescand|overgeladen|land van bestemming|bestemmingsland|in behandeling|centrum|gearriveerd|transport|verladen|ontvangen (?:op|in|bij)",
        ),
    },
    {
        Reason.DESTROYED: (r"vernietigd|vernietiging|verwoest",),
        Reason.DAMAGED: (r"(?<!on)(?<!niet )beschadig\w*|kapot\b|schade\b|lek(?:kend)?\b",),
        Reason.LOST: (r"verloren|vermist|kwijt\w*|zoek ?geraakt|gestolen|niet (?:terug ?)?te vinden|vermissing|onvindbaar\b(?<!adres onvindbaar)",),
        Reason.PAYMENT_DUE: (r"(?:betaling)(?: \w+){0,3} (?:vereist|verschuldigd|nodig|openstaand|uitstaand|afwachting)|wacht(?:en)? op betaling|(?:invoerrechten|douanekosten|invoerkosten|inklaringskosten|btw|kosten|heffingen)(?: \w+){0,4} (?:te betalen|verschuldigd|openstaand|betaald worden|betalen)|invoerrechten|te betalen|onvoldoende gefrankeerd|strafport|inklaringskosten",),
        Reason.CUSTOMS_DOCS: (r"(?:ontbrekende|onvolledige|aanvullende|extra|vereiste|benodigde) (?:\w+ )?(?:documenten|papieren|informatie|factuur|gegevens|douanedocumenten)|(?:documenten|papieren|factuur|douanepapieren|douanedocumenten)(?: \w+){0,2} (?:ontbre\w+|onvolledig|vereist|nodig|opgevraagd)|handelsfactuur|douanedocumenten",),
        Reason.CUSTOMS_HOLD: (r"(?:bij |door |in |de )*douane\b(?! (?:vrijgegeven|afgerond))(?<!vrijgegeven door de douane)(?<!vrijgegeven door douane)|inklaring(?! (?:is )?(?:voltooid|afgerond|gereed))|douane(?:controle|inspectie|afhandeling)|douane",),
        Reason.SECURITY_HOLD: (r"(?:veiligheids|beveiligings)(?:controle|redenen|check|inspectie)",),
        Reason.WEATHER: (r"(?:weer|weers)(?:somstandigheden|omstandigheden|condities)|slecht weer|sneeuw\w*|storm\w*|overstroming|gladheid|ijzel|noodweer",),
        Reason.FORCE_MAJEURE: (r"staking\w*|overmacht|natuurramp|aardbeving|pandemie|calamiteit|noodsituatie",),
        Reason.BUSINESS_CLOSED: (r"(?:bedrijf|kantoor|winkel|zaak|ontvanger|locatie|onderneming)(?: \w+){0,2} gesloten|gesloten\b|bedrijfssluiting|vakantiesluiting",),
        Reason.REFUSED: (r"geweigerd|weiger(?:t|de|ing)\b|niet geaccepteerd door (?:de )?(?:ontvanger|klant)|afgewezen door (?:de )?(?:ontvanger|klant)|acceptatie geweigerd|niet aangenomen",),
        Reason.RECIPIENT_MOVED: (r"verhuisd|woont (?:er |hier )?niet meer|adreswijziging van de ontvanger",),
        Reason.PICKUP_NOT_COLLECTED: (r"niet (?:\w+ ){0,2}(?:afgehaald|opgehaald)|(?:bewaar|afhaal|ophaal)termijn (?:is )?(?:verstreken|verlopen|overschreden)",),
        Reason.ADDRESS_PROBLEM: (r"(?:onjuist|onvolledig|onbekend|verkeerd|fout(?:ief)?|ongeldig|incorrect|onduidelijk|onleesbaar)e? (?:\w+ )?(?:adres|afleveradres|bezorgadres|huisnummer|postcode|adresgegevens)|(?:adres|afleveradres|bezorgadres|huisnummer|adresgegevens|postcode)(?: \w+){0,2} (?:onjuist|onvolledig|onbekend|verkeerd|fout|niet (?:gevonden|juist|correct|te vinden|volledig|bekend|bestaat)|ongeldig|klopt niet|ontbreekt|bestaat niet|incorrect|onvindbaar|onleesbaar|gecorrigeerd|aangepast)|(?:ontvanger|geadresseerde) onbekend|adresprobleem|adres onvindbaar|onbekend op",),
        Reason.ACCESS_RESTRICTED: (r"geen toegang|toegang (?:\w+ )?(?:geweigerd|geblokkeerd|niet|onmogelijk)|niet toegankelijk|ontoegankelijk|onbereikbaar adres|hond\b|brievenbus (?:vol|te klein)|poort (?:dicht|gesloten)|geen veilige plek",),
        Reason.RECIPIENT_UNAVAILABLE: (r"niet (?:thuis|aanwezig|aangetroffen|bereikbaar|beschikbaar)|afwezig\w*|niemand (?:thuis|aanwezig|\w+)|(?:kaartje|briefje) achtergelaten|bericht achtergelaten|handtekening (?:vereist|nodig|ontbreekt)|geen gehoor|niet bereikt",),
        Reason.MISSORTED: (r"verkeerd (?:gesorteerd|gerouteerd|doorgestuurd|geladen|bezorgd)|sorteerfout|misgesorteerd|foutief gesorteerd|routefout|verkeerd depot|foutgesorteerd|verkeerde (?:sorteer\w*|depot|hub)",),
        Reason.REJECTED_BY_CARRIER: (r"(?:geweigerd|afgewezen) door (?:de )?(?:vervoerder|koerier|postnl|dhl|dpd|gls|ups|bpost)|gevaarlijke (?:stoffen|goederen)|te (?:zwaar|groot)|overschrijdt|niet toegelaten",),
        Reason.SHIPPER_DATA: (r"label(?: \w+){0,2} (?:onleesbaar|beschadigd|ontbreekt|onjuist)|(?:gegevens|informatie) (?:ontbreekt|ontbreken|onvolledig) (?:van|bij) (?:de )?(?:afzender|verzender)|onvoldoende verpakt|verpakking (?:onvoldoende|ondeugdelijk)",),
        Reason.INVALID_TRACKING: (r"(?:trackingnummer|track(?: en| &)? trace ?(?:code)?|barcode|zendingnummer|zending)(?: \w+){0,3} (?:ongeldig|niet gevonden|onbekend|bestaat niet|onjuist)|geen (?:informatie|gegevens|resultaten)(?: \w+){0,3} (?:gevonden|beschikbaar|bekend)|niet gevonden$",),
        Reason.CARRIER_DELAY: (r"vertrag\w*|vertraagd|uitgesteld|later (?:dan|bezorgd|geleverd)|panne|ongeval|ongeluk|technische (?:storing|problemen)|grote drukte|drukte\b|hoog volume|operationele (?:redenen|problemen)|oponthoud|verzet\b|file\b|tijdgebrek|volgende werkdag",),
        Reason.HELD: (r"vastgehouden|aangehouden|tegengehouden|geblokkeerd|in de wacht|on hold|gestopt|opgeslagen op verzoek|in afwachting van instructies|in beslag",),
    },
)  # fmt: skip
