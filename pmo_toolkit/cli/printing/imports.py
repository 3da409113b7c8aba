"""What ``pmo import`` prints and asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console

from pmo_toolkit.cli.printing.console import count, say, shown
from pmo_toolkit.core.errors import UsageError, shorten
from pmo_toolkit.intake.listing import grouped_notes, unsure_columns, unsure_tables
from pmo_toolkit.intake.merging import STATES

if TYPE_CHECKING:
    from pathlib import Path

    from pmo_toolkit.intake.base.applied import AppliedTable
    from pmo_toolkit.intake.base.suggestions import Example
    from pmo_toolkit.intake.importing import ImportResult
    from pmo_toolkit.intake.merging import MergedTable
    from pmo_toolkit.intake.plan import AsideColumns, ImportPlan
    from pmo_toolkit.intake.questions import Question

_MOST = 10
_VALUE = 40


def show_plan(console: Console, planned: ImportPlan, recipe: Path | None = None) -> None:
    """Print what becomes of the client's files: tables, conversions, doubts, what is left out.

    Parameters
    ----------
    console : Console
    planned : ImportPlan
    recipe : Path, optional
        By which the files were taken.
    """
    if recipe is not None:
        console.print(f"By the recipe {shown(recipe.name)} of an earlier import.")
    _changes(console, planned)
    _tables(console, planned)
    _conversions(console, planned)
    _unsure(console, planned)
    _cells(console, planned)
    _conflicts(console, planned)
    _left_out(console, planned)
    _remarks(console, planned)


def show_imported(console: Console, result: ImportResult, path: str) -> None:
    """Print what was written, and what to do next."""
    console.print()
    if result.recipe_file is not None:
        where = (
            f"{path}/{result.recipe_file}"
            if result.recipe_file in result.written
            else result.recipe_file
        )
        former = f"{result.recipe_file}.bak"
        kept = f" (as it was before: {shown(former)})" if former in result.written else ""
        say(console, f"Recipe for the next file: {shown(where)}{kept}")
    if result.holds_proposals:
        say(console, f"Next: pmo check {_quoted(path)}", hang=2)
        return
    say(
        console,
        "! The table proposals is still missing: nothing can be assessed before it is imported too",
        hang=2,
    )
    say(
        console,
        f"Next: import the list of proposals: pmo import FILE --into {_quoted(path)}",
        hang=2,
    )


def ask(console: Console, questions: Sequence[Question], read_line: object) -> dict[str, int]:
    """Ask one question at a time; Enter takes the suggestion, ``s`` skips.

    Raises
    ------
    UsageError
        Where the answers end before the questions.
    """
    answers: dict[str, int] = {}
    for number, question in enumerate(questions, start=1):
        console.print()
        say(console, f"{number}/{len(questions)}  {shown(question.text)}", style="bold")
        if question.why:
            say(console, shown(question.why), indent=5)
        if question.examples:
            say(console, _examples(question.examples), indent=5)
        for place, choice in enumerate(question.choices, start=1):
            say(console, f"{place}  {shown(choice.label)}", indent=5, hang=3)
        answers[question.name] = _choice(console, question, read_line)
    return answers


def _choice(console: Console, question: Question, read_line: object) -> int:
    skipped = len(question.choices) - 1
    while True:
        console.print("     Enter = 1, s = skip: ", end="")
        line = read_line()  # type: ignore[operator]
        if not line:
            raise UsageError("the answers ended before the questions; nothing was imported")
        word = line.strip().casefold()
        if word in ("", "s"):
            return skipped if word else 0
        if word.isdecimal() and 1 <= int(word) <= len(question.choices):
            return int(word) - 1
        say(console, f"a number from 1 to {len(question.choices)}, Enter, or s", indent=5)


def show_questions(
    console: Console, questions: Sequence[Question], recipe: str, again: str
) -> None:
    """Print what would be asked on a terminal, and how to go on."""
    console.print()
    say(console, f"Nothing was imported: {count(len(questions), 'question')} open", style="bold")
    for question in questions:
        say(console, f"- {shown(question.text)} {shown(question.why)}", indent=2, hang=2)
        taken = f"suggested: {shown(question.choices[0].label)}"
        if question.examples:
            taken += f" ({_examples(question.examples)})"
        say(console, taken, indent=4)
    console.print()
    say(console, f"The suggestions stand in {shown(recipe)}")
    say(console, f"Next: look through it, then run: {again}", hang=2)
    say(console, "Or take all suggestions: add --accept", hang=2)


def _changes(console: Console, planned: ImportPlan) -> None:
    if planned.given is None:
        return
    say(console, f"Since the recipe was made: {count(len(planned.changes), 'change')}", "bold")
    for change in planned.changes[: 2 * _MOST]:
        what = f"{change.kind.value} {shown(shorten(change.what))!r} in {shown(change.where)}"
        say(console, f"- {what}: {shown(change.effect)}", indent=2, hang=2)
    _more(console, len(planned.changes) - 2 * _MOST)


def _tables(console: Console, planned: ImportPlan) -> None:
    say(console, "Tables", style="bold")
    for table in planned.merged:
        sources = [part.source.label for part in planned.applied if part.table == table.table]
        from_where = ", ".join(map(shown, dict.fromkeys(sources)))
        say(console, f"{table.table}: {_rows(table)} (from {from_where})", indent=2, hang=2)
    filled = {table.table for table in planned.merged}
    for part in planned.applied:
        if part.table not in filled:
            why = "; ".join(dict.fromkeys(row.why for row in part.left)) or "no row is meant"
            say(
                console,
                f"{part.table}: no row imported from {shown(part.source.label)}: {shown(why)}",
                indent=2,
                hang=2,
                style="yellow",
            )
    for table in planned.merged:
        if table.repeated:
            say(console, f"! {_repeated(table)}", indent=2, hang=2)
    for sentence in planned.assumed:
        say(console, f"! {sentence}", indent=2, hang=2)


def _repeated(table: MergedTable) -> str:
    names = ", ".join(map(shown, dict.fromkeys(table.repeated[:_MOST])))
    if table.table in STATES:
        number = count(len(table.repeated), "later state")
        return f"{table.table}: {number} of rows that stand above; the last of each counts: {names}"
    return (
        f"{table.table}: {count(len(table.repeated), 'row')} not imported, since the id stands"
        f" twice with different cells, and the first was taken: {names}. If these are two, give one"
        " of them another id"
    )


def _rows(table: MergedTable) -> str:
    parts = {
        "added": table.added,
        "updated": table.updated,
        "unchanged": table.unchanged,
        "no longer in the file, kept": table.vanished,
    }
    return ", ".join(f"{len(keys):,} {name}" for name, keys in parts.items() if keys) or "no rows"


def _conversions(console: Console, planned: ImportPlan) -> None:
    lines = [line for part in planned.applied for line in _converted(part)]
    if lines:
        say(console, "Converted", style="bold")
    for line in lines:
        say(console, line, indent=2, hang=2)


def _converted(part: AppliedTable) -> Iterable[str]:
    for done in part.conversions:
        changed = any(example.before != example.after for example in done.examples)
        if done.how and changed:
            theirs = " + ".join(shown(header) for header in done.headers[:3])
            yield (
                f"{part.table}.{done.column} ← {theirs or 'our own'} ({shown(done.how)}):"
                f" {_examples(done.examples)}"
            )


def _examples(examples: Sequence[Example]) -> str:
    return "   ".join(
        f"{shown(shorten(example.before, _VALUE)) or '(blank)'} →"
        f" {shown(shorten(example.after, _VALUE))}"
        for example in examples
    )


def _unsure(console: Console, planned: ImportPlan) -> None:
    unsure, tables = list(unsure_columns(planned)), unsure_tables(planned)
    if unsure or tables:
        number = len(unsure) + len(tables)
        say(console, f"Unsure ({number}): look at these first", style="bold")
    for one in tables:
        others = f"; could be {', '.join(one.others)}, too" if one.others else ""
        what = f"? {shown(one.region.source.label)} is taken for {one.rule.table}"
        say(console, f"{what}: {shown(one.why)}{others}", indent=2, hang=2)
    for label, table, column in unsure:
        theirs = " + ".join(shown(header) for header in column.rule.headers) or "no column"
        doubts = "; ".join(map(shown, (column.why, *column.doubts)))
        say(
            console,
            f"? {table}.{column.rule.column} ← {theirs} in {shown(label)}: {doubts}",
            indent=2,
            hang=2,
        )


def _cells(console: Console, planned: ImportPlan) -> None:
    groups = grouped_notes(planned)
    if groups:
        say(console, "Single cells", style="bold")
    for group in groups:
        note, size = group.notes[0], count(len(group.notes), "cell")
        rows = ", ".join(str(one.row) for one in group.notes[:6])
        more = " …" if len(group.notes) > 6 else ""
        before, after = (shown(shorten(text, _VALUE)) for text in (note.before, note.after))
        say(
            console,
            f"- {group.table}.{group.column}, {group.trouble.value}, {size} (row {rows}{more}):"
            f" “{before}” → “{after}”: {shown(note.what)}",
            indent=2,
            hang=2,
        )


def _conflicts(console: Console, planned: ImportPlan) -> None:
    conflicts = [(table.table, one) for table in planned.merged for one in table.conflicts]
    if conflicts:
        said = "Edited in the workspace since the last import: kept"
        say(console, f"{said} ({len(conflicts)})", style="bold")
    for table, one in conflicts[:_MOST]:
        say(
            console,
            f"- {table}, {shown(one.row)}, {one.column}: “{shown(shorten(one.held, _VALUE))}”"
            f" stays; the client's file says “{shown(shorten(one.imported, _VALUE))}”"
            + (", which is new" if one.client_changed else ""),
            indent=2,
            hang=2,
        )
    _more(console, len(conflicts) - _MOST)


def _left_out(console: Console, planned: ImportPlan) -> None:
    lines = [_kept_aside(part) for part in planned.aside]
    for label, rows in planned.rows_aside.items():
        whys = list(dict.fromkeys(row.why for row in rows))
        lines.append(f"- {count(len(rows), 'row')} of {shown(label)}: {shown('; '.join(whys[:4]))}")
    lines += [f"- {shown(label)}: {shown(why)}" for label, why in planned.ignored.items()]
    if lines:
        say(console, "Kept aside or left out", style="bold")
    for line in lines[: 2 * _MOST]:
        say(console, line, indent=2, hang=2)
    _more(console, len(lines) - 2 * _MOST)


def _remarks(console: Console, planned: ImportPlan) -> None:
    """What reading found out or repaired, links that were left out, names that were."""
    remarks = planned.client.remarks
    if remarks:
        say(console, "Noticed in reading", style="bold")
    for label, remark in remarks[:_MOST]:
        say(console, f"- {shown(label)}: {shown(remark)}", indent=2, hang=2)
    _more(console, len(remarks) - _MOST)


def _kept_aside(part: AsideColumns) -> str:
    if part.whole_rows:
        rows = count(len(part.records), "row")
        return f"- {rows} of {shown(part.label)}, not imported → {shown(part.file)}"
    names = part.headers[2:]
    headers = ", ".join(shown(header) for header in names[:6])
    more = f" and {len(names) - 6} more" if len(names) > 6 else ""
    return f"- columns of {shown(part.label)}: {headers}{more} → {shown(part.file)}"


def _more(console: Console, number: int) -> None:
    if number > 0:
        say(console, f"… and {number:,} more; --json FILE lists all", indent=2)


def _quoted(path: str) -> str:
    return f'"{shown(path)}"' if any(character in path for character in " '&();") else shown(path)
