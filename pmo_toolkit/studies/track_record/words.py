"""What a track record says in sentences, for page, workbook and file alike."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.core.number_format import NumberFormat, counted
from pmo_toolkit.studies.track_record.shapes import CountedShare, DecidedProposal, TrackRecord

NO_PROOF = (
    "A decision that follows our advice is no proof that the advice was right, nor is another one"
    " proof that it was wrong: only what becomes of the work can say."
)


def notes_on(record: TrackRecord, figures: NumberFormat, fewest: int) -> tuple[str, ...]:
    """The sentences of a track record.

    Parameters
    ----------
    record : TrackRecord
    figures : NumberFormat
    fewest : int
        With fewer cases than these a share is read as examples, not as a rate.
    """
    return (*_on_decisions(record, figures, fewest), *_on_estimates(record, figures, fewest))


def _on_decisions(record: TrackRecord, figures: NumberFormat, fewest: int) -> Iterator[str]:
    decided, undecided = len(record.decided), len(record.undecided)
    if not decided:
        yield (
            "No decision is recorded, so that advice cannot be set beside one: the table decisions,"
            " or the yellow columns of moderation.xlsx, would hold them."
        )
    else:
        yield (
            f"{counted(decided, 'proposal was', 'proposals were')} decided on,"
            f" {undecided or 'none'} {'is' if undecided == 1 else 'are'} still open."
        )
    if not isinstance(record.as_advised, NotAssessed):
        yield (
            "Decided as a run of an earlier day than the decision advised:"
            f" {held_in_words(record.as_advised, figures)}.{_few(record.as_advised, fewest)}"
        )
    today = [one for one in record.decided if one.basis == "today"]
    if today:
        yield _on_today(today)
    if decided:
        yield NO_PROOF
    if other := [one.proposal for one in record.decided if _is_other_word(one)]:
        yield (
            f"{counted(len(other), 'decision is', 'decisions are')} in a word of this workspace's"
            " own, which no advice of ours corresponds to: shown, and not compared."
        )
    if undated := [one for one in record.decided if one.decision.date is None]:
        yield (
            f"{counted(len(undated), 'decision has', 'decisions have')} no day, so that no advice"
            " is known to be from before; the column date would say."
        )
    if record.unadvised:
        yield (
            f"{counted(len(record.unadvised), 'proposal', 'proposals')} that"
            f" {'was' if len(record.unadvised) == 1 else 'were'} decided on cannot be assessed, so"
            " that there is no advice to compare with; pmo check says why."
        )
    if record.unused:
        yield (
            f"{counted(len(record.unused), 'row', 'rows')} of decisions"
            f" {'does' if len(record.unused) == 1 else 'do'} not count; each is named with what to"
            " do."
        )


def _is_other_word(one: DecidedProposal) -> bool:
    return one.position is not None and one.as_advised is None


def _on_today(today: list[DecidedProposal]) -> str:
    same = sum(one.as_advised is True for one in today)
    return (
        f"For {counted(len(today), 'decision', 'decisions')} only today's advice is known"
        f" ({same} of {len(today)} decided as it says). It may rest on what was learnt after the"
        " decision, so that it is neither a hit nor a miss. A pack that is made before a decision,"
        " named with --since afterwards, says what was advised then."
    )


def _on_estimates(record: TrackRecord, figures: NumberFormat, fewest: int) -> Iterator[str]:
    if not isinstance(record.measured, NotAssessed):
        first = record.measured[0]
        yield (
            f"Ranges of {first.what} that state {figures.share(first.level)} held for"
            f" {held_in_words(first.held, figures)} finished projects, as the reports show it."
        )
    for one in record.held:
        yield (
            f"Ranges of {one.what} that were given before proposals began held for"
            f" {held_in_words(one.held, figures)} that are finished.{_few(one.held, fewest)}"
        )


def held_in_words(held: CountedShare, figures: NumberFormat) -> str:
    """Such as ``3 of 4 (75 %; 95 % range, Wilson, 30–95 %)``."""
    span = figures.share_range(held.low, held.high)
    return f"{held.held} of {held.n} ({figures.share(held.share)}; 95 % range, Wilson, {span})"


def _few(held: CountedShare, fewest: int) -> str:
    """That a share rests on too little; empty where it does not."""
    if held.n >= fewest:
        return ""
    return f" Fewer than {fewest} cases are examples, not a rate."
