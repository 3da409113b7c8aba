"""A public outside view, for a house with too few finished projects of its own.

Always said to be others'.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from pmo_toolkit.analysis.base.likelihood import percent
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.estimating.reference.reference_class import OutsideView
from pmo_toolkit.core.settings import Settings

#: Latest ÷ original budget of large IT projects of the Government of Canada that were listed at
#: least twice in 2016, 2019 and 2022: the observation nearest to each quantile.
BUDGET_GROWTH = Quantiles(p10=0.86, p20=0.97, p50=1.18, p80=2.15, p90=3.32, unit="ratio")
PROJECTS = 192
#: Share of them whose budget grew.
SHARE_OVER = 0.69
SOURCE = "Government of Canada, large IT projects as tabled in 2016, 2019 and 2022"
CAVEATS = (
    (
        "These are other people's projects: public, each above a million Canadian dollars, and not"
        " chosen for likeness."
    ),
    (
        "Only projects still listed years later can appear, so quick ones are missing and overruns"
        " weigh too much."
    ),
    "What is compared are budgets, the latest with the first, and not final cost.",
)


@dataclass(frozen=True)
class PublicView:
    """What became of the budgets of others' projects, and what that makes of this proposal's.

    Parameters
    ----------
    label : str
        Whose projects these are.
    n : int
        Projects behind the ratios.
    own_n : int or None
        Finished projects of this house in the class it would be compared with, fewer than
        `wanted_n`; None where they are too few for an outside view at all.
    wanted_n : int
        Own projects from which this public view is left out (`settings.estimating.class_minimum`).
    ratio : Quantiles
        Latest ÷ original budget; unit ``"ratio"``.
    share_over : float
        Share of projects whose budget grew, 0–1.
    applied_to, applied_label : float, str
        The proposal's own figure in money, and what it is.
    result : Quantiles
        `applied_to` times the ratios; unit ``"money"``.
    source : str
    caveats : tuple of str
        Sentences that belong with the figures.
    """

    label: str
    n: int
    own_n: int | None
    wanted_n: int
    ratio: Quantiles
    share_over: float
    applied_to: float
    applied_label: str
    result: Quantiles
    source: str = SOURCE
    caveats: tuple[str, ...] = CAVEATS

    @property
    def sentence(self) -> str:
        """Whose figures these are, why they are shown, and how far to trust them."""
        own = (
            "too few finished projects"
            if self.own_n is None
            else f"only {self.own_n} finished projects"
        )
        return (
            f"This house has {own} to compare with, so others' are shown: of {self.n} {self.label},"
            f" {percent(self.share_over)} saw their budget grow; in the middle to"
            f" {self.ratio.p50:.2f} times the first, in one of ten to {self.ratio.p90:.2f} times or"
            " more. They are no forecast for this house: they lean towards overruns, since only"
            " projects still listed years later can appear."
        )


def public_outside_view(
    base: float | None, base_label: str | None, own: OutsideView | NotAssessed, settings: Settings
) -> PublicView | NotAssessed:
    """Others' budget growth applied to a proposal's figure, where own history is too little.

    Parameters
    ----------
    base : float or None
        The requested budget, in money.
    base_label : str or None
        What it is, such as ``"the requested budget"``.
    own : OutsideView or NotAssessed
        This house's own outside view of cost.
    settings : Settings
        Its `class_minimum`: with so many own projects no others' are needed.

    Returns
    -------
    PublicView or NotAssessed
        Not assessed without a positive, finite figure, or where own projects suffice.
    """
    what = "outside view from others' projects"
    own_n = own.reference.n if isinstance(own, OutsideView) else None
    if own_n is not None and own_n >= settings.estimating.class_minimum:
        return NotAssessed(
            what,
            f"{own_n} finished projects of this house say more than others' would",
            ReasonCode.NOT_NEEDED,
        )
    if base is None or base_label is None:
        return NotAssessed(
            what,
            "no budget is asked for that others' experience could be applied to",
            ReasonCode.NOT_STATED,
            names=("requested_budget",),
        )
    if not isfinite(base) or base <= 0 or not isfinite(base * BUDGET_GROWTH.p90):
        return NotAssessed(
            what,
            f"{base_label} is not a positive number that can be reckoned with",
            ReasonCode.UNUSABLE_NUMBER,
        )
    return PublicView(
        label="large IT projects of the Government of Canada",
        n=PROJECTS,
        own_n=own_n,
        wanted_n=settings.estimating.class_minimum,
        ratio=BUDGET_GROWTH,
        share_over=SHARE_OVER,
        applied_to=float(base),
        applied_label=base_label,
        result=_grown(base, BUDGET_GROWTH),
    )


def _grown(base: float, ratio: Quantiles) -> Quantiles:
    """A figure in money times the quantiles of a ratio."""
    return Quantiles(
        p10=base * ratio.p10,
        p20=base * ratio.p20,
        p50=base * ratio.p50,
        p80=base * ratio.p80,
        p90=base * ratio.p90,
        unit="money",
    )
