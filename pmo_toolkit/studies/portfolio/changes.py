"""What differs from a former run, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.core.number_format import NumberFormat, listed
from pmo_toolkit.core.troubles import rows_in_words
from pmo_toolkit.studies.portfolio.former_run import FormerProposal, FormerRun
from pmo_toolkit.studies.portfolio.inputs_digest import rows_of
from pmo_toolkit.studies.portfolio.shapes import Change, PortfolioLine
from pmo_toolkit.studies.track_record.shapes import Decision
from pmo_toolkit.workspace import Workspace

#: Below this share of the former figure a change is rounding: figures are written to six digits.
_ROUNDING = 1e-5
_CHANCE = "chance_net_positive"


@dataclass(frozen=True)
class RunNow:
    """What this run rests on, as a former one wrote it.

    Parameters
    ----------
    workspace : Workspace
    version, as_of : str
    seed : int
    settings : mapping of str to object
    digests : mapping of str to mapping of str to str
    figures : NumberFormat
    """

    workspace: Workspace
    version: str
    as_of: str
    seed: int
    settings: Mapping[str, object]
    digests: Mapping[str, Mapping[str, str]]
    figures: NumberFormat


def changes_since(
    former: FormerRun, lines: tuple[PortfolioLine, ...], now: RunNow
) -> tuple[Change, ...]:
    """Advice, figures and inputs that differ, proposal by proposal, with what moved them.

    Parameters
    ----------
    former : FormerRun
    lines : tuple of PortfolioLine
        In the order in which they are shown.
    now : RunNow
    """
    whole = tuple(_of_the_run(former, now))
    shared = _changed_tables(former, now, "")
    found: list[Change] = []
    for line in lines:
        before = former.proposals.get(line.id)
        if before is None:
            why = "It was not assessed in the former run."
            found.append(Change(line.id, "new", "proposal", "", line.position, why))
            continue
        tables = _changed_tables(former, now, line.id)
        why = _why(whole, tables, shared, is_known=former.digests is not None)
        found += _of_proposal(line, before, why, now.figures)
        if former.knows_decisions:
            found += _of_decisions(line, before.decision)
        found += _inputs(line.id, tables, now.workspace)
    gone = sorted(former.proposals.keys() - {line.id for line in lines})
    for name in gone:
        position = former.proposals[name].position
        why = "It is not assessed any more: it is gone, or its rows have faults."
        found.append(Change(name, "gone", "proposal", position, "", why))
    found += _inputs("", shared, now.workspace)
    return tuple(found)


def _of_the_run(former: FormerRun, now: RunNow) -> Iterator[str]:
    """What holds for all proposals at once, as clauses."""
    if former.version != now.version:
        yield f"version {former.version} became {now.version}"
    if former.seed != now.seed:
        yield f"the seed {former.seed} became {now.seed}"
    if former.as_of != now.as_of:
        yield f"the day {former.as_of} became {now.as_of}"
    names = sorted(former.settings.keys() | now.settings.keys())
    changed = [
        name
        for name in names
        if _shown(former.settings.get(name)) != _shown(now.settings.get(name))
    ]
    if changed:
        yield f"settings changed ({listed(changed)})"


def _shown(value: object) -> str:
    return f"{value:.6g}" if isinstance(value, float | int) else str(value)


def _changed_tables(former: FormerRun, now: RunNow, owner: str) -> tuple[str, ...]:
    if former.digests is None:
        return ()
    before, after = former.digests.get(owner, {}), now.digests.get(owner, {})
    return tuple(
        table
        for table in sorted(before.keys() | after.keys())
        if before.get(table) != after.get(table)
    )


def _why(
    whole: tuple[str, ...], tables: tuple[str, ...], shared: tuple[str, ...], *, is_known: bool
) -> str:
    causes = list(whole)
    if tables:
        causes.append(f"its rows of {listed(list(tables))} changed")
    if shared:
        causes.append(f"what all share changed ({listed(list(shared))})")
    if causes:
        return f"{listed(causes).capitalize()}."
    if is_known:
        return "Rows of other proposals that it is compared with or tied to changed."
    return "The former run did not write which rows it read."


def _of_proposal(
    line: PortfolioLine, before: FormerProposal, why: str, figures: NumberFormat
) -> Iterator[Change]:
    if before.position != line.position:
        yield Change(line.id, "advice", "position", before.position, line.position, why)
    words = {
        "confidence": line.confidence,
        "tier": "" if isinstance(line.tier, NotAssessed) else line.tier.name,
        "option": line.option or "",
    }
    for name, after in words.items():
        if (earlier := before.words.get(name, "")) != after:
            yield Change(line.id, "advice", name, earlier, after, why)
    for name, now in _figures(line).items():
        earlier_figure = before.figures.get(name)
        if _differ(earlier_figure, now):
            yield Change(
                line.id,
                "figure",
                name,
                _written(name, earlier_figure, figures),
                _written(name, now, figures),
                why,
            )


def _of_decisions(line: PortfolioLine, before: Decision | None) -> Iterator[Change]:
    """A decision that was recorded, mended or taken back since; it moves no figure of ours."""
    after = line.decision
    if before == after:
        return
    if after is None:
        why = "The row of decisions is gone, or does not count on the day of this run."
    else:
        day = f"on {after.date}" if after.date else "on a day that is not stated"
        why = f"Decided {day} by {after.by_role or 'a role that is not stated'}; not computed."
    words = ["" if one is None else one.decision for one in (before, after)]
    yield Change(line.id, "decision", "decision", words[0], words[1], why)


def _figures(line: PortfolioLine) -> dict[str, float | None]:
    found: dict[str, float | None] = {_CHANCE: line.chance_net_positive}
    for name, held in (("cost", line.cost), ("net_value", line.net_value)):
        for end in ("p50", "p80"):
            known = isinstance(held, Quantiles)
            found[f"{name}.{end}"] = getattr(held, end) if known else None
    return found


def _differ(before: float | None, after: float | None) -> bool:
    if before is None or after is None:
        return before is not after
    return abs(after - before) > _ROUNDING * max(abs(before), abs(after))


def _written(name: str, value: float | None, figures: NumberFormat) -> str:
    if value is None:
        return "not assessed"
    return figures.chance(value) if name == _CHANCE else figures.money(value)


def _inputs(owner: str, tables: tuple[str, ...], workspace: Workspace) -> Iterator[Change]:
    for table in tables:
        rows = rows_of(workspace, owner, table)
        where = rows_in_words(rows) if rows and owner else ""
        after = where or ("all rows are gone" if not rows else "rows that all share")
        why = f"Rows of {table} are not as they were."
        yield Change(owner, "input", table, "", after, why)
