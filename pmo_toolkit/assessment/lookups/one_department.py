"""What is put to IT under several names, put to one department."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pmo_toolkit.advice import Advice, Results
from pmo_toolkit.analysis.base.results import Question
from pmo_toolkit.analysis.capacity.shapes import RemainingResources
from pmo_toolkit.analysis.overlaps.shapes import OverlapQuestion, ProposalOverlaps
from pmo_toolkit.core.settings.names.departments import DepartmentNames


def questions_under_one_name(
    questions: Iterable[Question], names: DepartmentNames
) -> tuple[Question, ...]:
    """Questions, each put to the department that is meant."""
    return tuple(replace(one, department=names.one(one.department)) for one in questions)


def results_under_one_name(results: Results, names: DepartmentNames) -> Results:
    """Results whose questions name the departments that are meant; to be called before the advice.

    Parameters
    ----------
    results : Results
    names : DepartmentNames
    """
    items = tuple(
        item
        if item.question is None
        else replace(item, question=questions_under_one_name((item.question,), names)[0])
        for item in results.readiness.items
    )
    resources, opened, overlaps = results.resources, results.open_questions, results.overlaps
    if isinstance(resources, RemainingResources):
        asked = questions_under_one_name(resources.questions, names)
        resources = replace(resources, questions=asked)
    if opened is not None:
        weighed = (
            replace(one, question=questions_under_one_name((one.question,), names)[0])
            for one in opened.questions
        )
        opened = replace(opened, questions=tuple(weighed))
    if isinstance(overlaps, ProposalOverlaps):
        overlaps = replace(
            overlaps,
            proposals=_once(overlaps.proposals, names),
            services=_once(overlaps.services, names),
            same_words=_once(overlaps.same_words, names),
        )
    return replace(
        results,
        readiness=replace(results.readiness, items=items),
        resources=resources,
        open_questions=opened,
        overlaps=overlaps,
    )


def advice_under_one_name(advice: Advice, names: DepartmentNames) -> Advice:
    """Advice whose questions and conditions name the departments that are meant."""
    conditions = tuple(
        one if one.department is None else replace(one, department=names.one(one.department))
        for one in advice.conditions
    )
    asked = {
        (one.department, one.text): one
        for one in reversed(questions_under_one_name(advice.questions, names))
    }
    return replace(advice, conditions=conditions, questions=tuple(reversed(asked.values())))


def _once(
    questions: Iterable[OverlapQuestion], names: DepartmentNames
) -> tuple[OverlapQuestion, ...]:
    return tuple(
        replace(one, departments=tuple(dict.fromkeys(map(names.one, one.departments))))
        for one in questions
    )
