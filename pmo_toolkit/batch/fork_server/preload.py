"""What a fork server loads before it forks, and what must not have happened to it by then."""

from __future__ import annotations

import gc
import importlib
import logging
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

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


class NotForkable(Exception):
    """A process cannot serve as a fork server; the message says why."""


def preload(sign: Callable[[], object] = lambda: None) -> None:
    """Import all of `MODULES`, and do once what they put off until their first use.

    Parameters
    ----------
    sign : callable
        Called between the steps, to say that this process is at its work.

    Raises
    ------
    NotForkable
        If one cannot be imported: that it is missing should show here, not in a thousand proposals.
    """
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    import_nbformat()
    for name in MODULES:
        try:
            importlib.import_module(name)
            sign()
        except Exception as error:
            raise NotForkable(
                f"{name} cannot be imported: {type(error).__name__}: {error}"
            ) from error
    _first_uses()


def make_forkable() -> None:
    """Make this process fit to be forked.

    What it holds is no longer looked at by the garbage collector.

    Raises
    ------
    NotForkable
        If it has more than one thread, since only one of them would live on in a fork.
    """
    threads = thread_count()
    if threads != 1:
        raise NotForkable(f"it has {threads} threads, and only one would live on")
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


def rehearse(
    prepared: Any,
    seed: int,
    proposals: Sequence[str],
    sign: Callable[[], object] = lambda: None,
) -> None:
    """Go once through what every proposal will go through, so that all lazy loading is done.

    Templates are compiled, fonts measured, locales read. The results are thrown away; what is drawn
    at random is drawn from seeds, so that nothing differs afterwards. `sign` is called between the
    proposals.
    """
    from nbformat import v4

    from pmo_toolkit.assessment import assess_prepared
    from pmo_toolkit.report.kit.html import render_report
    from pmo_toolkit.report.proposal.sections import SECTIONS

    book: Any = v4  # nbformat has no types
    outputs: list[Any] = []
    for proposal in proposals[:REHEARSED]:
        sign()
        try:
            assessment = assess_prepared(prepared, proposal, seed=seed)
            outputs = [
                book.new_output("display_data", section(assessment)._repr_mimebundle_())
                for section in SECTIONS.values()
            ]
        except Exception as error:  # it shows where that proposal is assessed
            log.info("rehearsal with %s: %s", proposal, error)
    cells = [book.new_code_cell("", outputs=[output]) for output in outputs]
    render_report(book.new_notebook(cells=cells), title="rehearsal")


@dataclass(frozen=True)
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

    patience_seconds: ClassVar[None] = None
    followed: ClassVar[bool] = False

    workspace: Path
    as_of: date
    seed: int
    input_hash: str
    proposals: Sequence[str] = ()

    def run(self, send: object) -> object:
        """Prepare; the prepared workspace, or the error."""
        from pmo_toolkit.assessment import prepare
        from pmo_toolkit.assessment.prepared_cache import make_ready

        try:
            prepared = prepare(self.workspace, as_of=self.as_of)
            if prepared.workspace.input_hash != self.input_hash:
                return NotForkable("the workspace has changed since the run began")
            make_ready(prepared.with_seed(self.seed), self.proposals)
        except Exception as error:
            return NotForkable(f"{type(error).__name__}: {error}")
        return prepared

    def failure(self, progress: object, error: Exception, seconds: float) -> object:
        """The process died: nothing is shared."""
        return NotForkable(str(error))
