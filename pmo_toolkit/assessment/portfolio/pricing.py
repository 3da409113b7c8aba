"""Options priced for the choice: while they are assessed, or afterwards on the same draws."""

from __future__ import annotations

from functools import cached_property

from pmo_toolkit.analysis.money.business_case.option_inputs import OptionInputs
from pmo_toolkit.assessment.advice_inputs import compared_options
from pmo_toolkit.assessment.portfolio.joint_order import shared_groups
from pmo_toolkit.assessment.portfolio.proposal_options import PricedProposal, priced_proposal
from pmo_toolkit.assessment.prepared import Prepared
from pmo_toolkit.assessment.reader import ProposalReader
from pmo_toolkit.assessment.views import views_of_value
from pmo_toolkit.core.calendar.plan_quarters import PlanQuarters


class Pricing:
    """What can be chosen of each proposal of a workspace, priced once.

    Parameters
    ----------
    ready : Prepared
    """

    def __init__(self, ready: Prepared):
        self._ready = ready
        self._priced: dict[str, PricedProposal] = {}
        self.quarters = PlanQuarters.after(
            ready.as_of,
            ready.settings.moderation.plan_quarters,
            ready.workspace.config.fiscal_year_start,
        )

    @cached_property
    def shared(self) -> frozenset[str]:
        """Correlation groups that several proposals name."""
        tables = self._ready.workspace.tables
        costs, options = (
            self._ready.workspace.table("costs"),
            self._ready.workspace.table("options"),
        )
        if costs.empty or options.empty or "costs" not in tables:
            return frozenset()
        owner = dict(zip(options["id"], options["proposal"], strict=True))
        groups: dict[str, set[str]] = {}
        for option, group in zip(costs["option"], costs["correlation_group"], strict=True):
            if isinstance(group, str):
                groups.setdefault(str(owner.get(option)), set()).add(group)
        return shared_groups(groups.values())

    def note(self, reader: ProposalReader, inputs: OptionInputs) -> None:
        """Price a proposal whose options have just been compared."""
        self._priced[reader.proposal] = priced_proposal(reader, inputs, self.quarters, self.shared)

    def of(self, proposal: str) -> PricedProposal:
        """What can be chosen of a proposal; its options are compared anew where they were not."""
        if proposal not in self._priced:
            reader = self._ready.reader(proposal)
            row = {str(name): value for name, value in reader.row().to_dict().items()}
            views = views_of_value(reader, self._ready.learnt, row)
            self.note(reader, compared_options(reader, row, views))
        return self._priced[proposal]
