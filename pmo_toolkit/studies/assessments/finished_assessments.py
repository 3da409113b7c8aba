"""Assessments of a finished run that still hold, so that they need not be made again.

A folder of ``pmo assess`` says of each proposal what its assessment read. Where the same questions
have the same answers today, and seed, day, settings and versions are the same, the assessment would
come out the same, and is read instead. It is written to six significant digits, and so is all that
follows from it; what rests on draws is drawn anew from the same seed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pmo_toolkit.assessment import Assessment, Prepared
from pmo_toolkit.assessment.lookups.queries import queries_from_json
from pmo_toolkit.assessment.provenance import changed_settings
from pmo_toolkit.assessment.result import JSON_KEYS, SCHEMA_VERSION
from pmo_toolkit.core.canonical_json import json_ready
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.studies.assessments.exact_assessments import (
    adapter,
    exact_assessments,
    holds_exact,
)

MANIFEST = "manifest.json"


def known_assessments(
    ready: Prepared, known: Mapping[str, Assessment] | str | Path | None
) -> Mapping[str, Assessment]:
    """What a study is given as `assessments`: by id, or those of a folder that hold today.

    Raises
    ------
    UsageError
        If a folder holds no finished run.
    """
    return finished_assessments(ready, known) if isinstance(known, str | Path) else known or {}


def finished_assessments(ready: Prepared, folder: str | Path) -> dict[str, Assessment]:
    """Assessments of a folder that hold for a workspace as it is today.

    Proposals that are missing, or of which anything has changed, are left out.

    Parameters
    ----------
    ready : Prepared
        With the seed that is asked for.
    folder : path
        That of ``pmo assess``, or one that other processes of the same run have filled.

    Raises
    ------
    UsageError
        If the folder holds no finished run.
    """
    place = Path(folder)
    if holds_exact(place):
        return exact_assessments(ready, place)
    try:
        entries = json.loads((place / MANIFEST).read_text(encoding="utf-8"))["proposals"]
    except (OSError, ValueError, KeyError, TypeError):
        raise UsageError(
            f"{place} holds no finished run of assessments: its {MANIFEST} is missing or cannot be"
            " read; name the folder that pmo assess wrote"
        ) from None
    return dict(_holding(ready, place, entries))


def _holding(ready: Prepared, place: Path, entries: Any) -> Iterator[tuple[str, Assessment]]:
    known = set(ready.workspace.proposal_ids)
    for entry in entries:
        try:
            name, file = str(entry["id"]), place / str(entry["assessment"])
            queries = queries_from_json(entry["queries"])
            content = json.loads(file.read_text(encoding="utf-8"))
            if name not in known or not _is_of_today(ready, content):
                continue
            if content["provenance"]["input_hash"] != ready.answers.hash_of(queries):
                continue
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue  # nothing that could be used: it is assessed anew
        found = assessment_from(content)
        if found is not None:
            yield name, found


def _is_of_today(ready: Prepared, content: Mapping[str, Any]) -> bool:
    """Whether seed, day, settings and versions are those of this run."""
    made = content["provenance"]
    return bool(
        content["schema_version"] == SCHEMA_VERSION
        and made["version"] == version("pmo-toolkit")
        and made["seed"] == ready.settings.seed
        and content["context"]["as_of"] == ready.as_of.isoformat()
        and made["settings_changed"] == json_ready(changed_settings(ready.settings))
    )


def assessment_from(content: Mapping[str, Any]) -> Assessment | None:
    """The assessment that ``assessment.json`` holds; None where it would not be written the same.

    Parameters
    ----------
    content : mapping
        As `Assessment.to_dict` gives it.
    """
    nested = dict(content)
    for section, keys in JSON_KEYS.items():
        nested[section] = {name: nested.pop(key, None) for name, key in keys.items()}
    try:
        found: Assessment = adapter().validate_python(nested)
    except ValidationError:
        return None
    return found if found.to_dict() == dict(content) else None
