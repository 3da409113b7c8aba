"""Capabilities and goals of an ArchiMate model in the Open Group's exchange format (2.1 to 3.2)."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_toolkit.core.files.xml_tree import Node
from pmo_toolkit.core.number_format import counted

#: Relationships by which one capability is a part of another, the stronger first.
_PARTS = ("Composition", "Aggregation")
#: Types of elements that are read → headers of their ids.
KINDS = {"Capability": "ArchiMate capability", "Goal": "ArchiMate goal"}


def is_archimate(root: Node) -> bool:
    """Whether an element is a model in the exchange format."""
    return root.name == "model" and root.first("elements") is not None


def model_tables(root: Node) -> dict[str, tuple[list[list[str]], list[str]]]:
    """The lines of a table for each kind of element, headers first, and remarks on it.

    Headers are the id, ``Name``, ``Name (fr)`` and the like for further languages, ``Parent`` of
    capabilities, ``Documentation``, and each property under its own name.
    """
    elements: dict[str, list[Node]] = {kind: [] for kind in KINDS}
    for element in _children(root, "elements", "element"):
        elements.get(_type(element), []).append(element)
    definitions = _definitions(root)
    tables = {}
    for kind, nodes in elements.items():
        if not nodes:
            continue
        parents, remarks = _parents(root, nodes) if kind == "Capability" else ({}, [])
        tables[kind] = (_lines(kind, nodes, parents, definitions), remarks)
    return tables


def _lines(
    kind: str, nodes: list[Node], parents: dict[str, str], definitions: dict[str, str]
) -> list[list[str]]:
    records = [_record(node, definitions) for node in nodes]
    own = [KINDS[kind], "Name", *(["Parent"] if kind == "Capability" else []), "Documentation"]
    others = dict.fromkeys(header for record in records for header in record if header not in own)
    headers = [*own, *others]
    for node, record in zip(nodes, records, strict=True):
        record[KINDS[kind]] = _id(node)
        record["Parent"] = parents.get(_id(node), "")
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
        taken = header in ("Name", "Documentation", "Parent", *KINDS.values())
        record.setdefault(f"{header} (property)" if taken else header, value)
    return record


def _definitions(root: Node) -> dict[str, str]:
    """Ids of properties → their names."""
    groups = ("propertyDefinitions", "propertydefs")
    return {
        _id(node): node.text_of("name") or node.attributes.get("name", _id(node))
        for group in groups
        for node in _children(root, group, "propertyDefinition", "propertydef")
    }


def _parents(root: Node, nodes: list[Node]) -> tuple[dict[str, str], list[str]]:
    """Capability → the one that it is a part of, and remarks on what could not be kept."""
    ids = {_id(node) for node in nodes}
    ties = [
        (_type(node), node.attributes.get("source", ""), node.attributes.get("target", ""))
        for node in _children(root, "relationships", "relationship")
    ]
    parents: dict[str, str] = {}
    above = {key: key for key in ids}
    second = circles = 0
    for wanted in _PARTS:
        for kind, whole, part in ties:
            if kind != wanted or whole not in ids or part not in ids:
                continue
            if part in parents:
                second += parents[part] != whole
            elif _highest(whole, above) == part:
                circles += 1
            else:
                parents[part] = above[part] = whole
    remarks = []
    if second:
        remarks.append(
            f"left out: {counted(second, 'relationship', 'relationships')} to a second capability"
            " above one"
        )
    if circles:
        remarks.append(
            f"left out: {counted(circles, 'relationship', 'relationships')} that would close a"
            " circle of capabilities"
        )
    return parents, remarks


def _highest(key: str, above: dict[str, str]) -> str:
    """The topmost capability above one; ways that were walked are shortened."""
    while above[key] != key:
        above[key] = above[above[key]]
        key = above[key]
    return key


def _children(node: Node, group: str, *names: str) -> Iterator[Node]:
    for holder in node.all(group):
        for child in holder.children:
            if child.name in names:
                yield child


def _type(node: Node) -> str:
    return node.attributes.get("type", "").rpartition(":")[2]


def _id(node: Node) -> str:
    return node.attributes.get("identifier", "")
