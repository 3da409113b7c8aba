"""Whatever is handed over as a parameter arrives as it was, or is refused with a sentence.

Nothing of it is executed.

The injected cell is made by papermill itself, then read as a literal and run in a namespace without
any function.
"""

from __future__ import annotations

import ast
import datetime as dt
from decimal import Decimal
from enum import IntEnum, StrEnum
from fractions import Fraction
from pathlib import Path, PurePosixPath, PureWindowsPath

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from papermill.parameterize import parameterize_notebook, parameterize_path

from pmo_toolkit.batch.notebook.executing import execute
from pmo_toolkit.batch.notebook.parameters import NAMES, checked, notebook_parameters, runner_path
from pmo_toolkit.batch.run import run_batch
from pmo_toolkit.core.errors import UsageError
from tests.batch.tiny import make_workspace, notebook

DAY = dt.date(2026, 1, 2)


class Word(StrEnum):
    ONE = "P-001"


class Number(IntEnum):
    ONE = 1


class Text(str):
    """Text that lies about itself."""

    __slots__ = ()

    def __str__(self):
        return "__import__('os')"

    __repr__ = __str__

    def encode(self, *args, **kwargs):
        return b"harmless"

    def __contains__(self, part):
        return False


class Whole(int):
    def __format__(self, spec):
        return "__import__('os')"

    __str__ = __repr__ = lambda self: "__import__('os')"


HOSTILE = [
    *(
        '"',
        "'",
        '"""',
        "'''",
        "\\",
        "\\\\",
        '\\"',
        "\\'",
        "\\N{DIGIT ONE}",
        "\\u0022",
        "\\x22",
        "a\\\nb",
        "b'x'",
        "f'{1+1}'",
    ),
    *(
        "{}",
        "{0}",
        "{proposal_id}",
        "{{x}}",
        "{",
        "}",
        "%s",
        "%(x)s",
        "$HOME",
        "${HOME}",
        "`id`",
        "$(id)",
    ),
    *(
        "; import os",
        '"; import os; "',
        "__import__('os').system('id')",
        "# comment",
        "%%bash\nls",
        "%matplotlib",
        "!ls",
    ),
    *(
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        "../../etc/passwd",
        "/dev/stdin",
        "-",
        "s3://bucket/x",
        "http://host/x",
    ),
    *(
        "None",
        "True",
        "nan",
        "1e999",
        "0x1f",
        "007",
        "C:\\temp\\new",
        "\\\\host\\share",
        "",
        " ",
        "\t",
        "\u200b",
        "\ufeff",
    ),
    *(
        "\n",
        "\r\n",
        "\r",
        "\x85",
        "\u2028",
        "\u2029",
        "\x0b\x0c\x1c\x1d\x1e",
        "\x00",
        "a\0b",
        "\x1b[31mred",
        "\x7f",
    ),
    *(
        "\u202e lufsecruoser",
        "\u2066\u2069",
        "e\u0301",
        "é",
        "ß",
        "İ",
        "😀",
        "\ud800",
        "\udfff\ud800",
        "\udc80abc",
    ),
]
ODD = [
    *(
        Word.ONE,
        Number.ONE,
        Path("x"),
        pd.NA,
        pd.NaT,
        pd.Timestamp("2026-01-01"),
        np.datetime64("2026-01-01"),
    ),
    *(
        Decimal("NaN"),
        Fraction(1, 3),
        float("nan"),
        float("inf"),
        -float("inf"),
        ...,
        NotImplemented,
        object,
        print,
    ),
    *(object(), range(3), memoryview(b"x"), np.array([1]), np.array("x")),
]

text = st.one_of(
    st.text(),
    st.text(st.characters(categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Po", "Ps"])),
    st.sampled_from(HOSTILE),
    st.lists(st.sampled_from(HOSTILE), min_size=2, max_size=4).map("".join),
    st.builds(
        lambda each, times: each * times, st.sampled_from('x\\"{\n'), st.sampled_from([999, 20_000])
    ),
)
whole = st.one_of(
    st.integers(),
    st.sampled_from([0, -1, 2**31, 2**63, 2**64, -(2**64)]),
    st.builds(
        lambda sign, power: sign * 10**power,
        st.sampled_from([1, -1]),
        st.sampled_from([300, 5_000]),
    ),
)
odd = st.one_of(
    *(
        st.booleans(),
        st.floats(),
        st.decimals(),
        st.fractions(),
        st.complex_numbers(),
        st.binary(max_size=20),
    ),
    *(st.dates(), st.datetimes(), st.times(), st.timedeltas(), st.uuids(), st.sampled_from(ODD)),
    *(text.map(Text), st.integers().map(Whole), text.map(PurePosixPath), text.map(PureWindowsPath)),
    *(
        st.integers(-(2**63), 2**63 - 1).map(np.int64),
        st.integers(0, 255).map(np.uint8),
        st.floats().map(np.float64),
    ),
    *(
        st.text(max_size=9).map(np.str_),
        st.booleans().map(np.bool_),
        st.binary(max_size=9).map(bytearray),
    ),
)
nested = st.recursive(
    st.one_of(text, whole, odd),
    lambda deeper: st.one_of(
        st.lists(deeper, max_size=3), st.tuples(deeper), st.dictionaries(st.text(), deeper)
    ),
    max_leaves=4,
)
anything = st.one_of(st.none(), text, whole, odd, nested)


def injected(parameters):
    """Source of the cell that papermill adds."""
    book = notebook("x = 1")
    for cell in book.cells:
        cell.metadata.setdefault("tags", [])
    book.metadata["papermill"] = {}
    made = parameterize_notebook(book, parameters, kernel_name="python3", language="python")
    (source,) = [each.source for each in made.cells if "injected-parameters" in each.metadata.tags]
    return source


def arrived(parameters):
    """What the kernel would hold.

    Every line an assignment of a literal, and run so that nothing could be called.
    """
    source = injected(parameters)
    found = {}
    for statement in ast.parse(source).body:
        assert isinstance(statement, ast.Assign)
        (target,) = statement.targets
        assert isinstance(target, ast.Name)
        found[target.id] = ast.literal_eval(statement.value)
    ran: dict[str, object] = {"__builtins__": {}}
    exec(compile(source, "cell", "exec"), ran)  # what it may do is held by the lines above
    del ran["__builtins__"]
    assert ran == found
    return found


def refused(call, *args, **options):
    """Whether a call refuses, with a sentence that any screen or file can take."""
    try:
        call(*args, **options)
    except UsageError as error:
        told = str(error)
        assert told.encode("utf-8")
        assert told.isprintable()
        assert len(told) < 400
        return True
    return False


@settings(max_examples=1500)
@given(st.sampled_from(NAMES), anything)
@example("seed", 10**5_000)
@example("seed", np.int64(3))
@example("proposal_id", np.str_("P-001"))
@example("proposal_id", Text("P-001"))
@example("as_of", dt.date(2026, 1, 2))
@example("workspace", Path("x"))
def test_it_arrives_unchanged_or_is_refused(name, value):
    if refused(checked, {name: value}):
        assert not (type(value) is str and "\0" not in value and value.isascii())
        assert not (type(value) is int and value.bit_length() < 1000)
        return
    (kept,) = checked({name: value}).values()
    assert type(kept) is type(value) in (str, int, type(None))
    (there,) = arrived({name: kept}).values()
    assert type(there) is type(value)
    assert there == value


@settings(max_examples=1000)
@given(text, text, st.one_of(st.none(), whole))
def test_all_four_together(folder, proposal, seed):
    path = Path("/") / folder if not folder.startswith("//") else Path(folder)
    options = {"workspace": path, "proposal_id": proposal, "seed": seed, "as_of": DAY}
    if refused(notebook_parameters, **options):
        return
    made = notebook_parameters(**options)
    there = arrived(made)
    assert there == {
        "workspace": str(path),
        "proposal_id": proposal,
        "seed": seed,
        "as_of": "2026-01-02",
    }
    assert {name: type(value) for name, value in there.items()} == {
        name: type(value) for name, value in made.items()
    }


@settings(max_examples=1000)
@given(
    st.one_of(
        text, whole, st.sampled_from(NAMES).map(Text), st.binary(), st.dates(), st.tuples(text)
    )
)
@example(Text("seed"))
def test_no_other_name_passes(name):
    if type(name) is str and name in NAMES:
        return
    assert refused(checked, {name: 1})


@settings(max_examples=1000)
@given(text.filter(lambda each: "\0" not in each))
def test_braces_in_a_path_are_no_placeholders(name):
    path = Path("/tmp") / name
    assert parameterize_path(runner_path(path), {"x": 1, "proposal_id": "P"}) == str(
        path.absolute()
    )


ECHO = """
import json
from pathlib import Path
display({"text/plain": "", "application/json": {
    "workspace": workspace, "proposal_id": proposal_id, "seed": seed, "as_of": as_of,
    "inside": sorted(each.name for each in Path(workspace).iterdir())}}, raw=True)
"""


@pytest.mark.parametrize(
    ("folder", "proposal"),
    [
        ("a 'b' \"c\" {d} {} äöü $HOME `id`", "P-1'; raise SystemExit #"),
        ("line\nbreak\ttab \\n {{e}} %s", '"""\n{proposal_id}\u202e\u2028'),
        ("日本 \x01 #; !ls", "ok \\ \\\\ " + "x" * 5_000),
    ],
)
def test_a_real_kernel_receives_them(tmp_path, written, folder, proposal):
    book = written(ECHO)
    hostile_book = tmp_path / folder / "nb {x} 'y'.ipynb"
    hostile_book.parent.mkdir()
    book.rename(hostile_book)
    parameters = notebook_parameters(
        workspace=tmp_path / folder, proposal_id=proposal, seed=2**70, as_of=DAY
    )
    (tmp_path / "scratch").mkdir()
    made, error = execute(
        hostile_book, parameters, timeout_seconds=60, scratch=tmp_path / "scratch"
    )
    assert error is None, error
    told = made.cells[-1].outputs[0].data["application/json"]
    # Kept notebooks name the workspace from its own folder; where that lies is nobody's business.
    assert told == {**parameters, "workspace": ".", "inside": ["nb {x} 'y'.ipynb"]}


def test_a_notebook_without_parameters_runs_nothing_and_leaves_nothing(
    written, workspace_path, tmp_path
):
    book = written("x = 1", parameters="")
    with pytest.raises(UsageError, match="has no cell tagged “parameters”"):
        run_batch(
            make_workspace(["P-1"]), workspace_path, tmp_path / "out", as_of=DAY, notebook=book
        )
    assert not (tmp_path / "out").exists()
