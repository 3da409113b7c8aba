"""The house keeps its shape.

Imports run one way, analyses are pure, modules stay small, ARCHITECTURE.md is true.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
PACKAGE = PROJECT / "pmo_toolkit"
NAME = "pmo_toolkit"

# Each room with the rooms that it may import from. A room that is not here does not belong into the
# package.
GROUND = {"errors", "settings", "canonical", "format"}
COMPUTING = GROUND | {"analysis", "advice"}
CHECKS = {"history_check", "proposal_check"}
HOUSE = (
    COMPUTING
    | CHECKS
    | {"startup", "places", "workspace", "assessment", "charts", "report", "batch"}
)
FLOORS: dict[str, set[str]] = {
    "errors": set(),
    "format": {"errors"},
    "canonical": {"errors"},
    "startup": set(),
    "settings": {"errors", "canonical"},
    "places": {"errors"},
    "workspace": GROUND | {"places"},
    "analysis": GROUND,
    "advice": GROUND | {"analysis"},
    "history_check": GROUND | {"analysis", "workspace"},
    "proposal_check": GROUND | {"analysis", "workspace"},
    "assessment": COMPUTING | {"places", "startup", "workspace"},
    "charts": COMPUTING | {"places", "workspace", "assessment"},
    "report": COMPUTING | CHECKS | {"places", "workspace", "assessment", "charts"},
    "batch": HOUSE - {"batch"},
    "console": HOUSE,
    "lab": HOUSE,
    "cli": HOUSE | {"console", "lab"},
    "__main__": {"cli"},
}
#: What any module may ask of the package itself, whose __init__ loads nothing at once.
OF_THE_PACKAGE = {"__version__", "THREAD_VARIABLES"}

PURE_ROOMS = {"analysis", "advice"}
IMPURE_MODULES = {
    "datetime",
    "glob",
    "io",
    "logging",
    "os",
    "pathlib",
    "random",
    "shutil",
    "socket",
    "subprocess",
}
IMPURE_MODULES |= {"sys", "tempfile", "time", "urllib", "uuid"}
IMPURE_CALLS = {"breakpoint", "exec", "eval", "input", "open", "print"}
# Endings of dotted calls: the clock, global random state and files behind a library's name.
IMPURE_ENDINGS = {
    "datetime.now",
    "datetime.today",
    "date.today",
    "Timestamp.now",
    "Timestamp.today",
    "Timestamp.utcnow",
}
IMPURE_ENDINGS |= {
    "random.seed",
    "random.rand",
    "random.randn",
    "random.normal",
    "random.random",
    "random.choice",
}
IMPURE_ENDINGS |= {
    "random.uniform",
    "random.shuffle",
    "random.permutation",
    "random.lognormal",
    "random.set_state",
}
READS_OR_WRITES = re.compile(r"^(read|to)_(csv|excel|parquet|json|pickle|sql|feather|hdf|table)$")

LONGEST_MODULE = 320
VAGUE_NAMES = {"common", "helper", "helpers", "misc", "util", "utilities", "utils"}


def modules(package: Path = PACKAGE) -> dict[str, Path]:
    """Dotted name → file, for every module of a package."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = [package.name, *path.relative_to(package).with_suffix("").parts]
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(name: str, path: Path, known: dict[str, Path]) -> set[str]:
    """Modules of the package that one module imports, wherever in the file it does."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    targets = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            targets |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package.rsplit(".", node.level - 1)[0] if node.level else ""
            base = ".".join(part for part in (base, node.module) if part)
            for alias in node.names:
                # "from package import module" leads to the module, "from module import name" to the
                # module before it; a name taken from the package itself would hide where it lives
                full = f"{base}.{alias.name}"
                hidden = base == NAME and alias.name not in OF_THE_PACKAGE
                targets.add(full if full in known or hidden else base)
    return {target for target in targets if target.split(".")[0] == NAME} - {name}


def room(module: str) -> str:
    """``pmo_toolkit.workspace.sources.readers`` → ``workspace``; the package itself → ``""``."""
    return [*module.split("."), ""][1]


def graph(package: Path = PACKAGE) -> dict[str, set[str]]:
    """Module → modules of the package that it imports."""
    known = modules(package)
    return {name: imports(name, path, known) for name, path in known.items()}


def wrong_imports(edges: dict[str, set[str]]) -> list[str]:
    """Imports that run up the house, or between rooms that may not know each other."""
    wrong = []
    for module, targets in edges.items():
        here = room(module)
        if not here:
            continue  # the package's __init__ names what it loads lazily; a test below sees to it that it does
        for target in sorted(targets):
            there = room(target)
            if there not in {"", here} and there not in FLOORS.get(here, set()):
                wrong.append(f"{module} imports {target}")
    return wrong


def dotted(node: ast.AST) -> str:
    """``np.random.seed`` as written, or an empty text for anything that is not a dotted name."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (before := dotted(node.value)):
        return f"{before}.{node.attr}"
    return ""


def impurities(source: str) -> Iterator[str]:
    """Everything in a module that reaches outside its arguments.

    Paths, the clock, printing, global randomness.
    """
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
            if node.module == "datetime" and {alias.name for alias in node.names} <= {
                "date",
                "timedelta",
            }:
                names = []  # a date as a value is no clock
        yield from (
            f"line {node.lineno}: imports {name}"
            for name in names
            if name.split(".")[0] in IMPURE_MODULES
        )
        if isinstance(node, ast.Call):
            name = dotted(node.func)
            last = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            if name in IMPURE_CALLS or (
                READS_OR_WRITES.match(last) and _with_arguments(node, last)
            ):
                yield f"line {node.lineno}: calls {name or last}"
            if ".".join(name.split(".")[-2:]) in IMPURE_ENDINGS:
                yield f"line {node.lineno}: calls {name}"


def _with_arguments(node: ast.Call, last: str) -> bool:
    """Whether a pandas call names a file.

    ``to_json()`` without arguments gives a text and is harmless.
    """
    return last.startswith("read_") or bool(node.args)


def undocumented(source: str) -> Iterator[str]:
    """Public functions, classes and methods without a docstring, and the module itself."""
    tree = ast.parse(source)
    if tree.body and ast.get_docstring(tree) is None:
        yield "module"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            if ast.get_docstring(node) is None:
                yield node.name
            members = node.body if isinstance(node, ast.ClassDef) else []
            for each in members:
                if isinstance(each, ast.FunctionDef) and not each.name.startswith("_"):
                    setter = any(isinstance(mark, ast.Attribute) for mark in each.decorator_list)
                    if ast.get_docstring(each) is None and not setter:
                        yield f"{node.name}.{each.name}"


def rooms_in_architecture(text: str) -> dict[str, set[str]]:
    """Room → modules, from the rows ``| `workspace/` | `readers` … | … |`` under "Rooms".

    A room may have several.
    """
    section = re.search(r"^## Rooms$(.*?)^## ", text + "\n## ", flags=re.MULTILINE | re.DOTALL)
    assert section, 'ARCHITECTURE.md has no section "Rooms"'
    found: dict[str, set[str]] = {}
    for line in section[1].splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        name = re.fullmatch(r"`([\w/.]+)`", cells[0])
        if name:
            found.setdefault(name[1], set()).update(re.findall(r"`(\w+)`", cells[1]))
    return found


def rooms_in_package(package: Path = PACKAGE) -> dict[str, set[str]]:
    """Room → modules, as they stand on disk; a module that stands alone is its own room."""
    found: dict[str, set[str]] = {}
    for path in package.rglob("[!_]*.py"):
        folder = path.parent.relative_to(package).as_posix()
        if folder == ".":
            found[path.name] = set()
        else:
            found.setdefault(f"{folder}/", set()).add(path.stem)
    return found


def _flat(rooms: dict[str, set[str]]) -> set[str]:
    return set(rooms) | {f"{room}{module}" for room, modules in rooms.items() for module in modules}


MODULES = sorted(modules().items())
each_module = pytest.mark.parametrize(("name", "path"), MODULES, ids=[name for name, _ in MODULES])


def test_imports_run_one_way():
    assert wrong_imports(graph()) == []


def test_every_room_has_a_floor():
    rooms = {room(name) for name, _ in MODULES} - {""}
    assert rooms <= set(FLOORS), "a new room needs its place in FLOORS and in ARCHITECTURE.md"


def test_no_module_hangs_on_itself():
    edges = {module: targets - {NAME} for module, targets in graph().items()}
    try:
        TopologicalSorter(edges).prepare()
    except CycleError as error:
        pytest.fail("imports in a circle: " + " → ".join(error.args[1]))


def test_the_floors_themselves_hold_no_circle():
    TopologicalSorter(FLOORS).prepare()
    assert "workspace" not in FLOORS["analysis"] | FLOORS["advice"]
    assert not {"analysis", "advice"} & FLOORS["workspace"]


@each_module
def test_analysis_is_pure(name, path):
    if room(name) in PURE_ROOMS:
        assert list(impurities(path.read_text(encoding="utf-8"))) == []


@each_module
def test_modules_stay_small(name, path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_MODULE, f"{name} has {lines} lines: it does more than one thing"


@each_module
def test_modules_say_what_they_do(name, path):
    assert name.rpartition(".")[2].strip("_") not in VAGUE_NAMES
    assert list(undocumented(path.read_text(encoding="utf-8"))) == []


def test_architecture_names_what_exists():
    text = (PROJECT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    told, there = _flat(rooms_in_architecture(text)), _flat(rooms_in_package())
    assert there - told == set(), "in the package, but not in ARCHITECTURE.md"
    assert told - there == set(), "in ARCHITECTURE.md, but not in the package"
    assert len(text.splitlines()) <= 130, "ARCHITECTURE.md is for reading in five minutes"


def test_commands_start_without_heavy_libraries():
    code = f"import json, sys; import {NAME}, {NAME}.cli; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=PROJECT
    )
    assert done.returncode == 0, done.stderr
    heavy = {
        "IPython",
        "mapie",
        "matplotlib",
        "nbconvert",
        "numpy",
        "pandas",
        "pandera",
        "papermill",
        "scipy",
        "sklearn",
    }
    assert heavy.isdisjoint(json.loads(done.stdout))


# ---------------------------------------------------------------------------------------------------------------------
# The tests above can fail.


def _house(folder: Path, files: dict[str, str]) -> Path:
    package = folder / NAME
    for name, text in files.items():
        path = package / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return package


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("analysis/cost", "from pmo_toolkit.workspace import readers"),
        ("analysis/cost", "def f():\n    import pmo_toolkit.workspace.sources.readers"),
        ("analysis/cost", "from ..workspace.readers import read"),
        ("analysis/cost", "from pmo_toolkit.core.places import sample"),
        ("workspace/other", "from pmo_toolkit.analysis import cost"),
        ("report/html", "from pmo_toolkit import batch"),
        ("errors", "from pmo_toolkit.core.settings import Settings"),
        ("report/html", "from pmo_toolkit import Settings"),
        ("attic", "from pmo_toolkit.core.errors import Trouble"),
    ],
)
def test_a_wrong_import_is_seen(tmp_path, file, line):
    rest = dict.fromkeys(
        ("analysis/cost", "workspace/readers", "settings", "errors", "places", "batch"), ""
    )
    package = _house(tmp_path, rest | {file: line})
    assert len(wrong_imports(graph(package))) == 1


def test_a_circle_is_seen(tmp_path):
    package = _house(
        tmp_path, {"report/a": "from . import b", "report/b": "def f():\n    from .a import x"}
    )
    with pytest.raises(CycleError):
        TopologicalSorter(graph(package)).prepare()


@pytest.mark.parametrize(
    "source",
    [
        "from pathlib import Path",
        "import os.path",
        "import time",
        "from datetime import datetime",
        "import random",
        "print(1)",
        "open('x')",
        "np.random.seed(1)",
        "numpy.random.normal()",
        "pd.Timestamp.now()",
        "pd.read_csv('x')",
        "table.to_csv('x')",
    ],
)
def test_an_impure_line_is_seen(source):
    assert list(impurities(source))


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import date",
        "rng.normal()",
        "np.random.default_rng(1)",
        "table.to_json()",
        "evidence.print_words()",
    ],
)
def test_a_pure_line_is_let_pass(source):
    assert list(impurities(source)) == []


def test_a_missing_docstring_is_seen():
    source = (
        '"""Told."""\nclass A:\n    """Told."""\n    def b(self): ...\n    def _c(self): ...\ndef'
        " d(): ...\n"
    )
    assert list(undocumented(source)) == ["A.b", "d"]
