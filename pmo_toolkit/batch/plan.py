"""What a run has to do.

Which proposals, which of them are done already, which cannot be done. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from pmo_toolkit.batch.job.outcome import Status
from pmo_toolkit.batch.store.folder import STAGING_PREFIX
from pmo_toolkit.batch.store.journal import JOURNAL_NAME
from pmo_toolkit.batch.store.manifest import MANIFEST_NAME, Entry
from pmo_toolkit.batch.store.target import is_index_page
from pmo_toolkit.core.atomic_files import TEMPORARY
from pmo_toolkit.core.errors import ExitCode, Grade, Trouble, UsageError, one_line, shorten
from pmo_toolkit.core.file_lock import LOCK_NAME

_RESERVED = {MANIFEST_NAME, JOURNAL_NAME, LOCK_NAME}


@dataclass(frozen=True)
class Plan:
    """What is to be done with the chosen proposals, each in the order of the workspace.

    Parameters
    ----------
    run : tuple of str
        To be assessed.
    keep : tuple of str
        Done by an earlier run and unchanged.
    failed : mapping of str to str
        Not to be run at all, with the reason.
    """

    run: tuple[str, ...]
    keep: tuple[str, ...]
    failed: Mapping[str, str]

    @property
    def total(self) -> int:
        """Number of chosen proposals."""
        return len(self.run) + len(self.keep) + len(self.failed)


def choose(known: Sequence[str], wanted: Iterable[str]) -> tuple[str, ...]:
    """The wanted proposals in the order of the workspace; all of them if none is named.

    Raises
    ------
    UsageError
        Naming every id that does not exist, each with the nearest that do.
    """
    chosen = dict.fromkeys(wanted)
    existing = set(known)
    unknown = [name for name in chosen if name not in existing]
    if unknown:
        raise UsageError(
            "\n".join(
                f"there is no proposal {ascii_if_odd(name)}{_nearest(name, known)}"
                for name in unknown
            )
        )
    return tuple(proposal for proposal in known if not chosen or proposal in chosen)


def make_plan(
    chosen: Sequence[str],
    *,
    failed: Mapping[str, Sequence[Trouble]],
    earlier: Mapping[str, Entry],
    resume: bool,
    is_unchanged: Callable[[Entry], bool],
    is_there: Callable[[Entry], bool],
) -> Plan:
    """Sort the chosen proposals.

    Parameters
    ----------
    chosen : sequence of str
    failed : mapping
        Proposals whose rows cannot be used, with their troubles.
    earlier : mapping
        Entries of the manifest in the folder.
    resume : bool
        Keep what is done and unchanged.
    is_unchanged : callable
        Whether all that the assessment of an entry read says the same now.
    is_there : callable
        Whether all files of an entry are there and whole.
    """
    run, keep, cannot = [], [], {}
    taken: dict[str, str] = {}
    for each in chosen:
        if each in failed:
            cannot[each] = reasons(failed[each])
        elif (why := _unfit(each, taken)) is not None:
            cannot[each] = why
        elif resume and _is_done(earlier.get(each), is_unchanged, is_there):
            keep.append(each)
        else:
            run.append(each)
        taken.setdefault(each.casefold(), each)
    return Plan(tuple(run), tuple(keep), cannot)


def reasons(troubles: Sequence[Trouble]) -> str:
    """The troubles of one proposal as one reason; the first few in full."""
    shown = "; ".join(
        str(trouble).removeprefix(f"{trouble.grade.value}: ") for trouble in troubles[:3]
    )
    more = len(troubles) - 3
    return one_line(shown) + (f"; and {more} more" if more > 0 else "")


def rows_set_aside(troubles: Iterable[Trouble], known: Iterable[str]) -> tuple[Trouble, ...]:
    """Row faults that belong to none of the known proposals.

    Those rows take part in no assessment.
    """
    ids = set(known)
    return tuple(row for row in troubles if row.grade is Grade.ROW and row.proposal not in ids)


def run_exit_code(entries: Iterable[Entry], set_aside: Sequence[Trouble]) -> ExitCode:
    """0 if every chosen proposal is rendered and every row could be used, else 1."""
    bad = bool(set_aside) or any(entry.status is not Status.RENDERED for entry in entries)
    return ExitCode.SOME_FAILED if bad else ExitCode.OK


def ascii_if_odd(text: str) -> str:
    """Text in quotes, with what a terminal cannot show spelt out."""
    cut = shorten(text)
    return repr(cut) if cut.isprintable() else ascii(cut)


def _is_done(
    entry: Entry | None,
    is_unchanged: Callable[[Entry], bool],
    is_there: Callable[[Entry], bool],
) -> bool:
    if entry is None or entry.status is not Status.RENDERED:
        return False
    whole = len(entry.files) == 3 + len(entry.annexes)
    return whole and is_unchanged(entry) and is_there(entry)


def _unfit(proposal: str, taken: Mapping[str, str]) -> str | None:
    """Why a proposal cannot have a folder of its own among the results."""
    name = proposal.casefold()
    if (
        name in _RESERVED
        or is_index_page(name)
        or name.startswith(STAGING_PREFIX)
        or name.endswith(TEMPORARY)
    ):
        return f"its id is the name of a file of the results ({proposal}); give it another id"
    if name in taken:
        return (
            f"its id differs from {taken[name]} only in capital letters, which many file systems do"
            " not tell apart"
        )
    return None


def _nearest(wanted: str, known: Sequence[str]) -> str:
    folded = {name.casefold(): name for name in known}
    close = get_close_matches(wanted.casefold().strip(), list(folded), n=3, cutoff=0.6)
    near = [folded[name] for name in close]
    return f"; did you mean {', '.join(near)}?" if near else f"; the workspace has {_few(known)}"


def _few(known: Sequence[str]) -> str:
    if len(known) <= 6:
        return ", ".join(known)
    return f"{len(known)}, from {known[0]} to {known[-1]}"
