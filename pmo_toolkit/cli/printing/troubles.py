"""What ``pmo check`` prints: the tables of a workspace and everything that is wrong with them.

A few troubles are told in full. Of many, those that say the same of one column stand in one line,
with their rows; ``--all`` tells each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from pmo_toolkit.cli.printing.console import complain, count, quoted, say, screen, shown
from pmo_toolkit.core.errors import Grade, PmoError, Trouble, WorkspaceError, shorten

if TYPE_CHECKING:
    from pmo_toolkit.workspace import Workspace

#: Up to this number, each trouble is told in full.
TOLD_IN_FULL = 8
#: Lines of what ``pmo check`` prints, tables included; and the fewest of them for troubles, and
#: for troubles of one grade, where many are told in short.
_PAGE, _FEWEST, _FEWEST_OF_GRADE = 28, 14, 4
_ROWS_SHOWN = 5
_TEXTS_SHOWN = 2
HEADINGS = {
    Grade.FAULT: "Faults: nothing can be assessed until these are mended",
    Grade.ROW: "Row faults: these rows cannot be used",
    Grade.FINDING: "Findings: absent or odd; what depends on them is not assessed",
}


def explain(error: PmoError) -> None:
    """Print an error that the user can mend, with all its troubles."""
    if not isinstance(error, WorkspaceError):
        complain(str(error))
        return
    console = screen(stderr=True)
    say(console, "The workspace cannot be used; nothing was run.", style="bold")
    show_troubles(console, error.troubles)


def show_troubles(
    console: Console, troubles: Sequence[Trouble], *, everything: bool = True, tables: int = 0
) -> None:
    """Print troubles by grade, the gravest first.

    Parameters
    ----------
    console : Console
    troubles : sequence of Trouble
    everything : bool
        Tell each in full, however many they are.
    tables : int
        Lines that stand above them on the page.
    """
    in_full = everything or len(troubles) <= TOLD_IN_FULL
    grades = [grade for grade in HEADINGS if any(trouble.grade is grade for trouble in troubles)]
    left = max(_FEWEST, _PAGE - tables)
    for number, grade in enumerate(grades, 1):
        of_grade = [trouble for trouble in troubles if trouble.grade is grade]
        heading = HEADINGS[grade]
        console.print()
        say(console, f"{heading} ({len(of_grade)})", style="bold")
        if in_full:
            for alike in _of_whole_tables(of_grade):
                _show(console, alike)
        else:
            for_others = _FEWEST_OF_GRADE * (len(grades) - number)
            left -= _show_in_short(console, of_grade, left - for_others)


def _of_whole_tables(troubles: Iterable[Trouble]) -> list[list[Trouble]]:
    """Troubles in their order; those that say the same of whole tables stand together."""
    groups: dict[tuple[object, ...], list[Trouble]] = {}
    for number, trouble in enumerate(troubles):
        whole_table = trouble.row is None and trouble.column is None
        same = (
            (trouble.what, trouble.found, trouble.expected, trouble.next_step)
            if whole_table
            else (number,)
        )
        groups.setdefault(same, []).append(trouble)
    return list(groups.values())


def _show(console: Console, alike: Sequence[Trouble]) -> None:
    trouble = alike[0]
    file = "" if trouble.file is None or len(alike) > 1 else f" ({shown(trouble.file)})"
    where = ", ".join(shown(other.where) for other in alike)
    say(console, f"- {where}{file}: {shown(trouble.what)}", indent=2, hang=2)
    details = {
        "found": None if trouble.found is None else f"“{shown(shorten(trouble.found))}”",
        "expected": None if trouble.expected is None else shown(trouble.expected),
        "next": None if trouble.next_step is None else shown(trouble.next_step),
    }
    for name, text in details.items():
        if text is not None:
            say(console, f"{name + ':':<10}{text}", indent=4, hang=10)


def _show_in_short(console: Console, troubles: Sequence[Trouble], lines: int) -> int:
    """One line a column and reason, the first of each table before the rest; how many lines."""
    groups = _of_one_reason(troubles)
    order: Counter[str] = Counter()
    ranked = []
    for place, alike in enumerate(groups):
        order[alike[0].table] += 1
        ranked.append((order[alike[0].table], place))
    chosen = sorted(place for _, place in sorted(ranked)[:lines])
    for place in chosen:
        say(console, _in_short(groups[place]), indent=2, hang=2)
    left = [alike for place, alike in enumerate(groups) if place not in set(chosen)]
    if left:
        tables = Counter(alike[0].table for alike in left)
        rest = ", ".join(f"{number} in {table}" for table, number in tables.items())
        text = f"… and {count(len(left), 'further line')}: {rest}. Add --all to see each."
        say(console, text, indent=2, hang=2)
    return len(chosen)


def _of_one_reason(troubles: Iterable[Trouble]) -> list[list[Trouble]]:
    """Troubles of one table, column and reason; of whole tables those that say the same."""
    groups: dict[tuple[object, ...], list[Trouble]] = {}
    for trouble in troubles:
        reason = trouble.reason or trouble.what
        whole_table = trouble.row is None and trouble.column is None
        place = (None, None) if whole_table else (trouble.table, trouble.column)
        groups.setdefault((*place, reason), []).append(trouble)
    return list(groups.values())


def _in_short(alike: Sequence[Trouble]) -> str:
    """``- costs, column low: is not a number: 3 rows (2, 5, 9); found “x”. Write one number.``."""
    first = alike[0]
    tables = ", ".join(dict.fromkeys(shown(trouble.table) for trouble in alike))
    column = "" if first.column is None else f", column {shown(first.column)}"
    rows = sorted({row for trouble in alike for row in trouble.rows or (trouble.row,) if row})
    where = f", row {rows[0]}" if len(rows) == 1 else ""
    text = f"- {tables}{where}{column}: {shown(first.reason or first.what)}"
    if len(rows) > 1:
        named = ", ".join(map(str, rows[:_ROWS_SHOWN]))
        text += f": {len(rows)} rows ({named}{', …' if len(rows) > _ROWS_SHOWN else ''})"
    found = list(dict.fromkeys(trouble.found for trouble in alike if trouble.found))
    if found:
        quotes = ", ".join(f"“{shown(shorten(text, 60))}”" for text in found[:_TEXTS_SHOWN])
        text += f"; found {quotes}{', …' if len(found) > _TEXTS_SHOWN else ''}"
    return f"{text}. {shown(first.next_step)}" if first.next_step else f"{text}."


def show_check(console: Console, workspace: Workspace, path: str, *, everything: bool) -> None:
    """Print what a workspace holds and everything that is wrong with it."""
    sample = " (sample data)" if workspace.is_sample else ""
    say(console, f"Workspace {shown(workspace.name)}{sample}", style="bold")
    if workspace.sources:
        wide = max(len("table"), *map(len, workspace.sources))
        console.print(Text(f"  {'table':<{wide}}  {'rows':>8}  read from", style="dim"))
        for name, source in workspace.sources.items():
            console.print(Text(f"  {name:<{wide}}  {source.rows:>8,}  {shown(source.label)}"))
    show_troubles(console, workspace.troubles, everything=everything, tables=len(workspace.sources))
    console.print()
    counts = Counter(trouble.grade for trouble in workspace.troubles)
    if not workspace.troubles:
        say(console, "Nothing wrong found.", style="green")
    else:
        counted = [count(counts[grade], grade.value) for grade in HEADINGS if counts[grade]]
        say(console, f"Found: {', '.join(counted)}.")
    if workspace.failed:
        failing = ", ".join(shown(proposal) for proposal in list(workspace.failed)[:8])
        more = "" if len(workspace.failed) <= 8 else f" and {len(workspace.failed) - 8} more"
        say(
            console,
            f"{count(len(workspace.failed), 'proposal')} cannot be assessed: {failing}{more}.",
        )
    if counts[Grade.FAULT]:
        say(console, f"Next: mend the faults, then run: pmo check {quoted(path)}", hang=2)
    else:
        say(console, f"Next: pmo assess {quoted(path)} --out reports", hang=2)
