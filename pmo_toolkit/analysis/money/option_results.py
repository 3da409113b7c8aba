"""What comparing the options of a proposal gives, in the form in which it is reported."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.money.switching import SwitchingValue


@dataclass(frozen=True)
class OptionResult:
    """One option.

    Parameters
    ----------
    id, kind, title : str
    term_months : int
    cost : Quantiles or NotAssessed
        Whole-life cost over the term including exit, in constant prices; with the outside view
        where there is one.
    inside_cost : Quantiles or NotAssessed
        The same from the option's own ranges alone.
    net_value : Quantiles or NotAssessed
        Present value of the benefits for which a department answers, and of all harms, minus that
        of the cost above what doing nothing costs over the same term.
    chance_net_positive : float or None
        Probability that the net value is above zero.
    exit_cost : float or None
    lock_in : str or None
    elements : int
        Cost elements stated.
    preferred : bool
        Whether this is the option that the advice is about.
    net_value_if_owned : Quantiles or NotAssessed or None
        Net value if a department answered for every benefit.
    chance_if_owned : float or None
        Probability that it is above zero.
    scope : str
        How much of the proposal it delivers: ``"whole"``, ``"part"`` or ``"nothing"``.
    goals : tuple of str
        Ids of the goals that it serves, where it does not serve all.
    """

    id: str
    kind: str
    title: str
    term_months: int
    cost: Quantiles | NotAssessed
    inside_cost: Quantiles | NotAssessed
    net_value: Quantiles | NotAssessed
    chance_net_positive: float | None
    exit_cost: float | None
    lock_in: str | None
    elements: int
    preferred: bool
    net_value_if_owned: Quantiles | NotAssessed | None = None
    chance_if_owned: float | None = None
    scope: str = "whole"
    goals: tuple[str, ...] = ()


@dataclass(frozen=True)
class RisksInCost:
    """How the stated risks enter the cost that is planned with.

    Parameters
    ----------
    basis : str
        ``"own ranges"`` (no reference class: ranges and risks as stated), ``"class alone"`` (no
        risk is stated in money: the class stands for the usual ones), ``"class without usual
        risks"`` (the class, relieved of what a usual register adds, and the stated risks),
        ``"class and all risks"`` (too few registers elsewhere to tell what the class holds: all is
        added) or ``"others' spread and all risks"`` (others' projects give their spread about the
        proposal's own level, to which all is added).
    expected : float
        What the stated risks cost on average, money.
    registers : int
        Registers of other proposals that a usual one was measured on.
    usual_load : float or None
        What a usual register adds, as a share of one-off cost.
    """

    basis: str
    expected: float
    registers: int
    usual_load: float | None


@dataclass(frozen=True)
class CostElement:
    """One cost element of the preferred option over its term, in constant prices.

    `share_of_variance` is the share of the spread of the cost that is planned with; the shares of
    all elements and of the risks sum to 1. Where an outside view scales what is spent once, that is
    one element: how such projects' estimates came out.
    """

    element: str
    cost_type: str | None
    period: str
    p10: float
    p50: float
    p90: float
    share_of_variance: float


@dataclass(frozen=True)
class RiskLine:
    """One risk as stated.

    Probability 0–1 (None: not stated), effects as low/most likely/high in money and days.
    """

    title: str
    probability: float | None
    impact_money: tuple[float, float, float] | None
    impact_days: tuple[float, float, float] | None
    origin: str | None


@dataclass(frozen=True)
class OptionsComparison:
    """All options of a proposal, doing nothing first, and why one is preferred.

    Parameters
    ----------
    options : tuple of OptionResult
    preferred : str or None
        Id of the option that the advice is about.
    why : str
        Why it is preferred, as a clause.
    elements : tuple of CostElement
        Of the preferred option, widest first.
    next_best : str or None
        Id of the option with the next highest median net value.
    chance_beats_next : float or None
        Share of draws in which the preferred option's net value is above the next one's.
    switching : tuple of SwitchingValue
    risks_in_cost : RisksInCost or None
        How the stated risks enter the cost.
    whole : str or None
        Id of the best option that delivers the whole proposal, which is what the budget is asked
        for; the preferred one unless that delivers a part.
    """

    options: tuple[OptionResult, ...]
    preferred: str | None
    why: str
    elements: tuple[CostElement, ...]
    next_best: str | None = None
    chance_beats_next: float | None = None
    switching: tuple[SwitchingValue, ...] = ()
    risks_in_cost: RisksInCost | None = None
    whole: str | None = None

    @property
    def parts(self) -> frozenset[str]:
        """Ids of the options that deliver a part of the proposal."""
        return frozenset(option.id for option in self.options if option.scope == "part")

    def term_of(self, option: str) -> int:
        """Months over which an option is counted.

        Raises
        ------
        KeyError
            If there is no such option.
        """
        return {each.id: each.term_months for each in self.options}[option]
