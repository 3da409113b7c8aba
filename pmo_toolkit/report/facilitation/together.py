"""What hangs together, what cannot all hold, and what one delay does to others."""

from __future__ import annotations

from pmo_toolkit.advice.dependency_words import (
    knock_on_in_words,
    rows_in_words,
    single_point_in_words,
    some_of,
)
from pmo_toolkit.report.kit.dependency_maps import map_picture
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.studies import Facilitation

#: Rows of one kind that are shown at once; the rest is folded away.
MOST_SHOWN = 8


def facilitation_together(facilitation: Facilitation) -> Section:
    """The map of all ties, what cannot all hold, and what much hangs on."""
    study = facilitation.dependencies
    clashes = [(clash.kind, clash.sentence, rows_in_words(clash.rows)) for clash in study.clashes]
    return render(
        "facilitation_together",
        chart=map_picture(study.graph),
        clashes=[clash for clash in clashes if clash[0] != "too late"],
        late=[clash for clash in clashes if clash[0] == "too late"],
        points=[single_point_in_words(point) for point in study.single_points],
        most=MOST_SHOWN,
        remarks=study.remarks,
    )


def facilitation_knock_on(facilitation: Facilitation) -> Section:
    """What a delay of one item would do to others, the weightiest first."""
    study, numbers = facilitation.dependencies, facilitation.figures
    moved = [found for found in study.knock_on if found.chance >= 0.005]
    return render(
        "facilitation_knock_on",
        first=knock_on_in_words(moved[0], numbers) if moved else "",
        moved=moved,
        most=MOST_SHOWN,
        f=numbers,
        delay=study.delay_days,
        unknown=some_of(study.unknown_dates) if study.unknown_dates else "",
        any_tied=bool(study.knock_on),
    )
