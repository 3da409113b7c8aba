"""Files that ``pmo schedule`` reads and writes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from pmo_toolkit.cli.base.options import home, write_json
from pmo_toolkit.core.errors import UsageError, describe
from pmo_toolkit.core.places import is_sample

if TYPE_CHECKING:
    from pmo_toolkit.cli.base.command_clock import CommandClock
    from pmo_toolkit.cli.studies.schedule_run import Solved

SCREEN = "-"
#: Room around the chart: left, right, above, below.
_EDGES = (4, 14, 12, 48)


def is_workspace(path: Path) -> bool:
    """Whether a path is a folder of tables or a workbook, rather than a plan.

    Raises
    ------
    UsageError
        Where there is nothing.
    """
    if path.is_dir() or is_sample(path):
        return True
    try:
        with path.open("rb") as stream:
            return stream.read(2) == b"PK"
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {describe(error)}") from None


@dataclass(frozen=True)
class Targets:
    """Where the schedule goes; None for what is not wanted."""

    json_file: str | None
    csv_file: Path | None
    mspdi_file: Path | None
    svg_file: Path | None

    @property
    def is_slow(self) -> bool:
        """Whether something is written that takes its time."""
        return self.mspdi_file is not None or self.svg_file is not None

    def _named(self) -> Iterator[tuple[str, Path]]:
        if self.json_file not in (None, SCREEN):
            yield "--json", home(Path(str(self.json_file)))
        for option, path in (
            ("--csv", self.csv_file),
            ("--mspdi", self.mspdi_file),
            ("--svg", self.svg_file),
        ):
            if path is not None:
                yield option, home(path)

    def check(self, plan: Path) -> None:
        """See to it before the search that all can be written.

        Raises
        ------
        UsageError
            Where a folder is missing or takes no files, a file is named twice, or the plan itself
            is named.
        """
        seen: dict[Path, str] = {plan.resolve(): "the plan itself"}
        for option, path in self._named():
            if path.is_dir():
                raise UsageError(f"{option}: {path} is a folder; name a file in it")
            if not path.parent.is_dir():
                raise UsageError(f"{option}: there is no folder {path.parent}; make it first")
            other = seen.get(path.resolve())
            if other is not None:
                raise UsageError(f"{option}: {path} is named by {other} too; name another file")
            seen[path.resolve()] = option
            if path.is_file() or not path.exists():  # a device or a pipe is written into as it is
                try:
                    with TemporaryFile(dir=path.parent):
                        pass
                except OSError as error:
                    raise _not_written(option, path, error) from None

    def write(
        self, solved: Solved, clock: CommandClock, *, first_day: date, is_interrupted: bool
    ) -> list[str]:
        """Write all that is wanted, each file whole or not at all, and say which.

        Parameters
        ----------
        solved : Solved
        clock : CommandClock
        first_day : date
            From which days are counted in a plan for Microsoft Project where a file states none.
        is_interrupted : bool

        Raises
        ------
        UsageError
            Where one cannot be written.
        """
        from pmo_toolkit.core.atomic_files import write_bytes
        from pmo_toolkit.core.canonical_json import canonical_json
        from pmo_toolkit.plan_files.results import schedule_as_dict

        contents = dict(self._contents(solved, first_day))  # all is made before any is written
        for option, path in self._named():
            if option in contents:
                try:
                    write_bytes(path, contents[option])
                except OSError as error:
                    raise _not_written(option, path, error) from None
        if self.json_file is not None:  # last, since it says how long all took
            figures = schedule_as_dict(
                solved.schedule,
                source=solved.source,
                seconds=clock.seconds,
                is_interrupted=is_interrupted,
                dates=solved.dates,
                due_dates=solved.due_dates,
                remarks=solved.remarks,
                portfolio=solved.portfolio,
            )
            write_json(self.json_file, canonical_json(figures))
        return [str(path) for _, path in self._named()]

    def _contents(self, solved: Solved, first_day: date) -> Iterator[tuple[str, bytes]]:
        schedule, dates = solved.schedule, solved.dates
        if self.csv_file is not None:
            from pmo_toolkit.plan_files.results import schedule_as_csv

            yield "--csv", schedule_as_csv(schedule, dates=dates).encode("utf-8")
        if self.mspdi_file is not None:
            from pmo_toolkit.plan_files.base.calendars import NoWorkingTime
            from pmo_toolkit.plan_files.base.time_axis import working_days
            from pmo_toolkit.plan_files.mspdi.writing import mspdi_bytes

            known = dates or working_days(first_day)
            try:
                plan = mspdi_bytes(schedule, known, unit_sizes=solved.unit_sizes)
            except NoWorkingTime as error:
                raise UsageError(
                    f"--mspdi: the plan reaches beyond the working days of the calendar {error};"
                    " see pmo check for a start or a lag that lies too far ahead"
                ) from None
            yield "--mspdi", plan
        if self.svg_file is not None:
            yield "--svg", _gantt_svg(solved).encode("utf-8")


def _not_written(option: str, path: Path, error: OSError) -> UsageError:
    return UsageError(f"{option}: nothing can be written to {path}: {describe(error)}")


def _gantt_svg(solved: Solved) -> str:
    """The Gantt chart as a file of its own, with its sentence for those who hear it."""
    from pmo_toolkit.charts.planning.gantt import described, gantt, gantt_alt, gantt_height
    from pmo_toolkit.report.kit.pictures import WIDE, svg

    schedule, dates = solved.schedule, solved.dates
    day = None if dates is None else dates.start
    height = gantt_height(schedule) + _EDGES[2] + _EDGES[3]
    remark = "sample data" if solved.source["sample"] else ""
    drawn = svg(lambda ax: gantt(ax, schedule, dates=day, remark=remark), WIDE, height, _EDGES)
    title = schedule.problem.title or str(solved.source["source"])
    said = gantt_alt(schedule, dates=day)
    return described(drawn, title, f"Sample data. {said}" if remark else said)
