"""What holds for the merged workspace as a whole, where each PMO declares its own.

Cells are rewritten so that they say the same under it, and money names its currency and price year
row by row. What decides how a plan is computed (prices, calendar, hours of a day, settings) cannot
be two things at once: the merge takes what is named, or refuses.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.settings.names.departments import RECOGNISED
from pmo_toolkit.merging.base.reading import SourceWorkspace
from pmo_toolkit.merging.base.shapes import Conflict, Statement
from pmo_toolkit.workspace.configuration.config import CONFIG_FILE, DECIDES, WorkspaceConfig

_EVERYTHING = "everything"
#: What only one thing can be: its name → what a config says of it, in words.
_SINGLE: dict[str, Callable[[SourceWorkspace], str]] = {
    "prices": lambda source: _words(source.config.currency, source.config.price_year),
    "calendar": lambda source: f"fiscal year begins in month {source.config.fiscal_year_start}",
    "hours_per_day": lambda source: _words(source.config.hours_per_day),
    "as_of": lambda source: _words(source.config.as_of),
    "settings": lambda source: _listed(source.config.settings),
    "drivers": lambda source: _listed(_drivers(source.config)),
}
#: What may be taken from whoever declares it, where the others say nothing.
_OPTIONAL = {"hours_per_day", "as_of"}
_FIELDS: dict[str, tuple[str, ...]] = {
    "prices": ("currency", "price_year"),
    "calendar": ("fiscal_year_start",),
    "hours_per_day": ("hours_per_day",),
    "as_of": ("as_of",),
    "settings": ("settings",),
    "drivers": ("drivers_drop", "drivers_keep", "drivers_known_before"),
}
TAKEN = tuple(_SINGLE)


@dataclass(frozen=True)
class Declarations:
    """What the merged workspace declares.

    Parameters
    ----------
    config : WorkspaceConfig
    conflicts : tuple of Conflict
        What the PMOs declare differently.
    """

    config: WorkspaceConfig
    conflicts: tuple[Conflict, ...]


def joint_declarations(
    sources: Sequence[SourceWorkspace], take: Mapping[str, str], name: str | None
) -> Declarations:
    """What holds for all rows.

    Parameters
    ----------
    sources : sequence of SourceWorkspace
    take : mapping of str to str
        What only one thing can be → the workspace whose declaration holds.
    name : str, optional
        Title of the merged workspace.

    Raises
    ------
    UsageError
        Where something that only one thing can be differs and nobody is named; all at once.
    """
    chosen = _chosen(sources, take)
    values: dict[str, Any] = {}
    conflicts, refused = [], []
    for what, said in _SINGLE.items():
        holder, differs = _holder(what, said, sources, chosen)
        if holder is None:
            refused.append(what)
            continue
        values |= {field: getattr(holder.config, field) for field in _FIELDS[what]}
        if differs:
            outcome = f"what {holder.name} declares holds for all"
            conflicts.append(_conflict(what, said, sources, outcome))
    if refused:
        raise UsageError(_refusal(refused, sources))
    values |= _written_alike(sources, conflicts)
    values |= _in_words(sources, conflicts)
    config = WorkspaceConfig(
        name=name or " + ".join(source.name for source in sources),
        sample=any(source.config.sample for source in sources),
        vocabulary=_vocabulary(sources, conflicts),
        it_departments=_it_departments(sources),
        **values,
    )
    return Declarations(replace(config, declared=_declared(config)), tuple(conflicts))


def _chosen(
    sources: Sequence[SourceWorkspace], take: Mapping[str, str]
) -> dict[str, SourceWorkspace]:
    chosen: dict[str, SourceWorkspace] = {}
    for what, name in sorted(take.items(), key=lambda item: item[0] != _EVERYTHING):
        if what not in (*_SINGLE, _EVERYTHING):
            raise UsageError(
                f"--take {what}={name}: {what} is nothing that is taken; known are"
                f" {', '.join((*_SINGLE, _EVERYTHING))}"
            )
        found = [source for source in sources if source.named.is_called(name)]
        if len(found) != 1:
            raise UsageError(
                f"--take {what}={name}: {name} is none of the workspaces; name one of"
                f" {', '.join(source.prefix for source in sources)}"
            )
        chosen |= dict.fromkeys(_SINGLE if what == _EVERYTHING else (what,), found[0])
    return chosen


def _holder(
    what: str,
    said: Callable[[SourceWorkspace], str],
    sources: Sequence[SourceWorkspace],
    chosen: Mapping[str, SourceWorkspace],
) -> tuple[SourceWorkspace | None, bool]:
    """Whose declaration holds, None where nobody can say; and whether they differ."""
    declared: dict[str, SourceWorkspace] = {}
    for source in sources:
        if said(source) or what not in _OPTIONAL:
            declared.setdefault(said(source), source)
    differs = len({said(source) for source in sources}) > 1
    if what in chosen:
        return chosen[what], differs
    if len(declared) > 1:
        return None, True
    return next(iter(declared.values()), sources[0]), differs


def _refusal(refused: Sequence[str], sources: Sequence[SourceWorkspace]) -> str:
    lines = []
    for what in refused:
        said = "; ".join(
            f"{source.name} ({source.prefix}): {_SINGLE[what](source) or 'nothing declared'}"
            for source in sources
        )
        lines.append(f"{what}: {said}")
    options = " ".join(f"--take {what}={sources[0].prefix}" for what in refused)
    return (
        "the workspaces declare different things, of which only one can hold for all of them."
        f" {' · '.join(lines)}. Agree on one and name it, as in: {options}. Money keeps the"
        " currency and price year of its own row"
    )


def _conflict(
    what: str,
    said: Callable[[SourceWorkspace], str],
    sources: Sequence[SourceWorkspace],
    outcome: str,
) -> Conflict:
    statements = tuple(
        Statement(source.prefix, source.name, CONFIG_FILE, None, said(source)) for source in sources
    )
    return Conflict("declaration", what, statements, outcome, is_open=False)


def _written_alike(sources: Sequence[SourceWorkspace], conflicts: list[Conflict]) -> dict[str, str]:
    """One way of writing numbers and dates: the common one, else the English."""
    ways = {(source.config.locale, source.config.date_order) for source in sources}
    if len(ways) == 1:
        locale, order = next(iter(ways))
        return {"locale": locale, "date_order": order}
    outcome = "cells that would be read otherwise were rewritten for the locale en_GB"
    conflicts.append(
        _conflict(
            "locale",
            lambda source: f"{source.config.locale}, {source.config.date_order}",
            sources,
            outcome,
        )
    )
    return {"locale": "en_GB", "date_order": "dmy"}


def _in_words(sources: Sequence[SourceWorkspace], conflicts: list[Conflict]) -> dict[str, str]:
    """Who decides, and what an actual is: said together where they differ."""
    values: dict[str, str] = {}
    deciders = {source.config.decides for source in sources}
    values["decides"] = next(iter(deciders)) if len(deciders) == 1 else DECIDES
    if len(deciders) > 1:
        conflicts.append(
            _conflict("decides", lambda source: source.config.decides, sources, DECIDES)
        )
    meanings = {source.config.actual_means or "" for source in sources}
    if meanings != {""}:
        said = [f"{s.prefix}: {s.config.actual_means}" for s in sources if s.config.actual_means]
        values["actual_means"] = meanings.pop() if len(meanings) == 1 else "; ".join(said)
    if len(meanings) > 1:
        conflicts.append(
            _conflict(
                "actual_means",
                lambda source: source.config.actual_means or "",
                sources,
                values["actual_means"],
            )
        )
    return values


def _it_departments(sources: Sequence[SourceWorkspace]) -> tuple[str, ...]:
    """Names of IT's own department of all PMOs, where any states them; those that do come first."""
    stated = [name for source in sources for name in source.config.it_departments]
    if stated and not all(source.config.it_departments for source in sources):
        stated += RECOGNISED.split(", ")
    return tuple(dict.fromkeys(stated))


def _vocabulary(
    sources: Sequence[SourceWorkspace], conflicts: list[Conflict]
) -> dict[str, tuple[str, ...]]:
    """All further words of all PMOs."""
    words: dict[str, dict[str, None]] = {}
    for source in sources:
        for column, own in source.config.vocabulary.items():
            words.setdefault(column, {}).update(dict.fromkeys(own))
    for column in words:
        own_words = {frozenset(source.config.vocabulary.get(column, ())) for source in sources}
        if len(own_words) > 1:
            conflicts.append(
                _conflict(
                    f"vocabulary of {column}",
                    lambda source, column=column: ", ".join(  # type: ignore[misc]
                        source.config.vocabulary.get(column, ())
                    ),
                    sources,
                    "the words of all of them are known",
                )
            )
    return {column: tuple(own) for column, own in words.items()}


def _drivers(config: WorkspaceConfig) -> dict[str, tuple[str, ...]]:
    lists = {
        "drop": config.drivers_drop,
        "keep": config.drivers_keep,
        "known_before": config.drivers_known_before,
    }
    return {name: names for name, names in lists.items() if names}


def _declared(config: WorkspaceConfig) -> frozenset[str]:
    optional = ("as_of", "currency", "price_year", "hours_per_day")
    always = {"name", "decides", "locale", "date_order", "fiscal_year_start"}
    return frozenset(always | {name for name in optional if getattr(config, name) is not None})


def _words(*parts: object) -> str:
    return " ".join(str(part) for part in parts if part is not None)


def _listed(entries: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} = {_toml(value)}" for name, value in sorted(entries.items()))


def config_text(config: WorkspaceConfig) -> str:
    """The ``workspace.toml`` of the merged workspace."""
    lines = ["# Written by pmo merge; your own lines are kept when it is run again.", ""]
    single = [
        "name",
        "sample",
        "as_of",
        "decides",
        "it_departments",
        "currency",
        "price_year",
        "hours_per_day",
        "locale",
        "date_order",
        "fiscal_year_start",
    ]
    for name in single:
        value = getattr(config, name)
        if value is not None and not (name in ("sample", "it_departments") and not value):
            lines.append(f"{name} = {_toml(value)}")
    sections: dict[str, Mapping[str, Any]] = {
        "vocabulary": config.vocabulary,
        "history": {"actual_means": config.actual_means} if config.actual_means else {},
        "drivers": _drivers(config),
        "settings": config.settings,
    }
    for section, entries in sections.items():
        if entries:
            lines += ["", f"[{section}]"]
            lines += [f"{json.dumps(key)} = {_toml(value)}" for key, value in entries.items()]
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:g}" if value == int(value) else repr(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple | list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
