"""Symbolic links in the folder of results are not followed: what they lead to stays as it is."""

from __future__ import annotations

import os

import pytest

from pmo_toolkit.batch.store.folder import LocalFolder
from pmo_toolkit.batch.store.target import target
from pmo_toolkit.core.errors import ExitCode, UsageError
from pmo_toolkit.core.file_lock import LOCK_NAME, FolderLock
from tests.batch.fakes import tree
from tests.batch.tiny import make_workspace

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links need rights on this system")


@pytest.fixture
def victim(tmp_path):
    """A folder of somebody else, with files of the names that a run writes."""
    folder = tmp_path / "victim"
    folder.mkdir()
    for name in ("report.html", "assessment.json", "assessment.ipynb", ".x.pmo-tmp"):
        (folder / name).write_text("mine", encoding="utf-8")
    return folder


def contents(folder):
    return {name: (folder / name).read_bytes() for name in sorted(tree(folder))}


@pytest.mark.parametrize("resume", (False, True))
@pytest.mark.parametrize("known", (False, True))
def test_a_link_in_place_of_a_proposals_folder_is_refused(batch, fake, out, victim, resume, known):
    workspace = make_workspace(["P-1", "P-2"])
    batch(workspace, ids=[] if known else ["P-2"])
    if known:
        for path in (out / "P-1").iterdir():
            path.unlink()
        (out / "P-1").rmdir()
    (out / "P-1").symlink_to(victim)
    before, fake.asked = contents(victim), []
    with pytest.raises(UsageError, match=r"P-1 is a symbolic link.*Remove the link") as told:
        batch(workspace, resume=resume)
    assert told.value.exit_code is ExitCode.BAD_INPUT and fake.asked == []
    assert contents(victim) == before
    assert batch(workspace, ids=["P-2"]).exit_code is ExitCode.OK, "the others can go on"
    assert contents(victim) == before


@pytest.mark.parametrize("name", (LOCK_NAME, "manifest.json", "manifest.jsonl"))
@pytest.mark.parametrize("exists", (False, True))
def test_a_link_in_place_of_a_file_of_the_run_is_refused(batch, fake, out, tmp_path, name, exists):
    workspace = make_workspace(["P-1"])
    batch(workspace)
    (out / name).unlink(missing_ok=True)
    aim = tmp_path / "aim"
    if exists:
        aim.write_text("mine", encoding="utf-8")
    (out / name).symlink_to(aim)
    fake.asked.clear()
    with pytest.raises(UsageError, match="is a symbolic link"):
        batch(workspace)
    assert fake.asked == []
    assert aim.read_text(encoding="utf-8") == "mine" if exists else not aim.exists()


def test_links_inside_a_proposals_folder_are_replaced_not_followed(batch, fake, out, victim):
    workspace = make_workspace(["P-1"])
    batch(workspace)
    (out / "P-1" / "report.html").unlink()
    (out / "P-1" / "report.html").symlink_to(victim / "report.html")
    before = contents(victim)
    batch(workspace)
    assert contents(victim) == before
    assert not (out / "P-1" / "report.html").is_symlink()


def test_a_link_that_appears_later_is_not_followed_either(tmp_path, victim):
    folder = LocalFolder(tmp_path / "out")
    folder.path.mkdir()
    (folder.path / "P-1").symlink_to(victim)
    (folder.path / "manifest.jsonl").symlink_to(victim / "report.html")
    (folder.path / LOCK_NAME).symlink_to(victim / "report.html")
    (tmp_path / "staged").write_text("ours", encoding="utf-8")
    before = contents(victim)
    for deed in (
        lambda: folder.take(tmp_path / "staged", "P-1/report.html"),
        lambda: folder.remove("P-1/report.html"),
        lambda: folder.append("manifest.jsonl", ["{}"]),
    ):
        with pytest.raises(OSError, match="symbolic link"):
            deed()
    with pytest.raises(UsageError, match="is a symbolic link"), FolderLock(folder.path):
        pass
    with folder.staging():
        pass
    assert contents(victim) == before


def test_the_folder_itself_may_be_named_through_a_link(tmp_path, workspace_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with target(tmp_path / "link", workspace_path) as folder:
        assert folder.path == (tmp_path / "real").resolve()
