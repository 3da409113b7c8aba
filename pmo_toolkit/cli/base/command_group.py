"""The group of all commands: whatever goes wrong becomes a sentence and an exit code."""

from __future__ import annotations

import errno
import logging
import sys
from collections.abc import Collection, Iterable
from typing import Any

import typer
from typer.core import TyperGroup

from pmo_toolkit.core.errors import ExitCode, PmoError

INTERRUPTED = 130
UNEXPECTED = 70
_FULL = "What the command says cannot be written: the disk is full"
_NO_THREAD = (
    "The system allows no further thread. End other programs, or have the limit on processes"
    " (ulimit -u) raised; what is finished is kept for --resume"
)

log = logging.getLogger("pmo_toolkit")


class CommandGroup(TyperGroup):
    """Turns errors into sentences and exit codes, whichever command they come from."""

    def main(self, *arguments: Any, **options: Any) -> Any:
        """Read what was typed and run it; the help and the version are printed on the way."""
        try:
            return super().main(*arguments, **options)
        except OSError as error:
            if not _is_full(error):
                raise
            _complain(_FULL)
            sys.exit(int(ExitCode.BAD_INPUT))

    def invoke(self, ctx: Any) -> Any:
        """Run a command."""
        from pmo_toolkit.core.logs import own_logging

        with own_logging() as before:
            try:
                return super().invoke(ctx)
            except KeyboardInterrupt:
                _complain("Stopped. What was finished is kept.")
                raise typer.Exit(INTERRUPTED) from None
            except PmoError as error:
                from pmo_toolkit.cli.printing.troubles import explain

                log.error("%s", error)
                explain(error)
                raise typer.Exit(int(error.exit_code)) from None
            except Exception as error:
                library = type(error).__module__.partition(".")[0]
                if library in ("typer", "click") or isinstance(error, BrokenPipeError):
                    raise
                if _is_full(error):
                    log.error("%s", error)
                    _complain(_FULL)
                    raise typer.Exit(int(ExitCode.BAD_INPUT)) from None
                if _is_refused_thread(error):
                    log.error("%s", error)
                    _complain(_NO_THREAD)
                    raise typer.Exit(int(ExitCode.SOME_FAILED)) from None
                log.critical("unexpected error", exc_info=error)
                _tell_unexpected(error, is_logged=_writes_file(logging.root.handlers, before))
                raise typer.Exit(UNEXPECTED) from None


def _is_full(error: Exception) -> bool:
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)


def _is_refused_thread(error: Exception) -> bool:
    """Whether the system refused a thread, which Python has no error of its own for."""
    return isinstance(error, RuntimeError) and "can't start new thread" in str(error)


def _writes_file(handlers: Iterable[logging.Handler], before: Collection[logging.Handler]) -> bool:
    """Whether any of our own handlers writes a file."""
    return any(
        isinstance(handler, logging.FileHandler) for handler in handlers if handler not in before
    )


def _tell_unexpected(error: Exception, *, is_logged: bool) -> None:
    hint = (
        "Details are in the log."
        if is_logged
        else "Run it again with --log FILE and send us that file."
    )
    _complain(f"Something went wrong that should not: {type(error).__name__}: {error}\n{hint}")


def _complain(text: str) -> None:
    from pmo_toolkit.cli.printing.console import complain

    complain(text)
