"""What is asked about a proposal's dependencies, and of whom."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_toolkit.advice.shapes import Results
from pmo_toolkit.analysis.base.results import Question
from pmo_toolkit.analysis.dependencies.shapes import ITSELF, LinkedProposal
from pmo_toolkit.analysis.evidence.readiness import BUSINESS, IT
from pmo_toolkit.core.number_format import listed

TOPIC = "dependencies"


def link_questions(results: Results) -> tuple[Question, ...]:
    """Questions on what is unclear first, then on what would be worth knowing."""
    return tuple(dict.fromkeys((*_unclear(results), *_unstated(results), *_touching(results))))


def _unclear(results: Results) -> Iterator[Question]:
    links, own = results.links, results.department or BUSINESS
    for work in links.unknown:
        yield _question(
            own,
            f"What is “{work.id}”, which it requires and which no table holds?",
            "it could be said when this can begin and whether it can",
        )
    for exclusion in links.excludes:
        if not exclusion.proposal.title:
            yield _question(
                own,
                f"What is “{exclusion.proposal.id}”, which it excludes?",
                "it could be weighed against it",
            )
    if links.circle:
        yield _question(
            own,
            f"Which of {listed(links.circle)} comes first? Each requires the next in a circle.",
            "none of them could begin as the tables stand",
        )
    for name in links.contradictions:
        text = f"Does it require {name} or exclude it? The tables say both."
        if name == ITSELF:
            text = "On which other proposal does it depend? The tables name the proposal itself."
        yield _question(own, text, "the dependency could be taken into account")


def _unstated(results: Results) -> Iterator[Question]:
    """What is needed of what it requires, and is not stated."""
    own = results.department or BUSINESS
    for work in results.links.in_flight:
        if work.finish is None:
            yield _question(
                IT,
                f"When will {work.id} ({work.title}) be finished?",
                "it could be said when this can begin",
            )
        if work.department is None:
            yield _question(
                IT,
                f"Which department answers for {work.id} ({work.title})?",
                "its finish, which this waits for, would have an owner",
            )
    for linked in results.requires:
        if not linked.is_strength_stated:
            yield _question(
                own,
                f"How strongly does it need {linked.id} ({linked.title}): could it do without?",
                "an unstated need is taken as certain, and adds nothing to what the other is worth",
            )


def _touching(results: Results) -> Iterator[Question]:
    links, own = results.links, results.department or BUSINESS
    for linked in links.enables:
        yield _question(
            linked.department or BUSINESS,
            f"What more would {_name(linked)} bring if this comes first?",
            "the gain could be counted; as stated, either can be done without the other",
        )
    for linked in links.enabled_by:
        yield _question(
            own,
            f"What more would this bring if {_name(linked)} comes first?",
            "the gain could be counted, and the order chosen by it",
        )
    for linked in links.relates:
        for department in dict.fromkeys((own, linked.department or BUSINESS)):
            yield _question(
                department,
                f"Where do this and {_name(linked)} touch: the same data, process, people or"
                " supplier?",
                "work could be shared, or a clash avoided",
            )


def _question(department: str, text: str, effect: str) -> Question:
    return Question(department, text, effect, TOPIC)


def _name(linked: LinkedProposal) -> str:
    return f"{linked.id} ({linked.title})" if linked.title else linked.id
