"""What ``pmo backtest`` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from pmo_toolkit.cli.printing.console import say, shown

if TYPE_CHECKING:
    from pmo_toolkit.analysis.estimating.backtest_table import BacktestTable
    from pmo_toolkit.analysis.estimating.measuring.backtest_result import Backtest
    from pmo_toolkit.workspace.own_table import OwnTable

REMARKS_SHOWN = 12


def show_backtest(console: Console, backtest: BacktestTable, read: OwnTable) -> None:
    """Print what was measured, what the models saw, and what was odd in the table."""
    measured = backtest.measured
    houses = "" if backtest.groups is None else f", whole houses by {shown(backtest.groups)}"
    say(console, f"{shown(read.file)}: {shown(backtest.target)} of {measured.n} finished projects.")
    say(
        console,
        f"Measured on projects that the model had not seen ({_protocol(measured)}{houses}).",
    )
    say(console, "")
    _show_ranges(console, measured)
    say(console, "")
    _show_methods(console, measured)
    say(console, "")
    say(
        console,
        "SA: 1 is perfect, 0 no better than guessing. MdMRE: half of the predictions are nearer"
        " than this.",
    )
    _show_inputs(console, backtest, read)


def _protocol(measured: Backtest) -> str:
    if measured.protocol == "loo":
        return "each project predicted from all others"
    from pmo_toolkit.analysis.estimating.measuring.backtest_result import in_words

    times = f"{in_words(measured.repeats)} times" if measured.repeats > 1 else "once"
    return f"{in_words(measured.folds)} folds, {times}"


def _show_ranges(console: Console, measured: Backtest) -> None:
    for level, seen in sorted(measured.intervals.items(), reverse=True):
        say(
            console,
            f"{level:.0%} ranges held {seen.coverage:.0%} of the time (95 % range of that share:"
            f" {seen.coverage_low:.0%} to {seen.coverage_high:.0%}); their high end is"
            f" {seen.median_ratio_hi_lo:.1f} times the low one.",
        )


def _show_methods(console: Console, measured: Backtest) -> None:
    table = Table(box=None, pad_edge=False)
    table.add_column("Method")
    for heading in ("SA", "MdMRE", "PRED(25)", "MAR"):
        table.add_column(heading, justify="right")
    for name, method in measured.table.iterrows():
        cells = [
            f"{method['sa']:.2f}",
            f"{method['mdmre']:.2f}",
            f"{method['pred25']:.2f}",
            f"{method['mar']:,.4g}",
        ]
        table.add_row(str(name), *cells, style="bold" if name == "default" else "")
    console.print(table)


def _show_inputs(console: Console, backtest: BacktestTable, read: OwnTable) -> None:
    say(console, f"Predicted from: {shown(', '.join(backtest.drivers))}.")
    for leak in backtest.leaks:
        say(
            console,
            f"Not used: {shown(leak.column)}: {shown(leak.reason)} ({shown(leak.evidence)}).",
            indent=2,
            hang=2,
        )
    remarks = read.findings() + backtest.findings()
    for remark in remarks[:REMARKS_SHOWN]:
        rows = f", row {', '.join(map(str, remark['rows'][:5]))}" if remark["rows"] else ""
        column = f" column {shown(remark['column'])}" if remark["column"] else " the table"
        say(console, f"Finding:{column}{rows}: {shown(remark['what'])}.", indent=2, hang=2)
    if len(remarks) > REMARKS_SHOWN:
        say(
            console,
            f"… and {len(remarks) - REMARKS_SHOWN} findings more, all in the file of --json.",
            indent=2,
        )
