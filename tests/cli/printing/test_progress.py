"""How far a batch is.

A line a minute in a file, a bar on a terminal, rate and time left in both.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from rich.console import Console

from pmo_toolkit.cli.printing.progress import (
    Pace,
    Progress,
    duration,
    measuring_told,
    progress,
    steps_shown,
)
from pmo_toolkit.core.progress import PROGRESS_VARIABLE, FileProgress
from tests.batch.manifests import FAILED, RENDERED
from tests.cli.printing.test_console import EVIL, paper


class Clock:
    """Time that moves when it is told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def steps(console, endings, *, every=10.0, kept=0):
    clock = Clock()
    total = len(endings)
    with progress(console, total, clock) as tell:
        for place, entry in enumerate(endings, 1):
            clock.now += 0 if place <= kept else every
            tell(
                SimpleNamespace(
                    entry=replace(entry, why=EVIL), place=place, total=total, kept=place <= kept
                )
            )
    return console.file.getvalue()


def test_in_a_file_there_is_a_line_a_minute_and_one_at_the_end():
    assert steps(paper(), [RENDERED] * 20).splitlines() == [
        "[ 6/20] 6.0 a minute, about 2 minutes left",
        "[12/20] 6.0 a minute, about 80 seconds left",
        "[18/20] 6.0 a minute, about 20 seconds left",
        "[20/20] 6.0 a minute",
    ]


def test_failures_are_told_at_once():
    lines = steps(paper(), [RENDERED, FAILED, RENDERED]).splitlines()
    assert lines == ["[2/3] P-2: failed", "[3/3] 6.0 a minute"]


def test_what_an_earlier_run_had_done_is_told_once_and_is_no_speed():
    lines = steps(paper(), [RENDERED] * 14, kept=7).splitlines()
    assert lines == [
        "7 reports of an earlier run still hold.",
        "[13/14] 6.0 a minute, about 10 seconds left",
        "[14/14] 6.0 a minute",
    ]


def test_when_all_reports_hold_it_is_said():
    assert steps(paper(), [RENDERED] * 2, kept=2) == "2 reports of an earlier run still hold.\n"


def test_on_a_terminal_a_bar_moves_and_failures_stay_on_screen():
    text = steps(paper(terminal=True, width=120), [RENDERED, RENDERED, FAILED])
    for part in ("assessing", "3/3", "P-2: failed", "a minute"):
        assert part in text, part
    assert "[2/3]" not in text


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0, "1 second"),
        (89, "89 seconds"),
        (300, "5 minutes"),
        (7200, "2 hours"),
        (7860, "2 hours 11 minutes"),
    ],
)
def test_durations_read_as_said(seconds, told):
    assert duration(seconds) == told


def test_nothing_is_promised_before_anything_is_known():
    assert Pace(Clock()).words(3) == ""


def test_what_is_prepared_for_all_is_not_taken_for_speed():
    clock = Clock()
    pace = Pace(clock)
    for clock.now in (100.0, 101.0, 102.0):
        pace.settle()
    assert pace.words(10) == "60.0 a minute, about 10 seconds left"


def test_measuring_in_another_process_is_told_and_the_variable_is_as_before(monkeypatch):
    monkeypatch.setenv(PROGRESS_VARIABLE, "before")
    lines, code = [], "from pmo_toolkit.core.progress import shown_progress as s; s()('a', 3, 12)"
    with measuring_told(lambda *step: lines.append(step), every_seconds=0.02):
        subprocess.run([sys.executable, "-c", code], check=True)
        for _ in range(100):
            if lines:
                break
            time.sleep(0.02)
    assert lines == [("a", 3, 12)]
    assert os.environ[PROGRESS_VARIABLE] == "before"


def test_without_a_bar_measuring_is_told_once():
    console = Console(file=io.StringIO(), width=200)
    show = Progress(console, Pace())
    show.measuring("a", 1, 3)
    show.measuring("a", 2, 3)
    assert console.file.getvalue().count("Measuring how far estimates can be trusted") == 1


def test_measuring_stands_beside_the_bar():
    words = []
    show = Progress(Console(file=io.StringIO()), Pace(), lambda text: None, words.append)
    show.measuring("a", 1, 3)
    assert words == ["1 of 3: a"]


class Terminal(io.StringIO):
    """A stream that somebody watches."""

    def isatty(self) -> bool:
        return True


def after_two_steps(stream: io.StringIO, clock: Clock) -> str:
    with steps_shown(stream, clock, every_seconds=0.01):
        for done in (3, 4):
            clock.now += 7.0
            FileProgress(Path(os.environ[PROGRESS_VARIABLE]))("assessing proposals", done, 12)
            time.sleep(0.1)
    return stream.getvalue()


def test_steps_are_a_line_every_ten_seconds_where_nobody_watches():
    assert after_two_steps(io.StringIO(), Clock()) == "assessing proposals: 4 of 12\n"


def test_steps_are_one_line_on_a_terminal_which_goes_away():
    text = after_two_steps(Terminal(), Clock())
    assert "\rassessing proposals: 3 of 12\rassessing proposals: 4 of 12\r" in text
    assert text.endswith("\r" + " " * len("assessing proposals: 4 of 12") + "\r")
