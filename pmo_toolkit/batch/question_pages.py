"""A page, a workbook and a mail for each department, and all of it as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from urllib.parse import quote

from pmo_toolkit.batch.store.folder import Folder
from pmo_toolkit.batch.store.target import INDEX_NAME, is_question_file
from pmo_toolkit.batch.study_files import write_files
from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.studies.questions.result import DepartmentQuestions

#: All questions of all departments.
FIGURES = "questions.json"


def write_questions(
    workspace: Path,
    out: Path | str,
    *,
    as_of: date,
    seed: int,
    assessments: Path | None = None,
) -> DepartmentQuestions:
    """Write the pages of all departments into a folder, all of them or none.

    Pages of departments that are asked nothing any more go.

    Parameters
    ----------
    workspace : Path
    out : Path or str
        New, empty, or of an earlier run; questions link to reports that lie there. Also an address.
    as_of : date
    seed : int
    assessments : Path, optional
        A finished run of ``pmo assess``, of which is used what holds today.

    Raises
    ------
    WorkspaceError, UsageError
        For a workspace with a fault, or a folder that cannot serve.
    StudyError
        If the files cannot be written.
    """
    from pmo_toolkit.studies.questions.study import study_questions

    def made(folder: Folder, _: Path) -> tuple[dict[str, bytes], DepartmentQuestions]:
        questions = study_questions(workspace, as_of=as_of, seed=seed, assessments=assessments)
        links = {
            name: f"{quote(name)}/report.html"
            for name in questions.titles
            if folder.size(f"{name}/report.html") is not None
        }
        up = (INDEX_NAME, "All reports") if folder.size(INDEX_NAME) is not None else None
        return files_of(questions, links, up), questions

    return write_files("questions", workspace, out, made, (FIGURES,), former=is_question_file)


def files_of(
    questions: DepartmentQuestions,
    links: Mapping[str, str],
    up: tuple[str, str] | None = None,
) -> dict[str, bytes]:
    """File → content: three a department, and the figures.

    Parameters
    ----------
    questions : DepartmentQuestions
    links : mapping of str to str
        Proposal → its report, relative to the folder.
    up : (str, str), optional
        Page that leads to these: file name and title.
    """
    from pmo_toolkit.exports.questions import question_workbook  # xlsxwriter only where needed
    from pmo_toolkit.report.departments.mail import mail_text
    from pmo_toolkit.report.departments.page import render_page

    data = questions.as_dict()
    contents = {FIGURES: canonical_json(data).encode("utf-8")}
    for page, written in zip(questions.pages, data["departments"], strict=True):
        html = render_page(questions, page, links, up)
        contents[f"{page.stem}.html"] = html.encode("utf-8")
        contents[f"{page.stem}.txt"] = mail_text(questions, page).encode("utf-8")
        contents[f"{page.stem}.xlsx"] = question_workbook(data, written)
    return contents
