"""What the commands print.

Plain sentences that read well on any terminal, in a file, and without colours.

Text of users is shown as it is, except for characters that would steer the terminal.
"""

from __future__ import annotations

import sys
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from pmo_toolkit.core.errors import Grade, PmoError, Trouble, WorkspaceError, shorten

if TYPE_CHECKING:
    from pmo_toolkit.batch.run import BatchResult
    from pmo_toolkit.workspace import Workspace

#: Above this number, findings are shown by table, the first few of each.
FINDINGS_SHOWN = 40
FINDINGS_PER_TABLE = 5
FAILURES_SHOWN = 20
_HEADINGS = {
    Grade.FAULT: "Faults: nothing can be assessed until these are mended",
    Grade.ROW: "Row faults: these rows cannot be used",
    Grade.FINDING: "Findings: absent or odd; what depends on them is not assessed",
}
_JOINERS = "\u200c\u200d"  # they hold letters and emoji together and steer nothing


def screen(*, stderr: bool = False) -> Console:
    """A console without markup, emoji codes or automatic colouring of numbers.

    It respects NO_COLOR.
    """
    stream = sys.stderr if stderr else sys.stdout
    with suppress(AttributeError, ValueError):
        # A terminal of an older encoding shows "?" for what it lacks instead of ending the command.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    return Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=True)


def shown(text: object) -> str:
    """User text as one line that cannot steer the terminal."""
    one_line = " ".join(str(text).split())
    return "".join(
        (
            "\N{REPLACEMENT CHARACTER}"
            if unicodedata.category(character) in ("Cc", "Cf", "Cs") and character not in _JOINERS
            else character
        )
        for character in one_line
    )


def say(console: Console, text: str, style: str = "", indent: int = 0, hang: int = 0) -> None:
    """Print one paragraph, wrapped to the terminal's width; in a file it stays one line."""
    if console.is_terminal:
        text = textwrap.fill(
            text,
            width=max(20, console.width - 1),
            initial_indent=" " * indent,
            subsequent_indent=" " * (indent + hang),
            break_long_words=False,
            break_on_hyphens=False,
        )
    else:
        text = " " * indent + text
    console.print(Text(text, style=style))


def complain(text: str) -> None:
    """Print an error of one or several lines where errors go."""
    console = screen(stderr=True)
    for line in text.splitlines() or [""]:
        say(console, shown(line))


def explain(error: PmoError) -> None:
    """Print an error that the user can mend, with all its troubles."""
    if not isinstance(error, WorkspaceError):
        complain(str(error))
        return
    console = screen(stderr=True)
    say(console, "The workspace cannot be used; nothing was run.", style="bold")
    show_troubles(console, error.troubles)


def show_troubles(
    console: Console, troubles: Sequence[Trouble], *, everything: bool = True
) -> None:
    """Print troubles by grade, the gravest first.

    Parameters
    ----------
    console : Console
    troubles : sequence of Trouble
    everything : bool
        List every finding, however many they are.
    """
    for grade, heading in _HEADINGS.items():
        of_grade = [trouble for trouble in troubles if trouble.grade is grade]
        if not of_grade:
            continue
        console.print()
        say(console, f"{heading} ({len(of_grade)})", style="bold")
        few = everything or grade is not Grade.FINDING or len(of_grade) <= FINDINGS_SHOWN
        for alike in _alike(of_grade if few else _first_of_each_table(of_grade)):
            _show(console, alike)
        if not few:
            left = Counter(trouble.table for trouble in of_grade)
            rest = [
                f"{count - FINDINGS_PER_TABLE} in {table}"
                for table, count in left.items()
                if count > FINDINGS_PER_TABLE
            ]
            say(
                console,
                f"… and further findings: {', '.join(rest)}. Add --all to see them.",
                indent=2,
                hang=2,
            )


def _first_of_each_table(troubles: Iterable[Trouble]) -> Iterator[Trouble]:
    seen: Counter[str] = Counter()
    for trouble in troubles:
        seen[trouble.table] += 1
        if seen[trouble.table] <= FINDINGS_PER_TABLE:
            yield trouble


def _alike(troubles: Iterable[Trouble]) -> list[list[Trouble]]:
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


def show_check(console: Console, workspace: Workspace, path: str, *, everything: bool) -> None:
    """Print what a workspace holds and everything that is wrong with it."""
    sample = " (sample data)" if workspace.is_sample else ""
    say(console, f"Workspace {shown(workspace.name)}{sample}", style="bold")
    if workspace.sources:
        wide = max(len("table"), *map(len, workspace.sources))
        console.print(Text(f"  {'table':<{wide}}  {'rows':>8}  read from", style="dim"))
        for name, source in workspace.sources.items():
            console.print(Text(f"  {name:<{wide}}  {source.rows:>8,}  {shown(source.label)}"))
    show_troubles(console, workspace.troubles, everything=everything)
    console.print()
    counts = Counter(trouble.grade for trouble in workspace.troubles)
    if not workspace.troubles:
        say(console, "Nothing wrong found.", style="green")
    else:
        counted = [count(counts[grade], grade.value) for grade in _HEADINGS if counts[grade]]
        say(console, f"Found: {', '.join(counted)}.")
    if workspace.failed:
        failing = ", ".join(shown(proposal) for proposal in list(workspace.failed)[:8])
        more = "" if len(workspace.failed) <= 8 else f" and {len(workspace.failed) - 8} more"
        say(
            console,
            f"{count(len(workspace.failed), 'proposal')} cannot be assessed: {failing}{more}.",
        )
    if counts[Grade.FAULT]:
        say(console, f"Next: mend the faults, then run: pmo check {_quoted(path)}", hang=2)
    else:
        say(console, f"Next: pmo assess {_quoted(path)} --out reports", hang=2)


def show_result(console: Console, result: BatchResult, out: str) -> None:
    """Print what a batch left behind and which file to open."""
    failures = [entry for entry in result.entries if entry.status != "rendered"]
    good = len(result.entries) - len(failures)
    kept = f", {result.kept} of them done by an earlier run" if result.kept else ""
    console.print()
    summary = f"{count(good, 'report')} ready{kept}"
    say(
        console,
        f"{summary}; {count(len(failures), 'proposal')} failed." if failures else f"{summary}.",
        style="bold",
    )
    for entry in failures[:FAILURES_SHOWN]:
        say(console, f"- {shown(entry.id)}: {shown(entry.why)}", indent=2, hang=2)
    if len(failures) > FAILURES_SHOWN:
        say(console, f"… and {len(failures) - FAILURES_SHOWN} more; see manifest.json", indent=2)
    if result.manifest.set_aside:
        rows = count(len(result.manifest.set_aside), "row")
        say(console, f"{rows} of the workspace could not be used; pmo check lists them.")
    if result.left_over:
        say(
            console,
            "No longer in the workspace, and no longer in the index:"
            f" {count(len(result.left_over), 'proposal')} of an earlier run. Their folders are"
            " untouched.",
        )
    console.print(Text(f"Open {out}"))


def count(number: int, noun: str) -> str:
    """A number with its noun, such as ``2 proposals``."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _quoted(path: str) -> str:
    return f'"{shown(path)}"' if any(character in path for character in " '&();") else shown(path)
