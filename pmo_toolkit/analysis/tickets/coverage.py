"""What tickets cannot show: who raises few, and which capabilities they leave out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import pandas as pd
from scipy.stats import poisson

from pmo_toolkit.analysis.tickets.cleaning import folded_name
from pmo_toolkit.analysis.tickets.shapes import Coverage
from pmo_toolkit.core.settings.names.departments import NO_OTHER_NAMES, DepartmentNames
from pmo_toolkit.core.settings.revaluation import TicketSettings

#: Importance that a department or capability has where nobody states one: the middle of 1 to 5.
_MIDDLE = 3.0


def coverage_of_departments(
    rows: pd.DataFrame,
    importance: Mapping[str, float | None],
    settings: TicketSettings,
    departments: DepartmentNames | None = None,
) -> tuple[Coverage, ...]:
    """Departments, those with fewest tickets for their importance first.

    None is called silent where most tickets state no department: theirs may be among those.

    Parameters
    ----------
    rows : DataFrame
        Of the last twelve months.
    importance : mapping of str to float or None
        Every department that is known → its importance, 1 to 5.
    settings : TicketSettings
    departments : DepartmentNames, optional
        Which of them are one.
    """
    one = (departments or NO_OTHER_NAMES).one
    counts = rows["department"].value_counts()
    raised: Counter[str] = Counter()
    for name, count in counts.items():
        raised[folded_name(one(str(name)))] += int(count)
    spelled = {folded_name(one(name)): one(name) for name in (*importance, *map(str, counts.index))}
    weighed: dict[str, float | None] = dict.fromkeys(spelled)
    for name, value in importance.items():
        rated = (x for x in (weighed[folded_name(one(name))], value) if x is not None)
        weighed[folded_name(one(name))] = max(rated, default=None)
    return _coverage(
        "department",
        {key: (name, raised[key]) for key, name in spelled.items()},
        weighed,
        settings,
        (
            "{name} raised {n:,} of {total:,} tickets in twelve months.",
            "Why do hardly any tickets come from {name}: does everything work there, or are there"
            " workarounds, tools of its own, or problems that nobody reports any more?",
        ),
        raised=len(rows),
    )


def coverage_of_capabilities(
    rows: pd.DataFrame,
    of_service: Mapping[str, Collection[str]],
    capabilities: Mapping[str, tuple[str, float | None]],
    settings: TicketSettings,
    below: Mapping[str, Sequence[str]] | None = None,
) -> tuple[Coverage, ...]:
    """Capabilities by the tickets of their services, and of the services of what stands below.

    Parameters
    ----------
    rows : DataFrame
    of_service : mapping of str to collection of str
        Service → capabilities; its tickets count for each of them.
    capabilities : mapping of str to (str, float or None)
        Id → title and importance.
    settings : TicketSettings
    below : mapping of str to sequence of str, optional
        Id → itself and all that stands below it on the map.
    """
    counts = {str(name): int(count) for name, count in rows["service"].value_counts().items()}
    tickets = {
        name: _tickets_of(of_service, counts, frozenset((below or {}).get(name, (name,))))
        for name in capabilities
    }
    return _coverage(
        "capability",
        {name: (title, tickets[name]) for name, (title, _) in capabilities.items()},
        {name: value for name, (_, value) in capabilities.items()},
        settings,
        (
            "{n:,} of {total:,} tickets of twelve months concern {name}.",
            "Why do hardly any tickets concern {name}: is it supported by a service that tickets do"
            " not name, by tools of a department, or not at all?",
        ),
        _tickets_of(of_service, counts, frozenset(capabilities)),
        raised=len(rows),
    )


def _tickets_of(
    of_service: Mapping[str, Collection[str]],
    counts: Mapping[str, int],
    capabilities: frozenset[str],
) -> int:
    """Tickets of services that support any of some capabilities, each once."""
    return sum(
        counts.get(service, 0)
        for service, own in of_service.items()
        if not capabilities.isdisjoint(own)
    )


def _coverage(
    kind: str,
    counts: Mapping[str, tuple[str, int]],
    importance: Mapping[str, float | None],
    settings: TicketSettings,
    words: tuple[str, str],
    tickets: int | None = None,
    *,
    raised: int,
) -> tuple[Coverage, ...]:
    total = sum(n for _, n in counts.values()) if tickets is None else tickets
    is_told = total >= settings.stated_share * raised
    weights = {key: importance.get(key) or _MIDDLE for key in counts}
    whole = sum(weights.values())
    found = []
    for key, (name, n) in counts.items():
        even = weights[key] / whole
        share = n / total if total else None
        is_silent = (
            is_told
            and share is not None
            and share < settings.silent_share * even
            and float(poisson.cdf(n, total * even)) < settings.silent_chance
        )
        basis, question = (
            (text.format(name=name, n=n, total=total) for text in words) if is_silent else ("", "")
        )
        found.append(
            Coverage(kind, name, n, share, importance.get(key), is_silent, basis, question)
        )
    return tuple(sorted(found, key=_thin_first))


def _thin_first(one: Coverage) -> tuple[bool, float, int, str]:
    return not one.is_silent, -(one.importance or _MIDDLE), one.n, one.name
