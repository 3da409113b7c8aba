"""Sums of cloud charges by service, currency and month, and what was found in them."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pmo_toolkit.core.files.refused import Refused
from pmo_toolkit.core.number_format import counted, listed
from pmo_toolkit.intake.sheets.focus_columns import PROVIDERS, STARTS, columns_read, named_by

if TYPE_CHECKING:
    import pandas as pd

#: Headers of the sums, in their order.
HEADERS = (
    *("Charged service", "Provider", "Category", "Month", "Currency"),
    *("Effective cost", "Billed cost", "Charges"),
)
_DIGITS = 4
#: Rows that a remark names; the others are counted.
_MOST_ROWS = 8
#: Amounts beyond are slips.
_MOST_MONEY = 1e15
_KEY = ["ServiceName", "BillingCurrency", "month"]


@dataclass(frozen=True)
class _Moment:
    """A time in UTC; `other_zone` where it was stated in another one, `no_zone` where in none."""

    time: dt.datetime | None
    other_zone: bool = False
    no_zone: bool = False

    @property
    def month(self) -> str:
        return "" if self.time is None else f"{self.time:%Y-%m}"


class ChargeSums:
    """Charges added up, batch by batch.

    Parameters
    ----------
    most_lines : int
        Sums that are kept at most.
    charged_by : str, optional
        Column that names the service of a charge, or a tag as in ``Tags.application``; by default
        ``ServiceName``.

    Attributes
    ----------
    rows : int
        Charges that were looked at.
    """

    def __init__(self, most_lines: int, charged_by: str | None = None):
        self.most_lines = most_lines
        self.charged_by = charged_by
        self.rows = 0
        self._sums: dict[tuple[str, str, str], list[float]] = {}
        self._names: dict[str, tuple[str, str]] = {}
        self._moments: dict[str, _Moment] = {}
        self._counts: Counter[str] = Counter()
        self._amounts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        self._unread: dict[str, list[int]] = {"no billed": [], "no cost": []}
        self._last_end: dt.datetime | None = None

    def add(self, batch: pd.DataFrame) -> None:
        """Add charges; every cell is text, columns that are absent are blank.

        Raises
        ------
        Refused
            Where there are more sums than any table may have rows.
        """
        import pandas as pd

        columns = columns_read(self.charged_by)
        rows = batch.reset_index(drop=True).reindex(columns=list(columns), fill_value="")
        rows = rows.fillna("")
        rows["row"] = rows.index + self.rows + 2
        self.rows += len(batch)
        if self.charged_by is not None:
            rows["ServiceName"] = named_by(rows, self.charged_by)
        for name in ("ServiceName", "BillingCurrency", "ChargeCategory", "ChargeClass"):
            rows[name] = rows[name].str.strip()
        for name, theirs in (("effective", "EffectiveCost"), ("billed", "BilledCost")):
            amounts = pd.to_numeric(rows[theirs], errors="coerce")
            rows[name] = amounts.where(amounts.abs() <= _MOST_MONEY)
        starts = rows[STARTS[0]].where(rows[STARTS[0]] != "", rows[STARTS[1]])
        rows["month"] = self._months(starts)
        for text in rows["ChargePeriodEnd"].unique():
            end = self._moment(text).time
            if end is not None and (self._last_end is None or end > self._last_end):
                self._last_end = end
        self._add_sums(self._usable(rows))
        if len(self._sums) > self.most_lines:
            raise Refused(
                "the charges are of more services and months than any house has",
                found=f"more than {self.most_lines:,}",
                next_step="Is ServiceName the name of a service? Export it again.",
            )

    def _months(self, starts: pd.Series) -> pd.Series:
        moments = {text: self._moment(text) for text in starts.unique()}
        for what in ("other_zone", "no_zone"):
            odd = {text for text, moment in moments.items() if getattr(moment, what)}
            self._counts[what] += int(starts.isin(odd).sum()) if odd else 0
        return starts.map({text: moment.month for text, moment in moments.items()})

    def _moment(self, text: str) -> _Moment:
        known = self._moments.get(text)
        if known is None:
            if len(self._moments) > self.most_lines:
                self._moments.clear()
            known = self._moments[text] = _moment(text)
        return known

    def _usable(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Charges that count for a service; the others are counted by the reason."""
        wrong = {
            "tax": rows["ChargeCategory"].str.casefold() == "tax",
            "no service": rows["ServiceName"] == "",
            "no month": rows["month"] == "",
            "no cost": rows["effective"].isna(),
        }
        left = rows["effective"].isna() & False
        for why, those in wrong.items():
            self._note(why, rows[those & ~left])
            if why == "no cost":
                self._note_rows(why, rows[those & ~left])
            left = left | those
        kept = rows[~left]
        self._counts["no billed"] += int(kept["billed"].isna().sum())
        self._note_rows("no billed", kept[kept["billed"].isna()])
        category = kept["ChargeCategory"].str.casefold()
        credits = category.isin(("credit", "adjustment")) | (
            kept["ChargeClass"].str.casefold() == "correction"
        )
        self._note("credit", kept[credits])
        self._note("negative", kept[~credits & (kept["effective"] < 0)])
        return kept

    def _note(self, what: str, rows: pd.DataFrame) -> None:
        self._counts[what] += len(rows)
        for currency, amount in rows.groupby("BillingCurrency")["effective"].sum().items():
            self._amounts[what][str(currency)] += float(amount)

    def _note_rows(self, what: str, rows: pd.DataFrame) -> None:
        """Keep the first rows of which an amount cannot be read."""
        own = self._unread[what]
        own += rows["row"].head(_MOST_ROWS - len(own)).tolist()

    def _add_sums(self, rows: pd.DataFrame) -> None:
        for name, first in rows.drop_duplicates("ServiceName").set_index("ServiceName").iterrows():
            provider = next((text for column in PROVIDERS if (text := first[column].strip())), "")
            self._names.setdefault(str(name), (provider, first["ServiceCategory"].strip()))
        groups = rows.groupby(_KEY, sort=False)
        added = groups[["effective", "billed"]].sum().assign(charges=groups.size())
        for key, *figures in added.itertuples(name=None):
            own = self._sums.setdefault(key, [0.0, 0.0, 0.0])
            for place, figure in enumerate(figures):
                own[place] += float(figure)

    def lines(self) -> list[list[str]]:
        """Headers, then a line for each service, currency and month, in that order."""
        return [
            list(HEADERS),
            *(
                [service, *self._names[service], month, currency, *map(_written, figures)]
                for (service, currency, month), figures in sorted(self._sums.items())
            ),
        ]

    def remarks(self) -> list[str]:
        """What the sums hold and leave out, with numbers of charges and amounts."""
        effective = self._by_currency(0)
        billed = self._by_currency(1)
        said = [
            f"{counted(self.rows, 'charge', 'charges')} added up by service, currency and month",
            f"what counts is the effective (amortised) cost, {self._at_least('no cost')}"
            f"{_money(effective)}; billed were {self._at_least('no billed')}{_money(billed)}:"
            " prepaid commitments count in the months that they are for",
        ]
        if self.charged_by is not None:
            said.append(f"the service of a charge is what {self.charged_by} names")
        if self._counts["no billed"]:
            number = counted(self._counts["no billed"], "charge", "charges")
            said.append(
                f"the billed cost of {number} ({self._rows_of('no billed')}) is blank or cannot be"
                " read: how much was billed for them is not known"
            )
        currencies = sorted({currency for _, currency, _ in self._sums})
        if len(currencies) > 1:
            said.append(f"charges are in {listed([one or 'no currency' for one in currencies])}")
            both = sum(count > 1 for count in self._currencies_of_months().values())
            if both:
                months = counted(both, "month of a service has", "months of services have")
                said.append(f"{months} charges in more than one currency: kept apart, a row each")
        said += [self._left(why, words) for why, words in _LEFT.items() if self._counts[why]]
        said += [self._kept(what, words) for what, words in _KEPT.items() if self._counts[what]]
        below = sum(figures[0] < 0 for figures in self._sums.values())
        if below:
            months = counted(below, "month of a service costs", "months of services cost")
            said.append(f"{months} less than nothing, since credits exceed charges: not assessed")
        return [*said, *self._unfinished()]

    def _by_currency(self, place: int) -> dict[str, float]:
        found: dict[str, float] = defaultdict(float)
        for (_, currency, _), figures in self._sums.items():
            found[currency] += figures[place]
        return found

    def _currencies_of_months(self) -> Counter[tuple[str, str]]:
        return Counter((service, month) for service, _, month in self._sums)

    def _left(self, why: str, words: str) -> str:
        number = counted(self._counts[why], "charge", "charges")
        amounts = {} if why == "no cost" else self._amounts[why]
        if why == "no service" and self.charged_by is not None:
            words = f"no service in {self.charged_by}"
        if why == "no cost":
            words += f"; {self._rows_of('no cost')}; their amount is not known"
        return f"left out: {number} ({words})" + (f", {_money(amounts)}" if amounts else "")

    def _at_least(self, what: str) -> str:
        return "at least " if self._counts[what] else ""

    def _rows_of(self, what: str) -> str:
        named = [str(row) for row in self._unread[what]]
        more = self._counts[what] - len(named)
        listing = listed([*named, f"{more} more"] if more else named)
        return f"{'row' if len(named) == 1 else 'rows'} {listing}"

    def _kept(self, what: str, words: tuple[str, str]) -> str:
        number = counted(self._counts[what], "charge", "charges")
        amounts = f", {_money(self._amounts[what])}" if what in self._amounts else ""
        return f"{number} ({words[0]}){amounts}: {words[1]}"

    def _unfinished(self) -> list[str]:
        """That the last month may not be complete, by the end of its last charge."""
        last = max((month for _, _, month in self._sums), default="")
        end = self._last_end
        if end is None or f"{end:%Y-%m}" != last:
            return []
        return [f"charges of {last} reach to {end:%Y-%m-%d}: that month is not complete"]


#: Why charges are left out → what they are.
_LEFT: Mapping[str, str] = {
    "tax": "taxes",
    "no service": "no name of a service",
    "no month": "no day in ChargePeriodStart that can be read",
    "no cost": "no effective cost that can be read",
}
#: What is odd about charges that count → what they are, and how they count.
_KEPT: Mapping[str, tuple[str, str]] = {
    "credit": ("credits, refunds, corrections", "taken off the cost of their service and month"),
    "negative": ("below zero, not called a credit", "taken as they stand"),
    "other_zone": ("time in another zone than UTC", "the month is that of UTC"),
    "no_zone": ("time without a zone", "taken as UTC"),
}


def _moment(text: str) -> _Moment:
    """A time as FOCUS writes it (ISO 8601, in UTC), or as providers do."""
    plain = text.strip().replace(" UTC", "Z").replace("/", "-")
    try:
        time = dt.datetime.fromisoformat(plain)
    except ValueError:
        return _Moment(None)
    if time.tzinfo is None:
        return _Moment(time.replace(tzinfo=dt.UTC), no_zone=True)
    offset = time.utcoffset() or dt.timedelta()
    try:
        return _Moment(time.astimezone(dt.UTC), other_zone=bool(offset))
    except OverflowError:
        return _Moment(None)


def _written(figure: float) -> str:
    text = f"{figure:.{_DIGITS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _money(amounts: Mapping[str, float]) -> str:
    parts = [f"{currency} {amount:,.2f}".strip() for currency, amount in sorted(amounts.items())]
    return listed(parts) if parts else "nothing"
