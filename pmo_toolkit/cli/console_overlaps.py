"""What ``pmo overlaps`` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console

from pmo_toolkit.advice.overlap_questions import doubts_in_words, reasons_in_words, service_question
from pmo_toolkit.cli.console import say, shown

if TYPE_CHECKING:
    from pmo_toolkit.studies.overlaps import OverlapStudy

#: Questions shown on the screen; the file holds all.
MOST_SHOWN = 12


def show_overlaps(console: Console, study: OverlapStudy) -> None:
    """Print the first questions with what led to them, and what limits the result."""
    found = study.overlaps
    say(
        console,
        f"{shown(study.workspace)}: {found.compared} proposals compared, {len(found.pairs)}"
        f" questions to two departments, {len(found.services)} about services.",
    )
    for pair in found.pairs[:MOST_SHOWN]:
        say(console, "")
        say(console, f"{pair.score:.2f}  {shown(study.question(pair))}")
        for text in (reasons_in_words(pair.grounds), doubts_in_words(pair)):
            if text:
                say(console, shown(text), indent=6)
    for reuse in found.services[:MOST_SHOWN]:
        say(console, "")
        proposal, service = study.proposals[reuse.proposal], study.services[reuse.service]
        say(console, shown(f"{reuse.score:.2f}  {service_question(reuse, proposal, service)}"))
    more = max(len(found.pairs) - MOST_SHOWN, 0) + max(len(found.services) - MOST_SHOWN, 0)
    if more:
        say(console, "")
        say(console, f"… and {more} more: --json FILE writes all of them.")
    say(console, "")
    for remark in study.remarks:
        say(console, shown(remark))
    say(
        console,
        "These are questions, not findings: who asks for the same is for departments to say.",
    )
