"""Write docs/licences.md: under which licence each package of requirements.lock comes.

    python tools/licences.py [--check]

Read from what the installed packages declare of themselves; packages that this platform does not
install are named in `ELSEWHERE`, as declared in their own files.
"""

from __future__ import annotations

import argparse
import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
TARGET = PROJECT / "docs" / "licences.md"

#: Installed on other platforms or versions of Python only.
ELSEWHERE = {
    "aiohappyeyeballs": "PSF-2.0",
    "aiohttp": "Apache-2.0 AND MIT",
    "aiosignal": "Apache-2.0",
    "appnope": "BSD-2-Clause",
    "colorama": "BSD-3-Clause",
    "frozenlist": "Apache-2.0",
    "multidict": "Apache-2.0",
    "propcache": "Apache-2.0",
    "pywinpty": "MIT",
    "yarl": "Apache-2.0",
}
HEAD = """\
# Licences

Packages that `make demo` installs, and the licence that each declares. Written by
`tools/licences.py` from `requirements.lock`. The workbench itself is under the MIT licence. None is
copyleft beyond its own files (MPL-2.0).

| package | licence |
|---|---|
"""


def declared_licence(package: str) -> str:
    """Licence that a package declares: its SPDX expression, else its classifiers, else its text.

    Raises
    ------
    LookupError
        If it declares none.
    """
    try:
        about = metadata(package)
    except PackageNotFoundError:
        if package in ELSEWHERE:
            return ELSEWHERE[package]
        raise LookupError(f"{package} is not installed; name its licence in ELSEWHERE") from None
    if expression := about.get("License-Expression"):
        return expression
    classifiers = [
        classifier.rpartition(" :: ")[2]
        for classifier in about.get_all("Classifier", [])
        if classifier.startswith("License ::")
    ]
    text = (about.get("License") or "").strip().splitlines()
    if classifiers and classifiers != ["OSI Approved"]:
        return ", ".join(classifiers)
    if text and text[0] != "UNKNOWN":
        return text[0]
    raise LookupError(f"{package} declares no licence: replace it, or justify it here")


def licences() -> str:
    """Text of docs/licences.md."""
    lock = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
    packages = sorted(set(re.findall(r"^([\w.-]+)==", lock, flags=re.MULTILINE)))
    return HEAD + "".join(f"| {name} | {declared_licence(name)} |\n" for name in packages)


def main() -> int:
    """Write or check the page; the exit code."""
    parser = argparse.ArgumentParser(description="write docs/licences.md from requirements.lock")
    parser.add_argument("--check", action="store_true", help="only say whether it is up to date")
    text = licences()
    if not parser.parse_args().check:
        TARGET.write_text(text, encoding="utf-8")
        return 0
    same = TARGET.exists() and TARGET.read_text(encoding="utf-8") == text
    if not same:
        print("docs/licences.md is not up to date: make docs", file=sys.stderr)
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
