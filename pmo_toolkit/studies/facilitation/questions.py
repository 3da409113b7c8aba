"""What is asked of whom, and what would be done first, once all proposals are looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pmo_toolkit.analysis.base.results import NotAssessed, Question
from pmo_toolkit.analysis.capacity.shapes import RoleLoad
from pmo_toolkit.analysis.dependencies.graph_results import Clash, SinglePoint
from pmo_toolkit.analysis.evidence.readiness import BUSINESS
from pmo_toolkit.analysis.overlaps.shapes import OverlapKind, OverlapQuestion, Strength
from pmo_toolkit.assessment.lookups.one_department import questions_under_one_name
from pmo_toolkit.core.cell_questions import same_words
from pmo_toolkit.core.number_format import NumberFormat, counted, listed, month
from pmo_toolkit.core.settings.names.departments import IT, NO_OTHER_NAMES, DepartmentNames
from pmo_toolkit.studies.facilitation.contradictions import DATES
from pmo_toolkit.studies.facilitation.result import AdvisedProposal, FirstStep, PlacedStart
from pmo_toolkit.studies.overlaps import OverlapStudy
from pmo_toolkit.workspace.moderation.department_answers import DepartmentAnswer

#: First steps of one kind: a moderator takes no more to the first talk.
MOST_OF_A_KIND = 2
#: Proposals that one step names by title.
MOST_NAMED = 4
#: From this chance on a role counts as one that has too little.
LIKELY_SHORT = 0.5
#: Proposals from which on what they all need is a first step by itself.
MANY_HANG_ON_IT = 3


@dataclass(frozen=True)
class Departments:
    """Id of a proposal or of work under way → the department that it belongs to."""

    by_id: Mapping[str, str | None]
    names: DepartmentNames = NO_OTHER_NAMES

    def of(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The departments of some ids, each once; whoever asks, where none is stated."""
        stated = (self.by_id.get(name) or BUSINESS for name in ids)
        return tuple(dict.fromkeys(map(self.names.one, stated)))


def clash_questions(clashes: Iterable[Clash], departments: Departments) -> Iterator[Question]:
    """What cannot all hold, put to each department concerned."""
    for clash in clashes:
        for department in departments.of(clash.ids):
            yield Question(
                department,
                clash.sentence,
                "Until that is settled, no order of the work holds for them.",
                "dependencies",
            )


def overlap_questions(study: OverlapStudy) -> Iterator[Question]:
    """What may be asked twice, where much speaks for it, put to each department concerned."""
    for question in strong_questions(study):
        for department in question.departments:
            others = [name for name in question.departments if name != department]
            together = f"Together with {listed(others)}: " if others else ""
            yield Question(
                department,
                f"{together}{question.text}",
                "A “yes” could spare one of two investments; a “no” is kept and not asked again.",
                "overlaps",
            )


def strong_questions(study: OverlapStudy) -> list[OverlapQuestion]:
    """Questions on pairs and services for which much speaks and that nobody has answered."""
    pairs = [study.questions.of_pair(pair, pair.b) for pair in study.overlaps.pairs]
    services = [study.questions.of_service(found) for found in study.overlaps.services]
    return [
        question
        for question in (*pairs, *services)
        if question.strength == Strength.STRONG and not question.answer
    ]


def distinct(
    questions: Iterable[Question],
    answers: Iterable[DepartmentAnswer] = (),
    names: DepartmentNames | None = None,
) -> tuple[Question, ...]:
    """Questions without those that ask a department the same again, or that it has answered."""
    answered = _answered(answers)
    asked = questions_under_one_name(questions, names or NO_OTHER_NAMES)
    found = {(one.department, one.text): one for one in asked}
    return tuple(one for one in found.values() if same_words(one.text) not in answered)


def still_asked(
    roles: Iterable[RoleLoad], answers: Iterable[DepartmentAnswer]
) -> tuple[RoleLoad, ...]:
    """Roles without the question that a department has answered in words."""
    answered = _answered(answers)
    return tuple(
        replace(role, question=None) if same_words(role.question or "") in answered else role
        for role in roles
    )


def _answered(answers: Iterable[DepartmentAnswer]) -> frozenset[str]:
    return frozenset(same_words(one.question) for one in answers if one.use == "words")


@dataclass(frozen=True)
class FirstSteps:
    """What would be done first, one kind after the other.

    Parameters
    ----------
    proposals : sequence of AdvisedProposal
        In the order of advice.
    departments : Departments
    figures : NumberFormat
    """

    proposals: Sequence[AdvisedProposal]
    departments: Departments
    figures: NumberFormat

    def of(
        self,
        clashes: Sequence[Clash],
        points: Sequence[SinglePoint],
        overlaps: OverlapStudy,
        roles: Sequence[RoleLoad],
        starts: Mapping[str, PlacedStart | NotAssessed],
    ) -> tuple[FirstStep, ...]:
        """All first steps: what cannot hold, what is short, what is asked twice, what can begin."""
        return (
            *self._settle(clashes),
            *self._short(roles, starts),
            *self._same(overlaps),
            *self._depended_on(points),
            *self._ready(starts),
        )

    def _settle(self, clashes: Sequence[Clash]) -> Iterator[FirstStep]:
        hard = [clash for clash in clashes if clash.kind != DATES]
        for clash in hard[:MOST_OF_A_KIND]:
            yield FirstStep(f"Settle: {clash.sentence}", self.departments.of(clash.ids))

    def _short(
        self, roles: Sequence[RoleLoad], starts: Mapping[str, PlacedStart | NotAssessed]
    ) -> Iterator[FirstStep]:
        """The role that most likely has too little, with the months and who waits for it."""
        shortages = {role.role: _short_months(role) for role in roles}
        for role in sorted(shortages, key=lambda name: (-len(shortages[name]), name))[:1]:
            months = shortages[role]
            if not months:
                return
            waiting = [
                proposal
                for proposal in self.proposals
                if proposal.is_advised and _waits_for(starts.get(proposal.id), role)
            ]
            worst = max(months, key=lambda when: (months[when], when))
            who = ""
            if waiting:
                who = f" {_titled((proposal, '') for proposal in waiting)} would wait for them."
            several = sum(proposal.is_advised for proposal in self.proposals) > 1
            do = "Agree who comes first" if several else "Find hours"
            most = f", most of all in {month(worst)}" if len(months) > 1 else ""
            yield FirstStep(
                f"{do} where people are short: more is asked of the role {role}"
                f" than is left in {months_in_words(tuple(months))}{most}"
                f" (chance {self.figures.chance(months[worst])}).{who}",
                tuple(
                    dict.fromkeys(
                        (
                            self.departments.names.one(IT),
                            *self.departments.of(proposal.id for proposal in waiting),
                        )
                    )
                ),
            )

    def _same(self, overlaps: OverlapStudy) -> Iterator[FirstStep]:
        asked = [
            question
            for question in strong_questions(overlaps)
            if question.kind == OverlapKind.SAME_NEED and len(question.departments) > 1
        ]
        for question in asked[:MOST_OF_A_KIND]:
            yield FirstStep(f"Ask: {question.text}", question.departments)

    def _depended_on(self, points: Sequence[SinglePoint]) -> Iterator[FirstStep]:
        for point in sorted(points, key=lambda one: (-len(one.stops), one.id))[:1]:
            if len(point.stops) < MANY_HANG_ON_IT:
                return
            named = f"{point.id} ({point.title})" if point.title else point.id
            yield FirstStep(
                f"Decide early on {named}, or say what would do instead:"
                f" {counted(len(point.stops), 'proposal', 'proposals')}"
                f" ({listed(list(point.stops))}) more likely than not cannot do without it.",
                self.departments.of((point.id, *point.stops)),
            )

    def _ready(self, starts: Mapping[str, PlacedStart | NotAssessed]) -> Iterator[FirstStep]:
        """Advised proposals for which people are there when it wants to start."""
        ready = [
            (proposal, month(start.wished_month))
            for proposal in self.proposals
            if proposal.is_advised
            and isinstance(start := starts.get(proposal.id), PlacedStart)
            and start.is_as_wished
        ]
        if ready:
            named = listed(
                [f"{proposal.title} ({proposal.id}, {when})" for proposal, when in ready]
            )
            yield FirstStep(
                f"Decide on what could begin as wished: people are there for {named}.",
                self.departments.of(proposal.id for proposal, _ in ready),
            )


def _titled(proposals: Iterable[tuple[AdvisedProposal, str]]) -> str:
    """Proposals by title, id and what else is said of each; of many the first of them."""
    named = [
        f"{proposal.title} ({', '.join(part for part in (proposal.id, more) if part)})"
        for proposal, more in proposals
    ]
    if len(named) > MOST_NAMED:
        named = [*named[:MOST_NAMED], f"{len(named) - MOST_NAMED} more"]
    return listed(named)


def _waits_for(start: PlacedStart | NotAssessed | None, role: str) -> bool:
    """Whether a proposal could start as wished if this role alone had more hours."""
    return isinstance(start, PlacedStart) and start.bottleneck == role and not start.is_as_wished


def _short_months(role: RoleLoad) -> dict[str, float]:
    """Month → chance that more is asked of the role than is left, where that is likely."""
    return {
        one.month: one.chance_overloaded
        for one in role.months
        if one.chance_overloaded is not None and one.chance_overloaded >= LIKELY_SHORT
    }


def months_in_words(months: Sequence[str]) -> str:
    """Months, the first and the last of them where there are several; empty where none is."""
    if not months:
        return ""
    if len(months) == 1:
        return month(months[0])
    number = counted(len(months), "month", "months")
    return f"{number} from {month(months[0])} to {month(months[-1])}"
