"""How far a batch is.

A bar with rate and time left on a terminal, a plain line a minute elsewhere.
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from rich.console import Console

from pmo_toolkit.cli.printing.console import count, say, shown
from pmo_toolkit.core.progress import (
    PROGRESS_VARIABLE,
    FileProgress,
    TerminalProgress,
    progress_line,
)
from pmo_toolkit.core.progress import Progress as ToldProgress

if TYPE_CHECKING:
    from pmo_toolkit.batch.results import Step

#: Where nobody watches, one line in so many seconds is enough.
LINE_SECONDS = 60.0
#: One long step after the other, of which each is the same work: a line more often.
STEP_SECONDS = 10.0
#: How often is looked whether measuring has come further.
WATCH_SECONDS = 0.3
_HOUR, _MINUTE = 3600, 60


class Pace:
    """How fast a batch settles proposals; those that an earlier run had done do not count.

    Parameters
    ----------
    clock : callable
        Seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self._clock, self._begun, self.done = clock, clock(), 0
        self._first = self._begun

    def settle(self) -> None:
        """One more is done; the first carries what is prepared for all, and so tells no speed."""
        self.done += 1
        if self.done == 1:
            self._first = self._clock()

    @property
    def seconds(self) -> float:
        """Since the batch began."""
        return self._clock() - self._begun

    def words(self, left: int) -> str:
        """Rate and time left, such as ``3.2 a minute, about 5 minutes left``.

        Empty before anything is known.
        """
        seconds, done = self._clock() - self._first, self.done - 1
        if done < 1 or seconds <= 0:
            return ""
        rate = 60 * done / seconds
        rate_text = f"{rate:.1f} a minute" if rate < 100 else f"{rate:,.0f} a minute"
        return f"{rate_text}, about {duration(left * seconds / done)} left" if left else rate_text


def duration(seconds: float) -> str:
    """Seconds as a reader says them: ``40 seconds``, ``5 minutes``, ``2 hours 10 minutes``."""
    if seconds < 1.5 * _MINUTE:
        return count(max(1, round(seconds)), "second")
    if seconds < 1.5 * _HOUR:
        return count(round(seconds / _MINUTE), "minute")
    hours, minutes = divmod(round(seconds / _MINUTE), 60)
    return count(hours, "hour") + (f" {count(minutes, 'minute')}" if minutes else "")


@contextmanager
def progress(
    console: Console, total: int, clock: Callable[[], float] = time.monotonic
) -> Iterator[Progress]:
    """Show how far a batch of `total` proposals is."""
    if not console.is_terminal:
        plain = Progress(console, Pace(clock))
        yield plain
        plain.tell_kept()
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("assessing"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, TextColumn("{task.description}"), console=console, transient=True) as bar:
        task = bar.add_task("", total=total)
        moving = Progress(
            console,
            Pace(clock),
            lambda words: bar.update(task, advance=1, description=words),
            lambda words: bar.update(task, description=words),
        )
        yield moving
        moving.tell_kept()


class Progress:
    """Tells each step of a batch.

    Parameters
    ----------
    console : Console
    pace : Pace
    advance : callable, optional
        Moves a bar by one and shows what is to stand beside it.
    describe : callable, optional
        Shows what is to stand beside the bar.
    """

    def __init__(
        self,
        console: Console,
        pace: Pace,
        advance: Callable[[str], None] | None = None,
        describe: Callable[[str], None] | None = None,
    ):
        self.console, self.pace = console, pace
        self.advance, self.describe = advance, describe
        self.kept = 0
        self._measuring_told = False
        self._last_line = 0.0

    def __call__(self, step: Step) -> None:
        """Tell one step."""
        if not step.kept:
            self.tell_kept()
            self.pace.settle()
        words = self.pace.words(step.total - step.place)
        if self.advance is not None:
            self.advance(words)
        if step.kept:
            self.kept += 1
            return
        where = f"[{step.place:>{len(str(step.total))}}/{step.total}]"
        if step.entry.status != "rendered":
            say(
                self.console, f"{where} {shown(step.entry.id)}: failed", hang=2
            )  # the reasons follow at the end
        if self.advance is None and (
            step.place == step.total or self.pace.seconds - self._last_line >= LINE_SECONDS
        ):
            self._last_line = self.pace.seconds
            say(self.console, f"{where} {words or 'done'}")

    def measuring(self, what: str, done: int, total: int) -> None:
        """Tell how far measuring is: beside the bar, or once where there is none."""
        if self.describe is not None:
            # The count first: a narrow terminal cuts the end.
            self.describe(f"{done} of {total}: {what}")
        elif not self._measuring_told:
            self._measuring_told = True
            text = "Measuring how far estimates can be trusted; it is kept for the next run."
            say(self.console, text)

    def tell_kept(self) -> None:
        """Tell in one line how many reports of an earlier run were kept since the last step."""
        if self.kept:
            holds = "hold" if self.kept > 1 else "holds"
            say(self.console, f"{count(self.kept, 'report')} of an earlier run still {holds}.")
            self.kept = 0


@contextmanager
def measuring_told(tell: ToldProgress, every_seconds: float = WATCH_SECONDS) -> Iterator[None]:
    """Tell how far measuring is in any process that is started within.

    Parameters
    ----------
    tell : callable
        Called with what is measured, the steps done and their number, whenever these change; never
        where all is known.
    every_seconds : float
    """
    before, done = os.environ.get(PROGRESS_VARIABLE), threading.Event()
    with tempfile.TemporaryDirectory(prefix="pmo-", ignore_cleanup_errors=True) as folder:
        progress_file = FileProgress(Path(folder) / "progress")

        def watch() -> None:
            last = None
            while not done.wait(every_seconds):
                step = progress_file.read()
                if step is not None and step != last:
                    tell(*step)
                last = step

        watcher = threading.Thread(target=watch, daemon=True)
        os.environ[PROGRESS_VARIABLE] = str(progress_file.path)
        watcher.start()
        try:
            yield
        finally:
            done.set()
            watcher.join()
            if before is None:
                os.environ.pop(PROGRESS_VARIABLE, None)
            else:
                os.environ[PROGRESS_VARIABLE] = before


@contextmanager
def steps_shown(
    stream: TextIO | None = None,
    clock: Callable[[], float] = time.monotonic,
    every_seconds: float = WATCH_SECONDS,
) -> Iterator[None]:
    """Show how far a process is that is started within, on the error stream.

    On a terminal one line that is written over and goes away, elsewhere a line every ten seconds.

    Parameters
    ----------
    stream : text stream, optional
        Instead of the error stream.
    clock : callable
        Seconds that only grow.
    every_seconds : float
        How often is looked.
    """
    shown_on = sys.stderr if stream is None else stream
    if shown_on.isatty():
        line = TerminalProgress(shown_on)
        with measuring_told(line, every_seconds):
            yield
        line("", 1, 1)
        return
    last = clock()

    def tell(what: str, done: int, total: int) -> None:
        nonlocal last
        if clock() - last >= STEP_SECONDS:
            last = clock()
            print(progress_line(what, done, total), file=shown_on, flush=True)

    with measuring_told(tell, every_seconds):
        yield
