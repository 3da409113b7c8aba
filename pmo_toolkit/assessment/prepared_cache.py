"""What all proposals of a run share, made ready once and found again by each process forked from the one that has it.

Nothing is ever read back from a file: a process inherits it from its parent's memory, or prepares
for itself.
"""

from __future__ import annotations

from collections.abc import Collection

from pmo_toolkit.assessment.prepared import Prepared
from pmo_toolkit.assessment.proposal import proposal_row
from pmo_toolkit.assessment.views import views_from_history
from pmo_toolkit.core.errors import PmoError

#: Models for so many different sets of stated drivers are fitted ahead; rarer ones are left to the
#: proposal itself.
_MOST_PATTERNS = 24


def make_ready(prepared: Prepared, seed: int, proposals: Collection[str] = ()) -> None:
    """Compute now what proposals of `prepared` would otherwise each compute for themselves.

    Parameters
    ----------
    prepared : Prepared
        Is filled: standing, second opinions, models.
    seed : int
        Seed of the run.
    proposals : collection of str
        Those that will be assessed; all if empty.
    """
    settings = prepared.settings.with_overrides({"seed": seed})
    prepared.standing(settings)
    _ = prepared.second_opinions
    finished = set(prepared.workspace.table("history")["project"])
    table = prepared.workspace.table("proposals")
    if proposals:
        table = table[table["id"].isin(list(proposals))]
    seen: dict[tuple[object, ...], str] = {}
    for name, known in zip(table["id"], table.notna().to_numpy().tolist(), strict=True):
        # A proposal that stands in the history itself learns from the others: nothing to share.
        if name not in finished:
            seen.setdefault(tuple(known), str(name))
    for name in list(seen.values())[:_MOST_PATTERNS]:
        try:
            row = {
                str(column): value
                for column, value in proposal_row(prepared.workspace, name).to_dict().items()
            }
            views_from_history(prepared, name, row, settings)
        except PmoError:
            continue  # told where that proposal is assessed
