"""What an assessment reads decides the hash of its inputs.

Whatever changes an assessment changes the hash, and little else does.
"""

from __future__ import annotations

import ast
import csv
import json
import random
import shutil
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.assessment import assess_prepared, prepare
from pmo_toolkit.assessment import proposal as steps
from pmo_toolkit.assessment.answers import Answers
from pmo_toolkit.assessment.queries import Query, Reads
from pmo_toolkit.assessment.reader import Reader, read_for_comparison
from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.core.errors import Grade
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.sample import write_sample
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
#: Modules whose functions are the steps of an assessment.
STEPS = ("proposal", "views", "deepening", "provenance", "notes")


@pytest.fixture(scope="module")
def base(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("inputs") / "ws"
    write_sample(folder, proposals=4)
    return folder


@dataclass(frozen=True)
class Assessed:
    """Reads and assessment of each proposal, the hash apart; and the comparison."""

    workspace: Workspace
    reads: dict[str, Reads]
    found: dict[str, str]
    comparison: tuple[str, str]


@cache
def assessed(folder: Path) -> Assessed:
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
    reader = Reader(Answers(read_workspace(folder)))
    read_for_comparison(reader)
    return reader.reads.input_hash


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
def test_every_column_of_every_table(base, tmp_path):
    wanted = columns(base)
    changed, needless, where = sweep(base, tmp_path, wanted, 2)
    told = (
        f"{len(wanted)} columns, {changed} hashes changed, {needless} of them needlessly: {where}"
    )
    print(told)
    assert changed > 100
    assert needless < changed * 0.3, told


def test_a_new_read_counts_by_itself(base, tmp_path, monkeypatch):
    """A step that begins to read another table needs to be entered nowhere."""
    before = all_reads(read_workspace(base))
    real = steps.context_of

    def reading_more(reader):
        reader.rows("services", columns=("title",))
        return real(reader)

    monkeypatch.setattr(steps, "context_of", reading_more)
    after = all_reads(read_workspace(base))
    assert not {read.input_hash for read in before.values()} & {
        read.input_hash for read in after.values()
    }
    other = with_another_cell(base, tmp_path / "ws", "services", "title", random.Random(3))
    changed = read_workspace(other)
    assert all(hashes(changed, after)[each] != read.input_hash for each, read in after.items())
    assert all(hashes(changed, before)[each] == read.input_hash for each, read in before.items())


@pytest.mark.parametrize("module", STEPS)
def test_the_steps_of_an_assessment_have_no_workspace(module):
    """They are given a reader, so that nothing is read past it."""
    path = find_spec(f"pmo_toolkit.assessment.{module}").origin
    tree = ast.parse(Path(path).read_text(encoding="utf-8"))
    past = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("workspace", "_answers", "answers")
    ]
    assert past == []


def test_rows_tell_their_place_in_the_file_only_where_it_is_read(base):
    reader = Reader(Answers(read_workspace(base)))
    assert list(reader.rows("costs")["_row"][:3]) == [0, 1, 2]
    shown = reader.rows("costs", columns=("_row",))["_row"]
    assert sorted(shown)[:3] == [2, 3, 4]
    assert "_row" not in reader.rows("costs", columns=("mode",))


def test_sources_are_noted_as_they_are_looked_at(base):
    reader = Reader(Answers(read_workspace(base)))
    assert reader.sources["costs"] == "costs.csv"
    assert "targets" not in reader.sources
    assert [query.where for query in reader.reads.queries] == [
        (("of", ("costs",)),),
        (("of", ("targets",)),),
    ]


TEXTS = st.text(max_size=5)
QUERIES = st.builds(
    Query,
    TEXTS,
    st.dictionaries(TEXTS, st.lists(TEXTS, max_size=3).map(tuple), max_size=2).map(
        lambda where: tuple(where.items())
    ),
    st.lists(TEXTS, max_size=3).map(tuple),
)


@given(st.lists(QUERIES, max_size=4))
def test_queries_travel_as_json(queries):
    reads = Reads("0" * 64, tuple(queries))
    assert Reads.from_dict(json.loads(json.dumps(reads.as_dict()))) == reads


@pytest.mark.parametrize(
    "record", [{}, {"subject": "a", "where": []}, {"subject": "a", "where": {"b": "c"}}]
)
def test_what_is_no_query_is_refused(record):
    with pytest.raises((KeyError, TypeError, AttributeError)):
        Query.from_dict(record)


def test_the_order_of_queries_does_not_matter_and_an_unknown_one_has_an_answer(base):
    answers = Answers(read_workspace(base))
    queries = [Query("goals"), Query("nobody's"), Query("costs", (("option", ("O-1",)),))]
    assert answers.hash_of(queries) == answers.hash_of([*reversed(queries), queries[0]])


@pytest.mark.parametrize("column", ["need", "requested_budget", "description"])
def test_a_proposals_own_words_concern_it_alone(base, tmp_path, column):
    target = with_another_cell(base, tmp_path / "ws", "proposals", column, random.Random(3))
    assert len(redone(base, target)) == 1


def redone(base: Path, target: Path) -> list[str]:
    """Proposals of which something that was read says something else in another workspace."""
    reads = assessed(base).reads
    found = hashes(read_workspace(target, settings=QUICK), reads)
    return [each for each, read in reads.items() if found[each] != read.input_hash]


def test_its_title_concerns_those_that_name_it_too(base, tmp_path):
    target = tmp_path / base.name
    shutil.copytree(base, target)
    path = target / "proposals.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("One front door", "A front door"), encoding="utf-8"
    )
    assert "P-001" in redone(base, target)
    assert comparison_hash(base) != comparison_hash(target)


@pytest.mark.parametrize("table", ["services", "capacity", "stakeholders", "in_flight"])
def test_tables_that_no_assessment_reads_do_not_matter(base, tmp_path, table):
    target = tmp_path / base.name
    shutil.copytree(base, target)
    (target / f"{table}.csv").unlink()
    assert redone(base, target) == []


def test_the_order_of_the_table_of_proposals_does_not_matter(base, tmp_path):
    target = tmp_path / base.name
    shutil.copytree(base, target)
    path = target / "proposals.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([head, *reversed(rows), ""]), encoding="utf-8")
    assert redone(base, target) == []


def test_rows_above_ones_own_do_not_matter(base, tmp_path):
    """The number of a row in its file is read only where it is shown."""
    target = tmp_path / base.name
    shutil.copytree(base, target)
    path = target / "costs.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([head, "", *rows, ""]), encoding="utf-8")
    assert redone(base, target) == []


def test_settings_file_and_rows_set_aside_concern_all(base, tmp_path):
    for name, text in (
        ("workspace.toml", 'decides = "the board"\n'),
        ("goals.csv", "G-99,x,,,,,,,heavy\n"),
    ):
        target = tmp_path / name.partition(".")[0] / base.name
        shutil.copytree(base, target)
        path = target / name
        old = path.read_text(encoding="utf-8")
        path.write_text(text if name.endswith("toml") else old + text, encoding="utf-8")
        assert redone(base, target) == list(assessed(base).reads)


@pytest.mark.slow
def test_ten_thousand_proposals_take_seconds(tmp_path):
    import time

    write_sample(tmp_path / "ws", proposals=2000)
    workspace = read_workspace(tmp_path / "ws", settings=QUICK)
    ids = [each for each in workspace.proposal_ids if each not in workspace.failed]
    known = assess_prepared(prepare(workspace), ids[0]).reads.queries
    start = time.process_time()
    answers = Answers(workspace)
    found = {answers.hash_of([renamed(query, ids[0], each) for query in known]) for each in ids}
    assert len(found) == len(ids)
    assert time.process_time() - start < 8  # a fifth of ten thousand; 1 s on a quiet machine


def renamed(query: Query, old: str, new: str) -> Query:
    """The same question about another proposal."""
    where = tuple(
        (name, tuple(new if key == old else key for key in keys)) for name, keys in query.where
    )
    return Query(query.subject, where, query.columns)


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
            {
                str(name)
                for name in ready.reader(each).of_options("costs")["correlation_group"].dropna()
            }
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


def test_a_comparison_concerns_all_proposals_and_a_correlation_its_own(paired, tmp_path):
    other = with_another_cell(
        paired, tmp_path / "a" / paired.name, "comparisons", "ratio", random.Random(1)
    )
    assert redone(paired, other) == list(assessed(paired).reads)
    assert comparison_hash(paired) != comparison_hash(other)
    other = with_another_cell(
        paired, tmp_path / "b" / paired.name, "correlations", "correlation", random.Random(1)
    )
    assert len(redone(paired, other)) == 1
    assert comparison_hash(paired) == comparison_hash(other)


def test_empty_optional_tables_change_nothing(base, tmp_path):
    target = tmp_path / base.name
    shutil.copytree(base, target)
    (target / "comparisons.csv").write_text("scorer_role,criterion,other,ratio\n", encoding="utf-8")
    (target / "correlations.csv").write_text("proposal,one,other,correlation\n", encoding="utf-8")
    assert redone(base, target) == []
    assert comparison_hash(base) == comparison_hash(target)
