"""What the invented shops sell."""

from opsdesk.sandbox.wire import Doc


def _goods(vendor: str, text: str) -> tuple[Doc, ...]:
    rows = (line.strip().split("|") for line in text.strip().splitlines())
    return tuple(
        {
            "title": title,
            "variant": variant or None,
            "sku": sku,
            "price": price,
            "grams": int(grams),
        }
        | {"vendor": vendor}
        for title, variant, sku, price, grams in rows
    )


CATALOGUES = (
    _goods(
        "Field & Thread",
        """
        Merino Base Layer|Charcoal / M|FT-MBL-CH-M|78.00|260
        Waxed Canvas Tote|Olive|FT-WCT-OL|64.00|720
        Trail Sock Three-Pack|M|FT-SOC-3M|29.50|180
        Recycled Down Vest|Navy / L|FT-RDV-NV-L|149.00|540
        Enamel Camp Mug||FT-MUG-01|18.00|310
        Wool Beanie|Rust|FT-BNE-RU|32.00|110
        Rain Shell|Moss / S|FT-RSH-MO-S|189.00|480
        Field Notebook Set||FT-NBK-03|16.50|240
        """,
    ),
    _goods(
        "Kettle & Pine",
        """
        Pour-Over Kettle|Matte Black|KP-KET-BK|89.00|1150
        Single-Origin Beans 1 kg|Whole bean|KP-BEA-1K|34.00|1040
        Stoneware Mug Pair|Sand|KP-MUG-2S|38.00|860
        Hand Grinder||KP-GRN-01|119.00|690
        Paper Filters 100|Size 02|KP-FIL-02|7.50|190
        Oak Serving Tray||KP-TRY-OK|54.00|930
        Beeswax Candle|Pine|KP-CAN-PI|22.00|340
        Linen Tea Towel|Slate|KP-TOW-SL|17.00|120
        """,
    ),
)
SHIPPING = {
    "USD": (
        ("Standard", "6.95"),
        ("Standard", "6.95"),
        ("Free shipping", "0.00"),
        ("Express", "18.00"),
    ),
    "GBP": (("Royal standard", "3.95"), ("Free delivery", "0.00"), ("Next day", "8.50")),
    "EUR": (
        ("Standard", "4.90"),
        ("Standard", "4.90"),
        ("Free shipping", "0.00"),
        ("Express", "14.90"),
    ),
}
TAX = {
    "USD": ("State tax", "0.07", False),
    "GBP": ("VAT", "0.20", True),
    "EUR": ("MwSt", "0.19", True),
}
