"""Which clock an address lives by: its country's, or its region's where the country has several.

Whole days at the destination need no more than that. A region that is split (Texas, Florida) takes
the zone most of its people live in; so does a country whose region is not given. An unknown country
has none, and the store's own counts.
"""

from __future__ import annotations

from collections.abc import Mapping

# Country → zone, grouped by the first half of the zone's name.
_COUNTRIES = {
    "Europe": """
        AD:Andorra AL:Tirane AT:Vienna AX:Mariehamn BA:Sarajevo BE:Brussels BG:Sofia
        BY:Minsk CH:Zurich CZ:Prague DE:Berlin DK:Copenhagen EE:Tallinn ES:Madrid
        FI:Helsinki FR:Paris GB:London GG:Guernsey GI:Gibraltar GR:Athens HR:Zagreb
        HU:Budapest IE:Dublin IM:Isle_of_Man IT:Rome JE:Jersey LI:Vaduz LT:Vilnius
        LU:Luxembourg LV:Riga MC:Monaco MD:Chisinau ME:Podgorica MK:Skopje MT:Malta
        NL:Amsterdam NO:Oslo PL:Warsaw PT:Lisbon RO:Bucharest RS:Belgrade RU:Moscow
        SE:Stockholm SI:Ljubljana SK:Bratislava SM:San_Marino TR:Istanbul UA:Kiev
        VA:Vatican XK:Belgrade
    """,
    "Asia": """
        AE:Dubai AF:Kabul AM:Yerevan AZ:Baku BD:Dhaka BH:Bahrain BN:Brunei BT:Thimphu
        CN:Shanghai CY:Nicosia GE:Tbilisi HK:Hong_Kong ID:Jakarta IL:Jerusalem IN:Kolkata
        IQ:Baghdad IR:Tehran JO:Amman JP:Tokyo KG:Bishkek KH:Phnom_Penh KP:Pyongyang
        KR:Seoul KW:Kuwait KZ:Almaty LA:Vientiane LB:Beirut LK:Colombo MM:Yangon
        MN:Ulaanbaatar MO:Macau MY:Kuala_Lumpur NP:Kathmandu OM:Muscat PH:Manila
        PK:Karachi PS:Gaza QA:Qatar SA:Riyadh SG:Singapore SY:Damascus TH:Bangkok
        TJ:Dushanbe TL:Dili TM:Ashgabat TW:Taipei UZ:Tashkent VN:Ho_Chi_Minh YE:Aden
    """,
    "America": """
        AG:Antigua AI:Anguilla AR:Argentina/Buenos_Aires AW:Aruba BB:Barbados
        BL:St_Barthelemy BO:La_Paz BQ:Kralendijk BR:Sao_Paulo BS:Nassau BZ:Belize
        CA:Toronto CL:Santiago CO:Bogota CR:Costa_Rica CU:Havana CW:Curacao DM:Dominica
        DO:Santo_Domingo EC:Guayaquil GD:Grenada GF:Cayenne GL:Godthab GP:Guadeloupe
        GT:Guatemala GY:Guyana HN:Tegucigalpa HT:Port-au-Prince JM:Jamaica KN:St_Kitts
        KY:Cayman LC:St_Lucia MF:Marigot MQ:Martinique MS:Montserrat MX:Mexico_City
        NI:Managua PA:Panama PE:Lima PM:Miquelon PR:Puerto_Rico PY:Asuncion SR:Paramaribo
        SV:El_Salvador SX:Lower_Princes TC:Grand_Turk TT:Port_of_Spain US:New_York
        UY:Montevideo VC:St_Vincent VE:Caracas VG:Tortola VI:St_Thomas
    """,
    "Africa": """
        AO:Luanda BF:Ouagadougou BI:Bujumbura BJ:Porto-Novo BW:Gaborone CD:Kinshasa
        CF:Bangui CG:Brazzaville CI:Abidjan CM:Douala DJ:Djibouti DZ:Algiers EG:Cairo
        EH:El_Aaiun ER:Asmara ET:Addis_Ababa GA:Libreville GH:Accra GM:Banjul GN:Conakry
        GQ:Malabo GW:Bissau KE:Nairobi LR:Monrovia LS:Maseru LY:Tripoli MA:Casablanca
        ML:Bamako MR:Nouakchott MW:Blantyre MZ:Maputo NA:Windhoek NE:Niamey NG:Lagos
        RW:Kigali SD:Khartoum SL:Freetown SN:Dakar SO:Mogadishu SS:Juba ST:Sao_Tome
        SZ:Mbabane TD:Ndjamena TG:Lome TN:Tunis TZ:Dar_es_Salaam UG:Kampala
        ZA:Johannesburg ZM:Lusaka ZW:Harare
    """,
    "Antarctica": """
        AQ:McMurdo
    """,
    "Pacific": """
        AS:Pago_Pago CK:Rarotonga FJ:Fiji FM:Pohnpei GU:Guam KI:Tarawa MH:Majuro MP:Saipan
        NC:Noumea NF:Norfolk NR:Nauru NU:Niue NZ:Auckland PF:Tahiti PG:Port_Moresby
        PN:Pitcairn PW:Palau SB:Guadalcanal TK:Fakaofo TO:Tongatapu TV:Funafuti UM:Wake
        VU:Efate WF:Wallis WS:Apia
    """,
    "Australia": """
        AU:Sydney
    """,
    "Atlantic": """
        BM:Bermuda CV:Cape_Verde FK:Stanley FO:Faroe GS:South_Georgia IS:Reykjavik
        SH:St_Helena
    """,
    "Indian": """
        CC:Cocos CX:Christmas IO:Chagos KM:Comoro MG:Antananarivo MU:Mauritius MV:Maldives
        RE:Reunion SC:Mahe TF:Kerguelen YT:Mayotte
    """,
    "Arctic": """
        SJ:Longyearbyen
    """,
}
# Country → zone → its regions, as Shopify abbreviates them (province_code).
_REGIONS = {
    "US": {
        "America/New_York": "CT DC DE FL GA KY MA MD ME MI NC NH NJ NY OH PA RI SC VA VT WV IN",
        "America/Chicago": "AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI",
        "America/Denver": "CO ID MT NM UT WY",
        "America/Phoenix": "AZ",
        "America/Los_Angeles": "CA NV OR WA",
        "America/Anchorage": "AK",
        "Pacific/Honolulu": "HI",
        "America/Puerto_Rico": "PR VI",
        "Pacific/Guam": "GU MP",
        "Pacific/Pago_Pago": "AS",
    },
    "CA": {
        "America/Toronto": "ON QC",
        "America/Winnipeg": "MB",
        "America/Regina": "SK",
        "America/Edmonton": "AB NT",
        "America/Vancouver": "BC",
        "America/Whitehorse": "YT",
        "America/Halifax": "NS NB PE",
        "America/St_Johns": "NL",
        "America/Iqaluit": "NU",
    },
    "AU": {
        "Australia/Sydney": "NSW ACT VIC TAS",
        "Australia/Brisbane": "QLD",
        "Australia/Adelaide": "SA",
        "Australia/Darwin": "NT",
        "Australia/Perth": "WA",
    },
    "BR": {
        "America/Sao_Paulo": "SP RJ MG ES PR SC RS DF GO",
        "America/Bahia": "BA SE AL PE PB RN CE PI MA TO PA AP",
        "America/Cuiaba": "MT MS",
        "America/Manaus": "AM RO RR",
        "America/Rio_Branco": "AC",
    },
    "MX": {
        "America/Tijuana": "BC",
        "America/Hermosillo": "SON SIN BCS NAY",
        "America/Cancun": "QROO",
    },
    "ID": {
        "Asia/Makassar": "BA NB NT KS KI KU SA ST SN SG GO SR",
        "Asia/Jayapura": "MA MU PA PB",
    },
    "RU": {
        "Europe/Kaliningrad": "KGD",
        "Europe/Samara": "SAM UD",
        "Asia/Yekaterinburg": "SVE CHE PER TYU KHM YAN BA ORE KGN",
        "Asia/Omsk": "OMS",
        "Asia/Krasnoyarsk": "KYA NVS KEM TOM KK ALT AL TY",
        "Asia/Irkutsk": "IRK BU",
        "Asia/Yakutsk": "SA AMU ZAB",
        "Asia/Vladivostok": "PRI KHA YEV",
        "Asia/Magadan": "MAG SAK",
        "Asia/Kamchatka": "KAM CHU",
    },
    "ES": {"Atlantic/Canary": "GC TF"},
    "PT": {"Atlantic/Azores": "PT-20", "Atlantic/Madeira": "PT-30"},
    "CL": {"Pacific/Easter": "IP"},
    "EC": {"Pacific/Galapagos": "W"},
}

_ZONE: Mapping[str, str] = {
    entry.partition(":")[0]: f"{first_half}/{entry.partition(':')[2]}"
    for first_half, entries in _COUNTRIES.items()
    for entry in entries.split()
}
_ZONE_OF_REGION: Mapping[tuple[str, str], str] = {
    (country, region): zone
    for country, zones in _REGIONS.items()
    for zone, regions in zones.items()
    for region in regions.split()
}


def zone_of(country: str, region: str = "") -> str:
    """Return the IANA zone of a destination; empty when the country is not known."""
    country, region = country.strip().upper(), "".join(region.upper().split())
    return _ZONE_OF_REGION.get((country, region)) or _ZONE.get(country, "")


def rows() -> list[tuple[str, str, str]]:
    """Return the whole table as (country, region, zone) for SQL; no region: the whole country."""
    return [
        *((country, "", zone) for country, zone in _ZONE.items()),
        *((country, region, zone) for (country, region), zone in _ZONE_OF_REGION.items()),
    ]
