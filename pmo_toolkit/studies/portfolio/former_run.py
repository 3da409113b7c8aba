"""A finished run, read from its folder, so that it can be compared with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pmo_toolkit.assessment.result import SCHEMA_VERSION as ASSESSMENT_VERSION
from pmo_toolkit.assessment.result import Context
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.studies.portfolio.result import SCHEMA_VERSION
from pmo_toolkit.studies.track_record.given import advice_of_file, advice_of_record
from pmo_toolkit.studies.track_record.shapes import Decision, GivenAdvice

MODERATION, ASSESSMENT = "moderation.json", "assessment.json"


@dataclass(frozen=True)
class FormerProposal:
    """What a former run said of one proposal.

    Parameters
    ----------
    position : str
    words : mapping of str to str
        Confidence, tier and preferred option; those that were assessed.
    figures : mapping of str to float
        Name → probability or money; those that were assessed.
    decision : Decision or None
        What had been decided.
    """

    position: str
    words: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, float] = field(default_factory=dict)
    decision: Decision | None = None


@dataclass(frozen=True)
class FormerRun:
    """What a former run said.

    Parameters
    ----------
    proposals : mapping of str to FormerProposal
    version, as_of : str
    seed : int
    settings : mapping of str to object
        Those that were not the defaults.
    digests : mapping of str to mapping of str to str or None
        Proposal (or the empty text for what all share) → table → digest of its rows; None where
        the run did not write them.
    given : mapping of str to tuple of GivenAdvice
        Proposal → what this run and those before it said, oldest first.
    knows_decisions : bool
        Whether the run wrote what had been decided.
    """

    proposals: Mapping[str, FormerProposal]
    version: str
    as_of: str
    seed: int
    settings: Mapping[str, object]
    digests: Mapping[str, Mapping[str, str]] | None = None
    given: Mapping[str, tuple[GivenAdvice, ...]] = field(default_factory=dict)
    knows_decisions: bool = False


def former_run(folder: str | Path, context: Context) -> FormerRun:
    """Read a finished run: ``moderation.json`` if it is there, else every ``assessment.json``.

    Parameters
    ----------
    folder : path
        That of ``pmo portfolio`` or ``pmo assess``; or the file itself.
    context : Context
        Of the run that is compared with it.

    Raises
    ------
    UsageError
        Where there is no finished run, where it is of another workspace, or where a newer version
        wrote it.
    """
    place = Path(folder)
    file = place if place.is_file() else place / MODERATION
    if file.is_file():
        content = _read(file)
        _refuse_other(content.get("schema_version"), SCHEMA_VERSION, file)
        _refuse_workspace(content.get("workspace"), context, place)
        return _of_moderation(content, file)
    contents = [(path, _read(path)) for path in sorted(place.glob(f"*/{ASSESSMENT}"))]
    if not contents:
        raise UsageError(
            f"{place} holds no finished run: neither {MODERATION} nor any {ASSESSMENT};"
            " name the folder that pmo portfolio or pmo assess wrote"
        )
    for path, content in contents:
        _refuse_other(content.get("schema_version"), ASSESSMENT_VERSION, path)
        _refuse_workspace((content.get("context") or {}).get("workspace"), context, place)
    return _of_assessments(contents)


def _read(file: Path) -> dict[str, Any]:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{file} cannot be read as a former run: {error}") from None
    if not isinstance(content, dict):
        raise UsageError(f"{file} is not what a run of this program writes")
    return content


def _refuse_other(found: object, ours: str, file: Path) -> None:
    try:
        parts = tuple(int(part) for part in str(found).split("."))
    except ValueError:
        raise UsageError(
            f"{file} states no schema version that this program knows; found {found!r}"
        ) from None
    if parts > tuple(int(part) for part in ours.split(".")):
        raise UsageError(
            f"{file} was written by a newer version (schema {found}, this one reads up to {ours});"
            " compare with the newer version, or name another run"
        )


def _refuse_workspace(found: object, context: Context, place: Path) -> None:
    if found != context.workspace:
        raise UsageError(
            f"the former run in {place} is of another workspace: {found!r} instead of"
            f" {context.workspace!r}"
        )


def _not_ours(file: Path, error: Exception) -> UsageError:
    what = f"it states no {error}" if isinstance(error, KeyError) else str(error)
    return UsageError(
        f"{file} is not what a run of this program writes: {what}; name the folder that pmo"
        " portfolio or pmo assess wrote"
    )


def _of_moderation(content: Mapping[str, Any], file: Path) -> FormerRun:
    try:
        return FormerRun(
            proposals={line["id"]: _of_line(line) for line in content["proposals"]},
            version=str(content["version"]),
            as_of=str(content["as_of"]),
            seed=int(content["seed"]),
            settings=dict(content["settings_changed"]),
            digests=content.get("inputs"),
            given=_given(content),
            knows_decisions=True,
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise _not_ours(file, error) from None


def _given(content: Mapping[str, Any]) -> dict[str, tuple[GivenAdvice, ...]]:
    """What was said up to that run; before schema 1.1 it wrote its own advice alone."""
    if "track_record" in content:
        return advice_of_record(content["track_record"])
    day = date.fromisoformat(str(content["as_of"])).isoformat()
    return {
        str(line["id"]): (GivenAdvice(day, str(line["position"])),) for line in content["proposals"]
    }


def _of_line(line: Mapping[str, Any]) -> FormerProposal:
    words = {
        "confidence": line["confidence"],
        "tier": (line["tier"] or {}).get("name"),
        "option": line["option"],
    }
    figures = {"chance_net_positive": line["chance_net_positive"]}
    for name in ("cost", "net_value"):
        figures |= {f"{name}.{end}": line[name].get(end) for end in ("p50", "p80")}
    decided = line.get("decision")
    decision = None if decided is None else Decision(**decided)
    return _known(line["position"], words, figures, decision)


def _of_assessments(contents: list[tuple[Path, dict[str, Any]]]) -> FormerRun:
    proposals, given = {}, {}
    for path, content in contents:
        try:
            name = str(content["proposal"]["id"])
            proposals[name], given[name] = _of_assessment(content), (advice_of_file(content),)
            provenance, context = content["provenance"], content["context"]
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise _not_ours(path, error) from None
    return FormerRun(
        proposals=proposals,
        version=str(provenance["version"]),
        as_of=str(context["as_of"]),
        seed=int(provenance["seed"]),
        settings=dict(provenance["settings_changed"]),
        given=given,
    )


def _of_assessment(content: Mapping[str, Any]) -> FormerProposal:
    options = content["options"].get("options", ())
    preferred = content["options"].get("preferred")
    own: Mapping[str, Any] = next((one for one in options if one["id"] == preferred), {})
    words = {
        "confidence": content["advice"]["confidence"],
        "tier": (content["standing"].get("tier") or {}).get("name"),
        "option": preferred,
    }
    figures = {"chance_net_positive": own.get("chance_net_positive")}
    for name in ("cost", "net_value"):
        figures |= {f"{name}.{end}": own.get(name, {}).get(end) for end in ("p50", "p80")}
    return _known(content["advice"]["position"], words, figures)


def _known(
    position: str,
    words: Mapping[str, Any],
    figures: Mapping[str, Any],
    decision: Decision | None = None,
) -> FormerProposal:
    """A proposal without what was not assessed."""
    return FormerProposal(
        position,
        {name: str(word) for name, word in words.items() if isinstance(word, str)},
        {name: float(value) for name, value in figures.items() if isinstance(value, int | float)},
        decision,
    )
