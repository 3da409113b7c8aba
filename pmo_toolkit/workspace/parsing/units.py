"""Units in which a client's figures may stand, and by what they become those of a column.

A unit is named as the client's people write it: ``PT`` and ``person-days``, ``T€`` and ``kEUR``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

#: Days of a month and of a year, on average; working days of a week.
DAYS_PER_MONTH = 365.25 / 12
DAYS_PER_YEAR = 365.25
DAYS_PER_WORKING_WEEK = 5


@dataclass(frozen=True)
class Unit:
    """A unit of measure.

    Parameters
    ----------
    name : str
        As recipes and ``workspace.toml`` name it.
    measures : str
        ``effort``, ``time`` or ``money``; only units that measure the same convert.
    factor : float
        How many person-hours, calendar days or units of currency one of it is. Of effort in days,
        how many person-days.
    by_day : bool
        Whether the factor counts working days, so that hours need ``hours_per_day``.
    spellings : tuple of str
        Other ways of writing it, in lower case.
    """

    name: str
    measures: str
    factor: float
    by_day: bool = False
    spellings: tuple[str, ...] = ()


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip().replace("_", " ") for word in text.split(","))


#: Every unit, the spellings in English, German, French, Spanish and Dutch.
UNITS: tuple[Unit, ...] = (
    Unit("person-seconds", "effort", 1 / 3600, spellings=_words("seconds, sekunden, secondes")),
    Unit(
        "person-hours",
        "effort",
        1.0,
        spellings=_words(
            "person hours, person-hour, ph, hours, hour, hrs, hr, h, std, std., stunden, personen"
            "stunden, heures, heure, heures-homme, horas, hora, horas-hombre, uren, uur, manuren,"
            " man-hours, man hours, mh"
        ),
    ),
    Unit(
        "person-days",
        "effort",
        1.0,
        True,
        _words(
            "person days, person-day, pd, pt, p.t., personentage, personentag, manntage, mt, tage"
            " aufwand, man-days, man days, mandays, jours-homme, jours homme, j/h, jh, jh., días"
            "-persona, días-hombre, mensdagen, mandagen, manday"
        ),
    ),
    Unit(
        "person-weeks",
        "effort",
        float(DAYS_PER_WORKING_WEEK),
        True,
        _words("person weeks, person-week, pw, personenwochen, man-weeks, semaines-homme"),
    ),
    Unit(
        "days",
        "time",
        1.0,
        spellings=_words(
            "day, d, tage, tag, kalendertage, calendar days,"
            " jours, jour, días, dias, día, dagen, dag"
        ),
    ),
    Unit(
        "working days",
        "time",
        7 / DAYS_PER_WORKING_WEEK,
        spellings=_words(
            "working-days, workdays, work days, business days, arbeitstage, at, werktage, jours"
            " ouvrés, días laborables, días hábiles, werkdagen"
        ),
    ),
    Unit(
        "weeks",
        "time",
        7.0,
        spellings=_words(
            "week, wk, wks, w, wochen, woche, kw, semaines, semaine, semanas, semana, weken"
        ),
    ),
    Unit(
        "months",
        "time",
        DAYS_PER_MONTH,
        spellings=_words(
            "month, mo, mon, mths, mth, monate, monat, mois, meses, mes, maanden, maand"
        ),
    ),
    Unit(
        "years",
        "time",
        DAYS_PER_YEAR,
        spellings=_words("year, yr, yrs, jahre, jahr, ans, an, années, años, año, jaren, jaar"),
    ),
    Unit("money", "money", 1.0),
    Unit(
        "thousand",
        "money",
        1e3,
        spellings=_words(
            "thousands, k, t, tsd, tsd., tausend, mille, milliers, miles, mil, duizend, 000, '000,"
            " in thousands"
        ),
    ),
    Unit(
        "million",
        "money",
        1e6,
        spellings=_words(
            "millions, m, mn, mio, mio., mill, mill., millionen, millón, millones, miljoen, mln"
        ),
    ),
)
_BY_NAME = {unit.name: unit for unit in UNITS}


def level_unit(text: str) -> str:
    """A unit's spelling without regard to case, brackets and spaces at its ends."""
    levelled = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"\s+", " ", levelled).strip(" ()[]{}").replace("–", "-")


def unit_of(name: str) -> Unit | None:
    """The unit of that exact name, as recipes write it."""
    return _BY_NAME.get(name)
