"""Reports of another workspace are not mixed in; the same one is known again whatever changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmo_toolkit.batch.ownership import refuse_other_workspace
from pmo_toolkit.batch.store.manifest import Manifest
from pmo_toolkit.core.errors import ExitCode, UsageError
from pmo_toolkit.workspace.configuration.config import NO_NAME
from tests.batch.manifests import RENDERED

TITLES = {
    "P-001": "One front door for customer requests",
    "P-002": "Work orders on tablets",
    "P-003": "Invoices without paper",
}
OTHERS = {"P-001": "New payroll", "P-002": "Archive in the cloud", "P-003": "Fleet telematics"}


def held(name: str = NO_NAME, titles: dict[str, str] = TITLES) -> Manifest:
    entries = tuple(replace(RENDERED, id=key, title=title) for key, title in titles.items())
    return Manifest(workspace=name, is_sample=False, state="done", proposals=entries)


def accepted(manifest: Manifest, name: str | None, titles: dict[str, str]) -> bool:
    try:
        refuse_other_workspace(manifest, "reports", name=name, titles=titles)
    except UsageError as error:
        assert error.exit_code == ExitCode.BAD_INPUT
        assert "reports holds reports of another workspace" in str(error)
        return False
    return True


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        (None, TITLES),
        ("Client A", TITLES),  # a name is stated now
        (None, TITLES | {"P-004": "A new one", "P-005": "And another"}),
        (None, {"P-002": "Work orders on tablets"}),  # the others were withdrawn
        (None, TITLES | {"P-001": "Something else entirely"}),
        (None, {key: f"{title} (v2)" for key, title in TITLES.items()}),
        (None, TITLES | {"P-001": "", "P-002": ""}),  # rows with faults have no title
    ],
)
def test_the_same_workspace_is_known_again_by_its_proposals(name, titles):
    assert accepted(held(), name, titles)


def test_a_subset_that_was_assessed_is_known_again():
    assert accepted(held(titles={"P-002": TITLES["P-002"]}), None, TITLES)


def test_one_name_is_one_workspace_even_if_all_proposals_are_new():
    assert accepted(held("Client A"), "Client A", {"Q-1": "Next year"})


def test_another_name_is_the_same_workspace_where_most_reports_are_known_again():
    assert accepted(held("Client A"), "Client A, 2027", TITLES)
    one_alike = OTHERS | {"P-002": TITLES["P-002"]}
    assert not accepted(held("Client A"), "Client B", one_alike)


@pytest.mark.parametrize("name", [None, "Client B"])
@pytest.mark.parametrize("manifest", [held(), held("Client A")])
@pytest.mark.parametrize("titles", [OTHERS, {"X-1": "Another id"}])
def test_another_client_is_refused_even_with_the_same_ids(manifest, name, titles):
    assert not accepted(manifest, name, titles)


def test_a_folder_without_reports_is_free():
    assert accepted(held("Client A", {}), "Client B", OTHERS)


def test_the_message_names_whose_reports_they_are_and_what_to_do():
    with pytest.raises(UsageError, match=r"'Client A' \(P-001, P-002, P-003\).*another --out"):
        refuse_other_workspace(held("Client A"), "reports", name="B", titles=OTHERS)
