"""The JSON Schema of ``revaluation.json``, made from the types of its parts.

Run ``python -m pmo_toolkit.studies.schemas.revaluation`` to write it anew; a test holds file and
types together.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_type_hints

from pydantic import TypeAdapter

import pmo_toolkit
from pmo_toolkit.studies.revaluation.result import SCHEMA_VERSION, Revaluation
from pmo_toolkit.studies.schemas.forecast import forecast_schema
from pmo_toolkit.studies.tickets.result import SCHEMA_VERSION as TICKETS_VERSION
from pmo_toolkit.studies.tickets.result import TicketStudy

#: Where the schema lies in the package.
FILE = Path(pmo_toolkit.__file__).resolve().parent / "schemas" / "revaluation.schema.json"
_AS_FIELDS = (
    *("capabilities", "outcomes", "services", "thin", "unrated", "remarks"),
    "questions",
    *("workspace", "as_of", "currency", "price_year", "input_hash", "version", "seed"),
    *("services_left_out", "rules"),
)
_TEXT = {"type": "string"}


def revaluation_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of ``revaluation.json``."""
    types = get_type_hints(Revaluation)
    adapters: list[tuple[str, Any, TypeAdapter[Any]]] = [
        (name, "serialization", TypeAdapter(types[name])) for name in _AS_FIELDS
    ]
    parts, shared = TypeAdapter.json_schemas(adapters, ref_template="#/$defs/{model}")
    properties = {name: parts[name, "serialization"] for name in _AS_FIELDS}
    tickets, flow = _tickets(), forecast_schema()
    shared_parts = {
        **flow.pop("$defs"),
        **tickets.pop("$defs"),
        **shared.get("$defs", {}),
    }
    del flow["$schema"]
    properties |= {
        "schema_version": {"const": SCHEMA_VERSION},
        "sample": {"type": "boolean"},
        "tickets": tickets,
        "flow": flow,
        "annual_cost": {
            "type": "number",
            "description": "Money a year of all services whose cost is known.",
        },
        "without_cost": {"type": "array", "items": _TEXT},
        "failed": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"proposal": _TEXT, "why": _TEXT},
                "required": ["proposal", "why"],
                "additionalProperties": False,
            },
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "IT's offer, seen from the business",
        "description": "What `pmo revalue` leaves: what IT offers, tickets and flow.",
        "type": "object",
        "additionalProperties": False,
        "required": sorted(properties),
        "properties": properties,
        "$defs": shared_parts,
    }


def _tickets() -> dict[str, Any]:
    """What `TicketStudy.as_dict` gives, with the parts that it refers to under ``$defs``."""
    schema = TypeAdapter(TicketStudy).json_schema(mode="serialization")
    schema["properties"]["schema_version"] = {"const": TICKETS_VERSION}
    schema["required"] = sorted(schema["properties"])
    schema["additionalProperties"] = False
    return schema


def schema_text() -> str:
    """The schema as the file holds it."""
    return json.dumps(revaluation_schema(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(schema_text(), encoding="utf-8")
