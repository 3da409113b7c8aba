"""Files that belong together: all old or all new, wherever a process is killed."""

from __future__ import annotations

import pytest

from pmo_toolkit.batch.store import finishing, together
from pmo_toolkit.batch.store.finishing import ON_THE_WAY, finish
from pmo_toolkit.batch.store.folder import LocalFolder
from pmo_toolkit.batch.store.together import take_together

NAMES = ("page.html", "figures.json", "workbook.xlsx")


class Killed(BaseException):
    """Stands for the end of the process."""


@pytest.fixture
def folder(tmp_path):
    for name in NAMES:
        (tmp_path / name).write_text("old")
    return LocalFolder(tmp_path)


def staged_in(folder):
    staged = folder.path / ".staged"
    staged.mkdir()
    for name in NAMES:
        (staged / name).write_text("new")
    return staged


def contents(folder):
    return {name: (folder.path / name).read_text() for name in NAMES}


def test_all_take_their_names(folder):
    take_together(folder, staged_in(folder), NAMES)
    assert set(contents(folder).values()) == {"new"}
    assert not (folder.path / ON_THE_WAY).exists()


@pytest.mark.parametrize("moves", range(7))
def test_wherever_it_is_killed_it_is_the_old_or_the_new_pack(folder, monkeypatch, moves):
    done = []

    def move(source, target, *, sync):
        if len(done) == moves:
            raise Killed
        done.append(target)
        source.rename(target)

    monkeypatch.setattr(together, "move", move)
    monkeypatch.setattr(finishing, "move", move)
    if moves < 6:
        with pytest.raises(Killed):
            take_together(folder, staged_in(folder), NAMES)
    else:
        take_together(folder, staged_in(folder), NAMES)
    monkeypatch.undo()
    finish(folder.path)
    assert set(contents(folder).values()) == {"old" if moves < 3 else "new"}
    assert not (folder.path / ON_THE_WAY).exists()


def test_a_link_of_that_name_is_not_followed(folder, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "page.html").write_text("foreign")
    (folder.path / ON_THE_WAY).symlink_to(elsewhere)
    finish(folder.path)
    assert contents(folder)["page.html"] == "old"
    assert (elsewhere / "page.html").read_text() == "foreign"


def test_what_is_not_made_any_more_goes_even_after_a_kill(folder, monkeypatch):
    gone = folder.path / "gone.html"
    gone.write_text("of an earlier run")

    def killed(path):
        raise Killed

    monkeypatch.setattr(together, "finish", killed)
    with pytest.raises(Killed):
        take_together(folder, staged_in(folder), NAMES, [gone.name, "never-there.html"])
    assert gone.exists()
    monkeypatch.undo()
    finish(folder.path)
    assert not gone.exists()
    assert set(contents(folder).values()) == {"new"}
    assert not (folder.path / ON_THE_WAY).exists()


def test_only_files_of_the_folder_itself_can_go(folder, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "kept.html"
    outside.write_text("kept")
    take_together(folder, staged_in(folder), NAMES, [f"../{outside.parent.name}/kept.html"])
    assert outside.read_text() == "kept"
