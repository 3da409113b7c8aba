"""Where an assessment comes from, for whom it speaks, and what the proposal says of itself."""

from __future__ import annotations

import datetime as dt
import platform
from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import version
from typing import Any

import pandas as pd

from pmo_toolkit.analysis.base.cells import number_of, text_of
from pmo_toolkit.analysis.money.option_results import RiskLine
from pmo_toolkit.assessment.lookups.queries import CELL_FINDINGS, DEPARTMENT_NAMES
from pmo_toolkit.assessment.reader import ProposalReader
from pmo_toolkit.assessment.result import Context, ProposalFacts, Provenance
from pmo_toolkit.core.errors import Trouble, shorten
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.core.settings.names.departments import DepartmentNames
from pmo_toolkit.workspace.dictionary.tables import SOURCE
from pmo_toolkit.workspace.row_sources import sources_of

_LIBRARIES = ("numpy", "pandas", "scikit-learn", "scipy")


def context_of(reader: ProposalReader) -> Context:
    """For whom, when and in which money an assessment speaks."""
    config, days = reader.config, reader.settings.advice.validity_days
    names: DepartmentNames = reader.value(DEPARTMENT_NAMES)
    return Context(
        workspace=config.title,
        is_sample=config.sample,
        decides=config.decides,
        as_of=reader.as_of.isoformat(),
        valid_until=(reader.as_of + dt.timedelta(days=days)).isoformat(),
        currency=config.currency,
        price_year=config.price_year,
        locale=config.locale,
        merged_from=_merged_from(reader),
        it_department=names.sentence or None,
    )


def _merged_from(reader: ProposalReader) -> str | None:
    """Whose proposal it is, where the workspace was merged from those of several PMOs."""
    if not reader.proposal or SOURCE not in reader.row():
        return None
    cells = reader.rows("proposals", {"id": (reader.proposal,)}, columns=(SOURCE,))[SOURCE]
    return "; ".join(source.label for cell in cells for source in sources_of(cell)) or None


def provenance_of(reader: ProposalReader) -> Provenance:
    """Everything needed to make an assessment again; to be called when all has been read."""
    settings = reader.settings
    cells: tuple[Trouble, ...] = reader.value(CELL_FINDINGS, reader.proposal)
    aside = tuple(f"{trouble.where}: {trouble.what}" for trouble in reader.rows_set_aside)
    return Provenance(
        input_hash=reader.reads.input_hash,
        version=version("pmo-toolkit"),
        seed=settings.seed,
        draws=settings.simulation.draws,
        settings_changed=changed_settings(settings),
        python=platform.python_version(),
        libraries=_library_versions(),
        set_aside=aside,
        cell_findings=tuple(_cell_sentence(trouble) for trouble in cells),
    )


def _cell_sentence(trouble: Trouble) -> str:
    found = "" if trouble.found is None else f" (“{shorten(trouble.found)}”)"
    return f"{trouble.where}{found}: {trouble.what}"


def changed_settings(settings: Settings) -> dict[str, object]:
    """Settings that differ from the defaults, without the seed, which is told by itself."""
    return {name: value for name, value in settings.changed().items() if name != "seed"}


@lru_cache(maxsize=1)
def _library_versions() -> dict[str, str]:
    return {name: version(name) for name in _LIBRARIES}


def facts_of(proposal_id: str, row: Mapping[str, Any]) -> ProposalFacts:
    """What the proposal says of itself."""
    return ProposalFacts(
        id=proposal_id,
        title=str(row["title"]),
        department=text_of(row["department"]),
        sponsor_role=text_of(row["sponsor_role"]),
        stage=text_of(row["stage"]),
        project_class=text_of(row["class"]),
        need=text_of(row["need"]),
        description=text_of(row["description"]),
        risk_of_not_doing=text_of(row["risk_of_not_doing"]),
        start_window=text_of(row["start_window"]),
        wanted_finish=text_of(row["wanted_finish"]),
        requested_budget=number_of(row["requested_budget"]),
    )


def risk_line(row: pd.Series) -> RiskLine:
    """One risk as it is stated."""

    def three(prefix: str) -> tuple[float, float, float] | None:
        values = [number_of(row[f"{prefix}_{end}"]) for end in ("low", "mode", "high")]
        return (
            None
            if any(value is None for value in values)
            else (values[0] or 0.0, values[1] or 0.0, values[2] or 0.0)
        )

    return RiskLine(
        title=text_of(row["title"]) or "risk without a title",
        probability=number_of(row["probability"]),
        impact_money=three("impact_money"),
        impact_days=three("impact_days"),
        origin=text_of(row["origin"]),
    )
