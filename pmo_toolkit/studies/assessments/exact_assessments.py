"""Assessments that another process of the same run has made, to the last digit.

Where several processes assess the proposals of one study, what they hand over must give the same
bytes as if the study had assessed them itself: floats are written so that they are read back as the
same floats, which the files for readers, of six digits, do not promise.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from pmo_toolkit.assessment import Assessment, Prepared
from pmo_toolkit.core.canonical_json import json_ready

#: Says for which run the assessments beside it were made.
RUN_FILE = "run.json"


def write_run(ready: Prepared, folder: Path) -> None:
    """Begin a folder of exact assessments: say for which run they are made."""
    (folder / RUN_FILE).write_text(json.dumps(_run(ready)), encoding="utf-8")


def write_exact(assessment: Assessment, file: Path) -> None:
    """Write an assessment, but for what it read."""
    file.write_bytes(adapter().dump_json(assessment, exclude={"reads"}))


def holds_exact(folder: Path) -> bool:
    """Whether a folder is one of exact assessments."""
    return (folder / RUN_FILE).is_file()


def exact_assessments(ready: Prepared, folder: Path) -> dict[str, Assessment]:
    """The assessments of a folder; none where workspace, seed, day or settings are others.

    Parameters
    ----------
    ready : Prepared
        With the seed that is asked for.
    folder : Path
        As `write_run` begins it.
    """
    found: dict[str, Assessment] = {}
    try:
        if json.loads((folder / RUN_FILE).read_text(encoding="utf-8")) != _run(ready):
            return found
    except (OSError, ValueError):
        return found
    for number, name in enumerate(ready.workspace.proposal_ids):
        try:
            assessment = adapter().validate_json(file_of(folder, number).read_bytes())
        except (OSError, ValidationError):
            continue  # it is assessed by whoever asks
        if assessment.proposal.id == name:
            found[name] = assessment
    return found


def file_of(folder: Path, number: int) -> Path:
    """The file of a proposal, by its place in the workspace: ids need not be names of files."""
    return folder / f"{number}.json"


def _run(ready: Prepared) -> dict[str, Any]:
    return {
        "input_hash": ready.workspace.input_hash,
        "seed": ready.settings.seed,
        "as_of": ready.as_of.isoformat(),
        "settings": json_ready(ready.settings),
    }


@lru_cache(maxsize=1)
def adapter() -> TypeAdapter[Assessment]:
    """What reads and writes assessments by their types."""
    return TypeAdapter(Assessment)
