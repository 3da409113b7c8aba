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
COMPUTING = {"core", "analysis", "advice"}
READING = COMPUTING | {"workspace", "assessment", "studies"}
FLOORS: dict[str, set[str]] = {
    "core": set(),
    "workspace": {"core"},
    "intake": {"core", "workspace"},
    "sample": {"core", "workspace"},
    "analysis": {"core"},
    "plan_files": {"core", "analysis"},
    "advice": {"core", "analysis"},
    "assessment": COMPUTING | {"workspace"},
    "studies": COMPUTING | {"workspace", "assessment"},
    "charts": READING,
    "report": READING | {"charts"},
    "exports": {"core", "workspace"},
    "batch": READING | {"charts", "report", "exports"},
    "workshop": READING | {"charts", "report", "exports", "sample", "intake"},
    "merging": READING | {"report", "intake"},
    "cli": READING | {"charts", "report", "batch", "sample", "intake", "plan_files", "merging"},
    "__main__": {"core", "cli"},
}
#: What any module may ask of the package itself, whose __init__ loads nothing at once.
OF_THE_PACKAGE = {"__version__", "THREAD_VARIABLES"}

PURE_ROOMS = {"analysis", "advice"}
#: What pure rooms may use of the ground floor: the rest of it knows paths, processes and files.
PURE_CORE = {"errors", "settings", "canonical_json", "number_format", "written_numbers"}
PURE_CORE |= {"cell_questions"}
PURE_CORE |= {"library_output"}  # keeps what a library prints from being seen
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
#: A part of a package that reads files, whatever else the package offers.
IMPURE_MODULES_OF = {"importlib.resources", "importlib.metadata"}
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
#: Methods of paths and of a package's files, with arguments or without.
FILE_METHODS = {"read_text", "read_bytes", "write_text", "write_bytes", "joinpath", "iterdir"}

LONGEST_MODULE = 320
MOST_MODULES = 15
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
            continue  # the package's __init__ names what it loads lazily; a test below sees to it
        for target in sorted(targets):
            there = room(target)
            impure = (
                here in PURE_ROOMS and there == "core" and target.split(".")[2] not in PURE_CORE
            )
            if impure or (there not in {"", here} and there not in FLOORS.get(here, set())):
                wrong.append(f"{module} imports {target}")
    return wrong


def folder(module: str, known: dict[str, Path]) -> str:
    """The folder that a module lies in.

    ``pmo_toolkit.report.kit.html`` → ``pmo_toolkit.report.kit``.
    """
    return module if known[module].name == "__init__.py" else module.rpartition(".")[0]


def mutual_folders(package: Path = PACKAGE) -> list[str]:
    """Pairs of folders that import each other, directly or in a longer circle."""
    known, between = modules(package), dict[str, set[str]]()
    for module, targets in graph(package).items():
        here = folder(module, known)
        for target in targets - {NAME}:
            if module != NAME and folder(target, known) != here:
                between.setdefault(here, set()).add(folder(target, known))
    try:
        TopologicalSorter(between).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def through_own_front_door(edges: dict[str, set[str]]) -> list[str]:
    """Modules that import the ``__init__`` of a package that they are part of."""
    return [
        f"{module} imports {target}"
        for module, targets in edges.items()
        for target in sorted(targets)
        if target != NAME and module.startswith(f"{target}.")
    ]


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
            if node.module == "importlib":
                names = [f"importlib.{alias.name}" for alias in node.names]
            if node.module == "datetime" and {alias.name for alias in node.names} <= {
                "date",
                "timedelta",
            }:
                names = []  # a date as a value is no clock
        yield from (
            f"line {node.lineno}: imports {name}"
            for name in names
            if name.split(".")[0] in IMPURE_MODULES or name in IMPURE_MODULES_OF
        )
        if isinstance(node, ast.Call):
            name = dotted(node.func)
            last = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            if (
                name in IMPURE_CALLS
                or last in FILE_METHODS
                or (READS_OR_WRITES.match(last) and _with_arguments(node, last))
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


def rooms_in_architecture(text: str) -> set[str]:
    """Rooms named in the table under "Rooms": rows such as ``| `report/kit/`, `report/` | … |``."""
    section = re.search(r"^## Rooms$(.*?)^## ", text + "\n## ", flags=re.MULTILINE | re.DOTALL)
    assert section, 'ARCHITECTURE.md has no section "Rooms"'
    cells = re.findall(r"^\|((?:,? `[\w/]+/`)+) \|", section[1], flags=re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`([\w/]+)/`", cell)}


def rooms_in_package(package: Path = PACKAGE) -> set[str]:
    """Folders of the package that hold modules of their own."""
    folders = {path.parent.relative_to(package).as_posix() for path in package.rglob("[!_]*.py")}
    return folders - {"."}


MODULES = sorted(modules().items())
each_module = pytest.mark.parametrize(("name", "path"), MODULES, ids=[name for name, _ in MODULES])


def test_imports_run_one_way():
    assert wrong_imports(graph()) == []


def test_no_two_folders_import_each_other():
    assert mutual_folders() == []


def test_nothing_imports_upwards_through_a_front_door():
    assert through_own_front_door(graph()) == []


def test_folders_hold_at_most_fifteen_modules():
    counts: dict[str, int] = {}
    for path in PACKAGE.rglob("[!_]*.py"):
        where = path.parent.relative_to(PACKAGE).as_posix()
        counts[where] = counts.get(where, 0) + 1
    assert {where: count for where, count in counts.items() if count > MOST_MODULES} == {}


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
    named, there = rooms_in_architecture(text), rooms_in_package()
    assert there - named == set(), "in the package, but not in ARCHITECTURE.md"
    assert named - there == set(), "in ARCHITECTURE.md, but not in the package"
    assert len(text.splitlines()) <= 100, "ARCHITECTURE.md is for reading in five minutes"


def test_modules_named_in_architecture_exist():
    text = (PROJECT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for name in re.findall(r"`([\w/]+/\w+\.py)`", text):
        assert (PACKAGE / name).is_file() or (PROJECT / name).is_file(), name


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
