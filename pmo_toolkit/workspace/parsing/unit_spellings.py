"""The units of measure that a client's figures may stand in, each with the ways of writing it."""

from __future__ import annotations

from dataclasses import dataclass

#: Days of a month and of a year, on average; working days of a week and of a month.
DAYS_PER_MONTH = 365.25 / 12
DAYS_PER_YEAR = 365.25
DAYS_PER_WORKING_WEEK = 5
WORKING_DAYS_PER_MONTH = DAYS_PER_MONTH * DAYS_PER_WORKING_WEEK / 7


@dataclass(frozen=True)
class Unit:
    """A unit of measure.

    Parameters
    ----------
    name : str
        As recipes and ``workspace.toml`` name it.
    measures : str
        ``effort``, ``time``, ``money`` or ``share``; only units that measure the same convert. In
        a plain number, 40 percent are 40.
    factor : float
        How many person-hours, calendar days or units of currency one of it is. Of effort in days,
        how many person-days.
    by_day : bool
        Whether the factor counts working days, so that hours need ``hours_per_day``.
    spellings : tuple of str
        Other ways of writing it, in lower case; one that several units share means the one that
        measures what the column measures.
    unsure : tuple of str
        Spellings that mean this unit only in a column that measures the same.
    monthly : bool
        Whether it is what somebody works in a month, which only hours a month can hold.
    """

    name: str
    measures: str
    factor: float
    by_day: bool = False
    spellings: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    monthly: bool = False


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip().replace("_", " ") for word in text.split(","))


#: Every unit, the spellings in English, German, French, Spanish and Dutch.
UNITS: tuple[Unit, ...] = (
    Unit(
        "person-hours",
        "effort",
        1.0,
        spellings=_words(
            "person hours, person-hour, person hour, ph, hours, hour, hrs, hr, h, std, std.,"
            " stunden, stunde, personenstunden, arbeitsstunden, heures, heure, heures-homme,"
            " heures homme, horas, hora, horas-hombre, horas hombre, uren, uur, manuren,"
            " mensuren, man-hours, man hours, manhours, mh"
        ),
    ),
    Unit(
        "person-seconds",
        "effort",
        1 / 3600,
        spellings=_words("person seconds, seconds, sekunden"),
    ),
    Unit(
        "person-days",
        "effort",
        1.0,
        True,
        _words(
            "person days, person-day, person day, pd, pds, pt, p.t., p.d., personentage,"
            " personentag, personen-tage, personaltage, manntage, manntag, mann-tage, tage"
            " aufwand, man-days, man days, man-day, man day, mandays, manday, jours-homme, jours"
            " homme, jour-homme, jours/homme, j/h, jh, j.h., días-persona, días persona,"
            " días-hombre, días hombre, dias-persona, dias persona, dias-hombre, dias hombre,"
            " mensdagen, mandagen, mandag"
        ),
        _words(
            "d, t, mt, day, days, tag, tage, at, arbeitstage, working days, working-days, workdays,"
            " work days, business days, j, jour, jours, jours ouvrés, día, días, dia, dias, dag,"
            " dagen, werktage, werkdagen"
        ),
    ),
    Unit(
        "person-weeks",
        "effort",
        float(DAYS_PER_WORKING_WEEK),
        True,
        _words(
            "person weeks, person-week, person week, pw, personenwochen, personenwoche, mannwochen,"
            " man-weeks, man weeks, semaines-homme, semanas-persona, mensweken, manweken"
        ),
        _words("w, wk, wks, week, weeks, woche, wochen, semaine, semaines, semana, semanas, weken"),
    ),
    Unit(
        "person-months",
        "effort",
        WORKING_DAYS_PER_MONTH,
        True,
        _words(
            "person months, person-month, person month, pm, personenmonate, personenmonat,"
            " mannmonate, man-months, man months, mois-homme, meses-persona, mensmaanden,"
            " manmaanden"
        ),
        _words("mm, mo, month, months, monat, monate, mois, mes, meses, maand, maanden"),
    ),
    Unit(
        "full-time equivalents",
        "effort",
        WORKING_DAYS_PER_MONTH,
        True,
        unsure=_words(
            "full-time equivalent, full time equivalents, full time equivalent, fte, ftes, vzä,"
            " vzae, vollzeitäquivalente, vollzeitäquivalent, vollzeitkräfte, vollzeitstellen,"
            " etp, équivalents temps plein, équivalent temps plein, equivalentes a tiempo"
            " completo, equivalente a tiempo completo, vte, vte's, fte's, voltijdequivalenten,"
            " voltijdequivalent, voltijdsequivalenten, voltijdsequivalent"
        ),
        monthly=True,
    ),
    Unit(
        "days",
        "time",
        1.0,
        spellings=_words(
            "day, tage, tag, kalendertage, calendar days, calendar-days, jours, jour, días, dias,"
            " día, dia, dagen, dag, kalenderdagen, jours calendaires, días naturales"
        ),
        unsure=_words("d, t, kt"),
    ),
    Unit(
        "working days",
        "time",
        7 / DAYS_PER_WORKING_WEEK,
        spellings=_words(
            "working-days, workdays, work days, business days, arbeitstage, werktage, jours"
            " ouvrés, días laborables, días hábiles, werkdagen"
        ),
        unsure=_words("at, wd"),
    ),
    Unit(
        "weeks",
        "time",
        7.0,
        spellings=_words("week, wk, wks, wochen, woche, semaines, semaine, semanas, semana, weken"),
        unsure=_words("w, kw, wo"),
    ),
    Unit(
        "months",
        "time",
        DAYS_PER_MONTH,
        spellings=_words(
            "month, mths, mth, monate, monat, mois, meses, mes, maanden, maand, kalendermonate"
        ),
        unsure=_words("m, mo, mon, mt, mnd"),
    ),
    Unit(
        "years",
        "time",
        DAYS_PER_YEAR,
        spellings=_words("year, yr, yrs, jahre, jahr, ans, années, años, año, jaren, jaar"),
        unsure=_words("a, an, y"),
    ),
    Unit("money", "money", 1.0),
    Unit(
        "thousand",
        "money",
        1e3,
        spellings=_words(
            "thousands, tsd, tsd., tausend, tausende, mille, milliers, miles, duizend, duizenden,"
            " 000, '000, 000s, '000s"
        ),
        unsure=_words("k, t, td, th, mil, tds"),
    ),
    Unit(
        "million",
        "money",
        1e6,
        spellings=_words(
            "millions, mn, mio, mio., mill, mill., millionen, millón, millones, miljoen, miljoenen,"
            " mln, mln., mios"
        ),
        unsure=_words("m, mm"),
    ),
    Unit(
        "billion",
        "money",
        1e9,
        spellings=_words(
            "billions, bn, mrd, mrd., milliarden, milliarde, milliard, milliards, md, mds, miljard"
        ),
        unsure=_words("b"),
    ),
    Unit("percent", "share", 1.0),
)
