"""The hash of a proposal's inputs.

Whatever changes its assessment changes it, and little else does.
"""

from __future__ import annotations

import csv
import random
import shutil
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from pmo_toolkit.assessment import assess_prepared, prepare
from pmo_toolkit.assessment.inputs import Inputs
from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.core.errors import Grade
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.sample import write_sample
from pmo_toolkit.studies.comparison import compare_proposals
from pmo_toolkit.workspace import read_workspace

#: Coarse draws: what is computed from a changed cell changes all the same.
QUICK = Settings().with_overrides({"draws": 512, "standing_draws": 500})
TABLES = (
    "proposals", "goals", "proposal_goals", "capabilities", "proposal_capabilities", "options", "costs", "benefits",
    "dependencies", "demand", "risks", "criteria", "activities", "judgements", "notes", "services", "stakeholders",
    "capacity", "in_flight", "history",
)  # fmt: skip


@pytest.fixture(scope="module")
def base(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("inputs") / "ws"
    write_sample(folder, proposals=4)
    return folder


@cache
def assessed(folder: Path) -> tuple[dict[str, str], dict[str, str], tuple[str, str]]:
    """Hash and assessment of each proposal that can be assessed, the hash apart.

    And of the comparison.
    """
    workspace = read_workspace(folder, settings=QUICK)
    ready = prepare(workspace)
    known = [each for each in workspace.proposal_ids if each not in workspace.failed]
    hashes, found = {}, {}
    for each in known:
        made = assess_prepared(ready, each).to_dict()
        hashes[each] = made["provenance"].pop("input_hash")
        found[each] = canonical_json(made)
    assert hashes == {
        each: value for each, value in Inputs(workspace).all().items() if each in hashes
    }
    return hashes, found, compared(ready, known[0])


def compared(ready, proposal: str) -> tuple[str, str]:
    made = compare_proposals(ready.workspace, proposal, as_of=ready.as_of)
    return made.input_hash, repr(
        (made.titles, made.standing, made.second_opinions, made.workspace, made.decides)
    )


def columns(folder: Path) -> list[tuple[str, str]]:
    found = []
    for table in TABLES:
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            found += [(table, column) for column in next(csv.reader(file))]
    return found


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


def judged(before, after) -> tuple[list[str], list[str]]:
    """Proposals whose assessment changed behind an unchanged hash.

    Those whose hash changed for nothing.
    """
    (old_hashes, old, _), (hashes, found, _) = before, after
    both = old_hashes.keys() & hashes.keys()
    missed = [
        each for each in both if hashes[each] == old_hashes[each] and found[each] != old[each]
    ]
    needless = [
        each for each in both if hashes[each] != old_hashes[each] and found[each] == old[each]
    ]
    return missed, needless


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
        missed, idle = judged(before, after)
        assert not missed, (
            f"{table}.{column}: the assessments of {missed} changed, their hashes did not"
        )
        assert after[2][0] != before[2][0] or after[2][1] == before[2][1], (
            f"{table}.{column}: the comparison"
        )
        changed += sum(after[0][each] != before[0].get(each) for each in after[0])
        needless += len(idle)
        where += [f"{table}.{column} {len(idle)}"] if idle else []
        shutil.rmtree(target)
    return changed, needless, where


def test_a_change_that_shows_changes_the_hash(base, tmp_path):
    """One column of each table that an assessment reads; `make slow` goes through all of them."""
    wanted = [
        ("proposals", "requested_budget"),
        ("goals", "weight"),
        ("costs", "mode"),
        ("dependencies", "strength"),
    ]
    wanted += [("judgements", "value"), ("notes", "text")]
    changed, needless, where = sweep(base, tmp_path, wanted, 1)
    assert changed >= 6
    assert needless <= changed * 0.3, where


@pytest.mark.slow
@pytest.mark.parametrize("table", TABLES)
def test_every_column_of_every_table(base, tmp_path, table):
    wanted = [each for each in columns(base) if each[0] == table]
    changed, needless, where = sweep(base, tmp_path, wanted, 2)
    print(
        f"{table}: {len(wanted)} columns, {changed} hashes changed, {needless} of them needlessly:"
        f" {where}"
    )


@pytest.mark.parametrize("column", ["need", "requested_budget", "description"])
def test_a_proposals_own_words_concern_it_alone(base, tmp_path, column):
    target = with_another_cell(base, tmp_path / "ws", "proposals", column, random.Random(3))
    before, after = (Inputs(read_workspace(each)).all() for each in (base, target))
    assert sum(before[each] != after[each] for each in before) == 1


def test_its_title_concerns_those_that_name_it_too(base, tmp_path):
    target = tmp_path / "ws"
    shutil.copytree(base, target)
    path = target / "proposals.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("One front door", "A front door"), encoding="utf-8"
    )
    before, after = (Inputs(read_workspace(each)) for each in (base, target))
    assert before.of("P-001") != after.of("P-001")
    assert before.comparison != after.comparison


@pytest.mark.parametrize("table", ["services", "capacity", "stakeholders", "in_flight"])
def test_tables_that_no_assessment_reads_do_not_matter(base, tmp_path, table):
    target = tmp_path / "ws"
    shutil.copytree(base, target)
    (target / f"{table}.csv").unlink()
    assert Inputs(read_workspace(base)).all() == Inputs(read_workspace(target)).all()


def test_the_order_of_the_table_of_proposals_does_not_matter(base, tmp_path):
    target = tmp_path / "ws"
    shutil.copytree(base, target)
    path = target / "proposals.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([head, *reversed(rows), ""]), encoding="utf-8")
    assert Inputs(read_workspace(base)).all() == Inputs(read_workspace(target)).all()


def test_settings_file_and_rows_set_aside_concern_all(base, tmp_path):
    first = Inputs(read_workspace(base)).all()
    for name, text in (
        ("workspace.toml", 'decides = "the board"\n'),
        ("goals.csv", "G-99,x,,,,,,,heavy\n"),
    ):
        target = tmp_path / name.partition(".")[0] / base.name
        shutil.copytree(base, target)
        path = target / name
        old = path.read_text(encoding="utf-8")
        path.write_text(text if name.endswith("toml") else old + text, encoding="utf-8")
        changed = Inputs(read_workspace(target)).all()
        assert not set(first.values()) & set(changed.values())


@pytest.mark.slow
def test_ten_thousand_proposals_take_seconds(tmp_path):
    import time

    write_sample(tmp_path / "ws", proposals=2000)
    workspace = read_workspace(tmp_path / "ws")
    start = time.monotonic()
    assert len(set(Inputs(workspace).all().values())) == 2000
    assert time.monotonic() - start < 8  # a fifth of ten thousand; 1 s on a quiet machine


@pytest.fixture(scope="module")
def paired(base, tmp_path_factory) -> Path:
    """The same workspace with criteria compared in pairs and with stated correlations."""
    folder = tmp_path_factory.mktemp("paired") / "ws"
    shutil.copytree(base, folder)
    criteria = (folder / "criteria.csv").read_text(encoding="utf-8").replace("swing", "AHP")
    (folder / "criteria.csv").write_text(criteria, encoding="utf-8")
    ids = [line.split(",")[0] for line in criteria.splitlines()[1:]]
    rows = [
        f"{role},{a},{b},{k + 2}"
        for k, role in enumerate(("Head", "Lead"))
        for a in ids
        for b in ids
        if a < b
    ]
    (folder / "comparisons.csv").write_text(
        "\n".join(["scorer_role,criterion,other,ratio", *rows]), encoding="utf-8"
    )
    ready = prepare(folder)
    for each in ready.workspace.proposal_ids:
        groups = sorted(
            {str(name) for name in ready.rows("costs", each)["correlation_group"].dropna()}
        )
        if len(groups) > 1:
            text = f"proposal,one,other,correlation\n{each},{groups[0]},{groups[1]},0.5\n"
            (folder / "correlations.csv").write_text(text, encoding="utf-8")
            return folder
    raise AssertionError("no proposal of the sample has two groups")


def test_comparisons_and_correlations_that_show_change_the_hash(paired, tmp_path):
    changed, needless, where = sweep(
        paired, tmp_path, [("comparisons", "ratio"), ("correlations", "correlation")], 5
    )
    assert changed >= 5 and needless <= 1, where


def test_a_comparison_concerns_all_proposals_and_a_correlation_its_own(base, paired, tmp_path):
    before = Inputs(read_workspace(paired))
    other = with_another_cell(
        paired, tmp_path / "a" / "ws", "comparisons", "ratio", random.Random(1)
    )
    after = Inputs(read_workspace(other))
    assert all(before.of(each) != after.of(each) for each in before.workspace.proposal_ids)
    assert before.comparison != after.comparison
    other = with_another_cell(
        paired, tmp_path / "b" / "ws", "correlations", "correlation", random.Random(1)
    )
    after = Inputs(read_workspace(other))
    assert sum(before.of(each) != after.of(each) for each in before.workspace.proposal_ids) == 1
    assert before.comparison == after.comparison


def test_empty_optional_tables_change_nothing(base, tmp_path):
    target = tmp_path / "ws"
    shutil.copytree(base, target)
    (target / "comparisons.csv").write_text("scorer_role,criterion,other,ratio\n", encoding="utf-8")
    (target / "correlations.csv").write_text("proposal,one,other,correlation\n", encoding="utf-8")
    before, after = (Inputs(read_workspace(each)) for each in (base, target))
    assert before.all() == after.all() and before.comparison == after.comparison
