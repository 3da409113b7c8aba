"""What several PMOs declare, declared together."""

from __future__ import annotations

from pmo_toolkit.workspace import read_workspace
from tests.merging.offices import CONFIG, merged, office


def test_names_of_its_own_department_are_those_of_all(tmp_path):
    one = office(
        tmp_path / "one", CONFIG.format(name="one") + 'it_departments = ["Digital", "Tech"]\n'
    )
    other = office(tmp_path / "other")
    merged(tmp_path, one, other)
    names = read_workspace(tmp_path / "joint").department_names
    assert {names.one(name) for name in ("Digital", "tech", "IT", "Information technology")} == {
        "Digital"
    }


def test_where_none_states_them_nothing_is_declared(tmp_path):
    merged(tmp_path, office(tmp_path / "one"), office(tmp_path / "other"))
    text = (tmp_path / "joint" / "workspace.toml").read_text(encoding="utf-8")
    assert "it_departments" not in text
