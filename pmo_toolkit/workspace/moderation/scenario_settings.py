"""One row of ``scenarios``: what it sets, of what, to what; or why it cannot be meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pmo_toolkit.core.written_numbers import NumberStyle
from pmo_toolkit.workspace.dictionary.headers import meant, nearest
from pmo_toolkit.workspace.moderation.named_things import NamedThings
from pmo_toolkit.workspace.parsing.amounts import parse_money
from pmo_toolkit.workspace.parsing.numbers import parse_number
from pmo_toolkit.workspace.parsing.outcomes import Unreadable


class SettingKind(StrEnum):
    """What a scenario can set, by the words that stand in its table."""

    OBJECTIVE = "objective"
    GOALS_WEIGHT = "weight of goals"
    BUDGET = "budget"
    CAPACITY = "capacity"
    FORCE_IN = "force in"
    LEAVE_OUT = "leave out"
    OPTION = "option"
    START = "start"
    LEAST = "least"
    KEEP_BUDGET = "keep budget"
    TAIL_MEAN = "tail mean"


#: What a scenario can make as great as possible.
OBJECTIVES = ("net value", "goal contribution", "weighted")
#: Kinds of which several rows add up instead of contradicting each other.
ADDED_UP = (SettingKind.FORCE_IN, SettingKind.LEAVE_OUT)
_EXAMPLES = (
    "objective; weight of goals; budget; budget 2027; capacity; capacity project manager; force in;"
    " leave out; option P-001; start P-001; least goal G-01; keep budget; tail mean"
)
#: Above this many times the hours that are left, hours were meant and not a factor.
_MOST_TIMES = 10.0


@dataclass(frozen=True)
class ScenarioSetting:
    """What one row of a scenario sets.

    Parameters
    ----------
    kind : SettingKind
    subject : str
        Budget year, role, proposal or bucket (such as ``goal G-01``); the empty text where all are
        meant.
    value : str, float or tuple of str
    """

    kind: SettingKind
    subject: str
    value: str | float | tuple[str, ...]


def read_setting(
    setting: str | None, value: str | None, known: NamedThings, style: NumberStyle
) -> ScenarioSetting:
    """Read one row.

    Parameters
    ----------
    setting, value : str or None
        As they stand in the table.
    known : NamedThings
    style : NumberStyle
        How the workspace writes numbers.

    Raises
    ------
    Unreadable
        Saying what is wrong, what is expected and what to do.
    """
    words = " ".join((setting or "").split())
    if not words:
        raise Unreadable("says not what it sets", f"one of: {_EXAMPLES}", "Fill in the setting.")
    kind, subject = _kind_of(words)
    text = " ".join((value or "").split())
    if not text:
        raise Unreadable(
            f"“{words}” is set to nothing", "a value", "Fill in the value, or remove the row."
        )
    return ScenarioSetting(
        kind, _subject(kind, subject, known), _READ[kind](text, subject, known, style)
    )


def _kind_of(words: str) -> tuple[SettingKind, str]:
    for kind in sorted(SettingKind, key=lambda kind: -len(kind.value)):
        if words.casefold() == kind.value or words.casefold().startswith(f"{kind.value} "):
            subject = words[len(kind.value) :].strip()
            takes_none = kind in (
                SettingKind.OBJECTIVE,
                SettingKind.GOALS_WEIGHT,
                *ADDED_UP,
                SettingKind.KEEP_BUDGET,
                SettingKind.TAIL_MEAN,
            )
            if not (takes_none and subject):
                return kind, subject
    near = nearest(words, [kind.value for kind in SettingKind])
    raise Unreadable(
        f"no scenario can set “{words}”",
        f"one of: {_EXAMPLES}",
        f"{meant(near)}Write one of these settings, and its value in the column beside it.",
    )


def _subject(kind: SettingKind, subject: str, known: NamedThings) -> str:
    if kind is SettingKind.BUDGET:
        return _one_of(subject, known.years, "budget year of the plan") if subject else ""
    if kind is SettingKind.CAPACITY:
        return _one_of(subject, known.roles, "role of capacity") if subject else ""
    if kind in (SettingKind.OPTION, SettingKind.START):
        return _one_of(subject, known.proposals, "proposal")
    return _bucket(subject, known) if kind is SettingKind.LEAST else subject


def _bucket(subject: str, known: NamedThings) -> str:
    kind, _, name = subject.partition(" ")
    names = known.counted.get(kind.casefold())
    if names is None or not name:
        raise Unreadable(
            f"“least {subject}” does not say of what the share is",
            f"least {', '.join(known.counted)}, and then an id or name",
            "Write for instance ‘least goal G-01’.",
        )
    return f"{kind.casefold()} {_one_of(name, names, kind.casefold())}"


def _one_of(name: str, names: Iterable[str], what: str) -> str:
    """The name as the workspace spells it; any name where nothing is known to compare with."""
    by_key = {other.casefold(): other for other in names}
    if not by_key and what == "budget year of the plan":
        return name
    found = by_key.get(name.casefold())
    if found is None:
        raise Unreadable(
            f"“{name or 'nothing'}” is no {what}",
            f"one of: {', '.join([*by_key.values()][:12]) or 'none is stated'}",
            f"{meant(nearest(name, by_key.values()))}Name one that is there, or remove the row.",
        )
    return found


def _objective(text: str, _: str, known: NamedThings, style: NumberStyle) -> str:
    del known, style
    return _one_of(text, OBJECTIVES, "objective")


def _share(text: str, _: str, known: NamedThings, style: NumberStyle) -> float:
    del known
    share = parse_number(text, style, percent=True)
    if not 0 <= share <= 1:
        raise Unreadable(
            f"“{text}” is no share", "0 to 1, or 0 % to 100 %", "Write for instance 0.25 or 25 %."
        )
    return share


def _chance(text: str, subject: str, known: NamedThings, style: NumberStyle) -> float:
    chance = _share(text, subject, known, style)
    if not 0 < chance < 1:
        raise Unreadable(
            f"“{text}” leaves no doubt, and what is spent is never certain",
            "more than 0 and less than 1",
            "Write for instance 80 %.",
        )
    return chance


def _money(text: str, subject: str, known: NamedThings, style: NumberStyle) -> float:
    del known
    amount = parse_money(text, style).value
    if amount < 0:
        year = f" {subject}" if subject else ""
        raise Unreadable(
            f"the budget{year} is below nought", "an amount from 0 on", "Mend the amount."
        )
    return amount


def _factor(text: str, _: str, known: NamedThings, style: NumberStyle) -> float:
    del known
    factor = parse_number(text, style, percent=True)
    if not 0 <= factor <= _MOST_TIMES:
        raise Unreadable(
            f"“{text}” is no factor on the hours that are left",
            f"0 to {_MOST_TIMES:g}, or a percentage",
            "Write for instance 0.8 or 80 %, not hours.",
        )
    return factor


def _proposals(text: str, _: str, known: NamedThings, style: NumberStyle) -> tuple[str, ...]:
    del style
    names = [name for name in re.split(r"[,;\s]+", text) if name]
    return tuple(dict.fromkeys(_one_of(name, known.proposals, "proposal") for name in names))


def _option(text: str, subject: str, known: NamedThings, style: NumberStyle) -> str:
    del style
    own = [
        option
        for option, proposal in known.options.items()
        if proposal.casefold() == subject.casefold()
    ]
    return _one_of(text, own, f"option of {subject} beside doing nothing")


def _quarter(text: str, _: str, known: NamedThings, style: NumberStyle) -> str:
    del style
    if not known.quarters:
        return text
    return _one_of(text.replace(" ", "-"), known.quarters, "quarter of the plan")


_READ: Mapping[
    SettingKind, Callable[[str, str, NamedThings, NumberStyle], str | float | tuple[str, ...]]
] = {
    SettingKind.OBJECTIVE: _objective,
    SettingKind.GOALS_WEIGHT: _share,
    SettingKind.BUDGET: _money,
    SettingKind.CAPACITY: _factor,
    SettingKind.FORCE_IN: _proposals,
    SettingKind.LEAVE_OUT: _proposals,
    SettingKind.OPTION: _option,
    SettingKind.START: _quarter,
    SettingKind.LEAST: _share,
    SettingKind.KEEP_BUDGET: _chance,
    SettingKind.TAIL_MEAN: _chance,
}
