"""``moderation.json`` keeps its published schema, also where little is known."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from pmo_toolkit import study_portfolio
from pmo_toolkit.studies.schemas.moderation import FILE, moderation_schema, schema_text
from tests.portfolios import three


def test_the_file_is_made_from_the_types():
    assert FILE.read_text(encoding="utf-8") == schema_text(), "make docs"
    Draft202012Validator.check_schema(moderation_schema())


@pytest.fixture(scope="module")
def validator():
    return Draft202012Validator(moderation_schema())


def test_a_portfolio_with_scenarios_keeps_it(validator):
    validator.validate(three().as_dict())


def test_a_portfolio_of_titles_keeps_it(validator, tmp_path):
    (tmp_path / "proposals.csv").write_text("id,title\nP-1,A portal\n", encoding="utf-8")
    validator.validate(study_portfolio(tmp_path, as_of="2026-11-28").as_dict())


def test_what_it_does_not_know_is_refused(validator):
    data = three().as_dict()
    assert list(validator.iter_errors(data | {"seconds": 3}))
    assert list(validator.iter_errors(data | {"seed": "seven"}))
