"""The JSON Schema of ``moderation.json``, made from the types of its parts.

Run ``python -m pmo_toolkit.studies.schemas.moderation`` to write it anew; a test holds file and
types together.
"""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any, get_type_hints

from pydantic import TypeAdapter

import pmo_toolkit
from pmo_toolkit.studies.portfolio.result import SCHEMA_VERSION, Portfolio

#: Where the schema lies in the package.
FILE = Path(pmo_toolkit.__file__).resolve().parent / "schemas" / "moderation.schema.json"
#: Keys of the file that hold a field of the portfolio under another name, or as it is.
_RENAMED = {"proposals": "lines", "inputs": "digests"}
_AS_FIELDS = (
    *("proposals", "groups", "sentences", "asked", "robust", "rank_reversals", "scenarios"),
    *("scenarios_not_run", "beside", "cost_alone", "notes", "frontier", "waterline", "balance"),
    *(
        "dissent",
        "questions",
        "changes",
        "turning",
        "track_record",
        "inputs",
        "input_hash",
        "version",
        "seed",
    ),
)
_TEXT = {"type": "string"}
_TEXT_OR_NOTHING = {"anyOf": [{"type": "string"}, {"type": "null"}]}


def moderation_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of ``moderation.json``."""
    types = get_type_hints(Portfolio)
    known = {field.name for field in fields(Portfolio)}
    adapters: list[tuple[str, Any, TypeAdapter[Any]]] = []
    for key in _AS_FIELDS:
        name = _RENAMED.get(key, key)
        assert name in known, name
        adapters.append((key, "serialization", TypeAdapter(types[name])))
    parts, shared = TypeAdapter.json_schemas(adapters, ref_template="#/$defs/{model}")
    properties = {key: parts[key, "serialization"] for key, _, _ in adapters}
    properties |= {
        "schema_version": {"const": SCHEMA_VERSION},
        **dict.fromkeys(("workspace", "decides", "as_of", "valid_until"), _TEXT),
        "currency": _TEXT_OR_NOTHING,
        "price_year": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
        "sample": {"type": "boolean"},
        "units": {"type": "object", "additionalProperties": _TEXT},
        "settings_changed": {"type": "object"},
        "facilitation": {
            "type": "object",
            "description": "As facilitation.json (facilitation.schema.json), or why it is not"
            " assessed.",
        },
        "failed": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"proposal": _TEXT, "why": _TEXT},
                "required": ["proposal", "why"],
            },
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Portfolio for moderation, schema version {SCHEMA_VERSION}",
        "description": (
            "Every number of the portfolio's page and workbook. Money is in the unit that"
            " units.money names, shares and probabilities lie between 0 and 1. What could not be"
            " assessed is an object with 'what', 'why' and 'code'."
        ),
        "type": "object",
        "properties": properties,
        "required": sorted(properties),
        "additionalProperties": False,
        "$defs": shared.get("$defs", {}),
    }


def schema_text() -> str:
    """The schema as the file holds it."""
    return json.dumps(moderation_schema(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(schema_text(), encoding="utf-8")
