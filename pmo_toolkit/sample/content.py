"""The hand-written content of the sample.

The organisation, its 24 proposals, and how they hang together.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Theme:
    """What a proposal is about, before amounts are drawn for it.

    Fields named as columns of ``proposals`` are taken over as they stand; None is left empty.

    Parameters
    ----------
    key : str
        Name by which links refer to it.
    number : int
        Place among the proposals, from 1.
    short : str
        What it is about in two to five words, for the titles of further proposals.
    project_class : str, optional
        ``class`` of the proposal.
    sparse : bool
        Whether only title and need are known.
    budget, budget_text : float, str, optional
        A budget that does not follow from the options; a word in its place.
    asks : float
        Requested budget as a share of the sponsor's own most likely whole-life cost.
    pays : float
        Benefits as a share of what the first option costs above doing nothing.
    options : tuple of dict
        Kind, title and more of each option but doing nothing; the sponsor's own is the first.
    goals, capabilities : tuple of (str, float)
        Id with contribution, and id with steps of maturity gained.
    benefits, risks : tuple of dict
    """

    key: str
    number: int
    title: str
    short: str
    department: str
    need: str
    sponsor_role: str | None = None
    stage: str | None = None
    project_class: str | None = None
    size: float | None = None
    size_unit: str | None = None
    interface_count: int | None = None
    user_count: int | None = None
    team_experience: int | None = None
    requirements_clarity: int | None = None
    technology_novelty: int | None = None
    description: str | None = None
    risk_of_not_doing: str | None = None
    start: str | None = None
    finish: str | None = None
    sparse: bool = False
    budget: float | None = None
    budget_text: str | None = None
    asks: float = 1.0
    pays: float = 0.0
    options: tuple[dict[str, Any], ...] = ()
    goals: tuple[tuple[str, float], ...] = ()
    capabilities: tuple[tuple[str, float], ...] = ()
    benefits: tuple[dict[str, Any], ...] = field(default=())
    risks: tuple[dict[str, Any], ...] = field(default=())


@cache
def themes() -> tuple[Theme, ...]:
    """The hand-written proposals, in their order."""
    folder = files(__package__) / "themes"
    all_themes: list[Theme] = []
    for entry in sorted(folder.iterdir(), key=lambda path: path.name):
        if entry.name.endswith(".toml"):
            all_themes += (
                _theme(theme) for theme in tomllib.loads(entry.read_text(encoding="utf-8"))["theme"]
            )
    return tuple(sorted(all_themes, key=lambda theme: theme.number))


@cache
def links() -> tuple[dict[str, Any], ...]:
    """How the hand-written proposals depend on one another, by key."""
    return tuple(_toml("links.toml")["link"])


@cache
def organisation() -> dict[str, Any]:
    """Goals, capabilities, services, roles, work in flight, scorers and stakeholders."""
    return _toml("organisation.toml")


@cache
def moderation() -> dict[str, Any]:
    """Targets, scenarios and decisions of the enterprise PMO, and what departments answered."""
    return _toml("moderation.toml")


def departments() -> tuple[str, ...]:
    """The departments that hand in proposals."""
    return tuple(sorted({theme.department for theme in themes()}))


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / name).read_text(encoding="utf-8"))


def _theme(entry: dict[str, Any]) -> Theme:
    known = {field.name for field in fields(Theme)}
    values = {
        ("project_class" if name == "class" else name): value for name, value in entry.items()
    }
    if unknown := values.keys() - known:
        raise ValueError(f"theme {entry.get('key')}: unknown entries {sorted(unknown)}")
    for name, value in values.items():
        if isinstance(value, list):
            values[name] = tuple(tuple(item) if isinstance(item, list) else item for item in value)
    return Theme(**values)
