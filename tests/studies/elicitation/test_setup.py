"""Who scores what: chosen once, changed later, bounded."""

from __future__ import annotations

import pytest

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.studies.elicitation.journal import Journal
from pmo_toolkit.studies.elicitation.setup import MOST_ROLES, Setup, keep_setup, setup_of


def test_the_last_setup_holds_also_in_another_tab(journal, workspace):
    assert setup_of(journal.entries()) == Setup()
    keep_setup(journal, workspace, "Moderator", ["P-001", "P-002"], ["Architect"])
    roles = ["Architect", " architect ", "", "Head of\toperations"]
    kept = keep_setup(journal, workspace, "Moderator", ["P-002"], roles, ["P-002: effort"])
    assert kept == setup_of(Journal(journal.folder).entries())
    assert kept.roles == ("Architect", "Head of operations")
    assert [quantity.label for quantity in kept.quantities(workspace)] == [
        "P-002: effort of the project"
    ]


@pytest.mark.parametrize(
    ("proposals", "roles", "subjects", "words"),
    [
        ([], ["Architect"], None, "choose a proposal"),
        (["P-999"], ["Architect"], None, "no proposal P-999"),
        (["P-001"], [" "], None, "name who scores"),
        (["P-001"], ["x" * 121], None, "121 characters"),
        (["P-001"], [f"Role {n}" for n in range(MOST_ROLES + 1)], None, "at most 60"),
        (["P-001"], ["Architect"], ["P-002: effort"], "at least one quantity"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(
    journal, workspace, proposals, roles, subjects, words
):
    with pytest.raises(UsageError, match=words):
        keep_setup(journal, workspace, "Moderator", proposals, roles, subjects)
    assert journal.entries() == ()


def test_sixty_scorers_are_not_too_many(journal, workspace):
    roles = [f"Role {n}" for n in range(MOST_ROLES)]
    assert len(keep_setup(journal, workspace, "Moderator", ["P-001"], roles).roles) == 60
