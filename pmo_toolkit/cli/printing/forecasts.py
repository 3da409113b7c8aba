"""What ``pmo forecast`` prints."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.flow.promises import SHARES
from pmo_toolkit.analysis.flow.shapes import TeamForecast, share_name
from pmo_toolkit.cli.printing.console import count, say, shown
from pmo_toolkit.cli.printing.troubles import show_troubles
from pmo_toolkit.studies.flow.result import FlowStudy

#: Teams whose remarks are printed; all stand in the JSON.
_TEAMS_SHOWN = 12


def show_forecasts(console: Console, study: FlowStudy) -> None:
    """Print each team's forecast, how often such promises were kept, and what was odd."""
    sample = " These are sample data." if study.is_sample else ""
    say(console, f"{shown(study.source)}, as of {study.as_of.isoformat()}.{sample}")
    say(console, _question(study), style="bold")
    table = Table(box=None, pad_edge=False)
    table.add_column("Team")
    for share in SHARES:
        table.add_column(f"P{share_name(share)}", justify="right")
    table.add_column("80 % kept", justify="right")
    table.add_column("past weeks", justify="right")
    for team in study.teams:
        table.add_row(*_cells(team.forecast))
    console.print(table)
    for team in study.teams[:_TEAMS_SHOWN]:
        for remark in team.forecast.remarks:
            name = f"{shown(team.forecast.team)}: " if len(study.teams) > 1 else ""
            say(console, f"- {name}{remark}", hang=2)
    kept = study.coverage.share(1)
    if len(study.teams) > 1 and kept is not None:
        past = count(study.coverage.n_origins, "past week")
        say(console, f"All teams: promises of 80 % were kept in {kept:.0%} of {past}.")
    _show_methods(console, study)
    show_troubles(console, study.troubles, everything=False)


def _question(study: FlowStudy) -> str:
    if study.items is None:
        return f"At least so many items in {count(study.weeks or 0, 'week')}, with each chance:"
    return f"{count(study.items, 'item')} done within so many weeks, with each chance:"


def _cells(forecast: TeamForecast) -> list[str]:
    if isinstance(forecast.forecast, NotAssessed):
        numbers = ["not assessed", *[""] * (len(SHARES) - 1)]
    else:
        numbers = ["–" if number is None else f"{number:,}" for number in forecast.forecast]
    kept = forecast.coverage.share(1)
    share = "–" if kept is None else f"{kept:.0%}"
    return [shown(forecast.team), *numbers, share, f"{forecast.coverage.n_origins:,}"]


def _show_methods(console: Console, study: FlowStudy) -> None:
    """Other ways at the same weeks, of each team that has been measured."""
    measured = [team.forecast for team in study.teams if team.forecast.methods]
    if not measured:
        return
    table = Table(box=None, pad_edge=False)
    table.add_column("Team")
    table.add_column("Method")
    for share in SHARES:
        table.add_column(f"{share_name(share)} % kept", justify="right")
    table.add_column("width", justify="right")
    for forecast in measured[:_TEAMS_SHOWN]:
        for measure in forecast.methods:
            kept = [measure.coverage.share(place) for place in range(len(SHARES))]
            table.add_row(
                shown(forecast.team),
                measure.method,
                *("–" if share is None else f"{share:.0%}" for share in kept),
                "–" if measure.width is None else f"{measure.width:.2f}",
            )
    console.print(table)
    say(console, "Width: from the promise of 50 % to that of 95 %, in mean actual items.")
