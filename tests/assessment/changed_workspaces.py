"""Workspaces in which a cell says something else, and what that does to the hash of the inputs."""

from __future__ import annotations

import csv
import random
import shutil
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pmo_toolkit.assessment import assess_prepared, prepare
from pmo_toolkit.assessment.answers import Answers
from pmo_toolkit.assessment.lookups.queries import Reads
from pmo_toolkit.assessment.reader import Reader, read_for_comparison
from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.core.errors import Grade
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.studies.comparison import compare_proposals
from pmo_toolkit.workspace import Workspace, read_workspace

#: Coarse draws: what is computed from a changed cell changes all the same.
QUICK = Settings().with_overrides({"draws": 512, "standing_draws": 500})

TABLES = (
    "proposals",
    "goals",
    "proposal_goals",
    "capabilities",
    "proposal_capabilities",
    "options",
    "costs",
    "benefits",
    "dependencies",
    "demand",
    "risks",
    "criteria",
    "activities",
    "judgements",
    "notes",
    "services",
    "stakeholders",
    "capacity",
    "in_flight",
    "history",
)


@dataclass(frozen=True)
class Assessed:
    """Reads and assessment of each proposal, the hash apart; and the comparison."""

    workspace: Workspace
    reads: dict[str, Reads]
    found: dict[str, str]
    comparison: tuple[str, str]


@cache
def assessed(folder: Path) -> Assessed:
    """Every proposal of a workspace assessed, and one compared with the others."""
    workspace = read_workspace(folder, settings=QUICK)
    ready = prepare(workspace)
    known = [each for each in workspace.proposal_ids if each not in workspace.failed]
    reads, found = {}, {}
    for each in known:
        made = assess_prepared(ready, each)
        reads[each] = made.reads
        content = made.to_dict()
        assert content["provenance"].pop("input_hash") == made.reads.input_hash
        found[each] = canonical_json(content)
    # who reads the workspace anew finds the same answers
    assert hashes(read_workspace(folder, settings=QUICK), reads) == {
        each: read.input_hash for each, read in reads.items()
    }
    return Assessed(workspace, reads, found, compared(ready, known[0]))


def hashes(workspace: Workspace, reads: dict[str, Reads]) -> dict[str, str]:
    """Hash of the answers that a workspace gives to what was read of another."""
    answers = Answers(workspace)
    return {each: answers.hash_of(read.queries) for each, read in reads.items()}


def all_reads(workspace: Workspace) -> dict[str, Reads]:
    """What assessments of a workspace read."""
    ready = prepare(workspace, settings=QUICK)
    return {each: assess_prepared(ready, each).reads for each in workspace.proposal_ids}


def comparison_hash(folder: Path) -> str:
    """Hash of what a comparison of proposals reads."""
    reader = Reader(Answers(read_workspace(folder)))
    read_for_comparison(reader)
    return reader.reads.input_hash


def compared(ready, proposal: str) -> tuple[str, str]:
    """Hash of the inputs of a comparison, and what it says."""
    made = compare_proposals(ready.workspace, proposal, as_of=ready.as_of)
    return made.input_hash, repr(
        (made.titles, made.standing, made.second_opinions, made.workspace, made.decides)
    )


def columns(folder: Path) -> list[tuple[str, str]]:
    """Table and column, for every column of a workspace."""
    found = []
    for table in TABLES:
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            found += [(table, column) for column in next(csv.reader(file))]
    return found


def redone(base: Path, target: Path) -> list[str]:
    """Proposals of which something that was read says something else in another workspace."""
    reads = assessed(base).reads
    found = hashes(read_workspace(target, settings=QUICK), reads)
    return [each for each, read in reads.items() if found[each] != read.input_hash]


def with_another_cell(
    folder: Path, target: Path, table: str, column: str, chance: random.Random
) -> Path | None:
    """A copy of the workspace in which one cell of a column says something else.

    None if no cell would do.
    """
    shutil.copytree(folder, target)
    path = target / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    filled = [row for row in rows if row[column]] or rows
    row = chance.choice(filled)
    row[column] = another(row[column], [each[column] for each in rows], chance)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    troubles = read_workspace(target, settings=QUICK).troubles
    before = Counter(each.grade for each in read_workspace(folder, settings=QUICK).troubles)
    grades = Counter(each.grade for each in troubles)
    return None if any(grades[each] > before[each] for each in (Grade.FAULT, Grade.ROW)) else target


def another(text: str, others: list[str], chance: random.Random) -> str:
    """Something else that a cell may say."""
    try:
        number = float(text)
    except ValueError:
        words = sorted({each for each in others if each and each != text})
        few = len(set(others)) < len(others) / 2 or len(text) < 12
        return chance.choice(words) if few and words else f"{text} indeed"
    return (
        f"{number * 1.25 + 0.5 * (number == 0):g}"
        if number != int(number)
        else str(int(number) + 1)
    )


def sweep(
    base: Path, tmp_path: Path, wanted: list[tuple[str, str]], seed: int
) -> tuple[int, int, list[str]]:
    """Change one cell of each wanted column.

    How many hashes changed, how many of them needlessly, and where.
    """
    before, chance = assessed(base), random.Random(seed)
    changed, needless, where = 0, 0, []
    for number, (table, column) in enumerate(wanted):
        target = with_another_cell(base, tmp_path / str(number) / base.name, table, column, chance)
        if target is None:
            continue
        after = assessed(target)
        known = {each: read for each, read in before.reads.items() if each in after.reads}
        resumed = hashes(after.workspace, known)
        redone = [each for each in known if resumed[each] != known[each].input_hash]
        other = [each for each in known if after.found[each] != before.found[each]]
        missed, idle = set(other) - set(redone), set(redone) - set(other)
        assert not missed, (
            f"{table}.{column}: the assessments of {missed} changed, their hashes did not"
        )
        fresh = [each for each in known if after.reads[each] != known[each]]
        assert set(fresh) == set(redone), (
            f"{table}.{column}: a fresh hash differs from a resumed one"
        )
        (old_hash, old), (new_hash, new) = before.comparison, after.comparison
        assert new_hash != old_hash or new == old, f"{table}.{column}: the comparison"
        changed += len(redone)
        needless += len(idle)
        where += [f"{table}.{column} {len(idle)}"] if idle else []
        shutil.rmtree(target)
    return changed, needless, where
