"""Where the files that travel with the package lie.

Templates, notebooks and the sample organisation.

An installed wheel carries them inside the package (``pmo_toolkit/_shipped``); a source checkout has
them beside it.
"""

from __future__ import annotations

from importlib.resources import files
from os import PathLike
from pathlib import Path
from types import MappingProxyType

#: Name of a place → its folder in a source checkout, relative to the root of the project.
PLACES: MappingProxyType[str, str] = MappingProxyType(
    {"templates": "templates", "notebooks": "notebooks", "sample": "data/sample"}
)

_SECTIONS = """
    activities_in_time questions_overview
    _measures _parts _risk _third_opinion alignment benefits capacity case_benefits case_cash_flow
    case_comparison case_tipping_points case_headline case_information case_measures
    case_platform_order case_whole_life check confidence cost dependencies effort evidence
    facilitation_headline facilitation_opportunities facilitation_people facilitation_plan
    facilitation_provenance
    facilitation_questions facilitation_starts facilitation_twice flow hand_over_calendar headline
    history_accuracy history_coverage history_experts history_headline history_inputs
    history_learning history_over_time history_provenance history_residuals options provenance
    questions schedule_gantt schedule_headline schedule_left_out schedule_plan schedule_questions
    schedule_roles risk_activities risk_contingency risk_cost risk_drivers risk_exceedance
    risk_headline risk_joint risk_register risk_time risks standing standing_dissent
    standing_pairwise standing_findings standing_opinions standing_ranks standing_tiers
    standing_weights switching _notes _own_words money overlaps
    merge graph_knock_on graph_map graph_troubles graph_unlocks
    portfolio_absent portfolio_affordable portfolio_balance portfolio_changes portfolio_dissent
    portfolio_explored portfolio_frontier portfolio_headline portfolio_proposals
    portfolio_provenance
    portfolio_questions portfolio_robust portfolio_scenarios portfolio_tiers portfolio_track_record
    portfolio_turning
    portfolio_value what_if department_questions swing_weights weight_spread knock_on
    workshop_questions
    explore_history_odd explore_history_overruns explore_history_sizes
    start_health start_notebooks start_proposals start_runs
    ticket_evidence tickets_loads tickets_overview tickets_problems tickets_unseen
    _ranges workshop_outside workshop_overview workshop_pre_mortem
    workshop_provenance workshop_ranges workshop_trials workshop_weights
    services revaluation_alternatives revaluation_headline revaluation_map revaluation_outcomes
    revaluation_provenance revaluation_services revaluation_thin revaluation_ways
"""
#: Files under ``templates``.
TEMPLATES = (
    "guest/index.html.j2",
    "index/ids.html.j2",
    "index/index.css",
    "index/index.html.j2",
    "index/part.html.j2",
    "index/rows.html.j2",
    "report/index.html.j2",
    "report/report.css",
    "sections/section.css",
    *(f"sections/{name}.html.j2" for name in _SECTIONS.split()),
    "workshop/import.css",
    "workshop/import_column.html.j2",
    "workshop/import_outcome.html.j2",
    "workshop/import_preview.html.j2",
    "workshop/import_table.html.j2",
    "workshop/import_why.html.j2",
)


def place(name: str) -> Path:
    """Folder of shipped files.

    Parameters
    ----------
    name : str
        ``"templates"``, ``"notebooks"`` or ``"sample"``.

    Returns
    -------
    Path
        A folder that exists; treat it as read-only.

    Raises
    ------
    ValueError
        For a name that is not a place.
    FileNotFoundError
        If the installation is incomplete.
    """
    if name not in PLACES:
        raise ValueError(f"there is no place {name!r}; known are {', '.join(PLACES)}")
    package = Path(str(files("pmo_toolkit")))
    # The wheel comes first: a folder of the same name next to site-packages must never win over it.
    for folder in (package / "_shipped" / name, package.parent / PLACES[name]):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the installed pmo-toolkit lacks its {name}; install it again")


def templates() -> Path:
    """Folder of the templates, all of them there.

    Raises
    ------
    FileNotFoundError
        If one is missing.
    """
    folder = place("templates")
    for each in TEMPLATES:
        if not (folder / each).is_file():
            raise FileNotFoundError(
                f"the template {folder / each} is missing; install the program again"
            )
    return folder


def workspace_path(named: str | PathLike[str]) -> Path:
    """The path of a workspace.

    ``"sample"`` means the shipped sample organisation where nothing else has that name.
    """
    path = Path(named)
    return place("sample") if is_sample(path) else path


def is_sample(path: Path) -> bool:
    """Whether a path means the shipped sample organisation."""
    return path == Path("sample") and not path.exists()
