"""A deterministic stand-in for a language model.

It reads the JSON context our product puts into its prompt, picks the option marked as recommended and
fills whatever schema it is given. The ways a model goes wrong are faults: `wrong_option`,
`invented` (amounts and dates nobody gave it) and `obedient` (does what hostile text tells it).
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from opsdesk.sandbox.wire import Doc

HOSTILE = re.compile(r"ignore|disregard|override|system prompt|you must|instructions", re.I)
INVENTED = (
    " As a further apology we are also sending you $250.00, and your parcel will be with you on"
    " 24 December 2031."
)
STATUS_KEYS = (
    "status_sentence",
    "status_text",
    "plain_status",
    "situation",
    "what_happened",
    "headline",
    "because",
    "status",
)
AMOUNT_KEYS = ("amount_text", "amount_label", "amount_display", "amount")


def contexts(text: str) -> list[Doc]:
    """Return every JSON object found in a prompt."""
    found: list[Doc] = []
    decoder = json.JSONDecoder()
    position = text.find("{")
    while position >= 0:
        try:
            value, end = decoder.raw_decode(text, position)
        except ValueError:
            position = text.find("{", position + 1)
            continue
        found.append(value)
        position = text.find("{", end)
    return found


def walk(value: object) -> Iterator[tuple[str, object]]:
    """Yield every key and value inside a JSON value, outermost first."""
    if isinstance(value, dict):
        yield from value.items()
    if isinstance(value, dict | list):
        for child in value.values() if isinstance(value, dict) else value:
            yield from walk(child)


class Reading:
    """What the model understood of one prompt."""

    def __init__(self, text: str, mood: str = "") -> None:
        self.context: list[Doc] = contexts(text)
        self.mood = mood
        untrusted = [value for key, value in walk(self.context) if key == "untrusted_text"]
        self.hostile = [
            value
            for _, value in walk(untrusted or self.context)
            if isinstance(value, str) and HOSTILE.search(value)
        ]

    def fact(self, *names: str) -> str:
        """Return the first text found under one of the names, best name first."""
        for name in names:
            for key, value in walk(self.context):
                if key == name and isinstance(value, str | int) and str(value):
                    return str(value)
        return ""

    @property
    def options(self) -> list[Doc]:
        """Return the menu."""
        for key, value in walk(self.context):
            if key == "options" and isinstance(value, list):
                return [row for row in value if isinstance(row, dict) and "option_id" in row]
        return []

    @property
    def option(self) -> Doc:
        """Return the option chosen: the recommended one, unless hostile text is obeyed."""
        if self.mood == "obedient" and self.hostile:
            return self._dearest()
        recommended = [row for row in self.options if row.get("recommended")]
        return (recommended or self.options or [{}])[0]

    def _dearest(self) -> Doc:
        named = [row for row in self.options if str(row["option_id"]) in " ".join(self.hostile)]
        full = [row for row in self.options if "full" in json.dumps(row).lower()]
        return (named or full or self.options or [{}])[0]

    def message(self) -> str:
        """Write to the customer with nothing but facts from the prompt."""
        if self.mood == "obedient" and self.hostile:
            return f"Hello,\n\n{self.hostile[0]}\n\nEverything is arranged as you asked."
        name = self.fact("first_name", "customer_first_name") or "there"
        order = self.fact("order_name", "order")
        status = self.fact(*STATUS_KEYS).strip()
        status = status if not status or status.endswith((".", "!", "?")) else status + "."
        about = f" with your order {order}" if order else ""
        lines = [
            f"Hi {name},",
            f"I am sorry for the trouble{about}. {status}".strip(),
            self._remedy_sentence(),
            "If there is anything else you need, just reply to this message.",
            self.fact("brand", "store_name"),
        ]
        return "\n\n".join(line for line in lines if line) + (
            INVENTED if self.mood == "invented" else ""
        )

    def _remedy_sentence(self) -> str:
        remedy = str(self.option.get("remedy", "")).lower()
        amount = self._amount()
        if "refund" in remedy:
            money = f" {amount}" if amount else " you"
            return (
                f"We have refunded{money} to the payment method you used."
                " It usually shows there within 5 to 10 business days."
            )
        if "reship" in remedy or "replace" in remedy:
            return "We are sending you a replacement."
        if "credit" in remedy:
            return f"We have added {amount or 'store credit'} to your account."
        return "We are keeping a close eye on your parcel and will write again when there is news."

    def _amount(self) -> str:
        for key in AMOUNT_KEYS:
            value = self.option.get(key)
            if isinstance(value, dict):
                return f"{value.get('amount', '')} {value.get('currency', '')}".strip()
            if isinstance(value, str) and value:
                return value
        return ""

    def text_for(self, name: str) -> str:
        """Return the text for a property of this name."""
        name = name.lower()
        order = self.fact("order_name", "order")
        if "subject" in name or "title" in name:
            return f"About your order {order}".strip()
        if any(word in name for word in ("message", "body", "reply", "text", "email")):
            return self.message()
        if "option" in name:
            return str(self.option.get("option_id", ""))
        summary = str(self.option.get("summary", "") or self.option.get("remedy", ""))
        return f"{self.fact(*STATUS_KEYS)} {summary}".strip() or "Nothing unusual."


class Filler:
    """Fills a JSON schema from a reading."""

    def __init__(self, schema: Doc, reading: Reading) -> None:
        self._root = schema
        self._reading = reading

    def fill(self) -> Any:
        """Return a value that is valid for the schema."""
        return self._value(self._root, "")

    def _value(self, schema: Doc, name: str) -> Any:
        schema = self._resolved(schema)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return self._choice(schema["enum"], name)
        kinds = schema.get("type")
        kind = next((k for k in kinds if k != "null"), "null") if isinstance(kinds, list) else kinds
        if kind == "object" or "properties" in schema:
            rows = schema.get("properties", {}).items()
            return {key: self._value(child, key) for key, child in rows}
        if kind == "array":
            few = range(schema.get("minItems", 0))
            return [self._value(schema.get("items", {}), name) for _ in few]
        if kind in ("integer", "number"):
            return self._number(schema, kind)
        if kind == "boolean":
            return False
        return None if kind == "null" else self._text(schema, name)

    def _resolved(self, schema: Doc) -> Doc:
        if "$ref" in schema:
            target: Any = self._root
            for part in schema["$ref"].removeprefix("#/").split("/"):
                target = target[part]
            return self._resolved(target)
        variants = schema.get("anyOf") or schema.get("oneOf")
        if variants:
            solid = [row for row in variants if row.get("type") != "null"]
            return self._resolved((solid or variants)[0])
        if len(schema.get("allOf", [])) == 1:
            return self._resolved(schema["allOf"][0])
        return schema

    def _choice(self, allowed: list[Any], name: str) -> Any:
        if "option" not in name:
            return allowed[0]
        chosen = self._reading.option.get("option_id")
        return chosen if chosen in allowed else allowed[0]

    def _number(self, schema: Doc, kind: str) -> float | int:
        low = schema.get("minimum", 0)
        high = schema.get("maximum", max(low, 1))
        middle = low + (high - low) * 0.8
        return int(middle) if kind == "integer" else round(float(middle), 2)

    def _text(self, schema: Doc, name: str) -> str:
        if self._reading.mood == "wrong_option" and "option" in name:
            return "opt-nobody-offered"
        text = self._reading.text_for(name)
        return text[: schema["maxLength"]] if "maxLength" in schema else text


def spoil_option(value: Any) -> Any:
    """Replace every option id by one nobody offered, whatever the schema allowed."""
    if isinstance(value, dict):
        return {
            key: "opt-nobody-offered" if key == "option_id" else spoil_option(child)
            for key, child in value.items()
        }
    return [spoil_option(child) for child in value] if isinstance(value, list) else value


def strict_problem(schema: Doc, path: str = "") -> str | None:
    """Return why a schema is not allowed in strict mode, if so."""
    if schema.get("type") == "object" or "properties" in schema:
        names = list(schema.get("properties", {}))
        if schema.get("additionalProperties") is not False:
            return f"In context=({path}), 'additionalProperties' is required to be supplied and to be false."
        missing = [name for name in names if name not in schema.get("required", [])]
        if missing:
            return (
                f"In context=({path}), 'required' must include every key. Missing '{missing[0]}'."
            )
    for key in ("properties", "$defs"):
        for name, child in schema.get(key, {}).items():
            problem = strict_problem(child, f"{path}/{key}/{name}")
            if problem:
                return problem
    items = schema.get("items")
    return strict_problem(items, f"{path}/items") if isinstance(items, dict) else None
