"""Capabilities, goals and applications of an ArchiMate model (exchange format, 2.1 to 3.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pmo_toolkit.core.files.xml_tree import Node
from pmo_toolkit.intake.sheets.archimate_links import (
    APPLICATIONS,
    Relationship,
    left_out,
    parents_of,
    supported_capabilities,
)

#: Table of a model → header of its ids.
TABLES = {
    "Capability": "ArchiMate capability",
    "Goal": "ArchiMate goal",
    "Application": "ArchiMate application",
}
_PARENT, _SUPPORTED = "Parent", "Supported capabilities"
#: Headers of our own making, which no property may take.
_TAKEN = frozenset({"Name", "Documentation", "Kind", _PARENT, _SUPPORTED, *TABLES.values()})


def is_archimate(root: Node) -> bool:
    """Whether an element is a model in the exchange format."""
    return root.name == "model" and root.first("elements") is not None


def model_tables(root: Node) -> dict[str, tuple[list[list[str]], list[str]]]:
    """The lines of a table for each kind of element, headers first, and remarks on it.

    Headers are the id, ``Name``, ``Name (fr)`` and the like for further languages, ``Parent`` of
    capabilities, ``Kind`` and ``Supported capabilities`` of applications, ``Documentation``, and
    each property under its own name. What is left out of the model is counted in the remarks on
    the first table.
    """
    kinds = {_id(node): _type(node) for node in _children(root, "elements", "element")}
    elements: dict[str, list[Node]] = {name: [] for name in TABLES}
    for element in _children(root, "elements", "element"):
        kind = "Application" if _type(element) in APPLICATIONS else _type(element)
        elements.get(kind, []).append(element)
    relationships = tuple(
        Relationship(
            _type(node), node.attributes.get("source", ""), node.attributes.get("target", "")
        )
        for node in _children(root, "relationships", "relationship")
    )
    parents, remarks_on_parents = parents_of(relationships, kinds)
    supported, remarks_on_support = supported_capabilities(relationships, kinds)
    own = {
        "Capability": ({_PARENT: parents}, remarks_on_parents),
        "Goal": ({}, []),
        "Application": (
            {"Kind": kinds, _SUPPORTED: {app: "; ".join(ids) for app, ids in supported.items()}},
            remarks_on_support,
        ),
    }
    definitions = _definitions(root)
    tables = {
        name: (_lines(name, nodes, own[name][0], definitions), list(own[name][1]))
        for name, nodes in elements.items()
        if nodes
    }
    for _, remarks in list(tables.values())[:1]:
        remarks.extend(left_out(relationships, kinds, (*TABLES, *APPLICATIONS)))
    return tables


def _lines(
    table: str,
    nodes: list[Node],
    columns: Mapping[str, Mapping[str, str]],
    definitions: dict[str, str],
) -> list[list[str]]:
    """Headers and rows of a table; `columns` are those of its own: header → id → text."""
    records = [_record(node, definitions) for node in nodes]
    own = [TABLES[table], "Name", *columns, "Documentation"]
    others = dict.fromkeys(header for record in records for header in record if header not in own)
    headers = [*own, *others]
    for node, record in zip(nodes, records, strict=True):
        record[TABLES[table]] = _id(node)
        record |= {header: texts.get(_id(node), "") for header, texts in columns.items()}
    return [headers, *([record.get(header, "") for header in headers] for record in records)]


def _record(node: Node, definitions: dict[str, str]) -> dict[str, str]:
    """Cells of an element by header."""
    record = {"Name": ""}
    for name in (*node.all("name"), *node.all("label")):
        language = name.attributes.get("lang", "")
        header = "Name" if not record["Name"] else f"Name ({language or 'other'})"
        record[header] = record.get(header) or name.text
    record["Documentation"] = node.text_of("documentation")
    for found in _children(node, "properties", "property"):
        reference = next(iter(found.attributes.values()), "")
        value = found.text_of("value") or found.text
        header = definitions.get(reference, reference)
        record.setdefault(f"{header} (property)" if header in _TAKEN else header, value)
    return record


def _definitions(root: Node) -> dict[str, str]:
    """Ids of properties → their names."""
    groups = ("propertyDefinitions", "propertydefs")
    return {
        _id(node): node.text_of("name") or node.attributes.get("name", _id(node))
        for group in groups
        for node in _children(root, group, "propertyDefinition", "propertydef")
    }


def _children(node: Node, group: str, *names: str) -> Iterator[Node]:
    for holder in node.all(group):
        for child in holder.children:
            if child.name in names:
                yield child


def _type(node: Node) -> str:
    return node.attributes.get("type", "").rpartition(":")[2]


def _id(node: Node) -> str:
    return node.attributes.get("identifier", "")
