"""The first page of the facilitator: what to do first, and the figures that matter most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pmo_toolkit.advice.dependency_words import clashes_in_words
from pmo_toolkit.core.number_format import counted, month
from pmo_toolkit.report.facilitation.resources import planned_of_all
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.report.proposal.first_page import Fact
from pmo_toolkit.studies.facilitation.contradictions import contradictions
from pmo_toolkit.studies.facilitation.result import Facilitation, PlacedStart


def facilitation_headline(facilitation: Facilitation) -> Section:
    """What to do first, in plain words; it stands alone."""
    return render(
        "facilitation_headline",
        t=facilitation,
        say=headline_sentence(facilitation),
        plan=plan_sentence(facilitation),
        facts=list(_facts(facilitation)),
    )


def headline_sentence(facilitation: Facilitation) -> str:
    """How many are advised, and how many of them could begin as they wish."""
    advised = [proposal.id for proposal in facilitation.advised]
    total = counted(len(facilitation.proposals), "proposal", "proposals")
    if not advised and len(facilitation.proposals) == 1:
        return (
            "The one proposal that was assessed is not advised to advance yet: nobody has to be set"
            " aside for it."
        )
    if not advised:
        return (
            f"Of {total} that were assessed none is advised to advance yet: nobody has to be set"
            " aside for one."
        )
    said = f"Of {total} we advise to advance {len(advised)}"
    known = [start for name in advised if (start := _known(facilitation, name)) is not None]
    if not known:
        return f"{said}; who would do them is not stated."
    in_time = [start for start in known if start.is_as_wished]
    roles = Counter(start.bottleneck for start in known if start.bottleneck)
    late = len(known) - len(in_time)
    said += (
        f". With the people who are left, {len(in_time)} of them could very likely start as wished"
    )
    if late and roles:
        return f"{said} and {late} would have to wait, most often for the role {_most(roles)}."
    return f"{said} and {late} would have to wait." if late else f"{said}."


def plan_sentence(facilitation: Facilitation) -> str:
    """By when what is advised and explored could be done; empty where nothing can be planned."""
    study = facilitation.schedule
    if study.whole is None or study.whole.p50 is None:
        return ""
    number = planned_of_all(facilitation)
    sure = "no month can be named for four cases of five"
    if study.whole.p80 is not None:
        sure = f"in four of five by the end of {month(study.whole.p80)}"
    return (
        f"A plan of {number} that we advise to advance or to explore is done by the end of"
        f" {month(study.whole.p50)} in one case of two, {sure}."
    )


def _most(roles: Counter[str]) -> str:
    return min(roles, key=lambda role: (-roles[role], role))


def _known(facilitation: Facilitation, proposal: str) -> PlacedStart | None:
    start = facilitation.starts.get(proposal)
    return start if isinstance(start, PlacedStart) else None


def _facts(facilitation: Facilitation) -> Iterator[Fact]:
    """How many could begin, and what is to settle, to ask and to gain."""
    overlaps = facilitation.overlaps.overlaps
    clashes = facilitation.dependencies.clashes
    hard = len(contradictions(facilitation.dependencies))
    known = [_known(facilitation, proposal.id) for proposal in facilitation.advised]
    ready = sum(start is not None and start.is_as_wished for start in known)
    yield Fact("Could start as wished", f"{ready} of {len(known)}", ("of those that are advised",))
    yield Fact(
        "Dependencies that cannot all hold",
        str(len(clashes)),
        tuple(clashes_in_words(hard, len(clashes) - hard)),
    )
    few = not overlaps.pairs and not overlaps.is_corrected
    yield Fact(
        "Pairs that may be asked twice",
        "too few to tell" if few else str(len(overlaps.pairs)),
        (f"{counted(len(overlaps.services), 'service', 'services')} may do part already",),
    )
    asked = len({question.department for question in facilitation.questions})
    yield Fact(
        "Questions",
        str(len(facilitation.questions)),
        (f"to {counted(asked, 'department', 'departments')}",),
    )
