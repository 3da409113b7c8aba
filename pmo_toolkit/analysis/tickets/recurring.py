"""Tickets that tell of one problem which comes back, and what ending its cause would avoid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.overlaps.encoding import TextEncoder, unit_rows
from pmo_toolkit.analysis.tickets.shapes import RecurringProblem
from pmo_toolkit.analysis.tickets.window import TicketWindow, recent_tickets, ticket_window
from pmo_toolkit.core.settings.revaluation import TicketSettings

_UNKNOWN = "\0"
#: Standard deviations from the middle to P10 and P90 of a normal distribution.
_P90 = 1.2816


def recurring_problems(
    rows: pd.DataFrame,
    as_of: pd.Timestamp,
    settings: TicketSettings,
    encoder: TextEncoder | None = None,
    window: TicketWindow | None = None,
) -> tuple[RecurringProblem, ...]:
    """Problems of the last twelve months, those first that take most hours, then most tickets.

    Hours of a table that knows less than a year are scaled to a year, and so is their doubt.

    Parameters
    ----------
    rows : DataFrame
        From `clean_tickets`.
    as_of : Timestamp
        The twelve months end here, or with the last ticket where that is earlier.
    settings : TicketSettings
    encoder : TextEncoder, optional
        Tells which texts mean the same; without one service and category alone count.
    window : TicketWindow, optional
        Where `rows` are a part of the table: of what days the whole of it tells.
    """
    return problems_by_alikeness(rows, as_of, settings, encoder, (settings.alike,), window)[0]


def problems_by_alikeness(
    rows: pd.DataFrame,
    as_of: pd.Timestamp,
    settings: TicketSettings,
    encoder: TextEncoder | None,
    alike: tuple[float, ...],
    window: TicketWindow | None = None,
) -> tuple[tuple[RecurringProblem, ...], ...]:
    """The same problems for several thresholds of likeness; texts are encoded once.

    Parameters
    ----------
    rows, as_of, settings, encoder, window
        As for `recurring_problems`.
    alike : tuple of float
        Cosines from which two texts tell of one problem, in place of ``settings.alike``.
    """
    usable = [group for group in _groups(rows, as_of) if len(group) >= settings.recurs_from]
    vectors = _vectors(usable, settings, encoder)
    days = window or ticket_window(rows, as_of)
    found = []
    for threshold in alike:
        chosen = replace(settings, alike=threshold)
        problems = [
            problem
            for group in usable
            for part in _by_text(group, vectors, chosen)
            for problem in _problem(part, days, chosen)
        ]
        found.append(tuple(sorted(problems, key=_weight)))
    return tuple(found)


@dataclass(frozen=True)
class Ungrouped:
    """Tickets of the last twelve months that are counted to no problem, and why.

    Parameters
    ----------
    neither : int
        They state neither category nor text: nothing tells which of them are one problem.
    rare_texts : int
        Their text is none of the most frequent ones of its service and category, and is not
        compared with others.
    """

    neither: int = 0
    rare_texts: int = 0


def ungrouped_tickets(
    rows: pd.DataFrame, as_of: pd.Timestamp, settings: TicketSettings
) -> Ungrouped:
    """Tickets that are counted to no problem where texts are compared.

    Parameters
    ----------
    rows, as_of, settings
        As for `recurring_problems`.
    """
    recent = recent_tickets(rows, as_of)
    neither = int((recent["category"].isna() & recent["text"].isna()).sum())
    rare = 0
    for group in _groups(rows, as_of):
        if group["text"].nunique() > settings.most_texts:
            rare += int((~group["text"].isin(_frequent(group, settings)) & _has_text(group)).sum())
    return Ungrouped(neither, rare)


def _has_text(group: pd.DataFrame) -> pd.Series:
    return group["text"].notna()


def _groups(rows: pd.DataFrame, as_of: pd.Timestamp) -> Iterator[pd.DataFrame]:
    """Tickets of one service and category; without category and text they are no group."""
    recent = recent_tickets(rows, as_of)
    known = recent[recent["category"].notna() | recent["text"].notna()]
    keys = known[["service", "category"]].fillna(_UNKNOWN)
    for _, group in known.groupby([keys["service"], keys["category"]], sort=True):
        yield group


def _vectors(
    groups: list[pd.DataFrame], settings: TicketSettings, encoder: TextEncoder | None
) -> dict[str, NDArray[np.float64]]:
    """Vectors of the most frequent texts of each group, all encoded in one call."""
    if encoder is None:
        return {}
    texts = sorted({text for group in groups for text in _frequent(group, settings)})
    if not texts:
        return {}
    return dict(zip(texts, unit_rows(encoder.encode(texts)), strict=True))


def _frequent(group: pd.DataFrame, settings: TicketSettings) -> list[str]:
    counts = group["text"].value_counts()
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0])))
    return [str(text) for text, _ in ordered[: settings.most_texts]]


def _by_text(
    group: pd.DataFrame, vectors: dict[str, NDArray[np.float64]], settings: TicketSettings
) -> Iterator[pd.DataFrame]:
    """A group's tickets by what their texts tell; those without a text among themselves.

    Texts that were not compared, since others are more frequent, belong to no problem.
    """
    texts = [text for text in _frequent(group, settings) if text in vectors]
    if not texts and group["category"].isna().all():  # only equal texts are known to be one
        for _, part in group.groupby("text", sort=True):
            yield part
        return
    if len(texts) < 2:
        yield group
        return
    similar = np.array([vectors[text] for text in texts])
    nearness = similar @ similar.T
    place: dict[str, int] = {}
    middles: list[int] = []  # the most frequent text of each cluster, which the others join
    for number, text in enumerate(texts):
        near = [nearness[number, middle] for middle in middles]
        best = int(np.argmax(near)) if near else -1
        if near and near[best] >= settings.alike:
            place[text] = best
        else:
            place[text] = len(middles)
            middles.append(number)
    labels = group["text"].map(place).where(_has_text(group), -1)
    for _, part in group.groupby(labels, sort=True):  # of a text without label: none
        yield part


def _problem(
    part: pd.DataFrame, window: TicketWindow, settings: TicketSettings
) -> Iterator[RecurringProblem]:
    months = part["opened"].dt.month.nunique()  # of a year: its first and last month are one
    n = len(part)
    if n < settings.recurs_from or months < settings.recurs_months:
        return
    hours = part["hours"].dropna()
    a_year: float | NotAssessed = NotAssessed(
        "hours of a recurring problem", "no ticket of it states hours", ReasonCode.NOT_STATED
    )
    low = high = None
    if len(hours):
        each = float(hours.mean())
        a_year = n * each * window.a_year
        spread = max(_spread_of_weeks(part, each, window.weeks), each * np.sqrt(n))
        doubt = _P90 * float(np.hypot(spread, _spread_of_blanks(hours, n))) * window.a_year
        low = settings.avoided_low * max(a_year - doubt, 0.0)
        high = settings.avoided_high * (a_year + doubt)
    first, texts = part.iloc[0], part["text"].value_counts()
    text = min(texts.items(), key=lambda pair: (-pair[1], str(pair[0])))[0] if len(texts) else None
    yield RecurringProblem(
        service=first["service"],
        category=first["category"],
        text=None if text is None else str(text),
        n=n,
        months=int(months),
        with_hours=len(hours),
        hours_a_year=a_year,
        avoided_low=low,
        avoided_high=high,
        departments=int(part["department"].nunique()),
        window_days=window.days,
    )


def _spread_of_weeks(part: pd.DataFrame, each: float, weeks: int) -> float:
    """How far the hours would differ if the weeks that are known came again in another mix.

    The standard deviation of the bootstrap of whole weeks (Efron 1979) in closed form, √Σ(hₖ − h̄)²
    over the hours of the weeks: problems that come in bursts earn a wider range than √n.

    Parameters
    ----------
    part : DataFrame
        ``opened`` and ``hours`` of the problem's tickets; blank hours count as `each`.
    each : float
        Mean hours of a ticket.
    weeks : int
        Of which tickets are known, 52 for a year.
    """
    age = (part["opened"].max() - part["opened"]).dt.days.to_numpy() // 7
    hours = np.bincount(age, part["hours"].fillna(each).to_numpy(dtype=float), minlength=weeks)
    return float(np.sqrt(((hours - hours.mean()) ** 2).sum()))


def _spread_of_blanks(hours: pd.Series, n: int) -> float:
    """How far the hours of tickets that state none may be from the mean of those that do.

    Each blank takes that mean, so that all of them err together: (n − k) s / √k of k stated ones.
    The deviation s counts as the mean at least: a few stated hours that agree may be alike by
    chance.
    """
    k = len(hours)
    deviation = max(float(hours.std()) if k > 1 else 0.0, float(hours.mean()))
    return float((n - k) * deviation / np.sqrt(k))


def _weight(problem: RecurringProblem) -> tuple[float, int, str]:
    hours = 0.0 if isinstance(problem.hours_a_year, NotAssessed) else problem.hours_a_year
    return -hours, -problem.n, f"{problem.service} {problem.category} {problem.text}"
