"""The detectors: what can be wrong with a parcel, and exactly when each one speaks up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from exceptions.models.rule import Kind
from exceptions.rules import delivery, transit
from exceptions.rules.base import Detector, Finding, Thresholds

DETECTORS: Mapping[Kind, Detector] = {
    detector.kind: detector for detector in (*transit.DETECTORS, *delivery.DETECTORS)
}

__all__ = ["DETECTORS", "Detector", "Finding", "Thresholds", "example", "parse_thresholds"]

SAYINGS = {
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
}


def parse_thresholds(kind: str, raw: object) -> Thresholds:
    """Return `raw` as the typed thresholds of `kind`; raises ValueError in an admin's words."""
    if kind not in Kind.values:
        raise ValueError(f"There is no detector “{kind}”.")
    model = DETECTORS[Kind(kind)].thresholds
    if raw in (None, ""):
        raw = {}
    if not isinstance(raw, dict):
        raise ValueError(f"Write the thresholds as {example(model)}.")
    settable = [name for name, field in model.model_fields.items() if not field.exclude]
    if unknown := [str(name) for name in raw if name not in settable]:
        raise ValueError(f"“{unknown[0]}” is not a threshold of this rule. {_offer(model)}")
    if flags := [name for name, value in raw.items() if isinstance(value, bool)]:
        raise ValueError(f"“{flags[0]}” must be a whole number.")
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise ValueError(" ".join(_say(dict(each)) for each in error.errors())) from error


def example(model: type[Thresholds]) -> str:
    """Return the defaults of `model` as an admin would type them: {"days": 2}."""
    return model().model_dump_json()


def _offer(model: type[Thresholds]) -> str:
    defaults = example(model)
    return "It has none." if defaults == "{}" else f"It takes {defaults}."


def _say(error: dict[str, Any]) -> str:
    name = str(error["loc"][0])
    saying = SAYINGS.get(error["type"], "cannot be used")
    return f"“{name}” {saying.format(**error.get('ctx', {}))}."
