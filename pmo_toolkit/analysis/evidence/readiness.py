"""Readiness: what evidence a proposal brings, what is absent, and whom to ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pmo_toolkit.analysis.base.cells import text_of
from pmo_toolkit.analysis.base.results import Question
from pmo_toolkit.analysis.evidence.evidence_kinds import EVIDENCE_KINDS
from pmo_toolkit.core.cell_questions import cell_question
from pmo_toolkit.core.number_format import listed
from pmo_toolkit.core.settings.names.departments import IT


@dataclass(frozen=True)
class EvidenceItem:
    """One kind of evidence and whether the proposal brings it.

    Parameters
    ----------
    key, label : str
        Machine name and words, such as ``"benefits"`` and ``"Benefits with a range"``.
    present : bool
    detail : str
        What was found, or what is absent.
    weight : float
        Share of this item in the whole, 0–1; weights of all items sum to 1.
    question : Question or None
        The question that would fill the gap; None where the evidence is present.
    """

    key: str
    label: str
    present: bool
    detail: str
    weight: float
    question: Question | None


@dataclass(frozen=True)
class Readiness:
    """All evidence items of a proposal.

    Parameters
    ----------
    items : tuple of EvidenceItem
    share : float
        Weighted share of evidence that is present, 0–1.
    """

    items: tuple[EvidenceItem, ...]
    share: float

    @property
    def questions(self) -> tuple[Question, ...]:
        """Questions for everything absent, most weighty first."""
        missing = sorted(
            (item for item in self.items if item.question), key=lambda item: -item.weight
        )
        return tuple(item.question for item in missing if item.question is not None)


BUSINESS = "the asking department"


def assess_readiness(
    proposal: Mapping[str, Any],
    *,
    goals: pd.DataFrame,
    capabilities: pd.DataFrame,
    benefits: pd.DataFrame,
    options: pd.DataFrame,
    costs: pd.DataFrame,
    demand: pd.DataFrame,
    risks: pd.DataFrame,
    drivers_stated: Sequence[str],
    drivers_missing: Sequence[str],
) -> Readiness:
    """Say what evidence a proposal brings, and put a question to a department for what is absent.

    Parameters
    ----------
    proposal : mapping
        Its row of proposals.
    goals, capabilities, benefits, options, costs, demand, risks : DataFrame
        Its own rows of proposal_goals, proposal_capabilities, benefits, options, costs, demand and
        risks.
    drivers_stated, drivers_missing : sequence of str
        Size and cost drivers that it states and does not state.
    """
    findings = _evidence(
        proposal,
        goals,
        capabilities,
        benefits,
        options,
        costs,
        demand,
        risks,
        drivers_stated,
        drivers_missing,
    )
    total = sum(kind.points for kind in EVIDENCE_KINDS)
    department = text_of(proposal.get("department")) or BUSINESS
    items = []
    for kind in EVIDENCE_KINDS:
        present, detail = findings[kind.key]
        question = None
        if not present:
            wording = (
                _question_on_sponsor(kind.key, proposal)
                or _question_on_rows(kind.key, benefits, options, costs)
                or kind.question
            )
            question = Question(
                department if kind.ask == "business" else IT, wording, kind.effect, kind.key
            )
        items.append(
            EvidenceItem(kind.key, kind.label, present, detail, kind.points / total, question)
        )
    return Readiness(tuple(items), sum(item.weight for item in items if item.present))


def _question_on_sponsor(key: str, proposal: Mapping[str, Any]) -> str | None:
    """A question about the part that is not known, where the other is."""
    if key != "sponsor":
        return None
    department, role = (text_of(proposal.get(name)) for name in ("department", "sponsor_role"))
    if department:
        return cell_question("proposals", "sponsor_role", department=department)
    return cell_question("proposals", "department", sponsor_role=role) if role else None


def _question_on_rows(
    key: str, benefits: pd.DataFrame, options: pd.DataFrame, costs: pd.DataFrame
) -> str | None:
    """A question about the very rows that lack something, where only some do."""
    if key == "costs" and len(costs):
        unpriced = options[~options["id"].isin(_priced(costs))]
        return (
            f"What would {_quoted(unpriced['title'].fillna(unpriced['kind']))} cost to set up, run"
            " and leave?"
        )
    if key == "benefit_owner" and len(benefits):
        unowned = benefits[benefits["department"].isna()]
        if len(unowned) == 1:
            title = text_of(unowned["title"].iloc[0]) or "benefit without a title"
            return cell_question("benefits", "department", title=title)
        named = _quoted(unowned["title"].fillna("the benefit without a title"))
        return f"Which department answers for {named}, and how will it be measured?"
    return None


def _quoted(titles: pd.Series) -> str:
    return listed([f"“{title}”" for title in titles])


def _priced(costs: pd.DataFrame) -> set[str]:
    return set(costs.loc[_has_range(costs, "low", "mode", "high"), "option"])


def _evidence(
    proposal: Mapping[str, Any],
    goals: pd.DataFrame,
    capabilities: pd.DataFrame,
    benefits: pd.DataFrame,
    options: pd.DataFrame,
    costs: pd.DataFrame,
    demand: pd.DataFrame,
    risks: pd.DataFrame,
    drivers_stated: Sequence[str],
    drivers_missing: Sequence[str],
) -> dict[str, tuple[bool, str]]:
    both = text_of(proposal.get("department")) and text_of(proposal.get("sponsor_role"))
    return {
        "need": _stated(proposal, "need", "description"),
        "risk_of_not_doing": _stated(proposal, "risk_of_not_doing"),
        "sponsor": (
            bool(both),
            "both stated" if both else "department or sponsor role is not stated",
        ),
        "goals": _counted(len(goals), "goal", "goals", "none stated"),
        "capabilities": _counted(len(capabilities), "capability", "capabilities", "none stated"),
        "benefits": _benefits_valued(benefits),
        "benefit_owner": _benefits_owned(benefits),
        "options": _alternatives(options),
        "costs": _options_priced(options, costs),
        "class": _stated(proposal, "class"),
        "drivers": (
            any(name not in _NOT_SIZE for name in drivers_stated),
            _driver_words(drivers_stated, drivers_missing),
        ),
        "requested_budget": _stated(proposal, "requested_budget"),
        "start_window": _stated(proposal, "start_window"),
        "demand": _counted(len(demand), "row of demand", "rows of demand", "none stated"),
        "risks": _risks_rated(risks),
    }


def _benefits_valued(benefits: pd.DataFrame) -> tuple[bool, str]:
    if benefits.empty:
        return False, "none stated"
    valued = benefits[_has_range(benefits, "low", "mode", "high")]
    in_money = valued[valued["unit"].isna() | (valued["unit"] == "money per year")]
    return len(in_money) > 0, f"{len(in_money)} of {len(benefits)} in money"


def _benefits_owned(benefits: pd.DataFrame) -> tuple[bool, str]:
    if benefits.empty:
        return False, "no benefit is stated"
    owned = int(benefits["department"].notna().sum())
    return owned == len(benefits), f"{owned} of {len(benefits)} owned"


def _alternatives(options: pd.DataFrame) -> tuple[bool, str]:
    """Doing nothing and at least one other option."""
    kinds = set(options["kind"].dropna()) if len(options) else set()
    if not kinds:
        return False, "none stated"
    rest = "" if "nothing" in kinds else ", doing nothing not among them"
    return "nothing" in kinds and len(kinds) > 1, f"{len(options)} stated{rest}"


def _options_priced(options: pd.DataFrame, costs: pd.DataFrame) -> tuple[bool, str]:
    if options.empty:
        return False, "no option is stated"
    priced = int(options["id"].isin(_priced(costs)).sum())
    return priced == len(options), f"{priced} of {len(options)} options"


def _risks_rated(risks: pd.DataFrame) -> tuple[bool, str]:
    if risks.empty:
        return False, "none stated"
    in_money = _has_range(risks, "impact_money_low", "impact_money_mode", "impact_money_high")
    rated = int((risks["probability"].notna() & in_money).sum())
    return rated > 0, f"{rated} of {len(risks)} with probability and effect on cost"


#: What every proposal states; alone it says nothing of size.
_NOT_SIZE = ("class", "department", "size_unit")


def _driver_words(stated: Sequence[str], missing: Sequence[str]) -> str:
    sizes = [name.replace("_", " ") for name in stated if name not in _NOT_SIZE]
    lacking = [name.replace("_", " ") for name in missing if name not in _NOT_SIZE]
    if not sizes:
        return "none stated"
    rest = f"; not stated: {', '.join(lacking)}" if lacking else ""
    return f"stated: {', '.join(sizes)}{rest}"


def _has_range(table: pd.DataFrame, low: str, mode: str, high: str) -> pd.Series:
    return table[mode].notna() | (table[low].notna() & table[high].notna())


def _stated(proposal: Mapping[str, Any], *columns: str) -> tuple[bool, str]:
    present = any(text_of(proposal.get(column)) for column in columns)
    return present, "stated" if present else "not stated"


def _counted(number: int, one: str, many: str, none: str) -> tuple[bool, str]:
    return number > 0, f"{number} {one if number == 1 else many}" if number else none
