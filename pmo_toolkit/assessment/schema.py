"""The JSON Schema of ``assessment.json``, made from the result types themselves.

Run ``python -m pmo_toolkit.assessment.schema`` to write it anew; a test holds file and types
together.
"""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from pmo_toolkit.analysis.money.business_case.case import BusinessCase
from pmo_toolkit.analysis.standing import ProposalStanding
from pmo_toolkit.analysis.uncertainty.delivery_view import Delivery
from pmo_toolkit.assessment.result import JSON_KEYS, SCHEMA_VERSION, Assessment, Context
from pmo_toolkit.core.canonical_json import is_optional

#: Where the schema lies in the package.
FILE = Path(__file__).resolve().parent.parent / "schemas" / "assessment.schema.json"


def assessment_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of an assessment."""
    schema = TypeAdapter(Assessment).json_schema(mode="serialization")
    _flatten(schema)
    del schema["properties"]["reads"], schema["$defs"]["Reads"], schema["$defs"]["Query"]
    _close(schema)
    for part in (BusinessCase, Context, Delivery, ProposalStanding):
        optional = {field.name for field in fields(part) if is_optional(field)}
        required = schema["$defs"][part.__name__]["required"]
        schema["$defs"][part.__name__]["required"] = sorted(set(required) - optional)
    for field in fields(Assessment):  # such as answers, where nobody answered
        if is_optional(field):
            schema["required"].remove(field.name)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = f"Assessment of one proposal, schema version {SCHEMA_VERSION}"
    schema["description"] = (
        "Every number of the report. Money is in context.currency and context.price_year; 'unit'"
        " names the others. What could not be assessed is an object with 'what', 'why' in"
        " words, 'code' from a closed list, and the 'rows' and 'names' concerned."
    )
    return schema


def _flatten(schema: dict[str, Any]) -> None:
    """Lay the fields of the sections side by side, as `Assessment.to_dict` does."""
    for section, keys in JSON_KEYS.items():
        name = schema["properties"].pop(section)["$ref"].rpartition("/")[2]
        described = schema["$defs"].pop(name)["properties"]
        for field_name, key in keys.items():
            title = key.replace("_", " ").title()
            schema["properties"][key] = described[field_name] | {"title": title}


def _close(part: Any) -> None:
    """All fields are written and no others, so that a reader can rely on them."""
    if isinstance(part, dict):
        if "properties" in part:
            part["required"] = sorted(part["properties"])
            part["additionalProperties"] = False
            for each in part["properties"].values():
                if isinstance(each, dict):
                    each.pop("default", None)
        for each in part.values():
            _close(each)
    elif isinstance(part, list):
        for each in part:
            _close(each)


def schema_text() -> str:
    """The schema as the file holds it."""
    return json.dumps(assessment_schema(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(schema_text(), encoding="utf-8")
