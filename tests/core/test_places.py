"""Shipped files are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmo_toolkit.core import places


def test_places_of_a_checkout(project):
    assert places.place("templates") == project / "templates"
    assert (places.place("templates") / "report" / "index.html.j2").is_file()
    assert places.place("notebooks").is_dir()
    assert places.place("sample").is_dir()


def test_an_installed_wheel_wins(tmp_path, monkeypatch):
    shipped = tmp_path / "pmo_toolkit" / "_shipped" / "templates"
    shipped.mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    monkeypatch.setattr(places, "files", lambda _: Path(tmp_path / "pmo_toolkit"))
    assert places.place("templates") == shipped
    with pytest.raises(FileNotFoundError, match="notebooks"):
        places.place("notebooks")


def test_other_names_are_refused():
    with pytest.raises(ValueError, match="templates, notebooks, sample"):
        places.place("../etc")


def test_every_template_is_listed_and_there():
    folder = places.templates()
    assert sorted(places.TEMPLATES) == sorted(
        p.relative_to(folder).as_posix() for p in folder.rglob("*.*")
    )
