"""A team's forecast and what belongs to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.flow.promises import SHARES
from pmo_toolkit.analysis.flow.regimes import Regime


def share_name(share: float) -> str:
    """``"80"`` for .8, as JSON and tables name it."""
    return f"{round(100 * share)}"


@dataclass(frozen=True)
class Coverage:
    """How often promises like these were kept, at past weeks that each knew only what came before.

    Parameters
    ----------
    kept, origins : tuple of int, length 4
        Promises kept, and past weeks at which that is known, for each of ``SHARES``.
    """

    kept: tuple[int, ...]
    origins: tuple[int, ...]

    def share(self, place: int) -> float | None:
        """Share kept of one of ``SHARES`` by its place; None where none is known."""
        return self.kept[place] / self.origins[place] if self.origins[place] else None

    @property
    def n_origins(self) -> int:
        """Past weeks at which promises of 80 % are measured."""
        return self.origins[SHARES.index(0.8)]

    def as_dict(self) -> dict[str, float | None]:
        """``{"50": …, "80": …, "85": …, "95": …}``."""
        return {share_name(share): self.share(place) for place, share in enumerate(SHARES)}

    @classmethod
    def pooled(cls, several: list[Coverage]) -> Coverage:
        """Of several teams together: each past week counts once."""
        kept = tuple(sum(one.kept[place] for one in several) for place in range(len(SHARES)))
        origins = tuple(sum(one.origins[place] for one in several) for place in range(len(SHARES)))
        return cls(kept, origins)


@dataclass(frozen=True)
class MethodMeasure:
    """One way to forecast, measured at the same past weeks as the others.

    Parameters
    ----------
    method : str
    coverage : Coverage
    width : float or None
        Mean distance from the promise of 50 % to that of 95 %, in mean actual items; None where
        nothing was finished.
    """

    method: str
    coverage: Coverage
    width: float | None


@dataclass(frozen=True)
class PastPromise:
    """A promise as of a past week, beside what came.

    Parameters
    ----------
    week : str
        Monday after the last week that was known, ISO 8601.
    promised : tuple of float or None, length 4
        Items, or weeks where the question was when; None where too far to promise.
    actual : float or None
        Items of the weeks ahead; None where the question was when.
    """

    week: str
    promised: tuple[float | None, ...]
    actual: float | None


@dataclass(frozen=True)
class TeamForecast:
    """How many items a team finishes in some weeks, or when some items are done.

    Parameters
    ----------
    team : str
    weeks, items : int or None
        What was asked: one of them.
    forecast : tuple of int or None, length 4, or NotAssessed
        With the chances of ``SHARES``: items at least, or weeks at most; None where the items are
        not promised within the furthest week that is looked at.
    done_by : tuple of str or None
        Day by which the items are done, the Sunday of that week; empty where items were asked.
    coverage : Coverage
    first_week, last_week : str
        Mondays of the first and last week that count, ISO 8601; empty without weeks.
    n_weeks : int
    own_errors : int
        Past forecasts of the team, side by side.
    regimes : tuple of Regime
        The present one last.
    resampled : tuple of int
        What plain resampling of the last twelve weeks would promise; empty where weeks were asked.
    remarks : tuple of str
        What limits the forecast.
    recent : tuple of float
        Items of the last weeks, a year at most, the latest last.
    methods : tuple of MethodMeasure
        Other ways measured at the same weeks; empty unless they were asked for.
    past : tuple of PastPromise
        Every past promise; empty unless they were asked for.
    """

    team: str
    weeks: int | None
    items: int | None
    forecast: tuple[int | None, ...] | NotAssessed
    done_by: tuple[str | None, ...]
    coverage: Coverage
    first_week: str
    last_week: str
    n_weeks: int
    own_errors: int
    regimes: tuple[Regime, ...]
    resampled: tuple[int, ...]
    remarks: tuple[str, ...]
    recent: tuple[float, ...] = field(default=(), repr=False)
    methods: tuple[MethodMeasure, ...] = field(default=())
    past: tuple[PastPromise, ...] = field(default=(), repr=False)

    @property
    def unit(self) -> str:
        """``items`` or ``weeks``."""
        return "items" if self.items is None else "weeks"

    @property
    def regime(self) -> Regime | None:
        """The present regime; None without weeks."""
        return self.regimes[-1] if self.regimes else None

    @property
    def has_ended(self) -> bool:
        """Whether the team finishes nothing in the present regime and finished items before."""
        return len(self.regimes) > 1 and not self.regimes[-1].items_a_week

    def as_dict(self) -> dict[str, Any]:
        """The team's part of what ``pmo forecast --json`` writes."""
        is_given = not isinstance(self.forecast, NotAssessed)
        written: dict[str, Any] = {
            "team": self.team,
            "unit": self.unit,
            "weeks": self.weeks,
            "items": self.items,
            "forecast": _by_share(self.forecast) if is_given else None,
            "not_assessed": None if is_given else self.forecast,
            "coverage": self.coverage.as_dict(),
            "n_origins": self.coverage.n_origins,
            "n_origins_by_share": _by_share(self.coverage.origins),
            "first_week": self.first_week or None,
            "last_week": self.last_week or None,
            "n_weeks": self.n_weeks,
            "own_errors": self.own_errors,
            "recent": list(self.recent),
            "regime": self.regime,
            "regimes": list(self.regimes),
            "resampled_last_12": _by_share(self.resampled) if self.resampled else None,
            "remark": " ".join(self.remarks) or None,
            "remarks": list(self.remarks),
        }
        if self.done_by:
            written["done_by"] = _by_share(self.done_by)
        if self.methods:
            written["methods"] = {
                measure.method: {
                    "coverage": measure.coverage.as_dict(),
                    "n_origins": measure.coverage.n_origins,
                    "width": measure.width,
                }
                for measure in self.methods
            }
        if self.past:
            written["origins"] = [
                {
                    "week": promise.week,
                    "promised": _by_share(promise.promised),
                    "actual": promise.actual,
                }
                for promise in self.past
            ]
        return written


def _by_share(values: Any) -> dict[str, Any]:
    names = (share_name(share) for share in SHARES)
    return dict(zip(names, values, strict=True))
