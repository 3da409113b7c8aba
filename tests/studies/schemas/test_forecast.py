"""What ``pmo forecast --json`` writes keeps its published schema, also where little is known."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.studies.flow.study import FlowQuestion, study_flow, study_flow_table
from pmo_toolkit.studies.schemas.forecast import FILE, forecast_schema, schema_text


@pytest.fixture(scope="module")
def validator():
    return Draft202012Validator(forecast_schema())


def test_the_file_is_made_from_the_types():
    assert FILE.read_text(encoding="utf-8") == schema_text(), "make docs"
    Draft202012Validator.check_schema(forecast_schema())


@pytest.mark.parametrize("question", [{"weeks": 4, "backtest": True}, {"items": 9}])
def test_forecasts_keep_it(validator, question, tmp_path):
    asked = FlowQuestion(**question)
    small = tmp_path / "small.csv"
    small.write_text("week,items\n2024-01-01,0\n2024-01-08,-1\n", encoding="utf-8")
    for study in (study_flow("sample", question=asked), study_flow_table(small, asked)):
        validator.validate(json.loads(canonical_json(study.as_dict())))


def test_what_it_does_not_know_is_refused(validator):
    made = json.loads(canonical_json(study_flow("sample").as_dict()))
    assert list(validator.iter_errors(made | {"rank": 1}))
    assert list(validator.iter_errors(made | {"n_origins": "many"}))
