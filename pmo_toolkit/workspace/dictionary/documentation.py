"""The data dictionary in words, generated from the schemas that also check the data.

``python -m pmo_toolkit.workspace.dictionary.documentation > data/README.md`` writes the copy that
travels with the sample.
"""

from __future__ import annotations

from typing import Any

import pandera.pandas as pa

from pmo_toolkit.workspace.dictionary.columns import KINDS
from pmo_toolkit.workspace.dictionary.tables import RANGES, SOURCE, TABLES

_UNITLESS = ("id", "reference", "text", "category", "date", "month", "period", "flag")


def dictionary_markdown() -> str:
    """Every table and column with kind, unit, words and meaning, as Markdown."""
    parts = [
        _overview(),
        "## Kinds of column\n\n"
        + "\n".join(f"- **{kind}**: {text}" for kind, text in KINDS.items()),
    ]
    parts += [_table(schema) for schema in TABLES.values()]
    return "\n\n".join(parts) + "\n"


def data_readme() -> str:
    """What ``data/README.md`` says: where the sample comes from, then the dictionary."""
    return f"""# Data

This file is generated from the schemas of the package:
`python -m pmo_toolkit.workspace.dictionary.documentation > data/README.md`.

## The sample organisation

`data/sample/` holds a fictional organisation. Every department, proposal, project and\
 figure in it was made by a
seeded generator that travels with the package (`pmo sample DIR --seed S`); none of it\
 describes a real organisation
or person. Its `workspace.toml` says `sample = true`, and whatever is made from it is\
 called sample data.

Licence: MIT, as the rest of the toolkit.

{dictionary_markdown()}"""


def _overview() -> str:
    lines = [
        "## Tables",
        "",
        (
            "A workspace is a folder with a CSV, XLSX or Parquet file a table, or one XLSX workbook"
            " with a sheet a table,"
        ),
        (
            "and an optional `workspace.toml`. Only `proposals` with its columns `id` and `title`"
            " is required: every other"
        ),
        (
            "table and column sharpens the advice, and what is missing is said to be *not"
            " assessed*, with the question"
        ),
        (
            "that would fill it. Case, spaces, hyphens and underscores of file names and headers do"
            " not matter."
        ),
        "",
        (
            f"Any table may also have the column `{SOURCE}`, which `pmo merge` writes: from which"
            " PMO, file and row a row"
        ),
        "comes, as in `FIN Finance PMO | costs.csv | 12`, several parted by ` || `.",
        "",
        "| table | what it holds | required columns |",
        "|---|---|---|",
    ]
    for name, schema in TABLES.items():
        required = ", ".join(
            f"`{column.name}`" for column in schema.columns.values() if column.required
        )
        needed = " **Needed.**" if name == "proposals" else ""
        lines.append(
            f"| [{name}](#{name}) | {_cell(schema.description)}{needed} | {required or 'none'} |"
        )
    return "\n".join(lines)


def _table(schema: pa.DataFrameSchema) -> str:
    lines = [
        f"## {schema.name}",
        "",
        str(schema.description),
        "",
        "| column | kind | unit or words | required | meaning |",
        "|---|---|---|---|---|",
    ]
    for name, column in schema.columns.items():
        lines.append(
            f"| `{name}` | {_kind(column)} | {_cell(_allowed(column))} |"
            f" {'yes' if column.required else ''} | {_cell(column.description)} |"
        )
    for low, mode, high in RANGES.get(str(schema.name), ()):
        lines.append(f"\n`{low}` ≤ `{mode}` ≤ `{high}` in every row, as far as they are given.")
    return "\n".join(lines)


def _meta(column: pa.Column) -> dict[str, Any]:
    return column.metadata or {}


def _kind(column: pa.Column) -> str:
    return str(_meta(column).get("kind", "text"))


def _allowed(column: pa.Column) -> str:
    meta = _meta(column)
    bounds = ", ".join(str(check.error) for check in column.checks or () if check.error)
    if meta.get("refers_to"):
        return "a row of " + " or ".join(str(meta["refers_to"]).split("|"))
    if meta.get("vocabulary"):
        return ", ".join(meta["vocabulary"])
    if _kind(column) in _UNITLESS:
        return ""
    if "–" in str(meta.get("unit", "")):
        return str(meta["unit"])  # the unit names the bounds itself
    return ", ".join(part for part in (str(meta.get("unit", "")), bounds) if part)


def _cell(text: str | None) -> str:
    return (text or "").replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    import sys

    sys.stdout.buffer.write(data_readme().encode("utf-8"))
