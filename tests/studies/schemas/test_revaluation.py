"""``revaluation.json`` keeps its published schema, also where little is known."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from pmo_toolkit.studies.revaluation.study import study_revaluation
from pmo_toolkit.studies.schemas.revaluation import FILE, revaluation_schema, schema_text
from tests.studies.revaluation.offers import small_offer


def test_the_file_is_made_from_the_types():
    assert FILE.read_text(encoding="utf-8") == schema_text(), "make docs"
    Draft202012Validator.check_schema(revaluation_schema())


@pytest.fixture(scope="module")
def validator():
    return Draft202012Validator(revaluation_schema())


def test_an_offer_keeps_it_whatever_is_missing(validator, tmp_path):
    validator.validate(small_offer(tmp_path / "full").as_dict())
    folder = tmp_path / "bare"
    folder.mkdir()
    (folder / "proposals.csv").write_text("id,title\nP-1,A portal\n", encoding="utf-8")
    (folder / "services.csv").write_text("id,title\nS-1,Portal\n", encoding="utf-8")
    found = study_revaluation(folder, as_of="2026-12-01")
    validator.validate(found.as_dict())
    assert list(validator.iter_errors(found.as_dict() | {"seconds": 3}))
