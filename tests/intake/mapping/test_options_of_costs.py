"""Options that only a table of costs names."""

from __future__ import annotations

from pmo_toolkit.intake.base.rules import Declared
from pmo_toolkit.intake.base.suggestions import Certainty
from pmo_toolkit.intake.mapping.suggest import suggest_tables
from tests.intake.mapping.client_sheets import region_from_rows

_COSTS = """
Proposal | Option | Cost element | Low | Likely | High
A-1 | A-1-buy | Licences | 100 | 200 | 300
A-1 | A-1-buy | Training | 10 | 20 | 30
A-2 | A-2-x | Development | 50 | 60 | 90
"""
_PROPOSALS = region_from_rows(
    "Proposals", "ID | Title | Budget\nA-1 | CRM | 350000\nA-2 | Pricing | 180000"
)


def test_pairs_of_proposal_and_option_become_options_in_doubt():
    found = suggest_tables([region_from_rows("Costs", _COSTS), _PROPOSALS], Declared())
    costs, options, _ = found
    assert (costs.rule.table, options.rule.table) == ("costs", "options")
    assert options.certainty is Certainty.UNSURE
    assert costs.rule.aside == ()
    rules = {rule.column: rule for rule in options.rule.columns}
    assert (rules["id"].headers, rules["proposal"].headers) == (("Option",), ("Proposal",))
    assert rules["kind"].words == {"A-1-buy": "SaaS", "A-2-x": ""}


def test_options_of_a_sheet_of_their_own_are_not_made_anew():
    sheet = region_from_rows(
        "Options", "ID | Proposal | Kind\nA-1-buy | A-1 | SaaS\nA-2-x | A-2 | build"
    )
    found = suggest_tables([region_from_rows("Costs", _COSTS), _PROPOSALS, sheet], Declared())
    assert [one.rule.table for one in found] == ["costs", "proposals", "options"]
