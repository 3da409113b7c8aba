"""Issues of GitLab and GitHub as CSV.

GitLab (11 to 18) sends its issues as CSV with times in UTC. GitHub has no CSV of its own; what its
command ``gh issue list --json …`` and its interface name the columns by is known.
"""

from __future__ import annotations

import re

from pmo_toolkit.intake.base.regions import Region
from pmo_toolkit.intake.exports.shape import (
    Export,
    ExportColumn,
    ExportTable,
    RowFilter,
    file_stem,
    header_in,
    look_like_dates,
    texts_of,
)

_ISSUE_ADDRESS = re.compile(r"https?://[^/]+/(.+?)/(?:-/)?(?:issues|work_items|pull)/\d+/?")
_CREATED = ("createdAt", "created_at")
_CLOSED = ("closedAt", "closed_at")


def repositories_of(region: Region) -> str:
    """The repositories that the addresses of the issues name, as in ``shop/portal``."""
    header = header_in(region, ("URL", "html_url", "web_url"))
    texts = texts_of(region, header) if header else ()
    found = (_ISSUE_ADDRESS.fullmatch(text.strip()) for text in texts)
    names = sorted({match[1] for match in found if match})
    return " and ".join(names) if 0 < len(names) <= 3 else file_stem(region)


def _is_github(region: Region) -> bool:
    """Whether the headers are written as programs write them, and the states are GitHub's."""
    if not set(_CREATED + _CLOSED) & set(region.headers):
        return False
    header = header_in(region, ("state",))
    states = {text.strip().casefold() for text in texts_of(region, header)} if header else set()
    return states <= {"open", "closed", "merged"}


GITLAB = Export(
    "GitLab issues (CSV of 11 to 18)",
    (("Issue ID", "Work item ID", "ID"), ("Title",), ("State",), ("Created At (UTC)",)),
    (
        "URL",
        "Confidential",
        "Locked",
        "Due Date",
        "Updated At (UTC)",
        "Closed At (UTC)",
        "Milestone",
        "Weight",
        "Labels",
        "Time Estimate",
        "Time Spent",
    ),
    3,
    (
        ExportTable(
            "flow",
            "every issue, closed or not",
            (
                ExportColumn("team", ("Project", "Project path"), fallback=repositories_of),
                ExportColumn("item", ("Issue ID", "Work item ID", "ID")),
                ExportColumn("done", ("Closed At (UTC)",), fits=look_like_dates, needed=True),
            ),
        ),
    ),
)

GITHUB = Export(
    "GitHub issues (as gh 2 names its columns)",
    (("number",), ("title",), ("state",), _CREATED, _CLOSED),
    (
        "id",
        "labels",
        "assignees",
        "milestone",
        "url",
        "html_url",
        "stateReason",
        "state_reason",
        "updatedAt",
        "updated_at",
        "body",
        "repository",
    ),
    1,
    (
        ExportTable(
            "flow",
            "every issue, closed or not, but those closed as not planned or as duplicates",
            (
                ExportColumn("team", ("repository",), fallback=repositories_of),
                ExportColumn("item", ("number",)),
                ExportColumn("done", _CLOSED, fits=look_like_dates, needed=True),
            ),
            (RowFilter(("stateReason",), ("NOT_PLANNED", "DUPLICATE"), drop=True),),
        ),
    ),
    fits=_is_github,
)
