"""The JSON Schema of what ``pmo forecast --json`` writes, made from the types of its parts.

Run ``python -m pmo_toolkit.studies.schemas.forecast`` to write it anew; a test holds file and
types together.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

import pmo_toolkit
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.flow.deliveries import Deliveries
from pmo_toolkit.analysis.flow.measures import FlowMeasures
from pmo_toolkit.analysis.flow.promises import SHARES
from pmo_toolkit.analysis.flow.regimes import Regime
from pmo_toolkit.analysis.flow.shapes import share_name
from pmo_toolkit.studies.flow.result import SCHEMA_VERSION

#: Where the schema lies in the package.
FILE = Path(pmo_toolkit.__file__).resolve().parent / "schemas" / "forecast.schema.json"
_NOTHING = {"type": "null"}
_TEXT = {"type": "string"}
_TEXT_OR_NOTHING = {"type": ["string", "null"]}
_WHOLE_OR_NOTHING = {"type": ["integer", "null"]}
_TEXTS = {"type": "array", "items": _TEXT}


def forecast_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a forecast."""
    parts, shared = TypeAdapter.json_schemas(
        [
            ("regime", "serialization", TypeAdapter(Regime | None)),
            ("regimes", "serialization", TypeAdapter(list[Regime])),
            ("not_assessed", "serialization", TypeAdapter(NotAssessed | None)),
            ("measures", "serialization", TypeAdapter(FlowMeasures | NotAssessed)),
            ("deliveries", "serialization", TypeAdapter(Deliveries | NotAssessed)),
        ],
        ref_template="#/$defs/{model}",
    )
    of_team = {key: part for (key, _), part in parts.items()} | _shared_properties()
    of_team |= {
        "n_origins_by_share": _by_share({"type": "integer"}),
        "first_week": _TEXT_OR_NOTHING,
        "last_week": _TEXT_OR_NOTHING,
        "n_weeks": {"type": "integer"},
        "own_errors": {"type": "integer"},
        "resampled_last_12": _or_nothing(_by_share({"type": "integer"})),
        "recent": {"type": "array", "items": {"type": "number"}},
        "remarks": _TEXTS,
    }
    optional = {
        "done_by": _by_share(_TEXT_OR_NOTHING),
        "methods": {"type": "object", "additionalProperties": _method()},
        "origins": {"type": "array", "items": _origin()},
    }
    whole = _shared_properties() | {
        "schema_version": {"const": SCHEMA_VERSION},
        "source": _TEXT,
        "sample": {"type": "boolean"},
        "as_of": _TEXT,
        "team": _TEXT_OR_NOTHING,
        "regime": of_team["regime"],
        "teams": {"type": "array", "items": _closed(of_team, optional)},
        "findings": {"type": "array", "items": _finding()},
        "input_hash": _TEXT,
        "version": _TEXT,
        "settings_changed": {"type": "object"},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Forecast by throughput, schema version {SCHEMA_VERSION}",
        "description": (
            "How many items in some weeks ('unit' items), or in how many weeks some items are done"
            " ('unit' weeks), with chances of 50, 80, 85 and 95 %. 'coverage' is the share of past"
            " weeks ('n_origins') at which such a promise was kept; of several teams together it"
            " stands at the top, where 'forecast' is then null: each team's stands in 'teams'."
        ),
        **_closed(whole),
        "$defs": shared.get("$defs", {}),
    }


def _shared_properties() -> dict[str, Any]:
    return {
        "weeks": _WHOLE_OR_NOTHING,
        "items": _WHOLE_OR_NOTHING,
        "unit": {"enum": ["items", "weeks"]},
        "team": _TEXT,
        "coverage": _by_share({"type": ["number", "null"]}),
        "n_origins": {"type": "integer"},
        "forecast": _or_nothing(_by_share(_WHOLE_OR_NOTHING)),
        "remark": _TEXT_OR_NOTHING,
    }


def _by_share(of_each: dict[str, Any]) -> dict[str, Any]:
    return _closed({share_name(share): of_each for share in SHARES})


def _or_nothing(part: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [part, _NOTHING]}


def _method() -> dict[str, Any]:
    return _closed(
        {
            "coverage": _by_share({"type": ["number", "null"]}),
            "n_origins": {"type": "integer"},
            "width": {"type": ["number", "null"]},
        }
    )


def _origin() -> dict[str, Any]:
    number = {"type": ["number", "null"]}
    return _closed({"week": _TEXT, "promised": _by_share(number), "actual": number})


def _finding() -> dict[str, Any]:
    rows = {"type": "array", "items": {"type": "integer"}}
    return _closed({"grade": _TEXT, "column": _TEXT_OR_NOTHING, "what": _TEXT, "rows": rows})


def _closed(properties: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties | (optional or {}),
        "required": sorted(properties),
        "additionalProperties": False,
    }


def schema_text() -> str:
    """The schema as the file holds it."""
    return json.dumps(forecast_schema(), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(schema_text(), encoding="utf-8")
