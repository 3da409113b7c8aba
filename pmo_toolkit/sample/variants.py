"""Proposals beyond the hand-written ones.

The same themes at other places, sizes and stages of knowledge.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from numpy.random import Generator

from pmo_toolkit.sample.chance import between, chance, lognormal, pick, rounded, stream
from pmo_toolkit.sample.content import Theme, themes

_APPROACHES = (
    "Trial of {what}",
    "Extension of {what}",
    "Second stage of {what}",
    "Simpler version of {what}",
    "Renewal of {what}",
    "Common rules for {what}",
    "Better support for {what}",
    "Local introduction of {what}",
)
#: Teams of each department with the role that speaks for them: a proposal stays with the department
#: it belongs to.
_TEAMS = MappingProxyType(
    {
        "Customer services": (
            ("the billing teams", "Billing and collections manager"),
            ("the contact centre", "Head of customer operations"),
            ("the complaints team", "Head of customer operations"),
        ),
        "Operations": (
            ("the control room", "Control room manager"),
            ("the network planners", "Network manager"),
            ("the treatment works", "Director of operations"),
        ),
        "Field services": (
            ("the repair crews", "Head of field services"),
            ("the meter crews", "Connections and visits manager"),
            ("the depots", "Asset maintenance manager"),
        ),
        "Finance": (
            ("the purchasing team", "Head of purchasing"),
            ("the accounts team", "Finance director"),
            ("the controllers", "Head of controlling"),
        ),
        "People": (
            ("the personnel office", "Head of people services"),
            ("the training team", "Training manager"),
            ("the roster planners", "Head of people services"),
        ),
        "Legal and compliance": (
            ("the permits team", "General counsel"),
            ("the data protection team", "Data protection officer"),
            ("the land and property team", "General counsel"),
        ),
    }
)
_TEAMS_EACH = 3
_DISTRICTS = tuple(
    f"{side} {place}"
    for side in ("Upper", "Lower", "North", "South", "East", "West", "Old", "New", "Great")
    for place in (
        "Larkmoor",
        "Fennick",
        "Hollowby",
        "Tarnwick",
        "Brackmoss",
        "Ellersby",
        "Quillham",
        "Stonemere",
    )
)
_COMPLAINTS = (
    "about one case in seven has to be done again",
    "the present way of working depends on two people",
    "lists are kept by hand beside the system",
    "the work is done in the evening because the day is too short",
    "nobody can say how many cases are waiting",
    "new staff need four months until they can do it alone",
)
_WINDOWS = ("2027-03", "2027-06", "2027-09", "2028-01", "2028-04", "2028-09")

_PLACES = len(_APPROACHES) * _TEAMS_EACH * len(_DISTRICTS)
#: Shares no factor with `_PLACES`, so that steps of this length visit every place once, far apart.
_STRIDE = 1109


def variant(number: int, seed: int) -> Theme:
    """Variation `number`, from 0, on one of the fully described themes."""
    full = [theme for theme in themes() if not theme.sparse]
    base = full[number % len(full)]
    place = (number // len(full) + number % len(full)) * _STRIDE % _PLACES
    approach = _APPROACHES[place % len(_APPROACHES)]
    team, sponsor = _TEAMS[base.department][place // len(_APPROACHES) % _TEAMS_EACH]
    district = _DISTRICTS[place // (len(_APPROACHES) * _TEAMS_EACH)]
    rng = stream(seed, "variant", number)
    people = int(rounded(lognormal(rng, 45, 0.7)))
    need = (
        f"{base.need} In the {district} district, {people} people are concerned, and"
        f" {pick(rng, _COMPLAINTS)}."
    )
    title = f"{approach.format(what=base.short)} for {team} in {district}"
    known = replace(
        base,
        key=f"variant {number}",
        title=title,
        sponsor_role=sponsor,
        need=need,
        description=f"{base.description} This proposal covers {team} in the {district} district.",
        start=pick(rng, _WINDOWS),
        finish=None,
        stage=pick(rng, ("idea", "outline", "business case", "ready for decision"), (2, 4, 3, 1)),
        pays=lognormal(rng, 1.1, 0.65),
        asks=lognormal(rng, 1.05, 0.25),
        budget=None,
        budget_text="TBD" if chance(rng, 0.06) else None,
        size=_size(rng, base),
        user_count=people * 4,
        interface_count=int(rng.integers(1, 9)),
        team_experience=int(rng.integers(2, 5)),
        requirements_clarity=int(rng.integers(2, 5)),
        technology_novelty=int(rng.integers(1, 5)),
    )
    return _thinned(rng, known)


def _size(rng: Generator, base: Theme) -> float | None:
    if base.size is None:
        return None
    return max(3, round(rounded(min(base.size, 700) * lognormal(rng, 0.8, 0.5))))


def _thinned(rng: Generator, theme: Theme) -> Theme:
    """The theme with some of its knowledge taken away, in different ways."""
    if chance(rng, 0.12):
        return Theme(
            key=theme.key,
            number=theme.number,
            title=theme.title,
            short=theme.short,
            department=theme.department,
            need=theme.need,
            stage="idea",
            sparse=True,
        )
    if chance(rng, 0.08):
        theme = replace(theme, options=(), budget=rounded(between(rng, 90_000, 600_000)))
    if chance(rng, 0.08):
        theme = replace(theme, benefits=())
    if chance(rng, 0.08):
        theme = replace(theme, size=None)
    if chance(rng, 0.08):
        theme = replace(theme, sponsor_role=None)
    return theme
