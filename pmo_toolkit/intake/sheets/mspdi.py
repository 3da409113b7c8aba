"""A plan of Microsoft Project as XML (MSPDI, Project 2007 to 2021 and compatible programs).

Names of people are not read.
"""

from __future__ import annotations

import math
import re

from pmo_toolkit.core.files.mspdi_values import ELAPSED, minutes_of, number_of
from pmo_toolkit.core.files.xml_tree import Node
from pmo_toolkit.core.number_format import counted
from pmo_toolkit.intake.sheets.mspdi_links import Task, carried_links

#: Parts that no table needs; they make most of a large plan.
SKIPPED = frozenset(
    {"TimephasedData", "ExtendedAttribute", "ExtendedAttributes", "OutlineCodes", "Views"}
)
#: Header of the plan's name, which tells these tables from any other.
PLAN = "MS Project plan"
NOT_BEGUN, UNDER_WAY, FINISHED = "not begun", "under way", "finished"
_MINUTES_PER_DAY, _MINUTES_PER_WEEK = 480.0, 2400.0
_CENTS = 100


def plan_tables(root: Node, stem: str) -> dict[str, tuple[list[list[str]], list[str]]]:
    """The lines of a table of the plan and one of its tasks, headers first, with remarks.

    Parameters
    ----------
    root : Node
    stem : str
        What the plan is called where it has no title.
    """
    plan = _Plan(root, stem)
    tables = {"Plan": ([list(plan.summary), list(plan.summary.values())], plan.remarks())}
    tasks, remarks = plan.tasks()
    if len(tasks) > 1:
        tables["Tasks"] = (tasks, remarks)
    return tables


class _Plan:
    def __init__(self, root: Node, stem: str):
        self.root = root
        self.day = number_of(root, "MinutesPerDay") or _MINUTES_PER_DAY
        self.week = number_of(root, "MinutesPerWeek") or _MINUTES_PER_WEEK
        nodes = [
            node
            for group in root.all("Tasks")
            for node in group.all("Task")
            if node.text_of("IsNull") != "1"
        ]
        self.whole = next((node for node in nodes if node.text_of("UID") == "0"), None)
        self.nodes = [node for node in nodes if node is not self.whole]
        names = (root.text_of("Title"), root.text_of("Name"), stem)
        self.name = next(filter(None, (re.sub(r"\.(mpp|xml)$", "", name) for name in names)))
        self.state = self._state()
        self.summary = self._summary()

    def _state(self) -> str:
        """How far the plan has come, by its tasks where it has no summary of its own."""
        nodes = [self.whole] if self.whole is not None else self.nodes
        shares = [number_of(node, "PercentComplete") or 0.0 for node in nodes]
        if shares and min(shares) >= 100:
            return FINISHED
        begun = any(shares) or any(node.text_of("ActualStart") for node in self.nodes)
        return UNDER_WAY if begun else NOT_BEGUN

    def _summary(self) -> dict[str, str]:
        whole = self.whole or Node("Task", {})
        baseline = next(
            (node for node in whole.all("Baseline") if node.text_of("Number") in ("", "0")),
            Node("Baseline", {}),
        )
        return {
            PLAN: self.name,
            "State": self.state,
            "Start": whole.text_of("Start") or self.root.text_of("StartDate"),
            "Finish": whole.text_of("Finish") or self.root.text_of("FinishDate"),
            "Actual start": whole.text_of("ActualStart"),
            "Actual finish": whole.text_of("ActualFinish"),
            "Duration (calendar days)": _shown(self._days(whole)),
            "Work (hours)": _hours(whole, "Work"),
            "Cost": _money(whole, "Cost"),
            "Actual work (hours)": _hours(whole, "ActualWork"),
            "Actual cost": _money(whole, "ActualCost"),
            "Actual duration (calendar days)": _shown(self._days(whole, "ActualDuration")),
            "Baseline work (hours)": _hours(baseline, "Work"),
            "Baseline cost": _money(baseline, "Cost"),
            "Baseline duration (calendar days)": _shown(self._days(baseline)),
            "Currency": self.root.text_of("CurrencyCode"),
        }

    def remarks(self) -> list[str]:
        """What the table of the plan leaves out."""
        people = sum(1 for group in self.root.all("Resources") for _ in group.all("Resource"))
        return [f"names of {counted(people, 'resource', 'resources')} not read"] if people else []

    def tasks(self) -> tuple[list[list[str]], list[str]]:
        """Lines of the table of tasks, without summaries and inactive tasks, and remarks."""
        tasks = [_task(node) for node in self.nodes]
        predecessors, remarks = carried_links(tasks)
        lines = [[PLAN, "State", "Task", "WBS", "Task name", "Duration (calendar days)"]]
        lines[0] += ["Work (hours)", "Start", "Finish", "Predecessors"]
        for node, task in zip(self.nodes, tasks, strict=True):
            if not task.is_activity:
                continue
            cells = [self.name, self.state, task.uid, node.text_of("WBS"), node.text_of("Name")]
            cells += [_shown(self._days(node), zero=True), _hours(node, "Work")]
            cells += [node.text_of("Start"), node.text_of("Finish")]
            lines.append([*cells, "; ".join(predecessors.get(task.uid, ()))])
        return lines, remarks

    def _days(self, node: Node, name: str = "Duration") -> float | None:
        """A duration in calendar days: five working days are seven, as the plan counts them."""
        minutes = minutes_of(node.text_of(name))
        if minutes is None:
            return None
        if node.text_of("DurationFormat") in ELAPSED:
            return minutes / (24 * 60)
        return minutes / self.week * 7


def _task(node: Node) -> Task:
    links = [
        (
            link.text_of("PredecessorUID"),
            link.text_of("Type") or "1",
            number_of(link, "LinkLag") or 0,
        )
        for link in node.all("PredecessorLink")
        if link.text_of("CrossProject") != "1"
    ]
    level = node.text_of("OutlineLevel")
    return Task(
        node.text_of("UID"),
        int(level) if level.isdecimal() and len(level) < 3 else 1,
        node.text_of("Summary") == "1",
        node.text_of("Active") != "0",
        tuple(links),
        sum(link.text_of("CrossProject") == "1" for link in node.all("PredecessorLink")),
    )


def _hours(node: Node, name: str) -> str:
    minutes = minutes_of(node.text_of(name))
    return "" if minutes is None else _shown(minutes / 60)


def _money(node: Node, name: str) -> str:
    amount = number_of(node, name)
    return "" if amount is None else _shown(amount / _CENTS)


def _shown(value: float | None, *, zero: bool = False) -> str:
    """A figure as text; a nought of work or money says that nobody stated any."""
    if value is None or value < 0 or not math.isfinite(value) or (value == 0 and not zero):
        return ""
    return f"{value:.6g}" if abs(value) < 1e6 else f"{value:.2f}"
