"""What a warm parent loads before it forks, and what must not have happened to it by then."""

from __future__ import annotations

import gc
import importlib
import logging
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pmo_toolkit.core.startup import import_nbformat

log = logging.getLogger(__name__)
#: Proposals that a rehearsal goes through; the second finds what the first did not need.
REHEARSED = 2

#: Everything that a run of our notebooks imports. `matplotlib_inline.backend_inline` is left out on
#: purpose: imported before there is a shell, it draws nothing. So is all that makes threads.
MODULES = (
    "bdb",
    "numpy",
    "pandas",
    "scipy.stats",
    "scipy.optimize",
    "sklearn.pipeline",
    "matplotlib.figure",
    "matplotlib.backends.backend_svg",
    "matplotlib.pyplot",
    "sqlite3",
    "IPython.core.completerlib",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.core.pylabtools",
    "ipykernel.ipkernel",
    "ipykernel.kernelapp",
    "ipykernel.comm.manager",
    "ipykernel.debugger",
    "nbformat.v4",
    "nbclient.client",
    "papermill.execute",
    "papermill.translators",
    "pmo_toolkit.studies.comparison",
    "pmo_toolkit.studies.reliability",
    "pmo_toolkit.assessment.proposal",
    "pmo_toolkit.batch.job.annexes",
    "pmo_toolkit.batch.notebook.executing",
    "pmo_toolkit.batch.job.job",
    "pmo_toolkit.batch.kernel.client",
    "pmo_toolkit.batch.notebook.papermill_engine",
    "pmo_toolkit.report.kit.html",
    "pmo_toolkit.report.proposal.sections",
)


class NotWarm(Exception):
    """A process cannot serve as a warm parent; the message says why."""


def preload() -> None:
    """Import all of `MODULES`, and do once what they put off until their first use.

    Raises
    ------
    NotWarm
        If one cannot be imported: that it is missing should show here, not in a thousand proposals.
    """
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    import_nbformat()
    for name in MODULES:
        try:
            importlib.import_module(name)
        except Exception as error:
            raise NotWarm(f"{name} cannot be imported: {type(error).__name__}: {error}") from error
    _first_uses()


def settle() -> None:
    """Make this process fit to be forked.

    What it holds is no longer looked at by the garbage collector.

    Raises
    ------
    NotWarm
        If it has more than one thread, since only one of them would live on in a fork.
    """
    threads = thread_count()
    if threads != 1:
        raise NotWarm(f"it has {threads} threads, and only one would live on")
    gc.collect()
    gc.freeze()


def thread_count() -> int:
    """Threads of this process as the system counts them, those of C libraries included."""
    try:
        return len(list(Path("/proc/self/task").iterdir()))
    except OSError:
        import threading

        return threading.active_count()


def _first_uses() -> None:
    """Touch what loads lazily.

    Fonts, templates, validators. No figure, no setting and no random number is left.
    """
    import nbformat

    from pmo_toolkit.report.kit.html import render_report
    from pmo_toolkit.report.kit.pictures import svg

    svg(lambda ax: ax.plot([1, 2], [1, 2], label="warm"), 200, 100, (4, 4, 4, 20))
    book: Any = nbformat  # it has no types
    empty = book.v4.new_notebook(cells=[book.v4.new_markdown_cell("# Warm")])
    book.validate(empty)
    render_report(empty, title="warm")
    for name in ("matplotlib_inline.backend_inline", "pmo_toolkit.cli"):
        if name in sys.modules:
            log.warning("%s was loaded early", name)


def rehearse(prepared: Any, seed: int, proposals: Sequence[str]) -> None:
    """Go once through what every proposal will go through, for the sake of all that loads at its first use.

    Templates are compiled, fonts measured, locales read. The results are thrown away; what is drawn
    at random is drawn from seeds, so that nothing differs afterwards.
    """
    from nbformat import v4

    from pmo_toolkit.assessment import assess_prepared
    from pmo_toolkit.report.kit.html import render_report
    from pmo_toolkit.report.proposal.sections import SECTIONS

    book: Any = v4  # nbformat has no types
    shown: list[Any] = []
    for proposal in proposals[:REHEARSED]:
        try:
            assessment = assess_prepared(prepared, proposal, seed=seed)
            shown = [
                book.new_output("display_data", each(assessment)._repr_mimebundle_())
                for each in SECTIONS.values()
            ]
        except Exception as error:  # told where that proposal is assessed
            log.info("rehearsal with %s: %s", proposal, error)
    cells = [book.new_code_cell("", outputs=[each]) for each in shown]
    render_report(book.new_notebook(cells=cells), title="rehearsal")


class Preparation:
    """What all proposals of a run share, made ready in a process of its own.

    That process may use threads in its computing libraries; the one that forks must never have done
    so.

    Parameters
    ----------
    workspace : Path
    as_of : date
    seed : int
    input_hash : str
        Of the workspace when the run began.
    proposals : sequence of str
        Those that will be assessed; all if empty.
    """

    patience_seconds = None
    followed = False

    def __init__(
        self,
        workspace: Path,
        as_of: date,
        seed: int,
        input_hash: str,
        proposals: Sequence[str] = (),
    ):
        self.workspace, self.as_of, self.seed, self.input_hash = workspace, as_of, seed, input_hash
        self.proposals = tuple(proposals)

    def run(self, tell: object) -> object:
        """Prepare; the prepared workspace, or the error."""
        from pmo_toolkit.assessment import prepare
        from pmo_toolkit.assessment.prepared_cache import make_ready

        try:
            prepared = prepare(self.workspace, as_of=self.as_of)
            if prepared.workspace.input_hash != self.input_hash:
                return NotWarm("the workspace has changed since the run began")
            make_ready(prepared.with_seed(self.seed), self.proposals)
        except Exception as error:
            return NotWarm(f"{type(error).__name__}: {error}")
        return prepared

    def lost(self, progress: object, error: Exception, seconds: float) -> object:
        """The process died: nothing is shared."""
        return NotWarm(str(error))
