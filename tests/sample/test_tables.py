"""What the tables of the default sample hold is plausible."""

from __future__ import annotations

import re
from graphlib import TopologicalSorter

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.uncertainty.schedule.activities import predecessors_in
from pmo_toolkit.sample import DEFAULT_PROPOSALS
from pmo_toolkit.workspace.dictionary.tables import TABLES
from tests.sample.typed_tables import AS_OF


def test_twenty_four_proposals_from_six_departments(tables):
    proposals = tables["proposals"]
    assert len(proposals) == DEFAULT_PROPOSALS == 24
    assert proposals["department"].nunique() == 6
    assert proposals["title"].is_unique
    assert proposals["id"].iloc[0] == "P-001"
    absent = {"rates", "comparisons", "correlations"}
    assert set(tables) == set(TABLES) - absent
    assert 8 <= len(tables["goals"]) <= 10
    assert tables["capacity"].groupby("role").size().tolist() == [24] * 8
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
    assert len(chains) == 2, "a chain of three, and one proposal more that hangs on it"
    assert requires["to"].str.startswith("F-").any(), "work in flight is waited for"
    ends = tables["services"].set_index("id")["contract_end"].reindex(requires["to"]).dropna()
    assert len(ends) == 2, "services are built on, and their contracts end"
    assert (links["type"] == "excludes").sum() >= 2
    assert not links.duplicated(["from", "to"]).any()


def test_some_proposals_ask_for_nearly_the_same(tables):
    proposals = tables["proposals"].set_index("id")
    pairs = tables["dependencies"].query("type in ['excludes', 'relates']")
    pairs = pairs[pairs["to"].isin(proposals.index)]
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
    left, asked = _hours_left(tables), _hours_asked(tables)
    roles = set(left.index.get_level_values("role"))
    load = asked.groupby(["role", "month"])["hours"].sum().reindex(left.index, fill_value=0.0)
    overloaded = (load > left).groupby("role").sum()
    assert (overloaded >= 8).sum() >= 3, "several roles have too little for all in many months"
    assert (overloaded <= 3).any(), "and one has enough in nearly all"
    assert (left.groupby("role").min() < 0).sum() == 2, "running work alone overloads two"
    assert set(tables["demand"]["role"]) - roles == {"control room operator"}, "asked, not nought"
    assert tables["in_flight"]["role"].isin(roles).all()


def _hours_left(tables: dict[str, pd.DataFrame]) -> pd.Series:
    """Hours of a role and month that running things, tickets and work under way leave."""
    capacity = tables["capacity"].fillna({"ticket_hours": 0})
    taken = capacity[["absence_hours", "run_work_hours", "ticket_hours"]].sum(axis=1)
    net = (capacity["gross_hours"] - taken).set_axis(
        pd.MultiIndex.from_frame(capacity[["role", "month"]])
    )
    for _, work in tables["in_flight"].iterrows():
        finish = work["finish_estimate"]
        months = net.loc[[work["role"]]].index
        until = months[-1][1] if pd.isna(finish) else finish.to_period("M").to_timestamp()
        net.loc[[at for at in months if at[1] <= until]] -= work["hours_per_month"]
    return net


def _hours_asked(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Hours of a role and month that sponsors' own options take from their wished starts on."""
    own = tables["options"].query("kind != 'nothing'").drop_duplicates("proposal")
    starts = tables["proposals"].set_index("id")["start_window"]
    rows = tables["demand"].merge(own, left_on="option", right_on="id")
    return pd.DataFrame(
        [
            {
                "role": row["role"],
                "hours": row["hours_per_month_mode"],
                "month": pd.Timestamp(starts[row["proposal"]])
                + pd.DateOffset(months=int(row["start_month"]) - 1 + step),
            }
            for _, row in rows.iterrows()
            for step in range(int(row["months"]))
        ]
    )


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


def test_money_is_of_one_scale_throughout(tables):
    history, costs = tables["history"], tables["costs"]
    an_hour = (history["actual_cost"] / history["actual_effort_person_hours"]).median()
    assert 95 <= an_hour <= 140
    once = costs[costs["period"] == "once"].groupby("option")["mode"].sum()
    own = tables["options"].query("kind != 'nothing'").drop_duplicates("proposal")["id"]
    assert 0.4 < once.reindex(own).median() / history["actual_cost"].median() < 2.5
    labour = costs.query("correlation_group == 'labour'")
    assert ((labour["high"] - labour["mode"]) > (labour["mode"] - labour["low"])).mean() > 0.95


def test_a_contradiction_is_there_on_purpose(tables):
    links = tables["dependencies"].set_index(["from", "to"])["type"]
    back = [
        pair
        for pair, kind in links.items()
        if kind == "requires" and links.get(pair[::-1]) == "excludes"
    ]
    assert back == [("P-021", "P-018")]


def test_departments_have_answered_on_two_pairs(tables):
    answers = tables["overlap_answers"].set_index(["a", "b"])["answer"]
    assert answers.to_dict() == {("P-005", "P-017"): "different", ("P-002", "P-018"): "partly"}


def test_the_enterprise_pmo_sets_asks_and_decides(text, tables):
    ids = set(tables["proposals"]["id"])
    named = text["scenarios"].set_index("setting")["value"]
    assert set(named["force in"].str.cat(sep="; ").split("; ")) <= ids
    assert text["scenarios"]["name"].iloc[0] == "as stated"
    assert text["scenarios"]["name"].nunique() >= 6
    assert set(tables["decisions"]["proposal"]) <= ids
    shares = tables["targets"].groupby("kind")["share"].sum()
    assert set(shares.index) == {"goal", "department"} and (shares <= 1).all()
