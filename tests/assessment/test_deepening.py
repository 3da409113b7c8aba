"""The budget is held against a simulated cost only where it is asked for that cost."""

from __future__ import annotations

import re
import shutil

import pytest

from pmo_toolkit import Settings, assess_proposal
from pmo_toolkit.assessment.deepening import _budget_of
from pmo_toolkit.core.number_format import NBSP
from pmo_toolkit.core.places import place


@pytest.mark.parametrize(
    ("whole", "covers", "budget"),
    [
        ("O-1", "whole life", 5e5),
        ("O-1", None, 5e5),
        ("O-1", "project", None),
        ("O-2", "whole life", None),
        (None, None, None),
    ],
)
def test_a_budget_for_another_cost_is_no_limit_of_the_simulation(whole, covers, budget):
    row = {"requested_budget": 5e5, "requested_budget_covers": covers}
    assert _budget_of("O-1", whole, row) == budget


def test_the_budget_that_would_suffice_is_for_the_whole_where_a_part_is_advised(tmp_path):
    # of P-002 a part is worth most as long as it need not wait for P-011
    folder = shutil.copytree(place("sample"), tmp_path / "sample")
    links = folder / "dependencies.csv"
    rows = links.read_text("utf-8").splitlines(keepends=True)
    links.write_text("".join(row for row in rows if "P-002,P-011," not in row), "utf-8")
    a_part = assess_proposal(folder, "P-002", settings=Settings.of(draws=1024))
    cost, against = a_part.cost, a_part.cost.budget_against
    assert against.option != a_part.delivery.option and against.cost.p80 > cost.p80
    (said,) = (text for text in a_part.advice.would_change if text.startswith("A budget of"))
    assert re.search(rf"for the whole \({against.kind}\)", said.replace(NBSP, " "))
    assert a_part.risk.cost.limit is None
