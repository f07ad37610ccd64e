"""English."""

from opsdesk.taxonomy import Reason
from opsdesk.vendors.tracking.phrases.senses import Sense, language

WHAT = (
    r"(?:parcel|package|shipment|item|order|consignment|mail ?piece|letter|packet|goods|pieces?|box"
    r"|delivery|it|mail|status|update|event|ups|usps|fedex|dhl|evri|dpd|gls|amazon|ontrac)"
)
SUBJECT = rf"(?:(?:your|the|this|all|our|an?)? ?(?:\w+ )?{WHAT}(?: (?:no\.? ?)?#?[a-z0-9]*\d[a-z0-9]*)?,?:? )"
AUX = r"(?:(?:was|were|has|have|had|been|is|now|successfully|already|safely|finally|just|fully|we|we've|i|driver|courier|carrier) )"
SENDER = r"(?:the |our |its |original |merchant )*(?:sender|shipper|seller|retailer|merchant|origin(?:ator)?|consignor)"
PLACE = (
    r"(?:pick ?up|collection|access|parcel ?shop|service ?point|post ?office|postal (?:outlet|agency)|packstation"
    r"|paket ?shop|automat|hold (?:at )?location|drop ?point|drop ?box point|click and collect|collect\+?|in ?post"
    r"|relay|corner shop|local shop|newsagent|convenience store|retail (?:point|location|outlet)|store|shop"
    r"|parcel locker|locker|lockers|fedex (?:location|office|onsite)|ups (?:store|location|customer cent(?:er|re))"
    r"|walgreens|partner shop|outlet|parcel ?point|parcel terminal|pudo)"
)
NOT_RECIPIENT = (
    r"(?:carrier|courier|driver|agent|facility|hub|depot|terminal|warehouse|sort(?:ing|ation)?|distribution"
    r"|station|airlines?|airport|port|customs|broker|consolidator|line ?haul|partner|third party|3rd party"
    r"|postal|post|usps|ups|fedex|dhl|dpd|local|next|destination|delivery (?:partner|company|office|unit|station"
    r"|agent|service|cent(?:er|re))|final mile|last mile|forwarder|freight|trailer|truck|vehicle|handler"
    r"|transport|processing|unit|country|cent(?:er|re)|vendor|logistics)"
)
DELIVER = r"(?:deliver(?:ed|y|ing|ies)?|redeliver(?:ed|y|ing)?)"
SOON = (
    r"(?:tomorrow|soon|shortly|later|tonight|next \w+|within|between|in the (?:next|coming)|by (?:the )?"
    r"(?:end|tomorrow|noon|mon|tue|wed|thu|fri|sat|sun|\d)|this (?:afternoon|evening)|as soon)"
)

ENGLISH = language(
    "en",
    {
        Sense.NOISE: (
            r"(?:notification|notice|message|e ?mail|sms|text|alert|invoice|document|documents|information|data|card"
            r"|documentation|instructions|code|reminder)(?: (?:was|has been|were|is|successfully))* (?:delivered|sent)",
            r"deliver(?:ed|y) (?:duty|duties) (?:un)?paid",
            r"(?:proof of delivery|delivery (?:address|instructions?|preferences?|options?|notes?|date|time|window|id"
            r"|number|slot|method|details?))(?! (?:was |were |is |are )?(?:incorrect|incomplete|wrong|invalid|insufficient|not|unknown))",
            r"(?:cash|pay(?:ment)?|collect) on delivery",
            r"no delivered",
        ),
        Sense.NOT_COLLECTED: (
            r"(?:was |has been |were |is |still )?(?:not|never|n't)(?: (?:been|yet|be))* (?:collected|picked ?up|claimed)(?: by (?:the )?(?:customer|recipient|addressee|consignee|receiver))?",
            r"unclaimed|uncollected|pick ?up (?:period|deadline|time) (?:has )?(?:expired|passed|ended|missed)|missed pick ?up by (?:the )?(?:customer|recipient)",
            r"(?:customer|recipient|addressee|consignee|receiver) (?:did not|didn't|failed to|has not|hasn't|never) (?:collect|pick(?:ed)? ?up|collected|claim(?:ed)?)",
            r"(?:storage|holding|hold|retention) (?:period|time) (?:has )?(?:expired|ended|exceeded)|max(?:imum)? hold time expired",
        ),
        Sense.RETURNED: (
            rf"(?:has been |was |been |successfully |is )*(?:returned|delivered back|sent back and delivered|handed back|given back) (?:back )?to (?:the )?{SENDER}(?! (?:is |was )?(?:processed|initiated|requested|in progress|started))",
            rf"return(?:ed)?(?: shipment| parcel| package| item)?(?: was| has been| is)? (?:delivered|completed?|received)(?: (?:by|to|at) (?:the )?{SENDER})?",
            rf"(?:delivered|received),? (?:back )?(?:to|by) (?:the )?{SENDER}",
            rf"{SENDER} (?:has )?received (?:the |its )?return",
            r"delivered,? to original sender",
        ),
        Sense.RETURNING: (
            rf"(?:will be|to be|is to be|is being|are being|being|must be|is|shall be|has to be|in process of being|about to be|is going to be) (?:returned|sent back|shipped back)(?: (?:back )?to (?:the )?{SENDER})?",
            rf"return(?:ing|s)?(?: (?:the |your |this )?(?:parcel|package|shipment|item|it))?(?: back)? to (?:the )?{SENDER}",
            rf"(?:on (?:its|the) way|en route|in transit|heading|going|dispatched|sent|forwarded|shipped) back(?: to (?:the )?{SENDER})?|(?:in transit|en route) (?:back )?to (?:the )?(?:original )?(?:sender|shipper)",
            r"return (?:shipment|process|journey|has been initiated|initiated|started|to sender|in progress|requested|label|transit)|rts\b|return is (?:being|in)|returning|sent back|return of (?:the )?(?:parcel|package|shipment|item)",
            r"returned (?:undelivered|undeliverable|unclaimed)|^return$",
        ),
        Sense.ATTEMPT: (
            r"(?:could not|cannot|can not|can't|couldn't|could n't|unable to|not able to|failed to|fail to|impossible to|not possible to|wasn't able to|weren't able to|were unable to|not been able to|tried to)(?: yet| still)? (?:be )?(?:\w+ )?(?:complete (?:the )?|make (?:the )?|effect (?:the )?|attempt (?:the )?)?(?:re)?deliver(?:ed|y)?",
            r"(?:delivery|deliver) (?:was |has |is |not |attempt |could )*(?:attempted|failed|failure|unsuccessful|not (?:possible|successful|completed?|made|effected|accomplished)|could not|couldn't|impossible|missed|refused|rejected|declined|exception|aborted|has failed|not be|problem|unsuccessfully)(?: (?:be )?(?:completed|made|effected))?",
            r"(?:attempted|missed|failed|unsuccessful) (?:delivery|to deliver)(?: attempt(?:ed)?)?|(?:first|second|third|1st|2nd|3rd|final|another|last) delivery attempt(?:ed)?(?! (?:is |was |will )?(?:scheduled|planned|be))",
            r"(?:delivery )?attempt(?:ed|s)?(?: (?:was|has|to))?(?: (?:made|failed|unsuccessful|deliver(?:y)?|delivery))?(?! (?:scheduled|planned|will))",
            r"undeliver(?:ed|able)|non ?deliver(?:y|able|ed)|misdeliver(?:ed|y)|notice left|(?:card|note|door ?tag|calling card|we missed you card|missed delivery card|slip) (?:was |has been )?left|left (?:a |you a )?(?:card|note|notice|door ?tag|slip)|sorry we missed you|we missed you",
            r"(?:not|never|n't|nor|neither|without being|no longer|isn't|hasn't|wasn't|haven't|weren't)(?: (?:yet|been|be|being|have|has|successfully|actually|properly|fully|able to be|correctly))* deliver(?:ed)?",
            r"delivered[:,= (]+(?:no|not|false|failed|unsuccessful|0)(?:\)|$| )",
            r"(?:falsely|wrongly|erroneously|incorrectly|mistakenly|prematurely)(?: (?:\w+ )?(?:as))? delivered|(?:falsely|wrongly|erroneously|incorrectly|mistakenly|prematurely) (?:marked|scanned|recorded|reported|shown)(?: as)? delivered|delivered (?:in error|by mistake|erroneously|incorrectly|to (?:the )?wrong)(?: \w+){0,2}|(?:marked|scanned|recorded|reported|shown|listed)(?: \w+)? delivered(?: (?:in error|by mistake))?|delivered (?:scan|status|event) (?:was |has been )?(?:\w+ )?(?:removed|reversed|voided|cancelled|corrected|an error|in error|wrong)",
        ),
        Sense.COLLECTED: (
            r"(?:was |has been |were |been |been successfully |successfully )*(?:collected|picked ?up|claimed) by (?:the |a |your )?(?:customer|recipient|addressee|consignee|receiver)(?: \w+){0,4}",
            r"(?:the )?(?:customer|recipient|addressee|consignee|receiver) (?:has )?(?:collected|picked ?up)",
            r"delivered,? (?:and )?(?:individual )?picked up at (?:the )?(?:post office|postal facility|usps)",
            r"customer pick(?:ed)? ?up (?:completed?|done)",
        ),
        Sense.READY: (
            rf"(?:delivered|dropped off|deposited|arrived|handed over|left|brought|taken|transferred|placed|is|now|waiting|held|available|stored|delivery) ?,?(?:safely |and |now |is |being |held |waiting |ready )*(?:to|at|in|into|with|for) (?:an? |the |your |our |local |nearby |nearest |chosen |selected |designated |ups |dhl |dpd |gls |evri |fedex |inpost |amazon |hermes |mondial |mailbox )*(?:\w+ )?{PLACE}(?: (?:location|point|locker|station|partner|pick ?up|counter|for (?:pick ?up|collection)|and (?:is )?(?:ready|available)(?: for \w+)?|where|waiting|\w+))?",
            r"(?:ready|available|awaiting|waiting|held|holding|kept|stored|is there|be available) (?:for |to be |customer |recipient |your )*(?:pick(?:ed)? ?up|collect(?:ed|ion)|pick ?up)(?: \w+){0,3}",
            r"(?:you |recipient |customer |addressee )?(?:can|may|could|please|must|should|must be|to be)(?: now| also| be)* (?:pick(?:ed)? ?(?:it )?up|collect(?:ed)?|pick)(?: \w+){0,4}",
            r"(?:awaiting|waiting for|pending) (?:collection|pick ?up|customer|recipient)(?: (?:by|collection|pick ?up))?(?: (?:the )?(?:customer|recipient|consignee|addressee))?|pick ?up (?:ready|available|reminder)|reminder to (?:pick ?up|collect)(?: \w+){0,3}|ready to (?:pick ?up|collect)|hold for pick ?up|held at (?:post office|depot|location) (?:for|at) (?:customer|recipient)?",
        ),
        Sense.TO_PICKUP: (
            rf"(?:will be |being |is |is being |are being |to be |on (?:its|the) way|on route|en route|redirected|diverted|rerouted|re ?directed|forwarded|transferred|heading|going)(?: \w+){{0,3}} (?:to|at|in|into) (?:an? |the |your |our |local |nearby |nearest |ups |dhl |dpd |gls |evri |fedex |inpost |amazon )*(?:\w+ )?{PLACE}(?: \w+)?",
        ),
        Sense.HANDED: (
            rf"delivered (?:in)?to (?:an? |the |your |our |its |local |final |designated |another |respective |destination |postal )*(?:\w+ )?{NOT_RECIPIENT}(?: \w+){{0,4}}",
            r"delivered (?:in|into|at) (?:the )?(?:destination )?(?:country|hub|depot|facility|terminal|warehouse|airport|port|customs)(?: \w+)?",
            r"(?:tendered|transferred|handed(?: over)?|passed|given|released|turned over|forwarded) (?:in)?to (?:an? |the |your |our |its )?(?:\w+ )?(?:carrier|courier|agent|partner|postal service|post|usps|airline|customs|broker|delivery (?:partner|service|company|agent)|delivery)(?: for (?:final )?delivery| for \w+)?",
            r"to the delivery (?:partner|company|service)|delivered from|last delivered|delivered (?:\d+|some|most|part(?:ially)?|one|two) of(?: \w+){0,3}|partial(?:ly)? deliver(?:y|ed)",
        ),
        Sense.LEFT: (r"(?:will be|is being|to be) delivered today|out for (?:the )?delivery",),
        Sense.PLANNED: (
            r"(?:will|to|should|shall|may|might|can|could|would|must|going to|expected to|due to|scheduled to|about to|yet to|ready to|need to|is to|are to|set to|planned to|supposed to|likely to|hope to|aim to|intend to)(?: (?:not|now|then|still|soon|also|again|likely|normally|shortly|probably|only|usually|typically|have|next|be)){0,3} (?:be )?(?:re)?deliver(?:ed|y)?(?: \w+){0,3}",
            r"(?:once|when|after|until|till|before|if|unless|whether|as soon as|in case|should|while|upon|provided)(?: \w+){0,6} deliver(?:ed|y)(?! attempt)(?: \w+){0,2}",
            rf"(?:is|are|was|were|has|have)? ?(?:being|getting) (?:re)?delivered(?: \w+)?|delivered,? (?:by )?{SOON}(?: \w+)?|usually delivered|normally delivered|typically delivered|not deliver(?:ed)? until",
            r"(?:scheduled|planned|arranged|estimated|expected|anticipated|proposed|rescheduled|next|new|updated|revised|requested|agreed|pending|awaiting|preparing(?: it)?(?: for)?|ready|due|set|booked|postponed|future|processed)(?: for)? (?:the )?(?:re)?deliver(?:y|ed|ing)(?! attempt(?:ed)? (?:failed|made))(?: \w+){0,3}",
            r"(?:re)?delivery (?:is |was |has been |will be |date |time |window |attempt )*(?:scheduled|planned|arranged|estimated|expected|rescheduled|pending|tomorrow|today|postponed|booked|due|updated|changed|on (?:mon|tue|wed|thu|fri|sat|sun)\w*|will \w+ ?\w*)(?: \w+){0,3}",
            r"(?:deliveries? (?:soon|tomorrow)|arriv(?:es|ing) (?:today|tomorrow|soon|by|on|between)|new delivery|delivery (?:appointment|planned)|delivering (?:soon|tomorrow|to you soon)|delivered status|awaiting delivered)",
        ),
        Sense.OUT: (
            r"out (?:for|on) (?:the )?delivery|on (?:the |its |a |our )?(?:\w+ )?(?:vehicle|van|truck|delivery (?:vehicle|van|truck|route|run)) ?(?:for (?:final |the )?delivery)?(?: today)?|with (?:the |your |our |a )?(?:delivery )?(?:courier|driver|postman|delivery (?:agent|associate|officer|courier|driver))|loaded (?:on|onto|into|in)(?: the| a| our)?(?: \w+)? ?(?:delivery )?(?:vehicle|van|truck)|(?:driver|courier) is (?:on (?:the|its|his|her|their) way|nearby|approaching|\d+ stops?)|on (?:its|the) way to (?:you|the recipient|the addressee|the consignee|final destination)|out with (?:the )?(?:courier|driver)|delivering (?:today|now|your parcel)|delivery in progress|physical delivery scheduled|your (?:driver|courier)|sorted to delivery (?:courier|route)",
        ),
        Sense.DELIVERED: (
            rf"^(?:(?:\d+|front|part) )?{SUBJECT}{{0,3}}{AUX}{{0,5}}(?:delivered)(?! (?:to|at|in|with|into) (?:an?|the|our|its) (?!(?:\w+ )?(?:recipient|addressee|consignee|customer|receiver|neighbou?r|reception(?:ist)?|mail ?room|mail ?box|letter ?box|front|porch|back|side|rear|door(?:step)?|address|home|house|household|resident|residence|individual|garage|patio|concierge|office|building|security|safe|person|garden|lobby|yard|mailbox|gate|leasing|dock|community|family|requested|designated|destination|named|final)))",
            rf"^{SUBJECT}{{0,3}}{AUX}{{0,4}}(?:handed(?: over)?|given|left|released) (?:to|with|at|in|by) (?:the |a |an |your |his |her |their )?(?:recipient|addressee|consignee|customer|receiver|neighbou?r|resident|household member|receptionist|reception|mail ?room|mail ?box|letter ?box|front (?:door|desk|porch)|porch|door ?step|safe ?place|safe place|garage|concierge)",
            r"^(?:final )?(?:delivery|pod|proof of delivery)(?: (?:was|is|has been))? (?:complete(?:d)?|successful(?:ly completed)?|confirmed|made|effected|accomplished|done)(?! (?:to|at) (?:the )?(?:hub|depot|carrier|agent))",
            r"^(?:successful(?:ly)?|confirmed|final) (?:delivery|delivered)(?: (?:to|at|in|by) (?:the )?(?:recipient|addressee|customer|neighbou?r|\w+))?$",
            r"(?:has been|was|were) signed for by|^signed for by|(?:parcel|package|shipment|item) (?:was |has been )?received by (?:the )?(?:recipient|addressee|consignee|customer)",
        ),
        Sense.CANCELLED: (
            r"(?:shipment|label|parcel|package|order|consignment|booking|shipping label|tracking|pick ?up)(?: (?:was|has been|is|were|request))* (?:cancel(?:l)?ed|voided|void\b)|^(?:cancel(?:l)?ed|voided|void)\b|label (?:void(?:ed)?|cancel(?:l)?ed)",
        ),
        Sense.LABEL: (
            r"(?:shipping )?label(?: (?:has been|was|is))? (?:created|printed|generated|purchased|made)|(?:created|printed|generated) (?:a |the )?(?:shipping )?label|order (?:has been )?(?:processed|created|placed|received)|(?:shipment|shipping|electronic|tracking|parcel|order|package|consignment)(?: shipping)? (?:information|info|data|details?|notification|advice|manifest)(?: (?:has been|was|were|is|have been))? (?:received|sent|submitted|transmitted|registered|uploaded|electronically|provided|available|to)|(?:pre ?(?:shipment|advice|alert|transit|notified|registered))|(?:awaiting|expecting|waiting for|not yet received|yet to receive|has not (?:yet )?received)(?: the)? (?:item|parcel|package|shipment)|billing information received|(?:package|shipment|parcel|item|order) (?:is |has been )?(?:registered|manifested|announced)|ready for (?:ups|usps|dhl|fedex|shipping|dispatch|courier)|electronic(?:ally)? (?:notified|transmitted|announced|submitted|pre ?advi[cs]e|entry)|ready to (?:ship|be shipped)|info received|order information",
        ),
        Sense.PICKED_UP: (
            r"(?:was |has been |been |successfully )*(?:picked ?up|collected|pick ?up(?: scan| completed?| done| successful)?)(?! (?:point|location|failed|not|station|store|shop|missed|cancel|request|schedul|order|at the \w+ by))|(?:accepted|received|acceptance|taken over|posted|lodged|dropped off|inducted|induction|possession)(?: (?:at|by|in|from|into|scan))?(?: (?:the|our|a|an|ups|usps|dhl|fedex|dpd|carrier's|us|carrier|courier))*(?: (?:\w+ ){0,2}(?:origin|facility|post office|carrier|courier|dhl|usps|ups|fedex|depot|drop ?off|shipper|sender|network|location|partner|possession|drop box|branch|counter))|origin scan|posting(?:/collection)?|acceptance(?: scan)?|usps in possession|(?:shipment|item|parcel|package) (?:has been |was )?(?:accepted|posted|collected|inducted)|^(?:accepted|posted|collected|picked up|received by carrier|we have (?:got )?your parcel)",
        ),
        Sense.MOVING: (
            r"arriv(?:ed|al|es|e|ing)|depart(?:ed|ure|ing|s)?|in transit|on (?:its|the) way|en route|left (?:the |our |from |\w+ )*(?:facility|hub|depot|origin|warehouse|cent(?:er|re)|terminal|airport|country|office|station|branch|sort)|processed|sort(?:ed|ing)|process(?:ing)? (?:at|through|in)|forwarded|dispatched|despatched|transferred|moving|travel(?:l)?ing|tendered|scan(?:ned)?(?: at| in)?|shipped|transit|handed over|loaded|unloaded|departing|destination|at (?:the )?(?:local )?(?:\w+ )?(?:facility|hub|depot|sort(?:ing)? (?:cent(?:er|re)|facility)|delivery (?:cent(?:er|re)|depot|office))|cleared|clearance (?:processing )?(?:complete|event|completed)|customs (?:cleared|clearance|status updated)|released (?:by|from) customs|import scan|export scan|manifested|received at|reached|handled|consolidated|container|flight|linehaul|bag(?:ged)?|customs|out ?bound|in ?bound|released",
        ),
    },
    {
        Reason.DESTROYED: (r"destroyed|disposed of|disposal|scrapped|incinerated",),
        Reason.DAMAGED: (r"(?<!no )(?<!not )(?<!un)damaged?\b|broken (?:parcel|package|contents|item)|(?:parcel|package|contents?|item)(?: \w+)? (?:broken|leaking|crushed)|leaking",),
        Reason.LOST: (
            r"(?:parcel|package|shipment|item|consignment|mail ?piece|it) (?:is |was |has been |have been |been |presumed |reported |declared |confirmed |considered |gone |got |appears |to be )*(?:lost|missing|stolen)|lost (?:in transit|package|parcel|shipment|item|by)|(?:presumed|declared|reported|confirmed|considered|deemed) (?:as )?(?:lost|missing|stolen)|(?:cannot|can't|could not|unable to) (?:be )?locate(?:d)? (?:the |your )?(?:parcel|package|shipment|item)|theft|^lost$",
        ),
        Reason.PAYMENT_DUE: (
            r"(?<!delivered )dut(?:y|ies)\b(?! (?:free|paid|prepaid))|(?:import )?(?:tax|taxes|vat) (?:due|payable|unpaid|owed|to be paid|required|outstanding)|payment(?: \w+)? (?:due|required|needed|pending|outstanding|necessary)|(?:awaiting|await|pending|held for|requires?|for) (?:\w+ )?payment|amount due|postage due|fees? (?:due|payable|to be paid|outstanding|unpaid)|underpaid|insufficient postage|charges? (?:due|to be paid|payable|outstanding)|unpaid|surcharge to pay|customs (?:charges?|fees?)|fee to pay",
        ),
        Reason.CUSTOMS_DOCS: (
            r"(?:missing|incomplete|incorrect|insufficient|additional|further|required|lacking|invalid|awaiting|await)(?: \w+)? (?:documents?|paperwork|invoice|documentation|information|customs (?:documents?|information|data)|declaration)|commercial invoice|documents? (?:required|missing|needed|requested)|documentation|customs (?:requires?|requesting|request(?:ed|s)?|needs) (?:\w+ )?(?:information|documents?|documentation)|paperwork|incomplete customs",
        ),
        Reason.CUSTOMS_HOLD: (r"customs(?! (?:cleared|clearance (?:complete|completed|finished|done|processing complete)|status updated|released|broker \w+ released))(?<!by customs)(?<!cleared customs)(?<!from customs)(?<!leaving customs)(?<!left customs)|clearance(?! (?:processing )?(?:complete|completed|finished|done|event complete))|import scan|inspection by (?:the )?(?:authorities|customs)|government agency|held by (?:\w+ )?customs|(?:detained|seized|stopped|retained|retention) by customs|prohibited",),
        Reason.SECURITY_HOLD: (r"security (?:check|hold|screening|inspection|reason|control|delay|issue)|for security|security\b(?! (?:guard|desk|office|gate|lodge|personnel|code))",),
        Reason.WEATHER: (r"weather|snow\w*|blizzard|hurricane|tornado|typhoon|flood\w*|storm\w*\b|icy|fog\b|wildfire",),
        Reason.FORCE_MAJEURE: (r"natural disaster|strikes?\b|industrial action|emergenc(?:y|ies)|force majeure|act of god|earthquake|pandemic|war zone|civil unrest|riot|power outage|volcan\w+|road (?:closed|closure|blocked)",),
        Reason.BUSINESS_CLOSED: (r"(?:business|office|company|premises|store|shop|receiver|recipient|customer|consignee|reception|location|facility)(?: (?:was|is|were|are))? (?:currently )?closed|closed (?:on arrival|business|premises|for (?:the )?(?:holiday|day|vacation|weekend))|(?:business|office|company)(?: \w+){0,2} closed|out of office hours|closed premises",),
        Reason.REFUSED: (r"refus(?:ed|al|es)|(?:recipient|customer|addressee|consignee|receiver) (?:has )?(?:rejected|declined|does not want|did not accept|didn't accept|would not accept|not accept)|not accepted by (?:the )?(?:recipient|customer|addressee|consignee|receiver)|(?:rejected|declined) by (?:the )?(?:recipient|customer|addressee|consignee|receiver)|delivery (?:was |has been )?(?:declined|rejected)",),
        Reason.RECIPIENT_MOVED: (r"(?:recipient|customer|addressee|consignee|receiver|resident|business|company|they)(?: has| have| had| is)? (?:moved|relocated)|moved(?:,|$| away| left| no| to)|moved left no|no longer (?:at|lives?|resid)|forward(?:ing)? (?:order )?expired|vacant|relocated|has moved",),
        Reason.PICKUP_NOT_COLLECTED: (r"unclaimed|uncollected|(?<!yet )not (?:been )?(?:collected|picked ?up) by (?:the )?(?:customer|recipient|addressee|consignee|receiver)|not collected|not picked up\b(?! by (?:the )?(?:carrier|courier))|(?:customer|recipient|addressee|consignee|receiver) (?:did not|didn't|failed to) (?:collect|pick ?up)|pick ?up (?:period|deadline) (?:has )?(?:expired|missed)|max(?:imum)? hold time expired|(?:storage|holding|retention) (?:period|time) (?:has )?(?:expired|ended|exceeded)",),
        Reason.ADDRESS_PROBLEM: (
            r"(?:insufficient|incorrect|incomplete|invalid|bad|wrong|unknown|inaccurate|missing|illegible|unclear|problem with (?:the )?|issue with (?:the )?|verify(?: the)?|correct(?:ed|ion of)? (?:the )?|updated?|faulty|ambiguous)(?: \w+)? address|address(?:es)? (?:is |was |has been |information |could |cannot |can |label |given )*(?:incorrect|incomplete|invalid|not found|unknown|insufficient|wrong|not be (?:found|located)|inaccurate|unreadable|problem|issue|illegible|missing|does not exist|not correct|corrected|correction|needs? correction|unclear|query|undeliverable|not located|not recogni[sz]ed|being corrected)|no such (?:number|street|address|person)|undeliverable as addressed|(?:apartment|suite|house|street|unit|flat|apt) number|(?:addressee|recipient|consignee|name)(?: \w+)? unknown|unknown (?:at|addressee|recipient|address)|not known at|recipient (?:not found|not known)|no mail receptacle|(?:wrong|incorrect|invalid|missing) (?:zip|post ?code|postal code|house number|street)|bad address",
        ),
        Reason.ACCESS_RESTRICTED: (r"no access|access (?:code|denied|not|problem|restricted|issue)|(?:unable to|could not|couldn't|cannot|no) (?:get |gain )?(?:\w+ )?access|gate\b(?: code| closed| locked)|animal|dogs?\b(?: \w+)* (?:interference|loose|at|on|in)|dog (?:attack|bite|danger)|loose dog|no secure (?:location|place)|no safe (?:place|location)|receptacle (?:full|blocked)|mailbox (?:full|blocked)|receptacle|unsafe|entrance (?:closed|locked|blocked)|restricted access|locked (?:gate|door|building)|access blocked|could not enter|premises not accessible|not accessible|inaccessible|hazard",),
        Reason.RECIPIENT_UNAVAILABLE: (
            r"no ?body (?:was |is )?(?:at |home|there|available|in\b|answered)|no ?one (?:was |is )?(?:at |home|there|available|in\b|present|answered|to (?:sign|receive))|not (?:at )?home|(?:customer|recipient|addressee|consignee|receiver|resident|adult|anyone|someone|person|signatory)(?: \w+)? (?:was |is )?(?:not|un)(?: )?(?:home|at home|available|in\b|there|present|reachable|contactable)|not (?:home|present|available(?! for (?:pick|coll))|in\b(?= *(?:[,.;)]|$)))|(?:customer|recipient|addressee|consignee|receiver) (?:was |is )?(?:absent|unavailable|out|away|on (?:vacation|holiday)|not in)|unavailable|absent\b|notice left|no (?:authorized|authorised) (?:recipient|signatory)|no (?:answer|response)(?: at| from|$)?|signature (?:required|not|needed|could not)|no signature|(?:unable|attempted|could not|failed) to (?:contact|reach|obtain (?:a )?signature)(?: \w+)*|we missed you|(?:card|notice|note|door ?tag) left|left (?:a |you a )?(?:card|notice|note)|nobody|no adult",
        ),
        Reason.MISSORTED: (r"mis ?sort\w*|mis ?rout\w*|mis ?direct\w*|mis ?sent|mis ?sequenced|mis ?shipped|missent|misdeliver\w*|wrong(?:ly)? (?:route[d]?|sorted|facility|depot|destination|hub)|routing error|sort(?:ing)? error|incorrectly (?:sorted|routed)|delivered to (?:the )?wrong",),
        Reason.REJECTED_BY_CARRIER: (r"rejected by (?:the |our )?(?:carrier|courier|airline|dhl|ups|fedex|usps|depot)|not accepted by (?:the )?(?:carrier|courier|airline)|carrier (?:rejected|refuses?|refused)|not accepted\b(?! by (?:the )?(?:recipient|customer|addressee|consignee|receiver))|dangerous goods|exceeds? (?:maximum |the )?(?:size|weight|dimensions)|oversi[sz]ed?|overweight|non ?conveyable and rejected",),
        Reason.SHIPPER_DATA: (r"(?:missing|incorrect|no|incomplete|insufficient|invalid) (?:electronic |shipment |shipping |manifest |parcel )(?:data|information|details?|label)|label (?:unreadable|damaged|missing|illegible|defective)|(?:unreadable|illegible|missing) label|awaiting (?:data|information) from (?:the )?(?:shipper|sender)|improperly packed|(?:poor|insufficient|inadequate) packag(?:e|ing)|shipper (?:error|data)",),
        Reason.INVALID_TRACKING: (r"(?:invalid|unknown|incorrect|no such) (?:tracking|parcel|shipment|reference|consignment) ?(?:number|id|code)?(?<! tracking)(?= |$)|(?:tracking|parcel|shipment|consignment)(?: number| id| code)? (?:is |was |could |cannot )?(?:invalid|not (?:be )?(?:found|recogni[sz]ed)|unknown|does not exist)|no (?:tracking )?(?:record|information|data|result)s? (?:found|available|of this)|not found|could not find (?:any )?(?:tracking|shipment|parcel|information)|no info(?:rmation)? (?:yet|available|found)",),
        Reason.CARRIER_DELAY: (r"(?<!without )(?<!no )delay(?:s|ed|ing)?\b|mechanical|vehicle (?:breakdown|accident|problem|issue)|traffic accident|breakdown|high volumes?|(?:parcel|package|peak) volumes?|(?:arriv|runn)ing (?:late|behind)|late (?:trailer|flight|arrival|truck|train|plane|linehaul)|will be late|later than|behind schedule|missed (?:connection|cut ?off|flight)|operational (?:reason|issue|problem|delay)|capacity|technical (?:problem|issue|difficult)|flight (?:cancel|delay)\w*|(?:delivery|shipment|package) (?:has been |was |is )?(?:postponed|rescheduled)|backlog|out of time|ran out of time|not enough time|staff shortage|next available|late\b(?! news)|arriving late|after the (?:expected|estimated|scheduled)",),
        Reason.HELD: (r"on hold|held\b(?! for (?:pick|coll)| at (?:the |a |your )?(?:\w+ )?(?:post office|pick|parcel ?shop|access|locker|location))|holding\b|(?:shipment|package|parcel) (?:is )?(?:stopped|blocked|stuck|suspended)|detained|hold (?:at|mail|request)|vacation hold|quarantine",),
    },
)  # fmt: skip
