"""From a client's tables to a plan: what each means, what becomes of it, what is unsure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.written_numbers import number_style
from pmo_toolkit.intake.applying import apply_rule
from pmo_toolkit.intake.base.applied import AppliedTable, CellTrouble
from pmo_toolkit.intake.base.regions import Region, RowAside
from pmo_toolkit.intake.base.rules import Declared, Recipe
from pmo_toolkit.intake.base.suggestions import Certainty, TableSuggestion
from pmo_toolkit.intake.client_files import ClientFiles
from pmo_toolkit.intake.converting.numbering import Numbering
from pmo_toolkit.intake.declaring import (
    USUAL_HOURS_PER_DAY,
    rules_in_days,
    stated,
    with_found_out,
)
from pmo_toolkit.intake.exports.focus import matched_to_services
from pmo_toolkit.intake.held_tables import HeldWorkspace, refuse_other_files
from pmo_toolkit.intake.merging import imported_rows, merge
from pmo_toolkit.intake.plan import AsideColumns, ImportPlan
from pmo_toolkit.intake.questions import (
    HOURS,
    Answers,
    questions_about,
    with_answers,
    with_hours,
)
from pmo_toolkit.intake.recipe.drift import Change, ChangeKind, Matched, match_recipe
from pmo_toolkit.intake.recipe.making import (
    aside_name,
    recipe_notes,
    recipe_of,
    renewed,
    used_headers,
)
from pmo_toolkit.intake.suggesting import suggestions_for, with_hidden_aside
from pmo_toolkit.workspace.dictionary.tables import TABLES

#: Table → key of a row → cells at the last import.
Base = Mapping[str, Mapping[str, Mapping[str, str]]]


def plan(
    client: ClientFiles,
    held: HeldWorkspace,
    base: Base,
    recipe: Recipe | None = None,
    answers: Answers | None = None,
    *,
    corrected: Sequence[TableSuggestion] | None = None,
) -> ImportPlan:
    """What an import would do.

    Parameters
    ----------
    client : ClientFiles
    held : HeldWorkspace
    base : mapping
        Table → key of a row → cells at the last import.
    recipe : Recipe, optional
    answers : mapping of str to int, optional
        To the questions of an earlier plan.
    corrected : sequence of TableSuggestion, optional
        What each table is taken for, by somebody who looked at an earlier plan.

    Raises
    ------
    UsageError
        Where no table is found, or the recipe is for other files.
    """
    if not client.regions:
        raise UsageError(
            f"no table is found in {', '.join(client.labels) or 'these files'}: expected a row of"
            " headers with records below it"
        )
    given = answers or {}
    declared = with_hours(stated(held, recipe.declared if recipe else Declared()), given)
    matched: tuple[Matched, ...] = ()
    changes: tuple[Change, ...] = ()
    if corrected is not None:
        suggestions, recipe = tuple(corrected), None
    elif recipe is None:
        hidden = {sheet.source.label for sheet in client.sheets if sheet.hidden}
        suggestions = with_hidden_aside(suggestions_for(client.regions, declared), hidden)
        suggestions = matched_to_services(suggestions, held.ids_by_title("services"))
    else:
        matched, changes = match_recipe(recipe, client.regions, client.labels)
        suggestions = tuple(
            TableSuggestion(match.region, match.rule, Certainty.SURE, "the recipe says so")
            for match in matched
        )
    ours = tuple(one for one in suggestions if one.rule.table in TABLES)
    ignored = {one.region.source.label: one.why for one in suggestions if one not in ours}
    ignored |= dict.fromkeys(client.empty, "no table is found in it")
    declared = with_found_out(declared, ours)
    # a recipe was looked through before: what it leaves open is told, not asked again and again
    questions = questions_about(ours, declared) if recipe is None else ()
    answered = with_answers(ours, declared, given)
    kept = {id(one.region) for one in answered}
    for one in ours:
        if id(one.region) not in kept:
            ignored[one.region.source.label] = "you said that it holds none of our tables"
    if not answered:
        raise UsageError(_nothing_for_us(ignored))
    declared, assumed = _assumed(answered, declared, given, by_recipe=recipe is not None)
    planning = _Planning(client, held, base, answered, declared)
    if recipe is None:
        sources = [sheet.source for sheet in client.sheets if sheet.source.label in ignored]
        own_recipe = recipe_of(answered, declared, sources)
    else:
        own_recipe = renewed(recipe, matched)
    own_recipe = replace(own_recipe, charged_by=client.charged_by)
    return planning.plan(
        ImportPlan(
            client=client,
            held=held,
            declared=declared,
            assumed=assumed,
            suggestions=answered,
            recipe=own_recipe,
            questions=tuple(question for question in questions if question.name not in given),
            changes=changes,
            ignored=ignored,
            given=recipe,
        )
    )


def _assumed(
    suggestions: Sequence[TableSuggestion],
    declared: Declared,
    answers: Answers,
    *,
    by_recipe: bool,
) -> tuple[Declared, tuple[str, ...]]:
    """The hours of a person-day where they are needed and nobody states them."""
    if declared.hours_per_day is not None or not rules_in_days(suggestions):
        return declared, ()
    where = "write hours_per_day in workspace.toml, or under [declared] in the recipe"
    if by_recipe or HOURS in answers:
        left = "nobody states the hours of a person-day: person-days stay what they are"
        return declared, (f"{left}, not assessed; {where}",)
    said = f"nobody states the hours of a person-day: {USUAL_HOURS_PER_DAY:g} are assumed; {where}"
    return replace(declared, hours_per_day=USUAL_HOURS_PER_DAY), (said,)


def _nothing_for_us(ignored: Mapping[str, str]) -> str:
    lines = [f"{label}: {why}" for label, why in list(ignored.items())[:10]]
    return "\n".join(
        [
            "none of the tables in these files is one of ours; nothing was imported",
            *lines,
            "See docs/tables.md for the tables that are known, or write a recipe",
        ]
    )


class _Planning:
    """Applies the rules and merges what they give; see `plan`."""

    def __init__(
        self,
        client: ClientFiles,
        held: HeldWorkspace,
        base: Base,
        suggestions: Sequence[TableSuggestion],
        declared: Declared,
    ):
        self.client, self.held, self.base = client, held, base
        self.suggestions = tuple(suggestions)
        self.locale = declared.locale or held.config.locale
        self.declared = replace(declared, locale=self.locale)

    def plan(self, begun: ImportPlan) -> ImportPlan:
        """The plan with all that becomes of the client's rows."""
        tables = list(dict.fromkeys(one.rule.table for one in self.suggestions))
        refuse_other_files(self.held, tables)
        applied = self._applied()
        rows = {
            table: imported_rows([part for part in applied if part.table == table])
            for table in tables
        }
        delimiter = ";" if number_style(self.locale).decimal == "," else ","
        merged = tuple(
            merge(
                rows[table],
                self.held.tables.get(table),
                self.base.get(table, {}),
                self.locale,
                delimiter,
            )
            for table in TABLES
            if table in rows and rows[table].rows
        )
        merged = tuple(replace(one, repeated=rows[one.table].repeated) for one in merged)
        return replace(
            begun,
            declared=self.declared,
            recipe_notes={(): begun.assumed, **recipe_notes(self.suggestions, applied)},
            applied=applied,
            merged=merged,
            notes={table: held.notes for table, held in rows.items() if held.notes},
            changes=(*begun.changes, *(_new_words(applied) if begun.given else ())),
            aside=(*self._aside(applied), *self._left(applied)),
            rows_aside=dict(self._rows_aside(applied)),
        )

    def _applied(self) -> tuple[AppliedTable, ...]:
        """Every rule applied, in the order in which tables refer to each other."""
        numbering = Numbering(self._known_ids())
        order = {table: place for place, table in enumerate(TABLES)}
        places = range(len(self.suggestions))
        parts = {
            place: apply_rule(
                self.suggestions[place].rule,
                self.suggestions[place].region,
                self.declared,
                numbering,
            )
            for place in sorted(places, key=lambda p: order[self.suggestions[p].rule.table])
        }
        return tuple(parts[place] for place in places)

    def _known_ids(self) -> Iterator[tuple[str, str]]:
        for name, table in self.held.tables.items():
            key = next((key for key in ("id", "project") if key in TABLES[name].columns), None)
            if key is not None:
                yield from zip(table.texts("title"), table.texts(key), strict=True)

    def _regions(self) -> Iterator[tuple[Region, list[int]]]:
        """Each region with the places of the suggestions about it."""
        places: dict[int, list[int]] = {}
        for place, one in enumerate(self.suggestions):
            places.setdefault(id(one.region), []).append(place)
        for held in places.values():
            yield self.suggestions[held[0]].region, held

    def _aside(self, applied: Sequence[AppliedTable]) -> Iterator[AsideColumns]:
        """The columns of each region that no rule takes, with the id of each row."""
        for region, own in self._regions():
            used = used_headers([self.suggestions[place].rule for place in own])
            places = [
                place
                for place, header in enumerate(region.headers)
                if header not in used and any(record[place].strip() for record in region.records)
            ]
            if not places:
                continue
            ids = _ids_of_rows(applied[own[0]])
            yield AsideColumns(
                region.source.label,
                f"aside/{aside_name(region)}.csv",
                ("row", "id", *(region.headers[place] for place in places)),
                tuple(
                    (str(row), ids.get(row, ""), *(record[place] for place in places))
                    for row, record in zip(region.rows, region.records, strict=True)
                ),
            )

    def _left(self, applied: Sequence[AppliedTable]) -> Iterator[AsideColumns]:
        """The rows that no rule could take, whole, with the reason."""
        for region, own in self._regions():
            whys = {row.row: row.why for place in own for row in applied[place].left}
            taken = {row for place in own for row in applied[place].rows}
            rows = [
                (str(row), whys[row], *record)
                for row, record in zip(region.rows, region.records, strict=True)
                if row in whys and row not in taken
            ]
            if rows:
                yield AsideColumns(
                    region.source.label,
                    f"aside/{aside_name(region)}-rows.csv",
                    ("row", "why", *region.headers),
                    tuple(rows),
                    whole_rows=True,
                )

    def _rows_aside(
        self, applied: Sequence[AppliedTable]
    ) -> Iterator[tuple[str, tuple[RowAside, ...]]]:
        for region, own in self._regions():
            rows = [*region.aside, *(row for place in own for row in applied[place].left)]
            if rows:
                yield region.source.label, tuple(dict.fromkeys(rows))


def _new_words(applied: Sequence[AppliedTable]) -> Iterator[Change]:
    for table in applied:
        words = dict.fromkeys(
            (note.column, note.before) for note in table.notes if note.trouble is CellTrouble.WORD
        )
        for column, word in words:
            effect = f"stands in {table.table}.{column} as it is; add it to words of the recipe"
            yield Change(ChangeKind.NEW_WORD, table.source.label, word, effect)


def _ids_of_rows(table: AppliedTable) -> dict[int, str]:
    names = table.columns.get("id") or table.columns.get("project") or table.columns.get("proposal")
    return {} if names is None else dict(zip(table.rows, names, strict=True))
