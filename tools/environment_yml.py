"""Write environment.yml, for conda users, from the dependencies in pyproject.toml.

python tools/environment_yml.py            writes the file
python tools/environment_yml.py --check    ends with 1 if the file would change
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent

#: What conda-forge calls differently. matplotlib itself would bring a window toolkit along, dask
#: all that it can do.
CONDA_NAMES = {
    "dask": "dask-core",
    "matplotlib": "matplotlib-base",
    "playwright": "playwright-python",
}

#: What conda-forge does not have; pip installs these into the conda environment.
ONLY_PIP = {"axe-playwright-python"}

HEAD = """\
# For conda users. Written by tools/environment_yml.py from pyproject.toml: change it there, then
# run `make docs`.
"""


def environment(pyproject: dict) -> str:
    """Text of environment.yml for a parsed pyproject.toml."""
    project = pyproject["project"]
    lines = [
        f"name: {project['name']}",
        "channels:",
        "  - conda-forge",
        "  - nodefaults",
        "dependencies:",
    ]
    lines += [f"  - python{project['requires-python']}", "  - pip"]
    pip = []
    groups = {
        "what the workbench uses": project["dependencies"],
        "what installs it": project["optional-dependencies"]["build"],
        "what its tests use": project["optional-dependencies"]["dev"],
    }
    for title, requirements in groups.items():
        lines.append(f"  # {title}")
        for requirement in requirements:
            name, rest = re.fullmatch(r"([\w.-]+)(.*)", requirement.replace(" ", "")).groups()
            if name in ONLY_PIP:
                pip.append(f"      - {name}{rest}")
            else:
                lines.append(f"  - {CONDA_NAMES.get(name, name)}{rest}")
    if pip:
        lines += ["  - pip:", *pip]
    return HEAD + "\n".join(lines) + "\n"


def main() -> int:
    """Write or check the file; the exit code."""
    parser = argparse.ArgumentParser(description="write environment.yml from pyproject.toml")
    parser.add_argument(
        "--check", action="store_true", help="only say whether the file is up to date"
    )
    check = parser.parse_args().check
    target = PROJECT / "environment.yml"
    text = environment(tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8")))
    if not check:
        target.write_text(text, encoding="utf-8")
        return 0
    if target.is_file() and target.read_text(encoding="utf-8") == text:
        return 0
    print("environment.yml does not agree with pyproject.toml: run `make docs`", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
