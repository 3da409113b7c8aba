"""Names of files for departments are plain, and no two departments share one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.batch.store.target import is_question_file
from pmo_toolkit.studies.questions.file_names import file_stems


def test_the_name_is_that_of_the_department():
    assert file_stems(["Legal & compliance", "Büro"]) == {
        "Legal & compliance": "questions-legal-compliance",
        "Büro": "questions-buro",
    }


@given(st.lists(st.text(max_size=60), max_size=6))
def test_no_two_departments_share_a_file(names):
    stems = file_stems([*names, "IT", "it", "財務"])
    assert len({stem.casefold() for stem in stems.values()}) == len(stems)
    assert all(is_question_file(f"{stem}.html") for stem in stems.values())
