"""One table of a client's in the import form: what it is taken for, and its first rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from pmo_toolkit.intake.applying import apply_rule
from pmo_toolkit.intake.base.applied import AppliedTable
from pmo_toolkit.intake.base.rules import Declared
from pmo_toolkit.intake.base.suggestions import ColumnSuggestion, TableSuggestion
from pmo_toolkit.intake.correcting.corrections import with_column, with_table, with_unit
from pmo_toolkit.workshop.base.html_views import HtmlView, html_view
from pmo_toolkit.workspace.dictionary.tables import TABLES
from pmo_toolkit.workspace.parsing.units import UNITS, measure_of

LEFT_OUT = "(leave this table out)"
ASIDE = "(keep aside)"
OWN_UNIT = "(as our column)"
_FIRST_ROWS = 5
_EXAMPLES = 3
_WHOLE_WIDTH = widgets.Layout(width="100%")

#: Takes a corrected suggestion.
Corrected = Callable[[TableSuggestion], None]


class TableView(widgets.VBox):  # type: ignore[misc] # ipywidgets has no types
    """What one of their tables is taken for, with drop-downs to correct it.

    Parameters
    ----------
    suggestion : TableSuggestion
    declared : Declared
    corrected : callable
        Called with the suggestion whenever somebody corrects it.
    """

    def __init__(self, suggestion: TableSuggestion, declared: Declared, corrected: Corrected):
        self.suggestion, self.declared = suggestion, declared
        self.corrected = corrected
        self.table = widgets.Dropdown(
            options=[LEFT_OUT, *TABLES],
            value=suggestion.rule.table or LEFT_OUT,
            description="Our table",
        )
        self.table.observe(self._choose_table, "value")
        self.columns: dict[str, widgets.Dropdown] = {}
        self.units: dict[str, widgets.Dropdown] = {}
        super().__init__(layout=_WHOLE_WIDTH)
        self._show()

    def _show(self) -> None:
        suggestion = self.suggestion
        self.columns, self.units = {}, {}
        head = html_view(
            "import_table",
            source=suggestion.region.source.label,
            region=suggestion.region,
            certainty=suggestion.certainty.value,
            why=suggestion.why,
        )
        if not suggestion.rule.table:
            self.children = (head, self.table)
            return
        applied = apply_rule(suggestion.rule, suggestion.region, self.declared, needs_all=False)
        rows = [
            self._column_row(header, applied) for header in dict.fromkeys(suggestion.region.headers)
        ]
        self.children = (head, self.table, _preview(applied), *rows)

    def _column_row(self, header: str, applied: AppliedTable) -> widgets.HBox:
        suggestion = self.suggestion
        chosen = next(
            (column for column in suggestion.columns if header in column.rule.headers), None
        )
        table = TABLES[suggestion.rule.table]
        wide = suggestion.rule.unpivot
        texts = [text for cells in suggestion.region.column(header) for text in cells if text]
        theirs = html_view(
            "import_column", header=header, examples=list(dict.fromkeys(texts))[:_EXAMPLES]
        )
        theirs.layout = widgets.Layout(width="24%")
        if wide is not None and header in wide.headers:
            why = html_view(
                "import_why",
                certainty=suggestion.certainty.value,
                why=f"a row each: {wide.names_to} from the heading, {wide.values_to} from the cell",
                doubts=(),
                examples=(),
            )
            return widgets.HBox((theirs, why), layout=_WHOLE_WIDTH)
        column = widgets.Dropdown(
            options=[ASIDE, *dict.fromkeys((*table.columns, *_extra(chosen)))],
            value=ASIDE if chosen is None else chosen.rule.column,
            layout=widgets.Layout(width="22%"),
            tooltip=f"Our column for {header}",
        )
        column.observe(lambda change: self._choose_column(header, change["new"]), "value")
        self.columns[header] = column
        unit = self._unit_choice(header, chosen)
        return widgets.HBox((theirs, column, unit, _why(chosen, applied)), layout=_WHOLE_WIDTH)

    def _unit_choice(self, header: str, chosen: ColumnSuggestion | None) -> widgets.Widget:
        empty = widgets.Box(layout=widgets.Layout(width="14%"))
        if chosen is None or chosen.rule.column not in TABLES[self.suggestion.rule.table].columns:
            return empty
        known = TABLES[self.suggestion.rule.table].columns[chosen.rule.column]
        measure = measure_of((known.metadata or {}).get("unit"))
        if measure is None:
            return empty
        names = [unit.name for unit in UNITS if unit.measures == measure]
        unit = widgets.Dropdown(
            options=[OWN_UNIT, *names],
            value=chosen.rule.unit or OWN_UNIT,
            layout=widgets.Layout(width="14%"),
            tooltip=f"Unit of {header}",
        )
        unit.observe(lambda change: self._choose_unit(header, change["new"]), "value")
        self.units[header] = unit
        return unit

    def _choose_table(self, change: Any) -> None:
        table = "" if change["new"] == LEFT_OUT else change["new"]
        self._take(with_table(self.suggestion, table, self.declared))

    def _choose_column(self, header: str, name: str) -> None:
        column = None if name == ASIDE else name
        self._take(with_column(self.suggestion, header, column, self.declared))

    def _choose_unit(self, header: str, name: str) -> None:
        self._take(with_unit(self.suggestion, header, None if name == OWN_UNIT else name))

    def _take(self, suggestion: TableSuggestion) -> None:
        self.suggestion = suggestion
        self._show()
        self.corrected(suggestion)


def _extra(chosen: ColumnSuggestion | None) -> tuple[str, ...]:
    """The column of a cost driver, which no table of the dictionary names."""
    return () if chosen is None else (chosen.rule.column,)


def _why(chosen: ColumnSuggestion | None, applied: AppliedTable) -> HtmlView:
    if chosen is None:
        view = html_view(
            "import_why",
            certainty="aside",
            why="this table does not use it",
            doubts=(),
            examples=(),
        )
    else:
        conversion = next(
            (made for made in applied.conversions if made.column == chosen.rule.column), None
        )
        view = html_view(
            "import_why",
            certainty=chosen.certainty.value,
            why=chosen.why,
            doubts=chosen.doubts,
            examples=conversion.examples if conversion is not None and conversion.how else (),
        )
    view.layout = widgets.Layout(width="40%")
    return view


def _preview(applied: AppliedTable) -> HtmlView:
    rows = [
        {"number": number, "cells": [applied.columns[name][place] for name in applied.columns]}
        for place, number in enumerate(applied.rows[:_FIRST_ROWS])
    ]
    return html_view(
        "import_preview", table=applied.table, columns=list(applied.columns), rows=rows
    )
