"""File names in recipes: a pattern by which next month's export is recognised, too."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from pathlib import PurePath

_MONTHS = (
    "jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|f[ée]v(?:rier)?|mar(?:ch|s)?|m[äa]rz|apr(?:il)?|avr(?:"
    "il)?|may|mai|june?|juni|juin|july?|juli|juillet|aug(?:ust)?|ao[uû]t|sept?(?:ember)?|o[ck]t("
    "?:ober)?|nov(?:ember)?|de[cz](?:ember)?|enero|abril|junio|julio|agosto"
)
#: What changes in a file's name from export to export: days, months, quarters, weeks, versions,
#: the number of a second download.
_CHANGING = re.compile(
    r"(?<!\d)(?:"
    r"(?:19|20)\d{2}[-_. ]?\d{2}(?:[-_. ]?\d{2}(?:[T_\- ]?\d{2}[-_:.h]?\d{2}(?:[-_:.]?\d{2})?)?)?"
    r"|\d{1,2}[-_.]\d{1,2}[-_.](?:19|20)?\d{2}"
    r"|\d{1,2}[-_.](?:19|20)\d{2}"
    r"|(?:19|20)\d{2}"
    r")(?!\d)"
    r"|(?<![^\W_])(?:q[1-4]|(?:kw|cw|w)[ _-]?\d{1,2}|v\d+(?:\.\d+)*)(?![^\W_])"
    rf"|(?<![^\W_])(?:{_MONTHS})(?![^\W_])"
    r"|(?<= )\(\d{1,2}\)$",
    re.IGNORECASE,
)
_RUN = re.compile(r"\*(?:[-_. ]*\*)+")


def pattern_of(file: str) -> str:
    """The name of a file with its dates left open: ``jira-2026-11.csv`` → ``jira-*.csv``.

    A name that is nothing but a date keeps its shape: ``2026-11.csv`` → ``????-??.csv``.
    """
    path = PurePath(file)
    stem = re.sub(r"[\[\]*?]", "?", path.stem)
    general = _RUN.sub("*", _CHANGING.sub("*", stem))
    if general == stem:
        return file if stem == path.stem else stem + path.suffix
    if not re.search(r"[^\W\d_]", general):
        general = re.sub(r"\d", "?", stem)
    return general + path.suffix


def fits(file: str, pattern: str) -> bool:
    """Whether a file's name is the one that a recipe means, without regard to case."""
    return file.casefold() == pattern.casefold() or fnmatchcase(file.casefold(), pattern.casefold())


def label_fits(label: str, pattern: str) -> bool:
    """The same of a label, as in ``intake.xlsx, sheet Notes``."""
    return fits(label, pattern)


def recipe_name(files: tuple[str, ...]) -> str:
    """A name for the recipe of these files, fit for a file: ``jira-2026-11.csv`` → ``jira``."""
    stem = PurePath(pattern_of(files[0])).stem if files else ""
    name = re.sub(r"[^\w\-]+", "-", stem.replace("*", "").replace("?", "")).strip("-_ ")
    return name[:60].casefold() or "import"
