"""Tables that `intake.sheets` makes of plans (MSPDI) and models (ArchiMate)."""

from __future__ import annotations

from pmo_toolkit.intake.exports.shape import Export, ExportColumn, ExportTable, RowFilter

_PLAN = ("MS Project plan",)
_NOT_BEGUN = RowFilter(("State",), ("not begun",))
_NAMES = (ExportColumn("project", _PLAN), ExportColumn("title", _PLAN))
_BASELINE = (
    ExportColumn("estimate_effort_person_hours", ("Baseline work (hours)",)),
    ExportColumn("estimate_duration_days", ("Baseline duration (calendar days)",)),
    ExportColumn("estimate_cost", ("Baseline cost",)),
    ExportColumn("currency", ("Currency",)),
)

MS_PROJECT_PLAN = Export(
    "Microsoft Project (plan as XML, 2007 to 2021)",
    (_PLAN, ("State",), ("Baseline work (hours)",), ("Actual start",)),
    (),
    0,
    (
        ExportTable(
            "proposals",
            "a plan that has not begun",
            (
                ExportColumn("id", _PLAN),
                ExportColumn("title", _PLAN),
                ExportColumn("start_window", ("Start",)),
                ExportColumn("estimate_effort_person_hours", ("Work (hours)",)),
                ExportColumn("estimate_duration_days", ("Duration (calendar days)",)),
            ),
            (_NOT_BEGUN,),
        ),
        ExportTable(
            "in_flight",
            "a plan that is under way",
            (
                *_NAMES,
                ExportColumn("start_date", ("Actual start",)),
                ExportColumn("finish_estimate", ("Finish",)),
                *_BASELINE,
                ExportColumn("effort_to_date_person_hours", ("Actual work (hours)",)),
                ExportColumn("cost_to_date", ("Actual cost",)),
            ),
            (RowFilter(("State",), ("under way",)),),
        ),
        ExportTable(
            "history",
            "a plan that is finished; estimates are those of its baseline",
            (
                *_NAMES,
                ExportColumn("start_date", ("Actual start",)),
                ExportColumn("finish_date", ("Actual finish",)),
                *_BASELINE,
                ExportColumn("actual_effort_person_hours", ("Actual work (hours)",)),
                ExportColumn("actual_duration_days", ("Actual duration (calendar days)",)),
                ExportColumn("actual_cost", ("Actual cost",)),
            ),
            (RowFilter(("State",), ("finished",)),),
        ),
    ),
)

MS_PROJECT_TASKS = Export(
    "Microsoft Project (tasks as XML, 2007 to 2021)",
    (_PLAN, ("Task",), ("WBS",), ("Predecessors",)),
    (),
    0,
    (
        ExportTable(
            "activities",
            "tasks of a plan that has not begun, without summaries; the one duration is taken as"
            " the most likely",
            (
                ExportColumn("proposal", _PLAN),
                ExportColumn("activity", ("Task",)),
                ExportColumn("title", ("Task name",)),
                ExportColumn("predecessors", ("Predecessors",)),
                ExportColumn("duration_days_mode", ("Duration (calendar days)",)),
            ),
            (_NOT_BEGUN,),
        ),
    ),
)


def _are_ratings(texts: tuple[str, ...]) -> bool:
    return {text.strip() for text in texts} <= {"", "1", "2", "3", "4", "5"}


ARCHIMATE_CAPABILITIES = Export(
    "ArchiMate (Open Exchange 2.1 to 3.2), capabilities",
    (("ArchiMate capability",), ("Name",), ("Parent",)),
    (),
    0,
    (
        ExportTable(
            "capabilities",
            "elements of the type Capability; the one that it is a composed part of stands above",
            (
                ExportColumn("id", ("ArchiMate capability",)),
                ExportColumn("title", ("Name",)),
                ExportColumn("parent", ("Parent",)),
                ExportColumn(
                    "importance", ("Importance", "Strategic importance"), fits=_are_ratings
                ),
                ExportColumn(
                    "maturity_now",
                    ("Maturity", "Current maturity", "Maturity now"),
                    fits=_are_ratings,
                ),
                ExportColumn(
                    "maturity_target", ("Target maturity", "Maturity target"), fits=_are_ratings
                ),
            ),
        ),
    ),
)

ARCHIMATE_GOALS = Export(
    "ArchiMate (Open Exchange 2.1 to 3.2), goals",
    (("ArchiMate goal",), ("Name",)),
    (),
    0,
    (
        ExportTable(
            "goals",
            "elements of the type Goal",
            (ExportColumn("id", ("ArchiMate goal",)), ExportColumn("title", ("Name",))),
        ),
    ),
)
