"""Small workspaces of invented PMOs."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from pmo_toolkit.merging.base.shapes import Merge
from pmo_toolkit.merging.merge import merge_workspaces

CONFIG = (
    'name = "{name}"\nas_of = "2026-11-22"\ncurrency = "EUR"\nprice_year = 2026\n'
    'hours_per_day = 8\nlocale = "en_GB"\n'
)
PROPOSALS = "id,title,requested_budget\nP-1,{title},1200\n"
GOALS_OF = "id,title,measure\nG-1,Less waste,{}\n"


def office(folder: Path, config: str | None = None, **tables: str) -> Path:
    """A workspace in a folder of its own."""
    folder.mkdir(parents=True)
    stated = CONFIG.format(name=folder.name) if config is None else config
    (folder / "workspace.toml").write_text(stated, encoding="utf-8")
    tables.setdefault("proposals", PROPOSALS.format(title=folder.name))
    for table, text in tables.items():
        (folder / f"{table}.csv").write_text(text, encoding="utf-8")
    return folder


def merged(folder: Path, *paths: Path, **options: Any) -> Merge:
    """The workspaces merged into ``joint``."""
    return merge_workspaces(paths, folder / "joint", **options)


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    """Rows of a table of the merged workspace."""
    text = (folder / "joint" / f"{table}.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def answer(folder: Path, **answers: str) -> None:
    """Fill in answers by kind of question."""
    path = folder / "joint" / "merge_answers.csv"
    held = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    for row in held:
        row["answer"] = answers.get(row["kind"], row["answer"])
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(held[0]))
    writer.writeheader()
    writer.writerows(held)
    path.write_text(text.getvalue(), encoding="utf-8")
