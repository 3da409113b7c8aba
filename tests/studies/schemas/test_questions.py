"""``questions.json`` keeps its published schema."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from pmo_toolkit.studies.schemas.questions import FILE, questions_schema, schema_text
from tests.department_pages import two_pages


def test_the_file_is_made_from_the_types():
    assert FILE.read_text(encoding="utf-8") == schema_text(), "make docs"
    Draft202012Validator.check_schema(questions_schema())


@pytest.mark.parametrize("change", [{}, {"failed": [{"proposal": "P-3", "why": "no id"}]}])
def test_questions_and_answers_keep_it(change):
    Draft202012Validator(questions_schema()).validate(two_pages().as_dict() | change)


def test_what_it_does_not_know_is_refused():
    validator = Draft202012Validator(questions_schema())
    assert list(validator.iter_errors(two_pages().as_dict() | {"seconds": 3}))
