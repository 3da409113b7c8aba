"""How much is asked of each department, as a section for JupyterLab."""

from __future__ import annotations

from pmo_toolkit.core.number_format import counted
from pmo_toolkit.report.departments.words import worth_of
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.studies.questions.result import DepartmentQuestions

#: Departments that are listed; the rest are counted.
_MOST = 40


def questions_overview(questions: DepartmentQuestions) -> Section:
    """A row a department: questions, the first of them with its worth, and answers so far.

    Parameters
    ----------
    questions : DepartmentQuestions
    """
    rows = [
        {
            "department": page.department,
            "count": len(page.questions),
            "first": page.questions[0].question if page.questions else "",
            "worth": worth_of(page.questions[0], questions.figures) if page.questions else "",
            "answers": len(page.answers),
        }
        for page in questions.pages
    ]
    return render(
        "questions_overview",
        q=questions,
        rows=rows[:_MOST],
        more=max(0, len(rows) - _MOST),
        say=f"{counted(questions.count, 'question', 'questions')} to"
        f" {counted(len(rows), 'department', 'departments')} are open.",
    )
