"""Swing weights: which move from worst to best matters most, and the ranks that follow at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import ipywidgets as widgets

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.standing.weighting.criteria import Criterion
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.number_format import short
from pmo_toolkit.report.comparison.swing_weights import swing_weights, weight_spread
from pmo_toolkit.report.kit.section import Section
from pmo_toolkit.studies.elicitation.entries import WEIGHTS
from pmo_toolkit.studies.elicitation.session import WorkshopSession
from pmo_toolkit.studies.weighing.study import WeighedRanks, WeighingStudy
from pmo_toolkit.studies.weighing.swings import (
    LARGEST,
    SUBJECT,
    ScorerSwings,
    note_of,
    noted_swings,
    swing_rows,
    swings_of,
)
from pmo_toolkit.workshop.base.fields import WIDE, WORDS
from pmo_toolkit.workshop.base.html_views import empty_view, html_view
from pmo_toolkit.workshop.base.later import Later
from pmo_toolkit.workshop.base.step import Step, button
from pmo_toolkit.workshop.controls.named_slider import NamedSlider

_OWN, _ALL = "own", "all"
_INTRODUCTION = (
    "Think of a proposal at the worst end of every scale. Which one move to the best end would you"
    " make first? Give that one 100 points, and the others in proportion to it.",
)


class SwingWeightsStep(Step):
    """Each scorer gives points to the swings; ranks and tiers follow while they are moved.

    Parameters
    ----------
    session : WorkshopSession
    """

    title: ClassVar[str] = "Weights"

    def __init__(self, session: WorkshopSession):
        super().__init__(session)
        self.study = WeighingStudy(session.workspace, seed=session.seed, as_of=session.as_of)
        points = self.study.stated_points
        self.fields = {
            criterion.id: NamedSlider(
                _label(criterion, self),
                value=points[criterion.id],
                max=LARGEST,
                unit="points",
                continuous_update=True,
            )
            for criterion in self.study.criteria
        }
        self.show = widgets.Dropdown(
            options=[("the points above", _OWN), ("all weights that are kept", _ALL)],
            value=_OWN,
            description="Ranks by",
            style=WORDS,
            layout=widgets.Layout(width=WIDE),
        )
        self.keep_button = button("Keep my weights", self.keep, primary=True)
        self.stated_button = button("Weights of the table", self._take_stated)
        self.introduction = html_view("import_outcome", lines=_INTRODUCTION, grave=False)
        self.view, self.spread_view = empty_view(), empty_view()
        self.ranks: WeighedRanks | NotAssessed | None = None
        self._touched = self._filling = False
        self._later = Later(self._move)
        for field in self.fields.values():
            field.observe(lambda _: self._follow(), "value")
        self.show.observe(lambda _: self._move(), "value")
        self.children = (
            self.introduction,
            *self.fields.values(),
            widgets.HBox((self.keep_button, self.stated_button)),
            self.notes,
            self.show,
            self.view,
            self.spread_view,
        )
        self.keep_button.disabled = self.study.absent is not None
        self.refresh()

    @property
    def section(self) -> Section:
        """The ranks that are shown, as a section of a report."""
        ranks = self.study.absent if self.ranks is None else self.ranks
        assert ranks is not None
        return swing_weights(self.study, ranks, self.session.proposals)

    def refresh(self) -> None:
        """Read the journal anew; points that were moved and not kept stay."""
        kept, outdated = noted_swings(self.entries, self.study.criteria)
        own = next((one for one in kept if one.role == self.session.role), None)
        if own is not None and not self._touched:
            self._fill(dict(zip(self.fields, own.points, strict=True)))
        spread = weight_spread(kept, self.study.criteria, self.numbers, outdated)
        self.spread_view.show_sections(spread)
        self._move()

    def keep(self) -> None:
        """Note the points of this role in the journal; the table ``criteria`` stays as it is."""

        def note() -> None:
            swings = swings_of(self.session.role, self._points(), self.study.criteria)
            value = note_of(swings, self.study.criteria)
            self.session.journal.note(WEIGHTS, SUBJECT, self.session.role, value)
            self._touched = False

        self.guarded(note, "Your weights are kept. The table criteria is as it was.")

    def rows(self) -> list[dict[str, Any]]:
        """A row a scorer and criterion of what is kept, for an export."""
        kept, _ = noted_swings(self.entries, self.study.criteria)
        return swing_rows(kept, self.study.criteria)

    def _points(self) -> dict[str, float]:
        return {name: float(field.value) for name, field in self.fields.items()}

    def _take_stated(self) -> None:
        self._fill(self.study.stated_points)
        self._follow()

    def _fill(self, points: Mapping[str, float]) -> None:
        """Show other points, all at once."""
        self._filling = True
        try:
            for name, value in points.items():
                self.fields[name].value = value
        finally:
            self._filling = False

    def _follow(self) -> None:
        if self._filling:
            return
        self._touched = True
        self.say()
        self._later.request()

    def _move(self) -> None:
        """Show the ranks under what is chosen; where none can be, what was shown stays."""
        try:
            scorers = self._shown()
        except UsageError as error:
            self.say(str(error), grave=True)
            return
        self.ranks = self.study.ranks(scorers) if scorers else None
        self.view.show_sections(self.section)

    def _shown(self) -> tuple[ScorerSwings, ...]:
        if self.study.absent is not None:
            return ()
        if self.show.value == _ALL:
            kept, _ = noted_swings(self.entries, self.study.criteria)
            if not kept:
                raise UsageError("nobody has kept weights yet: ranks are those of before")
            return kept
        points = self._points()
        largest = max(points.values())
        if not largest > 0:
            raise UsageError("all swings are 0: give 100 to the one that matters most")
        if largest < LARGEST:
            self.say("No swing has 100 points yet; give them to the one that matters most.")
            points = {name: LARGEST * value / largest for name, value in points.items()}
        if len(points) == 1:
            self.say("There is one criterion alone: it has all the weight, whatever its points.")
        return (swings_of(self.session.role, points, self.study.criteria),)


def _label(criterion: Criterion, step: Step) -> str:
    low, high = step.numbers.number(criterion.low), step.numbers.number(criterion.high)
    worst, best = (low, high) if criterion.direction == "up" else (high, low)
    return f"{short(criterion.title, 60)}: from {worst} to {best}"
