"""Names of IT's own department count as one; every other name means itself."""

from __future__ import annotations

from pmo_toolkit.core.settings.names.departments import DepartmentNames


def test_recognised_names_are_one_called_as_most_rows_call_it() -> None:
    names = DepartmentNames.of({"Information technology": 5, "it": 2, "IT": 1, "Finance": 9})
    assert {names.one(name) for name in ("IT", " it ", "INFORMATION  TECHNOLOGY", "DSI")} == {
        "Information technology"
    }
    assert names.one("Finance") == "Finance"
    assert names.one("IT operations") == "IT operations"
    assert names.spellings == ("IT", "Information technology", "it")
    assert "“IT” and “it” count as the same" in names.sentence


def test_a_workspace_states_its_own_names() -> None:
    names = DepartmentNames.of({"Digital": 5, "ICT": 2}, ("Digital",))
    assert names.one("IT") == names.one("digital") == "Digital"
    assert names.one("ICT") == "ICT"  # not stated, so a department of its own
    assert "what is put to IT counts as the same" in names.sentence


def test_without_such_a_department_it_is_called_it_and_nothing_is_told() -> None:
    for rows in ({}, {"Finance": 1}, {"IT": 3, "Finance": 1}):
        names = DepartmentNames.of(rows)
        assert names.one("IT") == "IT" and names.sentence == ""
    assert DepartmentNames().one("IT") == "IT"
