"""What the index shows of an assessment, so that a thousand need not be read for it again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_SHOWN: dict[str, tuple[str, ...]] = {
    "proposal": ("title", "department", "requested_budget"),
    "context": ("workspace", "is_sample", "decides", "as_of", "valid_until", "currency", "locale"),
    "advice": ("position", "confidence"),
    "cost": ("basis", "chance_within_budget"),
}
_MEMBER = ("id", "role", "weight")
_GOAL = ("id", "title", "weight_share", "contribution")


def summary_of(assessment: Any) -> dict[str, Any]:
    """What the index shows of an assessment.

    Parameters
    ----------
    assessment : mapping
        Content of ``assessment.json``.

    Returns
    -------
    dict
        The same names in the same places, and no others; what is not there is left out.
    """
    shown = {part: _picked(_at(assessment, part), names) for part, names in _SHOWN.items()}
    against = _at(_at(assessment, "cost"), "budget_against")
    if isinstance(against, Mapping):
        shown["cost"]["budget_against"] = _picked(against, ("covers",))
    advised = _advised(_at(assessment, "options"))
    if advised:
        shown["options"] = {"preferred": advised["id"], "options": [advised]}
    shown["cost"]["cost"] = _picked(_at(_at(assessment, "cost"), "cost"), ("p50", "p80"))
    goals = _at(_at(assessment, "alignment"), "goals")
    named = (
        [goal for goal in goals if isinstance(goal, Mapping)]
        if isinstance(goals, list | tuple)
        else []
    )
    shown["alignment"] = {"goals": [_picked(goal, _GOAL) for goal in named]}
    bundle = _at(_at(assessment, "dependencies"), "bundle")
    if isinstance(bundle, Mapping):
        shown["dependencies"] = {"bundle": _bundle(bundle)}
    return shown


def _bundle(bundle: Mapping[str, Any]) -> dict[str, Any]:
    members = bundle.get("members")
    picked = [
        _picked(member, _MEMBER) | {"net_value": _picked(_at(member, "net_value"), ("p50",))}
        for member in (members if isinstance(members, list | tuple) else ())
        if isinstance(member, Mapping)
    ]
    return {
        **_picked(bundle, ("enabler", "chance_net_positive")),
        "net_value": _picked(bundle.get("net_value"), ("p50",)),
        "members": picked,
    }


def _advised(options: Any) -> dict[str, Any]:
    """Id, kind and scope of the option that the advice is about; empty where there is none."""
    listed = _at(options, "options")
    for option in listed if isinstance(listed, list | tuple) else ():
        if isinstance(option, Mapping) and option.get("id") == _at(options, "preferred"):
            return _picked(option, ("id", "kind", "scope"))
    return {}


def _at(found: Any, name: str) -> Any:
    return found.get(name) if isinstance(found, Mapping) else None


def _picked(found: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return (
        {name: found[name] for name in names if name in found} if isinstance(found, Mapping) else {}
    )
