"""A facilitation of some proposals of the sample, made once for all tests that look at it."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

import pandas as pd

from pmo_toolkit import Facilitation, Settings, Workspace, load_workspace, study_facilitation
from pmo_toolkit.core.places import place

#: Two advised ones that may ask for the same as another, a contradiction, an enabler with what
#: hangs on it, and ideas of which hardly anything is known.
SOME = ("P-003", "P-009", "P-012", "P-013", "P-016", "P-018", "P-020", "P-021", "P-023")
QUICK = Settings.of(draws=1024)


def write_some(folder: Path) -> Path:
    """Write the sample with some of its proposals, without the history that takes most time."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(place("sample") / "workspace.toml", folder)
    for path in place("sample").glob("*.csv"):
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
        named = [name for name in ("proposal", "item", "from", "to", "a", "b") if name in table]
        kept = table
        if path.stem == "proposals":
            kept = table[table["id"].isin(SOME)]
        elif path.stem in ("costs", "demand"):
            kept = table[table["option"].map(lambda name: f"P-{name[2:5]}").isin(SOME)]
        elif path.stem != "flow":
            for name in named:
                others = kept[name].str.startswith("P-") & ~kept[name].isin(SOME)
                kept = kept[~others]
        if path.stem != "history":
            kept.to_csv(folder / path.name, index=False)
    return folder


@cache
def some_workspace() -> Workspace:
    """That workspace, read."""
    with tempfile.TemporaryDirectory() as folder:
        return load_workspace(write_some(Path(folder) / "some"))


@cache
def some() -> Facilitation:
    """These proposals together."""
    return study_facilitation(some_workspace(), settings=QUICK)
