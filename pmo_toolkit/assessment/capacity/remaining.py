"""Who would do one proposal, when it could start, and how long the start must wait."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.capacity.demand import Demand
from pmo_toolkit.analysis.capacity.loads import role_loads
from pmo_toolkit.analysis.capacity.months import day_text, month_text
from pmo_toolkit.analysis.capacity.one_more import ValueOfWait, one_person_more
from pmo_toolkit.analysis.capacity.questions import questions_on_roles, resource_questions
from pmo_toolkit.analysis.capacity.remaining import Wish
from pmo_toolkit.analysis.capacity.role_hours import RoleHours
from pmo_toolkit.analysis.capacity.shapes import RemainingResources
from pmo_toolkit.analysis.capacity.starting import Starts
from pmo_toolkit.assessment.capacity.inputs import (
    demand_for,
    resources_for,
    start_alone,
    wish_of,
)
from pmo_toolkit.assessment.capacity.portfolio import OrderedStart
from pmo_toolkit.assessment.capacity.sources import ResourceSource
from pmo_toolkit.core.number_format import listed


def start_of(
    reader: ResourceSource, demand: Demand, hours: Mapping[str, RoleHours], wish: Wish
) -> Starts | NotAssessed:
    """The earliest start of an option in each draw, beside work under way alone."""
    if not demand.roles and demand.missing:
        gaps = listed([f"{gap} of the role {role}" for role, gap in demand.missing])
        why = f"{demand.option} does not state the {gaps}"
        return NotAssessed("earliest start", why, ReasonCode.NOT_STATED, names=("demand",))
    if not demand.roles:
        why = f"{demand.option} does not state which roles it needs, for how many hours a month"
        return NotAssessed("earliest start", why, ReasonCode.NO_ROWS, names=("demand",))
    if not hours:
        why = "nobody states how many hours the roles that it needs have"
        return NotAssessed("earliest start", why, ReasonCode.NOT_STATED, names=("capacity",))
    found = start_alone(reader, demand, hours, wish)
    if found is None:
        why = "the months for which hours of its roles are stated end before its wished start"
        return NotAssessed("earliest start", why, ReasonCode.NOT_STATED, names=("capacity",))
    return found


def remaining_resources(
    reader: ResourceSource,
    option: str | None,
    *,
    in_order: Sequence[OrderedStart] = (),
    value_of_wait: ValueOfWait | None = None,
) -> RemainingResources | NotAssessed:
    """Who would do one option of the proposal, and when it could start.

    Parameters
    ----------
    reader : ResourceSource
    option : str or None
        Id; None where no option is preferred.
    in_order : sequence of OrderedStart
        What comes before the proposal and the proposal itself as the last, from
        `portfolio.starts_in_order`; empty where nothing does.
    value_of_wait : callable, optional
        Calendar days waited in each draw → net value in each draw, for what one more person is
        worth.
    """
    if option is None:
        why = "no option is preferred, and each would need other people"
        return NotAssessed("remaining resources", why, ReasonCode.NO_PREFERENCE)
    if _is_nothing(reader, option):
        why = "doing nothing needs nobody"
        return NotAssessed("remaining resources", why, ReasonCode.NOT_APPLICABLE)
    demand, wish = demand_for(reader, option), wish_of(reader)
    known = resources_for(reader, [need.role for need in demand.roles])
    found = start_of(reader, demand, known.hours, wish)
    if isinstance(found, NotAssessed):
        return found.about("remaining resources")
    on_roles = questions_on_roles(demand, known.hours, wish.month)
    alone = found.earliest(wish.day)
    return RemainingResources(
        option=option,
        wished_month=month_text(wish.month),
        roles=role_loads(demand, known.hours, found, on_roles),
        bottleneck=found.bottleneck,
        alone=alone,
        after_others=in_order[-1].after_others if in_order else alone,
        others=tuple(placed.proposal for placed in in_order[:-1]),
        one_more=one_person_more(
            demand,
            known.hours,
            found,
            wish,
            hours_a_person=reader.settings.capacity.contract_hours(reader.config.hours_per_day),
            value_of_wait=value_of_wait,
        ),
        without_capacity=tuple(need.role for need in demand.roles if need.role not in known.hours),
        wished_day=day_text(wish.day),
        is_start_stated=wish.is_stated,
        last_stated_month=month_text(found.first + found.tried - 1),
        months_needed=demand.length,
        demand_unknown=demand.unknown,
        teams=known.teams,
        questions=resource_questions(demand, known.hours, on_roles, found, known.work),
    )


def _is_nothing(reader: ResourceSource, option: str) -> bool:
    rows = reader.rows("options", {"id": (option,)}, columns=("id", "kind"))
    return bool((rows["kind"] == "nothing").any())
