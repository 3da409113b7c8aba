"""The sample organisation: valid, deterministic, plausible, and written whole or not at all."""

from __future__ import annotations

import math
import re
from graphlib import CycleError, TopologicalSorter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandera.errors import SchemaErrors

from pmo_toolkit.analysis.uncertainty.activities import predecessors_in
from pmo_toolkit.core.errors import Grade
from pmo_toolkit.sample import DEFAULT_PROPOSALS, DEFAULT_SEED, make_sample, write_sample
from pmo_toolkit.sample.cases import make_cases
from pmo_toolkit.sample.content import themes
from pmo_toolkit.workspace import read_workspace
from pmo_toolkit.workspace.dictionary.tables import RANGES, TABLES

AS_OF = pd.Timestamp("2026-11-22")
SAFE_ID = re.compile(r"[A-Z]-[0-9]{2,6}(-[A-Z0-9]{1,5})?")


@pytest.fixture(scope="module")
def text():
    """The default sample, as written."""
    return make_sample()


@pytest.fixture(scope="module")
def tables(text):
    """The default sample, typed."""
    return {name: typed(name, table) for name, table in text.items()}


def typed(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """A table of text with the types of its schema, without any of the reader's help."""
    made = {}
    for column, schema in TABLES[name].columns.items():
        cells = table[column] if column in table else pd.Series([""] * len(table), dtype="str")
        cells = cells.mask(cells.isin(["", "TBD"]))
        dtype = str(schema.dtype)
        if dtype == "float64":
            made[column] = cells.astype(float)
        elif dtype.startswith("datetime"):
            made[column] = pd.to_datetime(cells, format="ISO8601").astype("datetime64[ns]")
        elif dtype == "boolean":
            made[column] = cells.map({"yes": True, "no": False}).astype("boolean")
        else:
            made[column] = cells.astype("str")
    return pd.DataFrame(made).assign(_row=np.arange(2, len(table) + 2))


def assert_sound(text: dict[str, pd.DataFrame]) -> None:
    """Everything that any sample must keep, whatever its size and seed."""
    tables = {name: typed(name, table) for name, table in text.items()}
    for name, table in tables.items():
        TABLES[name].validate(table, lazy=True)
        for column, schema in TABLES[name].columns.items():
            _assert_cells(table[column].dropna(), schema.metadata, tables)
        for low, mode, high in RANGES.get(name, ()):
            stated = table[[low, mode, high]].dropna()
            assert (stated[low] <= stated[mode]).all() and (stated[mode] <= stated[high]).all(), (
                name
            )
    assert_no_circle(tables["dependencies"])


def _assert_cells(cells: pd.Series, metadata: dict, tables: dict[str, pd.DataFrame]) -> None:
    kind = metadata["kind"]
    if kind in ("integer", "rating"):
        assert (cells % 1 == 0).all()
    if kind == "id":
        assert all(map(SAFE_ID.fullmatch, cells))
    if metadata.get("vocabulary"):
        assert set(cells) <= set(metadata["vocabulary"])
    if kind == "reference":
        homes = [home.split(".") for home in metadata["refers_to"].split("|")]
        assert set(cells) <= {each for table, column in homes for each in tables[table][column]}


def assert_no_circle(dependencies: pd.DataFrame) -> None:
    """What must come after what has an order."""
    graph: dict[str, set[str]] = {}
    for _, row in dependencies[dependencies["type"].isin(["requires", "enables"])].iterrows():
        graph.setdefault(row["from"], set()).add(row["to"])
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("proposals", [1, 2, 7, 24, 60])
@pytest.mark.parametrize("seed", [DEFAULT_SEED, 0, 7])
def test_every_sample_is_sound(proposals, seed):
    made = make_sample(proposals, seed)
    assert len(made["proposals"]) == proposals
    assert_sound(made)


@settings(max_examples=8)
@given(proposals=st.integers(1, 90), seed=st.integers(0, 2**63 - 1))
def test_any_size_and_seed_is_sound(proposals, seed):
    assert_sound(make_sample(proposals, seed))


def test_the_soundness_test_can_fail(text):
    def broken(table, column, value):
        changed = text[table].copy()
        changed.loc[0, column] = value
        return text | {table: changed}

    for table, column, value in [
        ("costs", "low", "99999999"),
        ("costs", "option", "O-999-NONE"),
        ("options", "kind", "cloud"),
        ("options", "id", "../x"),
        ("history", "user_count", "3.7"),
        ("risks", "probability", "1.5"),
    ]:
        with pytest.raises((AssertionError, SchemaErrors)):
            assert_sound(broken(table, column, value))
    with pytest.raises(CycleError):
        assert_no_circle(
            pd.DataFrame(
                {"from": ["P-1", "P-2"], "to": ["P-2", "P-1"], "type": ["requires", "enables"]}
            )
        )


# What the default sample holds.


def test_twenty_four_proposals_from_six_departments(tables):
    proposals = tables["proposals"]
    assert len(proposals) == DEFAULT_PROPOSALS == 24
    assert proposals["department"].nunique() == 6
    assert proposals["title"].is_unique
    assert proposals["id"].iloc[0] == "P-001"
    assert set(tables) == set(TABLES) - {"tickets", "flow", "rates", "comparisons", "correlations"}
    assert 8 <= len(tables["goals"]) <= 10
    assert tables["capacity"].groupby("role").size().tolist() == [18] * 8
    assert tables["in_flight"]["project"].nunique() == 8


def test_knowledge_is_missing_in_different_ways(text, tables):
    proposals = tables["proposals"]
    ids = set(proposals["id"])
    bare = proposals[proposals["description"].isna()]
    assert 3 <= len(bare) <= 5 and bare["need"].notna().all()
    assert (text["proposals"]["requested_budget"] == "TBD").sum() == 2
    without_options = ids - set(tables["options"]["proposal"]) - set(bare["id"])
    without_benefits = ids - set(tables["benefits"]["proposal"]) - set(bare["id"])
    assert without_options and without_benefits and without_options != without_benefits
    assert 3 <= tables["benefits"]["department"].isna().sum() <= 12
    assert set(tables["options"]["id"]) - set(tables["costs"]["option"]), "one option is not priced"
    assert (
        tables["risks"]["impact_money_mode"].isna().any()
        and tables["risks"]["impact_days_mode"].isna().any()
    )


def test_each_proposal_with_options_has_doing_nothing_among_them(tables):
    options = tables["options"]
    sizes = options.groupby("proposal").size()
    assert sizes.between(2, 5).all()
    assert (
        options[options["kind"] == "nothing"].groupby("proposal").size().reindex(sizes.index) == 1
    ).all()
    assert options.groupby("proposal")["term_months"].nunique().eq(1).all(), (
        "only equal terms can be compared"
    )
    assert tables["costs"].groupby("option").size().between(2, 7).all()
    assert set(options["kind"]) == {"nothing", "minimum", "reuse", "SaaS", "PaaS", "IaaS", "build"}


def test_proposals_hang_on_each_other(tables):
    links = tables["dependencies"]
    requires = links[links["type"] == "requires"]
    assert (requires["to"].value_counts() >= 3).sum() >= 2, "two platforms that several others need"
    proposals = requires[requires["to"].str.startswith("P-")]
    chains = proposals.merge(proposals, left_on="to", right_on="from")
    assert len(chains) == 1, "one chain of three"
    assert requires["to"].str.startswith("F-").any(), "work in flight is waited for"
    assert (links["type"] == "excludes").sum() >= 2
    assert not links.duplicated(["from", "to"]).any()


def test_some_proposals_ask_for_nearly_the_same(tables):
    proposals = tables["proposals"].set_index("id")
    pairs = tables["dependencies"].query("type in ['excludes', 'relates']")
    shared = [
        len(_words(proposals, row["from"]) & _words(proposals, row["to"]))
        / min(len(_words(proposals, row["from"])), len(_words(proposals, row["to"])))
        for _, row in pairs.iterrows()
        if proposals.loc[row["from"], "department"] != proposals.loc[row["to"], "department"]
    ]
    assert sum(share > 0.28 for share in shared) >= 3


def _words(proposals: pd.DataFrame, name: str) -> set[str]:
    text = f"{proposals.loc[name, 'need']} {proposals.loc[name, 'description']}"
    return {word for word in re.findall(r"[a-z]+", text.lower()) if len(word) > 4}


def test_budgets_fit_the_organisation_and_are_mostly_tight(tables):
    asked = tables["proposals"].set_index("id")["requested_budget"].dropna()
    assert asked.between(80_000, 4_000_000).all()
    assert asked.max() / asked.min() > 15 and asked.mean() > 1.2 * asked.median()
    high = _whole_life(tables, "high")
    shared = asked.index.intersection(high.index)
    assert (asked[shared] < high[shared]).mean() > 0.8


def _whole_life(tables: dict[str, pd.DataFrame], column: str) -> pd.Series:
    """Cost over the term of the sponsor's own option, by proposal.

    The own option is the first after doing nothing.
    """
    options = tables["options"]
    own = options[options["kind"] != "nothing"].drop_duplicates("proposal").set_index("id")
    return _option_cost(tables, column)[own.index].set_axis(own["proposal"])


def _option_cost(tables: dict[str, pd.DataFrame], column: str) -> pd.Series:
    options = tables["options"].set_index("id")
    costs = tables["costs"].merge(options[["term_months"]], left_on="option", right_index=True)
    times = np.select(
        [costs["period"] == "per month", costs["period"] == "per year"],
        [costs["term_months"], costs["term_months"] / 12],
        1.0,
    )
    return (costs[column] * times).groupby(costs["option"]).sum().reindex(options.index)


def test_proposals_differ_in_what_they_are_worth(tables):
    money = tables["benefits"].query("unit == 'money per year'")
    mean = (money["low"] + 4 * money["mode"] + money["high"]) / 6
    term = tables["options"].drop_duplicates("proposal").set_index("proposal")["term_months"]
    own = (
        tables["options"]
        .query("kind != 'nothing'")
        .drop_duplicates("proposal")
        .set_index("proposal")
    )
    late = money["proposal"].map(own["months_to_benefit"]).fillna(0)
    months = money["proposal"].map(term) - late - money["ramp_months"] / 2
    gain = (mean * months / 12 * 0.91).groupby(money["proposal"]).sum()
    costs = _option_cost(tables, "mode")
    nothing = tables["options"].query("kind == 'nothing'").set_index("proposal")["id"].map(costs)
    ratio = (gain / (_whole_life(tables, "mode") - nothing)).dropna()
    assert len(ratio) >= 18
    assert (ratio > 1.45).sum() >= 5
    assert ratio.between(0.8, 1.45).sum() >= 5
    assert (ratio < 0.8).sum() >= 4


def test_more_work_is_asked_of_some_roles_than_they_have(tables):
    capacity = tables["capacity"].fillna({"ticket_hours": 0})
    net = capacity["gross_hours"] - capacity[
        ["absence_hours", "run_work_hours", "ticket_hours"]
    ].sum(axis=1)
    left = net.groupby(capacity["role"]).sum()
    options = tables["options"].query("kind != 'nothing'").drop_duplicates("proposal")["id"]
    demand = tables["demand"][tables["demand"]["option"].isin(options)]
    load = (demand["hours_per_month_mode"] * demand["months"]).groupby(demand["role"]).sum() / left
    assert (load > 0.8).sum() >= 2 and (load < 0.7).sum() >= 2
    assert set(demand["role"]) <= set(left.index)
    assert tables["in_flight"]["role"].isin(left.index).all()


def test_three_proposals_have_a_network_that_can_be_finished(tables):
    activities, proposals = tables["activities"], tables["proposals"].set_index("id")
    assert activities["proposal"].nunique() == 3
    for proposal, rows in activities.groupby("proposal"):
        before = {
            row["activity"]: predecessors_in(row["predecessors"])
            for _, row in rows.fillna("").iterrows()
        }
        ends: dict[str, float] = {}
        for name in TopologicalSorter(before).static_order():
            days = rows.loc[rows["activity"] == name, "duration_days_mode"].item()
            ends[name] = days + max((ends[each] for each in before[name]), default=0)
        start, finish = proposals.loc[proposal, ["start_window", "wanted_finish"]]
        asked = (pd.Timestamp(finish) - pd.Timestamp(start)).days
        assert 0.6 * asked < max(ends.values()) < asked, "possible, but not certain"


def test_scorers_disagree(tables):
    judgements = tables["judgements"]
    assert judgements["scorer_role"].nunique() == 5 and judgements["criterion"].nunique() == 5
    assert judgements["value"].between(1, 10).all() and (judgements["time"] <= AS_OF).all()
    spread = judgements.groupby(["item", "criterion"])["value"].agg(np.ptp)
    assert spread.median() >= 2 and spread.quantile(0.9) >= 5
    assert 0.1 < judgements["low"].notna().mean() < 0.5


# The history.


def test_history_is_long_and_has_gaps(tables):
    history = tables["history"]
    assert len(history) == 180 and history["title"].is_unique
    assert history["finish_date"].dt.year.min() <= 2016 and history["finish_date"].max() <= AS_OF
    assert history["size"].isna().mean() == pytest.approx(0.08, abs=0.05)
    assert history["size"].isna().equals(history["size_unit"].isna()), (
        "a size without its unit means nothing"
    )
    days = (history["finish_date"] - history["start_date"]).dt.days
    assert (days == history["actual_duration_days"]).all()
    always = [
        "estimate_effort_person_hours",
        "actual_effort_person_hours",
        "estimate_cost",
        "actual_cost",
        "class",
    ]
    assert history[always].notna().all(axis=None) and (history[always[:4]] > 0).all(axis=None)


@pytest.mark.parametrize("seed", [DEFAULT_SEED, 1, 2])
def test_estimates_fall_short_more_so_for_development(seed):
    history = typed("history", make_sample(1, seed)["history"])
    ratio = history["actual_effort_person_hours"] / history["estimate_effort_person_hours"]
    assert 1.08 <= ratio.median() <= 1.35
    assert ratio.quantile(0.98) > 2.3, "a heavy tail"
    risky = history["class"].isin(["custom development", "integration"])
    calm = history["class"] == "infrastructure"
    assert ratio[risky].median() > ratio[calm].median()
    assert ratio[risky].quantile(0.9) > ratio[calm].quantile(0.9)


@pytest.mark.parametrize("seed", [DEFAULT_SEED, 1, 2])
def test_effort_follows_size_within_a_unit_only(seed):
    history = typed("history", make_sample(1, seed)["history"]).dropna(subset=["size"])
    points = history[history["size_unit"] == "function points"]
    slope, _ = np.polyfit(np.log(points["size"]), np.log(points["actual_effort_person_hours"]), 1)
    assert 0.75 <= slope <= 1.15
    each = history["actual_effort_person_hours"] / history["size"]
    by_unit = each.groupby(history["size_unit"]).median()
    assert by_unit["servers"] > 3 * by_unit["function points"], "units cannot be mixed up"


@pytest.mark.parametrize("seed", [DEFAULT_SEED, 1, 2])
def test_finished_projects_can_be_learnt_from(seed):
    """A regression of log effort on log size and class, left-out tenths predicted.

    SA well above guessing.
    """
    history = typed("history", make_sample(1, seed)["history"]).dropna(subset=["size"])
    units = pd.get_dummies(history["size_unit"], dtype=float)
    classes = pd.get_dummies(history["class"], dtype=float).iloc[:, 1:]
    X = np.column_stack([units, units.mul(np.log(history["size"]), axis=0), classes])
    y = history["actual_effort_person_hours"].to_numpy()
    fold, predicted = np.arange(len(y)) % 10, np.empty(len(y))
    for each in range(10):
        rest = fold != each
        fitted, *_ = np.linalg.lstsq(X[rest], np.log(y[rest]), rcond=1e-8)
        predicted[~rest] = np.exp(X[~rest] @ fitted)
    guess = np.abs(y[:, None] - y[None, :]).sum() / (len(y) * (len(y) - 1))
    assert 0.35 < 1 - np.abs(y - predicted).mean() / guess < 0.8


def test_money_is_of_one_scale_throughout(tables):
    history, costs = tables["history"], tables["costs"]
    an_hour = (history["actual_cost"] / history["actual_effort_person_hours"]).median()
    assert 95 <= an_hour <= 140
    once = costs[costs["period"] == "once"].groupby("option")["mode"].sum()
    own = tables["options"].query("kind != 'nothing'").drop_duplicates("proposal")["id"]
    assert 0.4 < once.reindex(own).median() / history["actual_cost"].median() < 2.5
    labour = costs.query("correlation_group == 'labour'")
    assert ((labour["high"] - labour["mode"]) > (labour["mode"] - labour["low"])).mean() > 0.95


# Size, seed, bytes.


def test_titles_of_many_proposals_differ():
    cases = make_cases(10_000, 3)
    assert len({case.theme.title for case in cases}) == 10_000
    assert len({case.id for case in cases}) == 10_000 and cases[0].id == "P-00001"
    assert max(len(case.theme.title) for case in cases) < 120
    assert {case.theme.department for case in cases} == {theme.department for theme in themes()}


def test_the_largest_sample_still_has_different_titles():
    from pmo_toolkit.sample.tables import MOST_PROPOSALS

    assert len({case.theme.title for case in make_cases(MOST_PROPOSALS, 0)}) == MOST_PROPOSALS


def test_a_larger_sample_begins_with_a_smaller_one(text):
    larger = make_sample(60)
    for name, table in text.items():
        pd.testing.assert_frame_equal(larger[name].iloc[: len(table)], table)


def test_same_arguments_same_bytes_other_seed_other_bytes(tmp_path):
    def content(folder, **arguments):
        return {
            path.name: path.read_bytes() for path in write_sample(tmp_path / folder, **arguments)
        }

    first = content("a", proposals=30, seed=5)
    np.random.default_rng().random()
    assert content("b", proposals=30, seed=5) == first
    other = content("c", proposals=30, seed=6)
    assert other["costs.csv"] != first["costs.csv"] and other["goals.csv"] == first["goals.csv"]


def test_the_shipped_sample_is_what_the_generator_writes(tmp_path, sample):
    fresh = {path.name: path.read_bytes() for path in write_sample(tmp_path / "fresh")}
    assert {path.name: path.read_bytes() for path in sample.iterdir()} == fresh


def test_the_shipped_sample_reads_with_findings_only(sample, tables):
    workspace = read_workspace(sample)
    assert {each.grade for each in workspace.troubles} == {Grade.FINDING}
    assert workspace.config.sample and "fictional" in workspace.config.name
    assert pd.Timestamp(workspace.config.as_of) == AS_OF
    assert (workspace.config.currency, workspace.config.price_year) == ("EUR", 2026)
    for name, table in tables.items():
        assert len(workspace.tables[name]) == len(table), name
    read = workspace.tables["history"]["actual_cost"]
    assert math.isclose(read.sum(), tables["history"]["actual_cost"].sum())
