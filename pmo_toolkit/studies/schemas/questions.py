"""The JSON Schema of ``questions.json``, made from the types of its parts.

Run ``python -m pmo_toolkit.studies.schemas.questions`` to write it anew; a test holds file and
types together.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

import pmo_toolkit
from pmo_toolkit.studies.questions.result import SCHEMA_VERSION, DepartmentPage

#: Where the schema lies in the package.
FILE = Path(pmo_toolkit.__file__).resolve().parent / "schemas" / "questions.schema.json"
_TEXT = {"type": "string"}


def questions_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of ``questions.json``."""
    pages = TypeAdapter(tuple[DepartmentPage, ...])
    departments = pages.json_schema(mode="serialization", ref_template="#/$defs/{model}")
    shared = departments.pop("$defs")
    properties = {
        "departments": departments,
        "schema_version": {"const": SCHEMA_VERSION},
        **dict.fromkeys(
            ("workspace", "decides", "as_of", "valid_until", "input_hash", "version"), _TEXT
        ),
        "currency": {"anyOf": [_TEXT, {"type": "null"}]},
        "price_year": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
        "sample": {"type": "boolean"},
        "seed": {"type": "integer"},
        "proposals": {"type": "object", "additionalProperties": _record("title", "position")},
        "failed": {"type": "array", "items": _record("proposal", "why")},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Questions to departments, schema version {SCHEMA_VERSION}",
        "description": (
            "Every open question and every answer on the pages of departments. Money is in currency"
            " and price_year, probabilities lie between 0 and 1. What could not be assessed is an"
            " object with 'what', 'why' and 'code'."
        ),
        "type": "object",
        "properties": properties,
        "required": sorted(properties),
        "additionalProperties": False,
        "$defs": shared,
    }


def schema_text() -> str:
    """The schema as the file holds it."""
    return json.dumps(questions_schema(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _record(*names: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict.fromkeys(names, _TEXT),
        "required": list(names),
    }


if __name__ == "__main__":
    FILE.write_text(schema_text(), encoding="utf-8")
