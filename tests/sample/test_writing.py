"""The sample organisation is written whole or not at all, and its texts are sound."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pmo_toolkit.core.errors import ExitCode, Grade, UsageError
from pmo_toolkit.sample import make_sample, write_sample, writing
from pmo_toolkit.sample.content import _theme, links, themes
from pmo_toolkit.workspace import read_workspace


def test_texts_read_as_written_by_hand():
    for theme in themes():
        assert len(theme.need) > 80 and theme.need.endswith(".")
        texts = [theme.title, theme.need, theme.description or "", theme.risk_of_not_doing or ""]
        texts += [each["title"] for each in (*theme.options, *theme.benefits, *theme.risks)]
        for each in texts:
            assert "  " not in each and each == each.strip() and "lorem" not in each.lower()
            assert not re.search(r"\b(Mr|Ms|Mrs|Dr)\b", each)
    assert len({theme.title for theme in themes()}) == len({theme.key for theme in themes()}) == 24
    assert [theme.number for theme in themes()] == list(range(1, 25))


def test_links_name_what_is_there():
    keys = {theme.key for theme in themes()}
    assert all(
        link["from"] in keys and (link["to"] in keys or re.match(r"[FSC]-\d", link["to"]))
        for link in links()
    )


def test_a_misspelt_entry_is_refused():
    with pytest.raises(ValueError, match="unknown entries"):
        _theme({"key": "x", "number": 1, "titel": "x"})


# Writing.


def test_writes_a_workspace_that_reads_without_fault(tmp_path):
    folder = tmp_path / "deep" / "down"
    written = write_sample(folder, proposals=40, seed=1)
    assert sorted(written) == sorted(folder.iterdir())
    assert written[0].name == "workspace.toml" and b"\r" not in b"".join(
        path.read_bytes() for path in written
    )
    workspace = read_workspace(folder)
    assert [str(each) for each in workspace.troubles if each.grade is not Grade.FINDING] == []
    assert workspace.exit_code is ExitCode.OK
    assert len(workspace.tables["proposals"]) == 40


def test_each_line_of_the_config_is_explained(sample):
    for line in (sample / "workspace.toml").read_text(encoding="utf-8").splitlines():
        assert not line or "#" in line, line


def test_nothing_is_written_over(tmp_path):
    (tmp_path / "goals.csv").write_text("mine")
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(UsageError, match=r"goals\.csv already"):
        write_sample(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"goals.csv", "notes.txt"}
    assert (tmp_path / "goals.csv").read_text() == "mine"
    (tmp_path / "goals.csv").unlink()
    written = write_sample(tmp_path)
    assert (tmp_path / "notes.txt").read_text() == "mine"
    with pytest.raises(UsageError, match=f"and {len(written) - 3} more"):
        write_sample(tmp_path)


def test_a_link_to_nowhere_is_not_written_through(tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "costs.csv").symlink_to(tmp_path / "elsewhere.csv")
    with pytest.raises(UsageError, match=r"costs\.csv"):
        write_sample(tmp_path / "there")
    assert not (tmp_path / "elsewhere.csv").exists()


def test_a_file_is_not_a_folder(tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(UsageError, match="is a file"):
        write_sample(tmp_path / "file")
    with pytest.raises(UsageError, match="cannot be written"):
        write_sample(tmp_path / "file" / "below")
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("name", ["x" * 300, "nul\0byte", "a/" + "y" * 300])
def test_a_name_that_no_folder_can_have(tmp_path, name):
    with pytest.raises(UsageError, match="cannot be written"):
        write_sample(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("there", [False, True])
def test_a_full_disk_leaves_nothing_behind(tmp_path, monkeypatch, there):
    folder = tmp_path / "a" / "b"
    if there:
        folder.mkdir(parents=True)
        (folder / "notes.txt").write_text("mine")
    real = Path.open

    def full(self, *arguments, **more):
        if self.name == "history.csv":
            raise OSError(28, "No space left on device")
        return real(self, *arguments, **more)

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(UsageError, match="No space left"):
        write_sample(folder)
    monkeypatch.undo()
    left = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*"))
    assert left == (["a", "a/b", "a/b/notes.txt"] if there else [])


def test_a_file_made_meanwhile_is_kept(tmp_path, monkeypatch):
    folder = tmp_path / "there"
    folder.mkdir()
    real = writing._fill

    def late(place, contents):
        (folder / "risks.csv").write_text("theirs")
        return real(place, contents)

    monkeypatch.setattr(writing, "_fill", late)
    with pytest.raises(UsageError, match="cannot be written"):
        write_sample(folder)
    assert [path.name for path in folder.iterdir()] == ["risks.csv"]
    assert (folder / "risks.csv").read_text() == "theirs"


@pytest.mark.parametrize("proposals", [0, -1, 36_001, 2.0, True, "24", None])
def test_unfit_numbers_of_proposals_are_refused(tmp_path, proposals):
    with pytest.raises(UsageError, match="proposals must be"):
        write_sample(tmp_path / "x", proposals=proposals)
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("seed", [-1, 2**63, 1.5, None])
def test_unfit_seeds_are_refused(seed):
    with pytest.raises(UsageError, match="seed must be"):
        make_sample(1, seed)
