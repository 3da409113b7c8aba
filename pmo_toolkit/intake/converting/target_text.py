"""Values in the writing of a workspace: plain numbers with its decimal mark, ISO days."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.core.written_numbers import number_style
from pmo_toolkit.workspace.parsing.numbers import canonical_number
from pmo_toolkit.workspace.parsing.spans import Span

#: Digits that a conversion keeps: 1.1 thousand is 1100, not 1100.0000000000002.
_DIGITS = 12


@dataclass(frozen=True)
class TargetStyle:
    """How a workspace writes what is imported.

    Parameters
    ----------
    locale : str
        Its locale; days are written as ISO 8601 whatever it is.
    """

    locale: str = "en_GB"

    def number(self, value: float) -> str:
        """A number without grouping: ``1234,5`` in German."""
        rounded = float(f"{value:.{_DIGITS}g}")
        return str(canonical_number(rounded)).replace(".", number_style(self.locale).decimal)

    def day(self, span: Span) -> str:
        """A day, month, year or stretch of days, that can mean only one thing."""
        if span.grain == "day":
            return span.first.isoformat()
        if span.grain == "month":
            return f"{span.first:%Y-%m}"
        if span.grain == "year" and span.first.month == 1:
            return f"{span.first:%Y}"
        return span.iso
