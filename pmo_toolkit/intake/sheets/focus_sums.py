"""Sums of cloud charges by service, currency and month, and what was found in them."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pmo_toolkit.core.files.refused import Refused
from pmo_toolkit.core.number_format import counted, listed

if TYPE_CHECKING:
    import pandas as pd

_PROVIDERS = ("ProviderName", "ServiceProviderName", "PublisherName", "InvoiceIssuerName")
_STARTS = ("ChargePeriodStart", "BillingPeriodStart")
#: Columns of FOCUS that are read; all others are passed over.
COLUMNS = (
    *("ServiceName", "ServiceCategory", *_PROVIDERS, *_STARTS, "ChargePeriodEnd"),
    *("BillingCurrency", "BilledCost", "EffectiveCost", "ChargeCategory", "ChargeClass"),
)
#: Headers of the sums, in their order.
HEADERS = (
    *("Charged service", "Provider", "Category", "Month", "Currency"),
    *("Effective cost", "Billed cost", "Charges"),
)
_DIGITS = 4
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

    Attributes
    ----------
    rows : int
        Charges that were looked at.
    """

    def __init__(self, most_lines: int):
        self.most_lines = most_lines
        self.rows = 0
        self._sums: dict[tuple[str, str, str], list[float]] = {}
        self._names: dict[str, tuple[str, str]] = {}
        self._moments: dict[str, _Moment] = {}
        self._counts: Counter[str] = Counter()
        self._amounts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        self._last_end: dt.datetime | None = None

    def add(self, batch: pd.DataFrame) -> None:
        """Add charges; every cell is text, columns that are absent are blank.

        Raises
        ------
        Refused
            Where there are more sums than any table may have rows.
        """
        import pandas as pd

        self.rows += len(batch)
        rows = batch.reindex(columns=list(COLUMNS), fill_value="").fillna("")
        for name in ("ServiceName", "BillingCurrency", "ChargeCategory", "ChargeClass"):
            rows[name] = rows[name].str.strip()
        rows["effective"] = pd.to_numeric(rows["EffectiveCost"], errors="coerce")
        rows["billed"] = pd.to_numeric(rows["BilledCost"], errors="coerce")
        starts = rows[_STARTS[0]].where(rows[_STARTS[0]] != "", rows[_STARTS[1]])
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
            "no cost": rows["effective"].isna() | rows["effective"].abs().gt(1e15),
        }
        left = rows["effective"].isna() & False
        for why, those in wrong.items():
            self._note(why, rows[those & ~left])
            left = left | those
        kept = rows[~left]
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

    def _add_sums(self, rows: pd.DataFrame) -> None:
        for name, first in rows.drop_duplicates("ServiceName").set_index("ServiceName").iterrows():
            provider = next((text for column in _PROVIDERS if (text := first[column].strip())), "")
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
            f"what counts is the effective (amortised) cost, {_money(effective)}; billed were"
            f" {_money(billed)}: prepaid commitments count in the months that they are for",
        ]
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
        return f"left out: {number} ({words})" + (f", {_money(amounts)}" if amounts else "")

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
