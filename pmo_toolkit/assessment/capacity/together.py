"""What all proposals that are advised ask of each role together, if each starts when it wishes."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_toolkit.analysis.capacity.loads import role_loads
from pmo_toolkit.analysis.capacity.questions import questions_on_roles
from pmo_toolkit.analysis.capacity.shapes import RoleLoad
from pmo_toolkit.analysis.capacity.together import all_at, demand_together
from pmo_toolkit.assessment.capacity.inputs import demand_for, resources_for, wish_of
from pmo_toolkit.assessment.capacity.sources import ResourceSources


def loads_together(
    prepared: ResourceSources, order: Sequence[tuple[str, str]], roles: Sequence[str]
) -> tuple[RoleLoad, ...]:
    """Each role over the months for which any hours are stated, the tightest first.

    Parameters
    ----------
    prepared : ResourceSources
        A workspace made ready (`Prepared`); its seed and draws count.
    order : sequence of (str, str)
        Proposal and option, each proposal once.
    roles : sequence of str
        Roles that are looked at even where nothing is asked of them.

    Returns
    -------
    tuple of RoleLoad
        Empty where nothing is asked for or no hours are stated.
    """
    sources = [(prepared.reader(proposal), option) for proposal, option in order]
    if not sources:
        return ()
    demands = [(demand_for(source, option), wish_of(source).month) for source, option in sources]
    asked = {role.role for demand, _ in demands for role in demand.roles}
    reader = sources[0][0]
    hours = resources_for(reader, sorted({*roles, *asked})).hours
    if not hours:
        return ()
    first = min(known.first for known in hours.values())
    last = max(known.last for known in hours.values())
    demand = demand_together(demands, roles, first, last)
    found = all_at(first, reader.settings.simulation.draws)
    return role_loads(demand, hours, found, questions_on_roles(demand, hours, first))
