"""Names of files for departments: short, plain, and different from each other."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

_LONGEST = 40


def file_stems(departments: Iterable[str]) -> dict[str, str]:
    """Department → stem of its files, as in ``questions-legal-and-compliance``.

    The stem of a department does not depend on the others, unless two of them read the same.

    Parameters
    ----------
    departments : iterable of str
    """
    names = list(dict.fromkeys(departments))
    plain = {name: _plain(name) for name in names}
    counts = list(plain.values())
    return {
        name: f"questions-{text}" if text and counts.count(text) == 1 else _numbered(name, text)
        for name, text in plain.items()
    }


def _plain(name: str) -> str:
    """Small letters and digits of a name, parted by hyphens; empty where it has none."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:_LONGEST].strip("-")


def _numbered(name: str, text: str) -> str:
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return "-".join(filter(None, ("questions", text, digest)))
