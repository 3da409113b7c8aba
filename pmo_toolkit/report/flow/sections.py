"""How much the teams finish, and what lands when, one section each.

Teams stand in the order of their names, each beside its own past; they are never ranked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.flow.deliveries import Deliveries, DeliveryMeasure
from pmo_toolkit.analysis.flow.measures import FlowMeasures
from pmo_toolkit.analysis.flow.shapes import TeamForecast
from pmo_toolkit.charts.planning.weekly_flow import weekly_flow, weekly_flow_alt
from pmo_toolkit.core.number_format import counted, day, listed, month
from pmo_toolkit.report.kit.pictures import Picture, picture
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.studies.flow.hand_over_calendar import Landing, LandingKind
from pmo_toolkit.studies.flow.result import FlowStudy, TeamFlow

#: Teams that are drawn; all stand in the table.
_DRAWN = 6
_MEASURE_WORDS = {
    "deployment_days_a_week": "Deployment frequency",
    "change_lead_days": "Lead time of a change",
    "change_failure_share": "Change failure rate",
    "recovery_days": "Recovery after a failed deployment",
}

_LANDING_WORDS = {
    LandingKind.PROPOSAL: "planned, not decided",
    LandingKind.UNDER_WAY: "under way",
    LandingKind.TEAM: "a team's forecast",
}


@dataclass(frozen=True)
class TeamRow:
    """One team's forecast, ready to print."""

    team: str
    numbers: tuple[str, ...]
    kept: str
    remarks: tuple[str, ...]
    missing: NotAssessed | None


@dataclass(frozen=True)
class DeliveryRow:
    """One delivery measure of one team, ready to print."""

    team: str
    name: str
    value: str
    band: str
    definition: str


@dataclass(frozen=True)
class LandingRow:
    """One hand-over, ready to print."""

    month: str
    what: str
    where: str
    owners: str
    basis: str
    p80: str
    is_overdue: bool


def flow_section(study: FlowStudy) -> Section:
    """How much the teams finish: forecasts, how often such ones held, time and deliveries."""
    return render(
        "flow",
        s=study,
        say=_say(study),
        rows=[_row(team.forecast) for team in study.teams],
        heading=_heading(study),
        drawn=[_picture(team.forecast) for team in study.teams[:_DRAWN] if _is_drawn(team)],
        pooled=_pooled(study),
        times=[
            sentence
            for team in study.teams
            for sentence in _times(team.forecast.team, team.measures)
        ],
        deliveries=[row for team in study.teams for row in _deliveries(team)],
        bands_of=max(
            (t.deliveries.bands_of for t in study.teams if isinstance(t.deliveries, Deliveries)),
            default=None,
        ),
        findings=study.troubles,
    )


def _say(study: FlowStudy) -> list[str]:
    """One sentence a team: the promise to give to others, or why there is none."""
    sentences = []
    for team in study.teams:
        forecast = team.forecast
        if isinstance(forecast.forecast, NotAssessed):
            sentences.append(f"{forecast.team}: not assessed, {forecast.forecast.why}.")
            continue
        promised = forecast.forecast[1]
        if forecast.has_ended:
            since = day(forecast.regimes[-1].first_week)
            sentences.append(
                f"{forecast.team} has finished nothing since {since}: nothing is promised."
            )
        elif promised is None:
            number = counted(study.items or 0, "item", "items")
            sentences.append(f"{forecast.team}: no week can be promised for {number} with 80 %.")
        elif study.items is not None:
            sentences.append(
                f"{forecast.team} has finished {counted(study.items, 'item', 'items')} within"
                f" {counted(promised, 'week', 'weeks')} with a chance of 80 %, by"
                f" {day(forecast.done_by[1])}."
            )
        else:
            sentences.append(
                f"{forecast.team} finishes at least {counted(promised, 'item', 'items')} in the"
                f" next {counted(study.weeks or 0, 'week', 'weeks')} with a chance of 80 %."
            )
    return sentences


def _heading(study: FlowStudy) -> str:
    if study.items is None:
        weeks = counted(study.weeks or 0, "week", "weeks")
        return f"Items that are finished in the next {weeks}, at least"
    return f"Weeks until {counted(study.items, 'item is', 'items are')} done, at most"


def _row(forecast: TeamForecast) -> TeamRow:
    kept = forecast.coverage.share(1)
    said = "not measured"
    if kept is not None:
        said = f"{kept:.0%} of {forecast.coverage.n_origins:,}".replace("%", " %")
    if isinstance(forecast.forecast, NotAssessed):
        return TeamRow(forecast.team, ("–",) * 4, said, (), forecast.forecast)
    numbers = tuple("–" if number is None else f"{number:,}" for number in forecast.forecast)
    return TeamRow(forecast.team, numbers, said, forecast.remarks, None)


def _is_drawn(team: TeamFlow) -> bool:
    is_assessed = not isinstance(team.forecast.forecast, NotAssessed)
    return is_assessed and team.forecast.items is None


def _picture(forecast: TeamForecast) -> Picture:
    return picture(
        lambda ax: weekly_flow(ax, forecast),
        alt=weekly_flow_alt(forecast),
        caption=(
            f"{forecast.team}. Read it so: a bar is a week and what was finished in it, the dashed"
            " line the present level. To the right of now the dark line is the promise of 80 %"
            " spread over the weeks, the band reaches from 95 % to 50 %."
        ),
        plot_height=170,
        left=36,
        top=16,
    )


def _pooled(study: FlowStudy) -> str | None:
    kept = study.coverage.share(1)
    if kept is None or len(study.teams) < 2:
        return None
    return (
        f"All teams together: promises of 80 % were kept in {round(100 * kept)} % of"
        f" {counted(study.coverage.n_origins, 'past week', 'past weeks')}."
    )


def _times(team: str, measures: FlowMeasures | NotAssessed) -> list[str]:
    """Cycle time, work in progress and Little's law of a team, a sentence each."""
    if isinstance(measures, NotAssessed):
        return []
    sentences = []
    cycle, open_items, little = measures.cycle_time, measures.in_progress, measures.little
    if isinstance(cycle, NotAssessed):
        sentences.append(f"{team}: cycle time not assessed, {cycle.why}.")
    else:
        half, _, most, _ = (counted(round(days), "day", "days") for days in cycle.days)
        sentences.append(
            f"{team}: of {counted(cycle.n, 'item', 'items')} finished in the last"
            f" {counted(measures.weeks, 'week', 'weeks')}, half took up to {half} from start to"
            f" end, 85 % up to {most}."
        )
    if not isinstance(open_items, NotAssessed):
        text = (
            f"{team}: {counted(open_items.n, 'item', 'items')} in progress, the oldest for"
            f" {counted(round(open_items.oldest_days), 'day', 'days')}"
        )
        number = open_items.n_ageing
        if isinstance(number, NotAssessed):
            text += "; whether that is long is not assessed"
        elif number:
            named = listed(list(open_items.ageing[:3]))
            text += f"; {number:,} for longer than most that were finished took, such as {named}"
        sentences.append(f"{text}.")
    if not isinstance(little, NotAssessed):
        sentences.append(_little(team, little.ratio, holds=little.holds))
    return sentences


def _little(team: str, ratio: float, *, holds: bool) -> str:
    if holds:
        return (
            f"{team}: work in progress is what throughput and cycle time make it (Little's law,"
            f" ratio {ratio:.2f}): the dates are consistent."
        )
    return (
        f"{team}: work in progress is {ratio:.2f} times what throughput and cycle time make it"
        " (Little's law): items that were begun and never closed, dates entered afterwards, or a"
        " team in change. Take cycle times with care."
    )


def _deliveries(team: TeamFlow) -> list[DeliveryRow]:
    if isinstance(team.deliveries, NotAssessed):
        return []
    rows = []
    for measure in team.deliveries.measures:
        if isinstance(measure, NotAssessed):
            missing = f"not assessed: {measure.why}"
            rows.append(DeliveryRow(team.forecast.team, measure.what.capitalize(), missing, "", ""))
        else:
            rows.append(
                DeliveryRow(
                    team.forecast.team,
                    _MEASURE_WORDS[measure.name],
                    _value(measure),
                    measure.band,
                    measure.definition,
                )
            )
    return rows


def _value(measure: DeliveryMeasure) -> str:
    if measure.unit.startswith("share"):
        return f"{100 * measure.value:.0f} % (n = {measure.n:,})"
    if measure.unit == "days" and not measure.value:
        return f"the same day (n = {measure.n:,})"
    return f"{measure.value:.1f} {measure.unit} (n = {measure.n:,})"


def hand_over_calendar(landings: Sequence[Landing]) -> Section:
    """Hand-overs by month, with the capability that each raises and its owner.

    Parameters
    ----------
    landings : sequence of Landing
        From `pmo_toolkit.studies.flow.hand_over_calendar.hand_over_calendar`.
    """
    return render("hand_over_calendar", rows=[_landing_row(landing) for landing in landings])


def _landing_row(landing: Landing) -> LandingRow:
    what = landing.title
    if landing.kind is LandingKind.PROPOSAL:
        what = f"{landing.id} {landing.title}"
    if landing.items is not None:
        what = f"{landing.title}: at least {counted(landing.items, 'item', 'items')}"
    lands = month(landing.month)
    if landing.overdue_since is not None:
        lands = f"overdue: not before {lands}; its stated end was {day(landing.overdue_since)}"
    return LandingRow(
        month=lands,
        what=what,
        where="; ".join(landing.capabilities) or "not stated",
        owners="; ".join(landing.owners) or "not stated",
        basis=_LANDING_WORDS[landing.kind],
        p80="not known" if landing.p80 is None else month(landing.p80),
        is_overdue=landing.overdue_since is not None,
    )
