"""What the commands print.

Plain sentences that read well on any terminal, in a file, and without colours.

Text of users is shown as it is, except for characters that would steer the terminal.
"""

from __future__ import annotations

import sys
import textwrap
import unicodedata
from contextlib import suppress
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    from pmo_toolkit.batch.run import BatchResult

FAILURES_SHOWN = 20
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


def quoted(path: str) -> str:
    """A path as a shell takes it."""
    return f'"{shown(path)}"' if any(character in path for character in " '&();") else shown(path)
