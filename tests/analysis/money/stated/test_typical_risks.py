"""Stated risks beside the reference class: counted always, and never twice."""

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit.analysis.money.stated.typical_risks import (
    RiskLoad,
    risk_loads,
    typical_risks,
)
from pmo_toolkit.analysis.uncertainty.typical_load import (
    TypicalLoad,
    ratios_beside_risks,
    relief,
)
from tests.sample_options import QUICK, RATIOS, inputs_of, owned, tables_of, usual

U = (np.arange(4096) + 0.5) / 4096
WITH_RISKS = ("P-001", "P-003", "P-006", "P-010", "P-015")


def test_a_load_is_the_mean_of_a_register_over_the_middle_of_its_options():
    options = pd.DataFrame(
        {
            "id": ["O-1", "O-2", "O-3"],
            "proposal": "P",
            "kind": ["nothing", "SaaS", "build"],
        }
    )
    costs = pd.DataFrame(
        {
            "option": ["O-1", "O-2", "O-3"],
            "period": ["once", "once", "once"],
            "low": [1.0, 100.0, 300.0],
            "mode": [1.0, 100.0, 300.0],
            "high": [1.0, 100.0, 300.0],
        }
    )
    risks = pd.DataFrame(
        {
            "proposal": ["P"],
            "title": ["R"],
            "probability": [0.25],
            **{f"impact_money_{end}": [40.0] for end in ("low", "mode", "high")},
            **{f"impact_days_{end}": [20.0] for end in ("low", "mode", "high")},
        }
    )
    (load,) = risk_loads(options, costs, risks, QUICK)
    assert load == RiskLoad("P", 10 / 200, 0.25 * 0.75 * 40**2 / 200**2, 5.0, 0.25 * 0.75 * 400)


def test_registers_elsewhere_are_those_of_the_others_and_need_five():
    loads = [RiskLoad(f"P{i}", 0.1 * i, 0.01, None, None) for i in range(1, 6)]
    five = typical_risks(loads, "elsewhere", QUICK).money
    assert (five.n, five.enough) == (5, True)
    assert five.load == pytest.approx(0.3) and five.variance == pytest.approx(0.01 + 0.02)
    own = typical_risks(loads, "P5", QUICK).money
    assert (own.n, own.enough) == (4, False) and own.load == pytest.approx(0.25)
    assert typical_risks(loads, "P5", QUICK).days == TypicalLoad(0, 0.0, 0.0, False)


@pytest.mark.parametrize("load", [0.05, 0.15, 0.3])
def test_class_without_the_usual_register_and_that_register_make_up_the_class(load):
    typical = TypicalLoad(9, load, 0.02, True)
    net = ratios_beside_risks(U, RATIOS, typical, QUICK)
    whole = ratios_beside_risks(U, RATIOS, None, QUICK)
    assert np.mean(net) + load == pytest.approx(np.mean(whole), rel=0.002)
    assert np.var(net) + 0.02 == pytest.approx(np.var(whole), rel=0.1)
    assert np.all(net >= QUICK.money.class_level_kept * whole)


def test_some_spread_stays_whatever_registers_say():
    taken = relief(1.2, 0.1, TypicalLoad(9, 0.2, 5.0, True), QUICK)
    assert taken.scale == pytest.approx(0.5)
    assert relief(1.2, 0.1, TypicalLoad(4, 0.2, 5.0, False), QUICK) is None


@pytest.mark.parametrize("proposal", WITH_RISKS)
def test_raising_or_adding_a_risk_raises_the_cost_and_lowers_the_chance(proposal):
    tables = owned(tables_of(proposal))
    before = inputs_of(proposal, tables)
    risks = tables["risks"]
    dearer = risks.copy()
    first = int(np.flatnonzero(dearer["impact_money_mode"].notna())[0])
    dearer.loc[first, "probability"] = 0.95
    for end in ("low", "mode", "high"):
        dearer.loc[first, f"impact_money_{end}"] *= 3
    added = pd.concat([risks, risks.iloc[[first]].assign(title="One more")], ignore_index=True)
    option = before.preferred
    for changed in (dearer, added):
        after = inputs_of(proposal, tables | {"risks": changed})
        assert np.quantile(after.compared.draws[option].adjusted, 0.8) > np.quantile(
            before.compared.draws[option].adjusted, 0.8
        )
        if option in before.compared.values:
            assert np.mean(after.compared.values[option] > 0) < np.mean(
                before.compared.values[option] > 0
            )


def test_no_register_stands_for_the_usual_one_and_few_elsewhere_add_all():
    tables = tables_of("P-001")
    none = inputs_of("P-001", tables | {"risks": tables["risks"].iloc[:0]})
    assert none.compared.comparison.risks_in_cost.basis == "class alone"
    stated = inputs_of("P-001", tables).compared.comparison.risks_in_cost
    assert stated.basis == "class without usual risks"
    assert stated.usual_load == usual("P-001").money.load and stated.registers >= 5
    own = none.compared.draws["O-001-SAAS"]
    assert np.mean(own.once) / np.mean(
        ratios_beside_risks(U, RATIOS, None, QUICK)
    ) == pytest.approx(float(np.median(own.inside_once)), rel=0.002)


@pytest.mark.parametrize("proposal", WITH_RISKS)
def test_shares_are_of_the_very_cost_that_is_shown(proposal):
    made = inputs_of(proposal, tables_of(proposal)).compared
    elements = made.comparison.elements
    assert sum(element.share_of_variance for element in elements) == pytest.approx(1.0)
    names = {element.element for element in elements}
    assert {"How such projects' estimates came out", "Stated risks"} <= names
