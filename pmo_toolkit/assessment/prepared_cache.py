"""What is prepared is kept and found again: with its workspace, and by path in forked processes.

A notebook assesses one proposal after another of the same workspace: what they share is kept with
the `Workspace` object, and what was learnt from its history passes on to its what-if copies. A
batch prepares once, in the process that all its others are forked from; a process that nothing was
shared with finds nothing here and reads the workspace itself. Nothing is read back from a file.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection
from pathlib import Path

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.dependencies.exclusions import Valuation
from pmo_toolkit.analysis.estimating.fitted_models import Models
from pmo_toolkit.analysis.money.options import ComparedOptions
from pmo_toolkit.assessment.answers import Answers
from pmo_toolkit.assessment.coverage_cache import kept_figures
from pmo_toolkit.assessment.dependencies.graph_values import findings_of
from pmo_toolkit.assessment.lookups.queries import COST_DRIVERS, Query
from pmo_toolkit.assessment.prepared import LearntHistory, Prepared
from pmo_toolkit.assessment.reader import ProposalReader
from pmo_toolkit.core.errors import PmoError, UsageError
from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.core.progress import shown_progress
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace import Workspace, load_workspace

#: Models for so many different sets of stated drivers are fitted ahead; rarer ones are left to the
#: proposal itself.
_MOST_PATTERNS = 24
#: So many proposals that others hang together with are valued ahead.
_MOST_VALUED = 64
#: A bundle reaches from a proposal to what it requires, to that one's dependants, and to what these
#: require beside it.
_TIES_TO_A_MEMBER = 3
#: Path and day → what was prepared in this process or the one that it was forked from.
_SHARED: dict[tuple[str, str], Prepared] = {}


def prepare(
    workspace: Workspace | str | Path,
    *,
    settings: Settings | None = None,
    as_of: dt.date | str | None = None,
) -> Prepared:
    """Read a workspace and make ready what all its proposals share.

    What was prepared before for the same `Workspace` object, settings and day is taken again; so is
    what a batch has prepared in this process for the very path and day.

    Parameters
    ----------
    workspace : Workspace or path
    settings : Settings, optional
        Instead of the workspace's own.
    as_of : date or ISO text, optional
        Default: ``as_of`` of ``workspace.toml``, else today.

    Raises
    ------
    WorkspaceError
        If the workspace has a fault.
    UsageError
        If `as_of` is not an ISO date.

    Examples
    --------
    >>> ready = prepare("sample")  # doctest: +SKIP
    >>> len(ready.workspace.proposal_ids)  # doctest: +SKIP
    24
    """
    if isinstance(workspace, Workspace):
        sound = load_workspace(workspace)
        return _kept_with(sound, settings or sound.settings, as_of)
    shared = _SHARED.get(_key(workspace, as_of)) if settings is None else None
    if shared is not None:
        return shared
    loaded = load_workspace(workspace)
    return _kept_with(loaded, settings or loaded.settings, as_of)


def share(workspace: Path, prepared: Prepared) -> None:
    """Let `prepare` find this in this process and those forked from it."""
    _SHARED[_key(workspace, prepared.as_of)] = prepared


def make_ready(prepared: Prepared, proposals: Collection[str] = ()) -> None:
    """Compute now what proposals of `prepared` would otherwise each compute for themselves.

    Parameters
    ----------
    prepared : Prepared
        Is filled: standing, second opinions, models, net values that others ask for.
    proposals : collection of str
        Those that will be assessed; all if empty.
    """
    from pmo_toolkit.assessment.views import views_from_history  # slow to load, as below

    findings = findings_of(prepared.workspace, prepared.settings)
    _ = prepared.standing, prepared.second_opinions, findings.clashes, findings.single_points
    _ = prepared.answers.compared
    finished = set(prepared.workspace.table("history")["project"])
    table = prepared.workspace.table("proposals")
    if proposals:
        table = table[table["id"].isin(list(proposals))]
    seen: dict[tuple[object, ...], str] = {}
    for name, known in zip(table["id"], table.notna().to_numpy().tolist(), strict=True):
        # A proposal that stands in the history itself learns from the others: nothing to share.
        if name not in finished:
            seen.setdefault(tuple(known), str(name))
    for name in list(seen.values())[:_MOST_PATTERNS]:
        try:
            reader = prepared.reader(name)
            row = {str(column): value for column, value in reader.row().to_dict().items()}
            views_from_history(reader, prepared.learnt, row)
        except PmoError:
            continue  # told where that proposal is assessed
    for name in _most_linked(prepared, proposals)[:_MOST_VALUED]:
        valuation_of(prepared, name)


def valuation_of(
    prepared: Prepared, proposal: str, reader: ProposalReader | None = None
) -> Valuation:
    """The net value of a proposal as others see it, drawn once; of its own links nothing is read.

    Parameters
    ----------
    prepared : Prepared
        Its valuations are added to.
    proposal : str
    reader : ProposalReader, optional
        Notes what was read.
    """
    ready = prepared.for_others
    key = proposal, ready.settings
    if key not in prepared.valuations:
        own = ready.reader(proposal)
        prepared.valuations[key] = _valued(own, prepared.learnt), own.reads.queries
    valuation, queries = prepared.valuations[key]
    if reader is not None:
        reader.note(queries)
    return valuation


def _valued(reader: ProposalReader, learnt: LearntHistory) -> Valuation:
    from pmo_toolkit.assessment.advice_inputs import compared_options
    from pmo_toolkit.assessment.views import views_of_value

    own = reader.own("proposals", "id", columns=reader.value_columns)
    if own.empty or reader.faults_of(reader.proposal):
        gap = NotAssessed("net value", "its rows have faults", ReasonCode.UNUSABLE_ROW)
        return Valuation(gap, None)
    row = {str(name): value for name, value in own.iloc[0].to_dict().items()}
    return valuation_from(
        compared_options(reader, row, views_of_value(reader, learnt, row)).compared
    )


def valuation_from(compared: ComparedOptions | NotAssessed) -> Valuation:
    """The net value of a proposal as others see it, from its options on the same draws."""
    if isinstance(compared, NotAssessed):
        return Valuation(compared.about("net value"), None)
    preferred = compared.comparison.preferred
    if preferred is None:
        why = compared.comparison.why
        return Valuation(NotAssessed("net value", why, ReasonCode.NO_PREFERENCE), None)
    chosen = next(option for option in compared.comparison.options if option.id == preferred)
    if isinstance(chosen.net_value, NotAssessed):
        return Valuation(chosen.net_value, None, preferred)
    return Valuation(compared.values[preferred], chosen.chance_net_positive, preferred)


def _most_linked(prepared: Prepared, proposals: Collection[str]) -> list[str]:
    """Proposals whose net value `proposals` (all if empty) ask for, most often named first."""
    ties = prepared.workspace.table("dependencies")
    ties = ties[ties["type"].isin(("requires", "excludes"))]
    pairs = list(zip(ties["from"].astype(str), ties["to"].astype(str), strict=True))
    if proposals:
        near = set(proposals)
        for _ in range(_TIES_TO_A_MEMBER - 1):
            near |= {name for pair in pairs if near & set(pair) for name in pair}
        pairs = [pair for pair in pairs if near & set(pair)]
    named = Counter(name for pair in pairs for name in pair)
    known = set(prepared.workspace.table("proposals")["id"])
    return sorted((name for name in named if name in known), key=lambda name: (-named[name], name))


def _kept_with(workspace: Workspace, settings: Settings, as_of: dt.date | str | None) -> Prepared:
    day = day_of(as_of, workspace)
    key = "prepared", settings, day
    known = workspace.kept.get(key)
    if isinstance(known, Prepared) and known.workspace is workspace:
        return known
    answers = Answers(workspace, settings)
    prepared = workspace.kept[key] = Prepared(
        workspace=workspace,
        settings=settings,
        as_of=day,
        figures=NumberFormat(workspace.config.locale, workspace.config.currency),
        answers=answers,
        learnt=_learnt(workspace, answers, day),
        standings=workspace.kept.setdefault("standings", {}),
    )
    return prepared


def _learnt(workspace: Workspace, answers: Answers, day: dt.date) -> LearntHistory:
    """What was learnt from the same projects and drivers, by this workspace or one it copies."""
    config = workspace.config
    key = (
        "history",
        answers.digest(Query("history")),
        (answers.digest(Query("in_flight")), day),
        answers.digest(Query(COST_DRIVERS)),
        (config.drivers_keep, config.drivers_known_before),
    )
    if key not in workspace.kept:
        workspace.kept[key] = LearntHistory(Models(kept_figures(), shown_progress()))
    learnt: LearntHistory = workspace.kept[key]
    return learnt


def _key(workspace: str | Path, as_of: dt.date | str | None) -> tuple[str, str]:
    return str(Path(workspace).absolute()), str(as_of)


def day_of(as_of: dt.date | str | None, workspace: Workspace) -> dt.date:
    """The day that a study refers to: as given, else ``as_of`` of ``workspace.toml``, else today.

    Raises
    ------
    UsageError
        If `as_of` is not an ISO date.
    """
    if as_of is None:
        return workspace.config.as_of or dt.date.today()
    if isinstance(as_of, dt.date):
        return as_of
    try:
        return dt.date.fromisoformat(as_of)
    except ValueError:
        raise UsageError(f"as_of needs a date such as 2026-11-22, found {as_of!r}") from None
