"""Reasons are data: code decides by their code, and sentences are for readers."""

import ast
import re
from pathlib import Path

import pytest

import pmo_toolkit
from pmo_toolkit.analysis.base import reason_codes
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.core.canonical_json import plain

PACKAGE = Path(pmo_toolkit.__file__).parent
SOURCES = {path: path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))}
#: Fields that hold a sentence or a clause.
PROSE = {"why", "sentence", "statement", "finding", "text", "confidence_sentence"}
#: Methods by which code would read one.
READING = {"startswith", "endswith", "find", "index", "count", "split", "partition", "rpartition"}
COMPARING = (ast.In, ast.NotIn, ast.Eq, ast.NotEq)


def is_prose(node: ast.AST) -> bool:
    """Whether `node` is a sentence of a result, such as ``found.why`` or ``found.why.lower()``."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return is_prose(node.func.value)
    return isinstance(node, ast.Attribute) and node.attr in PROSE


def reads_prose(node: ast.AST) -> bool:
    """Whether `node` searches a sentence or compares it with another."""
    if isinstance(node, ast.Compare):
        decides = any(isinstance(operator, COMPARING) for operator in node.ops)
        return decides and any(map(is_prose, (node.left, *node.comparators)))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        owner, method = node.func.value, node.func.attr
        if isinstance(owner, ast.Name) and owner.id == "re":
            return any(map(is_prose, node.args))
        return method in READING and is_prose(owner)
    return isinstance(node, ast.Match) and is_prose(node.subject)


def places_that_read_prose(source: str) -> list[int]:
    return [node.lineno for node in ast.walk(ast.parse(source)) if reads_prose(node)]


@pytest.mark.parametrize(
    "line",
    [
        'if "circle" in reason.why: pass',
        'if "circle" not in made.value.why.lower(): pass',
        'x = reason.why.startswith("no ")',
        'x = reason.why == "nobody scored it"',
        're.search("no option", reason.why)',
        "if reason.why in told: pass",
        'x = likelihood.statement.startswith("a positive net value")',
    ],
)
def test_reading_prose_is_seen(line):
    assert places_that_read_prose(line)


@pytest.mark.parametrize(
    "line", ["x = reason.why is None", 'x = f"since {reason.why}"', "x = reason.code is CYCLE"]
)
def test_showing_prose_is_no_reading(line):
    assert not places_that_read_prose(line)


def test_no_code_reads_a_sentence_that_other_code_wrote():
    found = {
        f"{path.relative_to(PACKAGE)}:{line}"
        for path, source in SOURCES.items()
        for line in places_that_read_prose(source)
    }
    assert not found


def test_every_code_is_used_and_says_what_it_means():
    lines = Path(reason_codes.__file__).read_text(encoding="utf-8")
    everything = "".join(SOURCES.values())
    for code in ReasonCode:
        assert re.search(rf'    {code.name} = "{code.name.lower()}"  # \w', lines), code
        assert f"ReasonCode.{code.name}" in everything, f"{code.name} is used nowhere"


def test_a_reason_is_written_with_its_code_rows_and_names():
    reason = NotAssessed("time", "“A” stands twice", ReasonCode.NAMED_TWICE, (2, 4), ("A",))
    assert plain(reason) == {
        "what": "time",
        "why": "“A” stands twice",
        "code": "named_twice",
        "rows": [2, 4],
        "names": ["A"],
    }
    assert str(reason) == "not assessed: “A” stands twice"


def test_the_same_reason_may_stand_for_what_depends_on_it():
    reason = NotAssessed("time", "“A” stands twice", ReasonCode.NAMED_TWICE, (2, 4), ("A",))
    whole = reason.about("cost and time together")
    assert whole.what == "cost and time together"
    assert (whole.why, whole.code, whole.rows, whole.names) == (
        reason.why,
        reason.code,
        reason.rows,
        reason.names,
    )
