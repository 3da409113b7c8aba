"""Names of the files that a proposal's folder holds when it has been assessed."""

from __future__ import annotations

REPORT_NAME, NOTEBOOK_NAME, ASSESSMENT_NAME = FILE_NAMES = (
    "report.html",
    "assessment.ipynb",
    "assessment.json",
)
