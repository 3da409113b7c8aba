"""What is advised of a proposal under some changes."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.advice.shapes import Likelihood
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.capacity.shapes import RemainingResources
from pmo_toolkit.analysis.money.cost import CostView
from pmo_toolkit.analysis.money.option_results import OptionsComparison
from pmo_toolkit.analysis.standing import ProposalStanding
from pmo_toolkit.assessment.second_opinions import RankedOpinion
from pmo_toolkit.studies.what_if.changes import Changes


@dataclass(frozen=True)
class Outlook:
    """What is advised of a proposal under some changes: the first page of its assessment.

    Parameters
    ----------
    proposal : str
        Id.
    changes : Changes
    position, sentence : str
        The advice, as `Advice` has them.
    possible : tuple of str
        Positions that the draws do not tell apart; where there are several, `sentence` says so, and
        an assessment in full takes more draws.
    likelihoods : tuple of Likelihood
    confidence, confidence_sentence : str
    cost : CostView or NotAssessed
    options : OptionsComparison or NotAssessed
    standing : ProposalStanding or NotAssessed
        Its rank by scores, which figures do not move.
    opinions : tuple of RankedOpinion
        Its ranks by methods that use stated figures.
    resources : RemainingResources or NotAssessed
        Who would do its preferred option, and when it could start.
    """

    proposal: str
    changes: Changes
    position: str
    sentence: str
    possible: tuple[str, ...]
    likelihoods: tuple[Likelihood, ...]
    confidence: str
    confidence_sentence: str
    cost: CostView | NotAssessed
    options: OptionsComparison | NotAssessed
    standing: ProposalStanding | NotAssessed
    opinions: tuple[RankedOpinion, ...]
    resources: RemainingResources | NotAssessed

    @property
    def start_months(self) -> tuple[str | None, str | None]:
        """Months ``YYYY-MM`` from which on it could start after all that comes before, P50 and P80.

        None where that is not assessed, or not within the months that are stated.
        """
        found = self.resources
        if isinstance(found, NotAssessed) or isinstance(found.after_others, NotAssessed):
            return None, None
        return found.after_others.month_p50, found.after_others.month_p80
