"""Where an assessment comes from and for whom it speaks."""

from __future__ import annotations

import datetime as dt
import platform
from functools import lru_cache
from importlib.metadata import version

from pmo_toolkit.assessment.prepared import Prepared
from pmo_toolkit.assessment.result import Context, Provenance
from pmo_toolkit.core.errors import Grade
from pmo_toolkit.core.settings import Settings

_LIBRARIES = ("numpy", "pandas", "scikit-learn", "scipy")


def context_of(prepared: Prepared, settings: Settings) -> Context:
    """For whom, when and in which money an assessment speaks."""
    config = prepared.workspace.config
    return Context(
        workspace=config.name or prepared.workspace.name,
        is_sample=prepared.workspace.is_sample,
        decides=config.decides,
        as_of=prepared.as_of.isoformat(),
        valid_until=(prepared.as_of + dt.timedelta(days=settings.advice.validity_days)).isoformat(),
        currency=config.currency,
        price_year=config.price_year,
        locale=config.locale,
    )


def provenance_of(prepared: Prepared, proposal_id: str, settings: Settings) -> Provenance:
    """Everything needed to make an assessment again."""
    aside = [
        each
        for each in prepared.workspace.troubles
        if each.grade is Grade.ROW and each.proposal is None
    ]
    return Provenance(
        input_hash=prepared.inputs.of(proposal_id),
        version=version("pmo-toolkit"),
        seed=settings.seed,
        draws=settings.simulation.draws,
        settings_changed={
            name: value for name, value in settings.changed().items() if name != "seed"
        },
        python=platform.python_version(),
        libraries=_library_versions(),
        set_aside=tuple(f"{each.where}: {each.what}" for each in aside),
    )


@lru_cache(maxsize=1)
def _library_versions() -> dict[str, str]:
    return {name: version(name) for name in _LIBRARIES}
