"""What commands over a whole workspace share: options, and the workspace with its target."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pmo_toolkit.cli.base.options import as_day, home, start_log, target_of
from pmo_toolkit.core.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from rich.console import Console

    from pmo_toolkit.batch.study_page import StudyNotebook
    from pmo_toolkit.workspace import Workspace

TimeoutOption = Annotated[
    float, typer.Option(min=1, metavar="SECONDS", help="Seconds allowed for the whole notebook.")
]
AssessmentsOption = Annotated[
    Path | None,
    typer.Option(
        "--assessments",
        metavar="DIR",
        help="A finished run of pmo assess: what it assessed of the same input is not repeated.",
    ),
]
JobsOption = Annotated[
    int,
    typer.Option(
        min=1,
        max=64,
        metavar="N",
        help="Processes that assess proposals; the results do not depend on it.",
    ),
]


def out_option(what: str, more: str = "") -> Any:
    """The option ``--out`` of a command; `WholeWorkspace` takes its value.

    Parameters
    ----------
    what : str
        For what the folder is, such as ``"the pack"``.
    more : str
        What follows from an earlier run that lies there.
    """
    text = (
        f"Folder for {what}: new, empty, or of an earlier run, of pmo assess too{more}. Also an"
        " address, as in s3://bucket/reports."
    )
    return typer.Option("--out", metavar="DIR", help=text)


@dataclass(frozen=True)
class WholeWorkspace:
    """A workspace that a command looks at as a whole, and where it writes to.

    Parameters
    ----------
    path : Path
    folder : Path or str
        A folder, or an address.
    read : Workspace
    as_of : date
    seed : int
    """

    path: Path
    folder: Path | str
    read: Workspace
    as_of: date
    seed: int

    @classmethod
    def opened(
        cls, workspace: Path, out: str, as_of: str | None, seed: int | None, log_file: Path | None
    ) -> WholeWorkspace:
        """The workspace that a command line names, read.

        Raises
        ------
        UsageError
            For a day or a target that cannot be.
        WorkspaceError
            If the workspace has a fault.
        """
        start_log(log_file)
        day = None if as_of is None else as_day(as_of)
        from pmo_toolkit.core.places import workspace_path
        from pmo_toolkit.workspace import load_workspace

        path, folder = workspace_path(home(workspace)), target_of(out)
        read = load_workspace(path)
        return cls(
            path,
            folder,
            read,
            day or read.config.as_of or date.today(),
            read.settings.seed if seed is None else seed,
        )

    def place_of(self, file: str) -> str:
        """Where a file lies, for people to open it."""
        return str(self.folder / file) if isinstance(self.folder, Path) else f"{self.folder}/{file}"

    @contextmanager
    def assessed(
        self, jobs: int, known: str | None = None, ids: Collection[str] | None = None
    ) -> Iterator[str | None]:
        """The folder of assessments that a study takes: `known`, or one that processes fill.

        Parameters
        ----------
        jobs : int
            Processes that assess proposals; with one the study does it itself.
        known : str, optional
            A finished run of ``pmo assess``.
        ids : collection of str, optional
            Proposals that the study looks at; all if left out.
        """
        wanted = self.read.proposal_ids if ids is None else ids
        if jobs == 1 or len(wanted) < 2:
            yield known
            return
        from pmo_toolkit.batch.assessed_ahead import assessed_ahead

        with assessed_ahead(
            self.read,
            self.path,
            as_of=self.as_of,
            seed=self.seed,
            jobs=jobs,
            ids=wanted,
            known=None if known is None else Path(known),
        ) as folder:
            yield str(folder)

    def write(
        self, study: StudyNotebook, timeout: float, more: Mapping[str, Any] | None = None
    ) -> Mapping[str, Any]:
        """Run the notebook of a study; what it handed over, as `write_study` does."""
        from pmo_toolkit.batch.study_page import write_study

        return write_study(
            study,
            self.path,
            self.folder,
            as_of=self.as_of,
            seed=self.seed,
            timeout_seconds=timeout,
            name=self.read.config.title,
            more_parameters=more,
        )


def show_end(console: Console, failed: int, page: str) -> None:
    """Print what could not be assessed, who decides, and which file to open."""
    from pmo_toolkit.cli.printing.console import count, say, shown

    if failed:
        say(console, f"{count(failed, 'proposal')} could not be assessed; see the page.")
    say(console, "We advise; departments and the deciding body decide.")
    say(console, f"Open {shown(page)}")


def exit_for(failed: object) -> typer.Exit:
    """How a command ends whose study left something out, or nothing."""
    return typer.Exit(int(ExitCode.SOME_FAILED if failed else ExitCode.OK))


def existing(folder: Path | None, option: str) -> str | None:
    """The absolute path of a folder of results, whole even after a run that ended in between.

    Raises
    ------
    UsageError
        If there is none, or a run is just writing there.
    """
    from pmo_toolkit.batch.store.finishing import make_whole

    if folder is None:
        return None
    path = home(folder).absolute()
    if not path.is_dir():
        raise UsageError(
            f"{option} {folder}: there is no such folder. Name the folder of a finished run"
        )
    make_whole(path)
    return str(path)
