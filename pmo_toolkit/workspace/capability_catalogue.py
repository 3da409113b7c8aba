"""A starter map of capabilities from the optional package ``turbo-ea-capabilities``.

The catalogue is Turbo EA Capabilities by Vincent Verdet, CC BY 4.0. Nothing of it is part of this
project: it is read from the package where somebody has installed that, and named as its source.
"""

from __future__ import annotations

import csv
import importlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from types import ModuleType
from typing import Any

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.workspace.checking.identifiers import unfit
from pmo_toolkit.workspace.dictionary.headers import nearest
from pmo_toolkit.workspace.dictionary.tables import TABLES

_PACKAGE, _MODULE = "turbo-ea-capabilities", "turbo_ea_capabilities"
_COMMON = "Cross-Industry"
#: Levels of the catalogue that are taken: the third has thousands that nobody rates at a start.
LEVELS = 2
_ATTRIBUTION = (
    "Turbo EA Capabilities by Vincent Verdet, Turbo EA,"
    " https://github.com/vincentmakes/turbo-ea-capabilities, CC BY 4.0"
    " (https://creativecommons.org/licenses/by/4.0/)"
)


@dataclass(frozen=True)
class StarterMap:
    """Capabilities of an industry, as a table to begin with.

    Parameters
    ----------
    industry : str
    table : bytes
        ``capabilities.csv``; its column ``source`` names the catalogue.
    rows : int
    credit : str
        Paragraph on the source and what was changed, for the README of the workspace.
    """

    industry: str
    table: bytes
    rows: int
    credit: str


def starter_map(industry: str) -> StarterMap:
    """The first two levels of what an industry, and every enterprise, is able to do.

    Parameters
    ----------
    industry : str
        Its name in the catalogue or a part of it, such as ``"retail"``.

    Raises
    ------
    UsageError
        Where the package is not installed or of another shape, or knows no such industry.
    """
    catalogue = _catalogue()
    try:
        known = [one for one in catalogue.load_all() if not one.deprecated]
        named = sorted({name for one in known for name in _industries(one)} - {_COMMON})
        chosen = _chosen(industry, named)
        wanted = {chosen, _COMMON}
        taken = [
            one for one in known if one.level <= LEVELS and not wanted.isdisjoint(_industries(one))
        ]
        rows = list(_rows(taken, f"{_PACKAGE} {_version()}, CC BY 4.0"))
    except (AttributeError, TypeError) as error:
        raise UsageError(
            f"the package {_PACKAGE} {_version()} has another shape than is known ({error}):"
            f" install one of 2026, as in: pip install '{_PACKAGE}>=2026.9,<2027'"
        ) from None
    credit = (
        f"The table `capabilities` is a starter map, to be changed at will: {chosen}, and what all"
        f" industries share. It comes from {_ATTRIBUTION}, version {_version()}. Ids, names and"
        f" parents of the first {LEVELS} levels are unchanged; all else was left out. Importance,"
        " maturity and owners are yours to fill in.\n"
    )
    return StarterMap(chosen, _table(rows), len(rows), credit)


def _catalogue() -> ModuleType:
    try:
        return importlib.import_module(_MODULE)
    except ImportError:
        raise UsageError(
            f"--capability-map reads the catalogue of the package {_PACKAGE} (CC BY 4.0), which is"
            f" not installed. Install it with: pip install {_PACKAGE}"
        ) from None


def _version() -> str:
    try:
        return version(_PACKAGE)
    except PackageNotFoundError:
        return "of unknown version"


def _industries(capability: Any) -> list[str]:
    """Names of its industries; the catalogue parts several by semicolons."""
    return [part.strip() for part in (capability.industry or _COMMON).split(";") if part.strip()]


def _chosen(industry: str, named: Sequence[str]) -> str:
    """The one industry that a text names, in whole or in part."""
    wanted = industry.strip().casefold()
    same = [name for name in named if name.casefold() == wanted]
    inside = same or [name for name in named if wanted and wanted in name.casefold()]
    if len(inside) == 1:
        return inside[0]
    if inside:
        raise UsageError(
            f"--capability-map {industry} could be {' or '.join(inside)}: name one of them"
        )
    near = nearest(industry, named)
    hint = f"; did you mean {near}?" if near else ""
    raise UsageError(
        f"the catalogue knows no industry {industry!r}{hint} Known are: {', '.join(named)}"
    )


def _rows(capabilities: Sequence[Any], source: str) -> Iterator[dict[str, str]]:
    ids = {one.id for one in capabilities if not unfit(one.id)}
    for one in capabilities:
        if one.id in ids:
            parent = one.parent_id if one.parent_id in ids else None
            title = " ".join(one.name.split())
            yield {"id": one.id, "title": title, "parent": parent or "", "source": source}


def _table(rows: Sequence[dict[str, str]]) -> bytes:
    text = io.StringIO(newline="")
    headers = [*TABLES["capabilities"].columns, "source"]
    writer = csv.DictWriter(text, headers, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")
