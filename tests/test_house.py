"""What is written about the project is true, and nothing private slips in."""

from __future__ import annotations

import ast
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

PROJECT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
NOT_OURS = {
    ".git",
    ".venv",
    "out",
    "dist",
    "build",
    "__pycache__",
    ".ipynb_checkpoints",
    ".hypothesis",
}
NOT_OURS |= {".pytest_cache", ".mypy_cache", ".ruff_cache"}

#: The words of the house; each must be explained.
WORDS = """
estimate, target, commitment, contingency, bias uplift, inside view, outside view, reference class,
likelihood, confidence, advice, decision, output, outcome, benefit, size, cost driver, analogue,
prediction interval, PRED(25), MdMRE, standardised accuracy, alternative, criterion, weight, score,
rank acceptability, optimistic, most likely, pessimistic, P50, P80, criticality, activity,
precedence, mode, capacity, demand, makespan, fault, row fault, finding, not assessed,
switching value
"""

# Spelled so that this file does not hold what it looks for.
PRIVATE = {
    "the host of a package index": (
        r"p[y]pi\.|python[h]osted|npm[j]s\.|deb\.debi[a]n|registry\.yar[n]|crates\.[i]o"
    ),
    "an index option": r"--(?:extra-)?index[-]url\s|--find[-]links",
    "a path of a machine": (
        r"(?<![\w.-])/(?:wor[k]|far[m]|roo[t]|opt/whee[l]s|opt/py[p]i)/|bash_job[s]|\.pyen[v]"
    ),
    "a word of the workplace": (
        r"(?i)\bissues? (?:#|no\.? ?)?\d|\bissues sho[w]|the lea[d] (?:said|will|wants)"
        r"|shared/desig[n]|shared/styl[e]|shared/fact[s]|shared/benchmark[s]|brief[.]md"
        r"|\bsub-?agen[t]|\bclaud[e]\b|anthropi[c]"
    ),
}


def project_files() -> Iterator[Path]:
    """Every file of the project that is text."""
    for folder, below, names in os.walk(PROJECT):
        below[:] = [name for name in below if name not in NOT_OURS]
        for name in names:
            path = Path(folder, name)
            if b"\0" not in path.read_bytes()[:8000]:
                yield path


def markdown_files() -> list[Path]:
    """Markdown files of the project."""
    return sorted(path for path in project_files() if path.suffix == ".md")


def without_code(text: str) -> str:
    """Markdown without its code blocks."""
    return re.sub(r"```.*?```", "", text, flags=re.DOTALL)


def anchors(text: str) -> set[str]:
    """Anchors of the headings of a Markdown text, as code hosts make them."""
    titles = re.findall(r"^#+\s+(.*)$", without_code(text), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def broken_links(path: Path) -> list[str]:
    """Links of a Markdown file that lead nowhere within the project."""
    broken = []
    for link in re.findall(r"\]\(<?([^)\s>]+)>?\)", without_code(path.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = path.parent / name if name else path
        if not target.exists() or (
            anchor and anchor not in anchors(target.read_text(encoding="utf-8"))
        ):
            broken.append(link)
    return broken


def commands(text: str) -> list[str]:
    """Command lines in code blocks of a Markdown text, and inline ones of make or pmo."""
    found = []
    for block in re.findall(r"```(?:sh|bat|console)\n(.*?)```", text, flags=re.DOTALL):
        found += [line.split(" #")[0].strip() for line in block.splitlines() if line.strip()]
    found += re.findall(r"`((?:make|pmo) [^`]+)`", without_code(text))
    return found


def make_targets() -> dict[str, str]:
    """Target of the Makefile → what its help says."""
    text = (PROJECT / "Makefile").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z]+):.*?## (.*)$", text, flags=re.MULTILINE))


def pmo_commands() -> dict:
    """Name → command of the command line."""
    import typer.main

    from pmo_toolkit.cli import app

    return typer.main.get_command(app).commands


def wrong_command(line: str) -> str | None:
    """Why a command line of the docs cannot work, or None."""
    words = shlex.split(line.replace("\\", "/"))
    tool = Path(words[0]).name
    if tool == "make":
        unknown = [word for word in words[1:] if "=" not in word and word not in make_targets()]
        return f"no target {unknown[0]}" if unknown else None
    if tool == "pmo":
        name, *rest = words[1:]
        if name.startswith("-"):
            return None
        if name not in pmo_commands():
            return f"no command pmo {name}"
        if pmo_commands()[name].context_settings.get("ignore_unknown_options"):
            return None  # the rest goes to another program
        known = {"--help"} | {
            option for each in pmo_commands()[name].params for option in each.opts
        }
        unknown = [
            word for word in rest if word.startswith("-") and word.split("=")[0] not in known
        ]
        return f"pmo {name} has no option {unknown[0]}" if unknown else None
    mentioned = [word for word in words[1:] if re.search(r"\.(?:py|lock|yml)$", word)]
    missing = [word for word in mentioned if not (PROJECT / word).exists()]
    return f"no file {missing[0]}" if missing else None


@pytest.mark.parametrize(
    "path", markdown_files(), ids=lambda path: path.relative_to(PROJECT).as_posix()
)
def test_links_lead_somewhere(path):
    assert broken_links(path) == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"])
def test_commands_in_the_docs_exist(name):
    lines = commands((PROJECT / name).read_text(encoding="utf-8"))
    assert [(line, why) for line in lines if (why := wrong_command(line))] == []


@pytest.mark.parametrize(
    "path", sorted((PROJECT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem
)
def test_commands_in_the_notebooks_exist(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    lines = commands(
        "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    )
    assert [(line, why) for line in lines if (why := wrong_command(line))] == []


def test_the_readme_names_what_can_be_made():
    lines = commands((PROJECT / "README.md").read_text(encoding="utf-8"))
    assert {"make demo", "make test"} <= set(lines)


def test_every_command_explains_itself_with_an_example():
    from typer.testing import CliRunner

    from pmo_toolkit.cli import app

    for name in pmo_commands():
        shown = CliRunner().invoke(app, [name, "--help"])
        assert shown.exit_code == 0
        example = re.search(rf"Example: (pmo {name} .+?)$", shown.output, flags=re.MULTILINE)
        assert example, f"pmo {name} --help has no example of itself"
        assert wrong_command(example[1]) is None


def test_the_glossary_explains_the_words():
    text = (PROJECT / "GLOSSARY.md").read_text(encoding="utf-8")
    explained = " ".join(re.findall(r"^\| \*\*(.+?)\*\* \|", text, flags=re.MULTILINE))
    assert [word for word in re.split(r",\s*", WORDS.strip()) if word not in explained] == []


def test_the_glossary_knows_every_position():
    from pmo_toolkit.advice import POSITIONS

    text = (PROJECT / "GLOSSARY.md").read_text(encoding="utf-8")
    assert [position for position in POSITIONS if f"*{position}*" not in text] == []


def test_the_changelog_has_this_version():
    text = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {PYPROJECT['project']['version']} " in text


def test_the_licence_is_named_everywhere():
    text = (PROJECT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("MIT License")
    assert "2026 The PMO Workbench authors" in text
    assert PYPROJECT["project"]["license"] == "MIT"


def test_nothing_private_stands_in_the_project():
    found = []
    for path in project_files():
        text = path.read_text(encoding="utf-8", errors="replace")
        for what, pattern in PRIVATE.items():
            hit = re.search(pattern, text)
            if hit:
                found.append(f"{path.relative_to(PROJECT)}: {what}: {hit[0]!r}")
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "see https://{}i.org/simple".format("pyp"),
        "cd /{}k/main".format("wor"),
        "as {} 12 says".format("issue"),
        "--{}-url https://x".format("index"),
    ],
)
def test_something_private_would_be_seen(text):
    assert any(re.search(pattern, text) for pattern in PRIVATE.values())


def test_every_package_that_users_install_has_its_licence_listed():
    script = PROJECT / "tools" / "licences.py"
    command = [sys.executable, str(script), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_environment_yml_agrees_with_pyproject():
    script = PROJECT / "tools" / "environment_yml.py"
    done = subprocess.run(
        [sys.executable, script, "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_environment_has_every_dependency():
    text = (PROJECT / "environment.yml").read_text(encoding="utf-8")
    project = PYPROJECT["project"]
    for line in [
        *project["dependencies"],
        *project["optional-dependencies"]["build"],
        *project["optional-dependencies"]["dev"],
    ]:
        requirement = Requirement(line)
        name = rf"- {re.escape(requirement.name)}(?:-base|-core|-python)?"
        written = re.search(rf"{name}([<>=~!].*)$", text, re.MULTILINE)
        assert written and SpecifierSet(written[1]) == requirement.specifier, line


LOCKS = {"requirements.lock": ["build"], "requirements-test.lock": ["build", "dev"]}


def pins_of(lock: str) -> dict[str, dict[str, str]]:
    """Name → marker → version of a lock, which holds pins with hashes and nothing else."""
    pins: dict[str, dict[str, str]] = {}
    text = (PROJECT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        written, *hashes = re.split(r"\s+--hash=sha256:", line.strip())
        assert hashes, f"{written} has no hash"
        assert all(re.fullmatch(r"[0-9a-f]{64}", value) for value in hashes)
        requirement = Requirement(written)  # no options or addresses
        (pin,) = requirement.specifier
        assert pin.operator == "=="
        assert requirement.url is None
        pins.setdefault(requirement.name, {})[str(requirement.marker)] = pin.version
    return pins


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_every_dependency(lock):
    pinned, project = pins_of(lock), PYPROJECT["project"]
    needed = [project["optional-dependencies"][extra] for extra in LOCKS[lock]]
    for line in [*project["dependencies"], *(line for extra in needed for line in extra)]:
        requirement = Requirement(line)
        assert requirement.name in pinned, f"{requirement.name} is not in {lock}: make lock"
        versions = pinned[requirement.name].values()
        assert all(requirement.specifier.contains(version) for version in versions), line


def test_tests_run_on_the_versions_that_users_install():
    used, tested = pins_of("requirements.lock"), pins_of("requirements-test.lock")
    for name, versions in used.items():
        assert set(versions.values()) <= set(tested[name].values()), name


def test_users_install_no_tools_of_tests():
    tools = {
        Requirement(line).name for line in PYPROJECT["project"]["optional-dependencies"]["dev"]
    }
    assert tools & set(pins_of("requirements.lock")) <= {"jsonschema"}  # JupyterLab needs it too


def test_every_dependency_has_its_reason():
    text = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    lists = re.findall(
        r"^(?:dependencies|build|dev) = \[\n(.*?)^\]", text, flags=re.MULTILINE | re.DOTALL
    )
    lines = [line for each in lists for line in each.splitlines()]
    assert len(lines) > 20
    assert [line for line in lines if not re.search(r'",\s+# \w', line)] == []


#: Needed without being imported by name: kernels and the Lab are started, pandas keeps its texts in
#: pyarrow.
NOT_IMPORTED = {"ipykernel", "ipywidgets", "jupyterlab", "pyarrow", "voila"}


def test_dependencies_are_what_the_package_imports():
    imported = set()
    for path in (PROJECT / "pmo_toolkit").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                imported.add((node.module or "").split(".")[0])
    owners = packages_distributions()
    foreign = imported - set(sys.stdlib_module_names) - {"pmo_toolkit"}
    needed = {owners[name][0].lower().replace("_", "-") for name in foreign}
    declared = {Requirement(line).name for line in PYPROJECT["project"]["dependencies"]}
    assert needed - declared == set(), "imported, but not declared in pyproject.toml"
    assert declared - needed - NOT_IMPORTED == set(), "declared in pyproject.toml, but not imported"


def test_the_makefile_lists_its_targets():
    done = subprocess.run(["make", "-s"], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert {"demo", "test", "lab", "lint", "slow", "bench", "clean", "lock"} <= set(make_targets())
    for target, told in make_targets().items():
        assert re.search(rf"^  make {target} +{re.escape(told)}$", done.stdout, flags=re.MULTILINE)


@pytest.mark.parametrize("script", ["import sys; sys.exit(1)", None], ids=["too old", "missing"])
def test_make_says_which_python_it_needs(tmp_path, script):
    folder = tmp_path / "a folder with spaces"
    folder.mkdir()
    for name in ("Makefile", "requirements.lock", "requirements-test.lock", "pyproject.toml"):
        (folder / name).write_text((PROJECT / name).read_text(encoding="utf-8"), encoding="utf-8")
    python = folder / "old python"
    if script:
        python.write_text(f"#!{sys.executable}\n{script}\n", encoding="utf-8")
        python.chmod(0o755)
    command = ["make", "-s", "env", f"PYTHON={python}"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "needs Python 3.11 or newer" in done.stderr
    assert not (folder / ".venv").exists()


def test_the_ci_script_can_be_read_by_bash():
    script = PROJECT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    subprocess.run(["bash", "-n", script], check=True)
    assert "set -euo pipefail" in script.read_text(encoding="utf-8")
