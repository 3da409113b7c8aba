"""A third opinion beside inside and outside view.

What national guidance adds to a proposal's own figure.

The uplift stands beside the other views and is never put on top of them: a figure that comes from
finished projects holds their bias already.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite

import pandas as pd

from pmo_toolkit.analysis.base.likelihood import percent
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.evidence.readiness import Readiness
from pmo_toolkit.core.settings import Settings

#: Targets that the guidance speaks of: kind in the settings, what is raised in words, unit.
TARGETS = {
    "capital_cost": ("capital", "the capital cost of equipment and development", "money"),
    "duration_days": ("duration", "the duration of equipment and development", "calendar days"),
    "outsourced_operating_cost": (
        "outsourcing",
        "the running cost of what is bought outside",
        "money",
    ),
}
SOURCE = "Mott MacDonald 2002, Review of Large Public Procurement in the UK, for HM Treasury"
#: What has to be known before the figure is used.
CAVEATS = (
    (
        "The guidance rests on 50 public projects in the United Kingdom, each above £40 m in 2001"
        " prices, of which only some were of this kind: it is others' experience, with larger and"
        " older projects than most."
    ),
    (
        "Its upper end is a starting value and not the worst that can happen; its lower end is not"
        " the best that can be reached."
    ),
    (
        "The shares are those recorded in finished projects: an indication of where the bias came"
        " from, not a rate."
    ),
    "The cost of managing the risks comes on top and is not in these figures.",
)

#: Evidence that a business case needs. The study found them ill defined in scope, thin on benefits
#: and running cost, and without attention to the risks of the chosen option.
BUSINESS_CASE = (
    "need",
    "goals",
    "benefits",
    "benefit_owner",
    "options",
    "costs",
    "drivers",
    "risks",
)
_BUSINESS_CASE_WORDS = (
    "a sound business case: scope, benefits, whole-life cost and risks of the chosen option"
)

#: The other recorded causes, as shares of the recorded bias (Mott MacDonald 2002, table 9),
#: weightiest first.
_OTHER_CAUSES = {
    "capital": (
        ("effects on the surroundings studied and provided for", 0.19),
        ("suppliers taking part in the design from early on", 0.12),
        ("a contract simple enough to manage", 0.11),
    ),
    "duration": (
        ("suppliers whose ability has been checked", 0.30),
        ("a contract simple enough to manage", 0.13),
        ("effects on the surroundings studied and provided for", 0.09),
    ),
    "outsourcing": (),
}
_NO_EVIDENCE = "no table of the workspace speaks of it"


@dataclass(frozen=True)
class Mitigation:
    """Something that would justify a smaller uplift.

    Parameters
    ----------
    what : str
    share : float
        Share of the recorded bias that was put down to its absence, 0–1.
    shown : bool
        Whether the proposal states every part of it that the workbench looks for. That it is sound
        is for a person to judge: nothing is taken off by itself.
    found : str
        What present evidence says, as a clause.
    """

    what: str
    share: float
    shown: bool
    found: str


@dataclass(frozen=True)
class Uplift:
    """A proposal's own figure with the bias uplift of national guidance.

    Uplifts are shares of the base.

    Parameters
    ----------
    target, label, unit : str
        Such as ``"capital_cost"``, what it is in words, and ``"money"`` or ``"calendar days"``.
    base, base_label : float, str
        The proposal's own figure in `unit`, and what it is (``"the requested budget"``).
    upper, lower : float
        Bounds of the uplift: nothing mitigated, everything mitigated.
    mitigated_share : float
        Share of the bias that the settings take as mitigated, 0–1; 0 unless somebody has set it.
    uplift, result : float
        ``max(lower, (1 − mitigated share) × upper)``, and base × (1 + uplift) in `unit`.
    highest_result : float
        Base × (1 + upper), in `unit`.
    business_case_share : float
        Share of the recorded bias put down to an inadequate business case, 0–1.
    sound_uplift, sound_result : float
        What would be justified if a sound business case were shown; the larger of its share and
        `mitigated_share` counts, since the one may hold the other.
    least_uplift, least_result : float
        What stays however much is mitigated: the lower bound.
    mitigations : tuple of Mitigation
        What would justify less, the business case first.
    source : str
    caveats : tuple of str
        Sentences that belong with the figure.
    """

    target: str
    label: str
    unit: str
    base: float
    base_label: str
    upper: float
    lower: float
    mitigated_share: float
    uplift: float
    result: float
    highest_result: float
    business_case_share: float
    sound_uplift: float
    sound_result: float
    least_uplift: float
    least_result: float
    mitigations: tuple[Mitigation, ...]
    source: str = SOURCE
    caveats: tuple[str, ...] = CAVEATS

    @property
    def sentence(self) -> str:
        """The uplift, why it is so large, and what would justify less."""
        mitigation = (
            f"with {percent(self.mitigated_share)} of the bias taken as mitigated, as the"
            " settings say"
            if self.mitigated_share
            else "as long as nothing is shown to be mitigated"
        )
        start = (
            f"National guidance for {self.label} adds {percent(self.uplift)} to {self.base_label}"
            f" {mitigation}."
        )
        if self.sound_uplift < self.uplift:
            start += (
                " A sound business case, whose absence explained"
                f" {percent(self.business_case_share)} of such bias, would justify"
                f" {percent(self.sound_uplift)} instead."
            )
        if self.least_uplift < min(self.uplift, self.sound_uplift):
            start += f" {percent(self.least_uplift)} stays even if every cause is managed."
        return start + " The cost of managing the risks comes on top and is not in it."

    @property
    def table(self) -> pd.DataFrame:
        """One row a case: its uplift (share of the base) and result (in `unit`)."""
        rows = [
            (f"{self.base_label} as stated", 0.0, self.base),
            ("with what the settings take as mitigated", self.uplift, self.result),
            ("if a sound business case were shown", self.sound_uplift, self.sound_result),
            ("if every cause were managed", self.least_uplift, self.least_result),
        ]
        return pd.DataFrame(rows, columns=["case", "uplift", self.unit])


# Stays whole, though longer than most: a third of it is the docstring, a third names the fields of
# its result.
def optimism_uplift(
    target: str,
    base: float | None,
    base_label: str,
    settings: Settings,
    evidence: Readiness | None = None,
) -> Uplift | NotAssessed:
    """What national guidance makes of a proposal's own figure.

    Parameters
    ----------
    target : str
        A key of `TARGETS`; the guidance is silent on everything else, such as effort.
    base : float or None
        The proposal's own figure, in money or calendar days. Never one that comes from finished
        projects: that holds their bias already.
    base_label : str
        What it is, such as ``"the requested budget"``.
    settings : Settings
        Its bounds and shares ``uplift_…``.
    evidence : Readiness, optional
        Which parts of a business case the proposal states. It shapes the words and never the
        figure.

    Returns
    -------
    Uplift or NotAssessed
        Not assessed without a positive, finite figure, or for a target that the guidance does not
        treat.
    """
    own = _own_figure(target, base, base_label)
    if isinstance(own, NotAssessed):
        return own
    kind, label, unit = TARGETS[target]
    upper, lower, case, mitigated = (
        float(getattr(settings.uplift, f"{kind}_{name}"))
        for name in ("upper", "lower", "business_case", "mitigated")
    )
    if not isfinite(own * (1 + upper)):
        why = f"{base_label} is too large to reckon with"
        return NotAssessed(_guidance_on(target), why, ReasonCode.UNUSABLE_NUMBER)
    uplift = _uplift(upper, lower, mitigated)
    sound = _uplift(upper, lower, max(mitigated, case))
    return Uplift(
        target=target,
        label=label,
        unit=unit,
        base=own,
        base_label=base_label,
        upper=upper,
        lower=lower,
        mitigated_share=mitigated,
        uplift=uplift,
        result=own * (1 + uplift),
        highest_result=own * (1 + upper),
        business_case_share=case,
        sound_uplift=sound,
        sound_result=own * (1 + sound),
        least_uplift=lower,
        least_result=own * (1 + lower),
        mitigations=tuple(_mitigations(kind, case, evidence)),
    )


def _own_figure(target: str, base: float | None, base_label: str) -> float | NotAssessed:
    """The proposal's own figure, where guidance may be applied to it."""
    what = _guidance_on(target)
    if target not in TARGETS:
        return NotAssessed(
            what,
            "the guidance treats capital cost, duration and outsourced running cost only",
            ReasonCode.NOT_APPLICABLE,
        )
    if base is None:
        return NotAssessed(
            what, "the proposal states no figure of its own to raise", ReasonCode.NOT_STATED
        )
    if not isfinite(base) or base <= 0:
        return NotAssessed(
            what, f"{base_label} is not a positive number", ReasonCode.UNUSABLE_NUMBER
        )
    return float(base)


def _guidance_on(target: str) -> str:
    return f"national guidance on {target.replace('_', ' ').removesuffix(' days')}"


def _uplift(upper: float, lower: float, mitigated: float) -> float:
    return max(lower, (1 - mitigated) * upper)


def _mitigations(kind: str, case: float, evidence: Readiness | None) -> Iterator[Mitigation]:
    shown, evidence_words = _business_case(evidence)
    yield Mitigation(_BUSINESS_CASE_WORDS, case, shown, evidence_words)
    for what, share in _OTHER_CAUSES[kind]:
        yield Mitigation(what, share, False, _NO_EVIDENCE)


def _business_case(evidence: Readiness | None) -> tuple[bool, str]:
    """Whether every part of a business case is stated, and what is not, in words."""
    items = (
        ()
        if evidence is None
        else tuple(item for item in evidence.items if item.key in BUSINESS_CASE)
    )
    if not items:
        return False, "the proposal's evidence was not looked at"
    absent = [item.label[:1].lower() + item.label[1:] for item in items if not item.present]
    if absent:
        return (
            False,
            f"{len(items) - len(absent)} of {len(items)} parts stated; absent: {'; '.join(absent)}",
        )
    return (
        True,
        f"all {len(items)} parts are stated; whether they are sound is for a person to judge",
    )
