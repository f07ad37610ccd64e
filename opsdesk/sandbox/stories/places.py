"""Where parcels start, pass and arrive. Streets and people are invented."""

from opsdesk.sandbox.wire import Doc


def _place(text: str) -> Doc:
    city, state, code, country, zip_code = text.split("|")
    return {
        "city": city,
        "state": code,
        "province": state,
        "country": country,
        "zip": zip_code,
    }


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _places(text: str) -> tuple[Doc, ...]:
    return tuple(_place(line.strip()) for line in text.strip().splitlines())


COUNTRY_NAMES = {
    "US": "United States",
    "GB": "United Kingdom",
    "DE": "Germany",
    "FR": "France",
    "NL": "Netherlands",
}
HOME = {"USD": "US", "GBP": "GB", "EUR": "DE"}

WAREHOUSES = {
    "US": _place("Louisville|Kentucky|KY|US|40213"),
    "GB": _place("Northampton|England|ENG|GB|NN4 7SL"),
    "DE": _place("Leipzig|Sachsen|SN|DE|04435"),
}
HUBS = {
    "US": _places("""
        Indianapolis|Indiana|IN|US|46241
        Memphis|Tennessee|TN|US|38118
        Columbus|Ohio|OH|US|43217
        Dallas|Texas|TX|US|75261
        Ontario|California|CA|US|91761
    """),
    "GB": _places("""
        Tamworth|England|ENG|GB|B78 1SS
        Barking|England|ENG|GB|IG11 0EG
        Warrington|England|ENG|GB|WA5 7ZT
    """),
    "DE": _places("""
        Köln|Nordrhein-Westfalen|NW|DE|51147
        Nürnberg|Bayern|BY|DE|90451
        Hannover|Niedersachsen|NI|DE|30855
    """),
}
CITIES = {
    "US": _places("""
        Portland|Oregon|OR|US|97205
        Austin|Texas|TX|US|78704
        Madison|Wisconsin|WI|US|53703
        Asheville|North Carolina|NC|US|28801
        Denver|Colorado|CO|US|80205
        Burlington|Vermont|VT|US|05401
        Savannah|Georgia|GA|US|31401
        Boise|Idaho|ID|US|83702
        Tucson|Arizona|AZ|US|85701
        Minneapolis|Minnesota|MN|US|55408
        Providence|Rhode Island|RI|US|02906
        Sacramento|California|CA|US|95816
        Pittsburgh|Pennsylvania|PA|US|15206
        Tacoma|Washington|WA|US|98402
        Omaha|Nebraska|NE|US|68102
    """),
    "GB": _places("""
        Bristol|England|ENG|GB|BS1 4DJ
        Leeds|England|ENG|GB|LS1 6AE
        Glasgow|Scotland|SCT|GB|G1 3SL
        Cardiff|Wales|WLS|GB|CF10 1EP
        Brighton|England|ENG|GB|BN1 1EE
        Norwich|England|ENG|GB|NR2 1TF
        Sheffield|England|ENG|GB|S1 2JE
    """),
    "DE": _places("""
        Berlin|Berlin|BE|DE|10437
        Hamburg|Hamburg|HH|DE|20357
        München|Bayern|BY|DE|80469
        Freiburg|Baden-Württemberg|BW|DE|79098
        Lyon|Auvergne-Rhône-Alpes|ARA|FR|69002
        Nantes|Pays de la Loire|PDL|FR|44000
        Utrecht|Utrecht|UT|NL|3511 LN
        Rotterdam|Zuid-Holland|ZH|NL|3011 AA
    """),
}
STREETS = {
    "US": ("Maple Street", "Cedar Avenue", "Juniper Lane", "Orchard Road", "Willow Court"),
    "GB": ("Mill Lane", "Station Road", "Orchard Close", "Church Walk", "Meadow View"),
    "DE": ("Lindenweg", "Gartenstraße", "Am Mühlbach", "Kirschallee", "Ahornring"),
}
FIRST_NAMES = _words("""
    Ada Amara Beatriz Ben Carla Chidi Clara Daniel Dilan Elena Emeka Erin Farah Felix Grace
    Hana Hugo Imani Ines Jonas Julia Kai Kavya Lars Leila Liam Mara Mateo Mina Nadia Noah Nora
    Olga Omar Petra Priya Quentin Rafael Rosa Ruth Sana Selma Simon Tariq Tessa Theo Uma Viktor
    Wanda Yusuf
""")
LAST_NAMES = _words("""
    Abara Albrecht Alvarez Amsel Baptiste Berger Castellan Dahl Demir Eriksen Farrow Fontaine
    Garrick Hale Haddad Ibarra Ivers Janssen Kessler Kowal Lindqvist Lund Marsh Mbeki Moreau
    Nair Novak Oakley Okafor Pereira Quill Ramos Reyes Rosen Santoro Sato Thorne Tran Vance
    Varga Weiss Wilder Yates Zeman
""")
MAIL_HOSTS = ("example.com", "example.org", "example.net", "mail.example.com")
