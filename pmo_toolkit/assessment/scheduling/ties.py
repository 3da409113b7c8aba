"""Which proposals a plan can hold together: requirements, circles, and what excludes what.

Of proposals that exclude one another one is planned: work under way first, then the proposal whose
month is worth more (one that is assessed before one that is not), then the one that more others
require, then the one of the lower id. That is a rule for making a plan and no advice: which of them
comes about is decided elsewhere, and both are named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

import networkx as nx

from pmo_toolkit.assessment.dependencies.requirements import Requirement, Ties
from pmo_toolkit.assessment.scheduling.shapes import LeftOut, LeftOutReason
from pmo_toolkit.core.number_format import listed


@dataclass
class Selection:
    """Proposals that stay in the plan while others are taken out, each with its reason.

    Parameters
    ----------
    titles : mapping of str to str
        All proposals.
    running : collection of str
        Work under way.
    ties : Ties
    worth : mapping of str to float
        Worth of a month sooner, of those that are assessed.
    existing : collection of str
        Services and capabilities, which are there, and what is decided elsewhere: nothing here
        places them.
    left_out : dict of str to LeftOut
        Those that cannot be planned by their own rows, to begin with.
    """

    titles: Mapping[str, str]
    running: Collection[str]
    ties: Ties
    worth: Mapping[str, float]
    existing: Collection[str] = ()
    left_out: dict[str, LeftOut] = field(default_factory=dict)

    def settle(self) -> tuple[str, ...]:
        """Take out all that cannot stand together; what stays, in ascending order of ids."""
        self._unknown()
        self._too_late()
        self._contradictions()
        self._circles()
        self._without_required()
        while True:
            losers = self._losers()
            before = dict(self.left_out)
            self.left_out |= losers
            self._without_required()
            also = self.left_out.keys() - before.keys() - losers.keys()
            if not also:
                return self.kept
            # Whoever gave way to one of these need not give way any more.
            self.left_out = before | {name: self.left_out[name] for name in also}

    @property
    def kept(self) -> tuple[str, ...]:
        """Proposals that are not left out."""
        return tuple(sorted(self.titles.keys() - self.left_out.keys()))

    def _leave_out(
        self,
        proposal: str,
        reason: LeftOutReason,
        why: str,
        others: Iterable[str],
        rows: Iterable[int],
    ) -> LeftOut:
        return LeftOut(
            proposal,
            self.titles[proposal],
            reason,
            why,
            tuple(others),
            "dependencies",
            tuple(sorted(set(rows))),
        )

    def _unknown(self) -> None:
        for tie in self.ties.requires:
            known = (self.titles, self.running, self.existing)
            if not any(tie.required in ids for ids in known) and tie.proposal in self.kept:
                self.left_out[tie.proposal] = self._leave_out(
                    tie.proposal,
                    LeftOutReason.UNKNOWN_ID,
                    f"It requires {tie.required}, which stands neither among the proposals nor"
                    " among work under way.",
                    (tie.required,),
                    tie.rows,
                )

    def _too_late(self) -> None:
        """Take out what must wait longer than any plan reaches."""
        for tie in self.ties.requires:
            if tie.is_beyond and tie.proposal in self.kept:
                self.left_out[tie.proposal] = self._leave_out(
                    tie.proposal,
                    LeftOutReason.TOO_LATE,
                    f"Between {tie.required}, which it requires, and itself lie"
                    f" {tie.lag_months / 12:,.0f} years, and no plan reaches that far.",
                    (tie.required,),
                    tie.rows,
                )

    def _contradictions(self) -> None:
        for tie in self.ties.requires:
            against = self.ties.excludes.get(frozenset((tie.proposal, tie.required)))
            if against and tie.proposal in self.kept:
                self.left_out[tie.proposal] = self._leave_out(
                    tie.proposal,
                    LeftOutReason.CONTRADICTION,
                    f"It requires {tie.required}, and one of the two excludes the other.",
                    (tie.required,),
                    (*tie.rows, *against),
                )

    def _circles(self) -> None:
        kept = set(self.kept)
        graph = nx.DiGraph()
        for tie in self.ties.requires:
            if tie.proposal in kept and tie.required in kept:
                graph.add_edge(tie.proposal, tie.required)
        for members in nx.strongly_connected_components(graph):
            if len(members) < 2:
                continue
            names = sorted(members)
            rows = [
                number
                for tie in self.ties.requires
                if tie.proposal in members and tie.required in members
                for number in tie.rows
            ]
            for name in names:
                self.left_out[name] = self._leave_out(
                    name,
                    LeftOutReason.CIRCLE,
                    f"{listed(names)} require each other in a circle, so that none could begin.",
                    [other for other in names if other != name],
                    rows,
                )

    def _without_required(self) -> None:
        """Take out what requires something that is taken out, until nothing more follows."""
        waiting: dict[str, list[Requirement]] = {}
        for tie in self.ties.requires:
            waiting.setdefault(tie.required, []).append(tie)
        queue = sorted(self.left_out)
        while queue:
            name = queue.pop(0)
            is_elsewhere = name in self.running or name in self.existing
            for tie in () if is_elsewhere else waiting.get(name, ()):
                if tie.proposal in self.titles and tie.proposal not in self.left_out:
                    self.left_out[tie.proposal] = self._leave_out(
                        tie.proposal,
                        LeftOutReason.REQUIRES_LEFT_OUT,
                        f"It requires {name}, which stands in no plan itself.",
                        (name,),
                        tie.rows,
                    )
                    queue.append(tie.proposal)

    def _losers(self) -> dict[str, LeftOut]:
        """Those that give way to another which they exclude or which excludes them."""
        kept = set(self.kept)
        rivals: dict[str, set[str]] = {}
        for pair in self.ties.excludes:
            for own in pair & kept:
                rivals.setdefault(own, set()).update((pair - {own}) & (kept | set(self.running)))
        needed: dict[str, int] = {}
        for tie in self.ties.requires:
            if tie.proposal in kept:
                needed[tie.required] = needed.get(tie.required, 0) + 1
        order = sorted(rivals, key=lambda name: self._rank(name, needed))
        chosen = {name for own in rivals.values() for name in own if name in self.running}
        losers = {}
        for name in order:
            winners = sorted(rivals[name] & chosen)
            if not winners:
                chosen.add(name)
                continue
            losers[name] = self._leave_out(
                name,
                LeftOutReason.EXCLUDED,
                self._why_excluded(name, winners[0], needed),
                winners,
                [
                    row
                    for winner in winners
                    for row in self.ties.excludes[frozenset((name, winner))]
                ],
            )
        return losers

    def _rank(self, name: str, needed: Mapping[str, int]) -> tuple[bool, float, int, str]:
        worth = self.worth.get(name)
        return (worth is None, -(worth or 0.0), -needed.get(name, 0), name)

    def _why_excluded(self, name: str, winner: str, needed: Mapping[str, int]) -> str:
        if winner in self.running:
            ground = f"{winner} is under way"
        elif winner in self.worth:
            ground = f"a month sooner is worth more for {winner} as far as it is assessed"
        elif needed.get(winner, 0) > needed.get(name, 0):
            ground = f"more proposals require {winner}"
        else:
            ground = f"nothing tells them apart, and {winner} has the lower id"
        return (
            f"It and {winner} exclude one another, and a plan holds one of them: {winner}, since"
            f" {ground}. Which of them comes about is not decided by that."
        )
