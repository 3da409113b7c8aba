"""Builds a workspace from the public list of large IT projects of the Government of Canada.

The list, as tabled in 2019, is a real one with few columns: department, title, description, budget
and a date as somebody typed it. Its columns are mapped in ``workspace.toml``; no cell is changed.
The history are the projects that were listed in 2016 as well: the budget of 2016 is their estimate,
the budget restated in 2019 stands for their "actual", which the workspace declares so that every
report says it.

    python tests/real_data/canadian_list.py PUBLIC_DATA_FOLDER WORKSPACE_FOLDER [--first N]
"""

from __future__ import annotations

import argparse
import csv
import shutil
from pathlib import Path

LIST = "portfolio/ca_large_it_projects_{year}.csv"

CONFIG = """\
# Large IT projects of the Government of Canada, as tabled in 2019.
name = "Large IT projects of the Government of Canada, 2019"
as_of = 2019-05-01
decides = "the enterprise PMO"
currency = "CAD"
locale = "en_CA"
date_order = "mdy"
fiscal_year_start = 4

[files]
proposals = "listed_2019.csv"

[columns.proposals]
id = "uniqueId"
title = "projectName"
department = "department"
description = "description"
requested_budget = "totalBudget"
wanted_finish = "rawProvidedDate"

[history]
actual_means = "the budget as restated in the list of 2019, not a final cost"
"""


def build(public_data: Path, folder: Path, first: int | None = None) -> Path:
    """Write the workspace and return its folder.

    Parameters
    ----------
    public_data : Path
        Folder of the public data.
    folder : Path
        Made if absent.
    first : int, optional
        Keep only the first so many proposals.
    """
    folder.mkdir(parents=True, exist_ok=True)
    listed = public_data / LIST.format(year=2019)
    target = folder / "listed_2019.csv"
    if first is None:
        shutil.copyfile(listed, target)
    else:
        rows = _rows(listed)
        with target.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows[:first])
    before = {row["uniqueId"]: row for row in _rows(public_data / LIST.format(year=2016))}
    with (folder / "history.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["project", "title", "department", "estimate_cost", "actual_cost"])
        for now in _rows(listed):
            earlier = before.get(now["uniqueId"])
            if earlier:
                writer.writerow(
                    [
                        now["uniqueId"],
                        now["projectName"],
                        now["department"],
                        earlier["totalBudget"],
                        now["totalBudget"],
                    ]
                )
    (folder / "workspace.toml").write_text(CONFIG, encoding="utf-8")
    return folder


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("public_data", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--first", type=int)
    given = parser.parse_args()
    print(build(given.public_data, given.folder, given.first))
