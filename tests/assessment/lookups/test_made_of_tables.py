"""What is made of tables is made again where one of them is another, and only there."""

from __future__ import annotations

from pmo_toolkit.assessment.lookups.made_of_tables import made_of_tables
from pmo_toolkit.workspace import load_workspace


def test_it_is_made_again_for_another_table_and_not_for_others(base):
    workspace, made = load_workspace(base), []

    def make():
        made.append(1)
        return len(made)

    def ask(held, also=None):
        return made_of_tables(held, "count", ("risks",), make, also)

    assert ask(workspace) == 1
    risks, goals = workspace.table("risks"), workspace.table("goals")
    other, same = workspace.with_rows("risks", risks[1:]), workspace.with_rows("goals", goals[1:])
    assert [ask(workspace), ask(same), ask(other)] == [1, 1, 2]
    assert [ask(workspace, {"a": 1}), ask(workspace, {"a": 1}), ask(workspace)] == [3, 3, 4]
