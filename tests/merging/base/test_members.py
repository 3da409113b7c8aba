"""Which workspaces are merged, and under which prefix: bad input is refused with a sentence."""

from __future__ import annotations

import pytest

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.merging.base.members import named_members
from tests.merging.offices import merged, office


def prefixes(folder, *names, **stated):
    paths = [folder / name for name in names]
    for path in paths:
        if not path.exists():
            office(path)
    return [member.prefix for member in named_members(paths, folder / "joint", stated)]


def test_prefixes_come_from_the_names_of_folders(tmp_path):
    assert prefixes(tmp_path, "finance-pmo", "PMO_Sales") == ["FINANCE", "SALES"]
    assert prefixes(tmp_path, "pmo", "Bereich Öl") == ["PMO", "BEREICH"]
    assert prefixes(tmp_path, "finance-pmo", "PMO_Sales", **{"finance-pmo": "F1"})[0] == "F1"


@pytest.mark.parametrize(
    ("stated", "message"),
    [
        ({"a": "F-1"}, "letters a–z and digits"),
        ({"a": "ÄB"}, "letters a–z and digits"),
        ({"a": ""}, "letters a–z and digits"),
        ({"x": "F"}, "none of the workspaces"),
        ({"a": "B"}, "would both have the prefix"),
        ({"a": "b"}, "would both have the prefix"),
    ],
)
def test_prefixes_that_cannot_be(tmp_path, stated, message):
    with pytest.raises(UsageError, match=message):
        prefixes(tmp_path, "a", "b", **stated)


def test_two_folders_of_one_name_need_a_prefix(tmp_path):
    with pytest.raises(UsageError, match="--prefix"):
        prefixes(tmp_path, "one/pmo", "two/pmo")


def test_a_workspace_is_named_once(tmp_path):
    one = office(tmp_path / "a")
    link = tmp_path / "link"
    link.symlink_to(one)
    for again in (one, link, tmp_path / "x" / ".." / "a", one / "."):
        with pytest.raises(UsageError, match=r"the same workspace|no such workspace"):
            named_members([one, again], tmp_path / "joint", {})
    with pytest.raises(UsageError, match="at least two"):
        named_members([one], tmp_path / "joint", {})
    with pytest.raises(UsageError, match="no such workspace"):
        named_members([one, tmp_path / "missing"], tmp_path / "joint", {})


def test_a_copy_of_a_workspace_is_no_second_one(tmp_path):
    tables = {"proposals": "id,title\nP-1,A\n"}
    with pytest.raises(UsageError, match="the very same tables"):
        merged(tmp_path, office(tmp_path / "a", **tables), office(tmp_path / "b", **tables))


def test_the_target_lies_outside_of_the_workspaces(tmp_path):
    one, other = office(tmp_path / "a"), office(tmp_path / "b")
    (tmp_path / "link").symlink_to(one)
    busy = tmp_path / "busy"
    busy.mkdir()
    (busy / "notes.txt").write_text("mine")
    for into, message in (
        (one, "itself"),
        (one / "joint", "lies inside the workspace"),
        (tmp_path, "lies inside --into"),
        (tmp_path / "link", "links are not followed"),
        (one / "proposals.csv", "this is a file"),
        (busy, "no merge wrote"),
    ):
        with pytest.raises(UsageError, match=message):
            named_members([one, other], into, {})
    assert sorted(path.name for path in one.iterdir()) == ["proposals.csv", "workspace.toml"]
