"""Exports as each system writes them, made from a seed: no clean licensed samples exist."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass
from random import Random

from pmo_toolkit.intake.base.regions import Region, Source

WORDS = ("invoice", "portal", "archive", "ledger", "claims", "dunning", "stock", "rota", "badge")
NAMES = ("Ada Example", "Grace Sample", "Alan Specimen")
DEPARTMENTS = ("Finance", "Sales", "Operations")
SERVICES = ("SAP ERP", "Mail / Calendar", "Intranet")
TODAY = dt.date(2026, 11, 2)


@dataclass(frozen=True)
class MadeExport:
    """An export as a file of text.

    Parameters
    ----------
    system : str
        How the name of its system begins.
    file : str
    text : str
    delimiter : str
    """

    system: str
    file: str
    text: str
    delimiter: str = ","

    @property
    def region(self) -> Region:
        """The table, as reading and layout find it."""
        lines = list(csv.reader(io.StringIO(self.text.lstrip("\ufeff")), delimiter=self.delimiter))
        records = tuple(map(tuple, lines[1:]))
        rows = tuple(range(2, len(lines) + 1))
        return Region(Source(self.file), (1,), tuple(lines[0]), records, rows)


def written(
    headers: list[str], rows: list[list[str]], *, delimiter: str = ",", quoted: bool = False
) -> str:
    """The text of a CSV file."""
    stream = io.StringIO()
    style = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    writer = csv.writer(stream, delimiter=delimiter, quoting=style)
    writer.writerows([headers, *rows])
    return stream.getvalue()


def title(random: Random) -> str:
    """A summary, with the marks that summaries hold."""
    words = " ".join(random.choices(WORDS, k=random.randint(2, 6)))
    return random.choice(
        (words, words.title(), f'{words}, "{random.choice(WORDS)}"', f"{words}; 2")
    )


def story(random: Random) -> str:
    """A description over several lines, or none."""
    return "\n".join(title(random) for _ in range(random.randint(0, 3)))


def day(random: Random) -> dt.date:
    """A day of the last two years."""
    return TODAY - dt.timedelta(days=random.randint(30, 700))


def moment(random: Random, date: dt.date) -> dt.datetime:
    """A time of that day."""
    return dt.datetime.combine(date, dt.time(random.randint(0, 23), random.randint(0, 59)))


def later(random: Random, date: dt.date) -> dt.date:
    """A day up to a month after it."""
    return date + dt.timedelta(days=random.randint(0, 29))


def in_jira(time: dt.datetime, look: str) -> str:
    """A time in the look of a Jira site."""
    if look == "dmy":
        return f"{time.day:02}/{time:%b/%y} {time.hour % 12 or 12}:{time:%M %p}"
    return time.strftime({"iso": "%Y-%m-%d %H:%M", "long": "%d.%m.%Y %H:%M"}[look])


def jira(random: Random, *, cloud: bool) -> MadeExport:
    """Issues of Jira with all fields."""
    look = random.choice(("dmy", "iso", "long"))
    headers = ["Summary", "Issue key", "Issue id", "Issue Type", "Status", "Project key"]
    headers += ["Project name", "Project lead", "Priority", "Resolution", "Assignee", "Reporter"]
    headers += ["Created", "Updated", "Resolved", "Due date", "Labels", "Labels", "Sprint"]
    headers += ["Sprint", "Description", "Original Estimate", "Time Spent"]
    headers += ["Custom field (Story Points)", "Comment", "Comment"]
    if cloud:
        headers += ["Status Category", "Parent key", "Assignee Id", "Status Category Changed"]
    rows = []
    for number in range(1, random.randint(12, 30)):
        kind = random.choice(("Story", "Task", "Bug", "Epic", "Sub-task", "[System] Incident"))
        kind = {1: "Epic", 2: "Story"}.get(number, kind)
        status = random.choice(("To Do", "In Progress", "Done"))
        status = {1: "To Do", 2: "Done"}.get(number, status)
        done = status == "Done"
        created = day(random)
        times = [in_jira(moment(random, date), look) for date in (created, later(random, created))]
        effort = str(random.randint(1, 60) * 3600)
        row = [title(random), f"PAY-{number}", str(10000 + number), kind, status, "PAY", "Payments"]
        row += [NAMES[0], "Medium", "Done" if done else "", random.choice(NAMES), NAMES[1]]
        row += [times[0], times[1], times[1] if done else "", times[1], "red", "", "Sprint 1"]
        row += [random.choice(("", "Sprint 2")), story(random), effort, effort if done else ""]
        row += [random.choice(("", "3.0", "5.0")), f"{times[0]};ada;{title(random)}", ""]
        if cloud:
            row += [status, "", "712020:abc", times[1]]
        rows.append(row)
    delimiter = random.choice((",", ";"))
    text = random.choice(("", "\ufeff")) + written(headers, rows, delimiter=delimiter)
    system = "Jira Cloud" if cloud else "Jira Server"
    return MadeExport(system, "Jira 2026-11.csv", text, delimiter)


def azure_devops(random: Random) -> MadeExport:
    """A query of Azure DevOps, flat or as a tree."""
    tree = random.random() < 0.5
    look = random.choice(("%m/%d/%Y %I:%M:%S %p", "%d/%m/%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S"))
    titles = ["Title 1", "Title 2", "Title 3"] if tree else ["Title"]
    headers = ["ID", "Work Item Type", *titles, "Assigned To", "State", "Tags", "Area Path"]
    headers += ["Iteration Path", "Effort", "Activated Date", "Closed Date", "Target Date"]
    rows = []
    for number in range(1, random.randint(12, 30)):
        kind = random.choice(
            ("Epic", "Feature", "User Story", "Product Backlog Item", "Bug", "Task")
        )
        kind = {1: "Epic", 2: "User Story"}.get(number, kind)
        state = random.choice(("New", "Active", "Closed", "Removed"))
        state = {1: "New", 2: "Closed"}.get(number, state)
        level = {"Epic": 0, "Feature": 1}.get(kind, 2) if tree else 0
        names = ["" for _ in titles]
        names[level] = title(random)
        begun = dt.date(2026, 3, 25) if number == 2 else day(random)
        ended = moment(random, later(random, begun)).strftime(look)
        row = [
            str(4000 + number),
            kind,
            *names,
            "Ada Example <ada@example.org>",
            state,
            "red; blue",
        ]
        row += ["Shop\\Checkout", "Shop\\Sprint 1", random.choice(("", "3", "8"))]
        row += [moment(random, begun).strftime(look) if state != "New" else ""]
        row += [ended if state == "Closed" else "", ""]
        rows.append(row)
    text = "\ufeff" + written(headers, rows, quoted=True)
    return MadeExport("Azure DevOps", "Backlog.csv", text)


def service_now(random: Random, kind: str) -> MadeExport:
    """A list of ServiceNow, headed by field names or by labels."""
    prefix, columns = SERVICE_NOW[kind]
    labels = random.random() < 0.5
    look = random.choice(("%Y-%m-%d %H:%M:%S", "%d.%m.%Y %H:%M:%S"))
    headers = [columns[name] if labels else name for name in columns]
    rows = []
    for number in range(1, random.randint(12, 30)):
        opened = dt.date(2026, 3, 25) if number == 1 else day(random)
        closed = later(random, opened)
        states = {
            "incidents": ("New", "In Progress", "Closed", "Canceled"),
            "demands": ("Draft", "Screening", "Qualified", "Approved", "Deferred"),
            "projects": ("Pending", "Work in Progress", "Closed Complete", "Closed Incomplete"),
        }[kind]
        state = {1: states[0], 2: states[2]}.get(number, random.choice(states))
        ended = state.startswith("Closed")
        cells = {
            "number": f"{prefix}{10000 + number:07}",
            "state": state,
            "opened_at": moment(random, opened).strftime(look),
            "closed_at": moment(random, closed).strftime(look) if ended else "",
            "work_start": "" if state == "Pending" else moment(random, opened).strftime(look),
            "work_end": moment(random, closed).strftime(look) if ended else "",
            "start_date": opened.strftime(look.split()[0]),
            "end_date": moment(random, closed).strftime(look),
            "department": random.choice(DEPARTMENTS),
            "business_service": random.choice((*SERVICES, "")),
            "category": "Software",
            "time_worked": str(random.randint(1, 9000)),
            "effort": str(random.randint(100, 9000) * 3600),
            "work_effort": str(random.randint(100, 9000) * 3600),
            "description": story(random),
        }
        money = {"cost", "work_cost", "total_costs"}
        people = {"caller_id", "assigned_to", "demand_manager", "submitter", "project_manager"}
        for name in columns:
            if name in money:
                cells[name] = str(random.randint(10, 900) * 1000)
            elif name in people:
                cells[name] = random.choice(NAMES)
        rows.append([cells.get(name, title(random)) for name in columns])
    return MadeExport(f"ServiceNow {kind}", f"{kind}.csv", written(headers, rows, quoted=True))


SERVICE_NOW = {
    "incidents": (
        "INC",
        {
            "number": "Number",
            "opened_at": "Opened",
            "short_description": "Short description",
            "caller_id": "Caller",
            "state": "State",
            "category": "Category",
            "business_service": "Service",
            "cmdb_ci": "Configuration item",
            "assignment_group": "Assignment group",
            "assigned_to": "Assigned to",
            "contact_type": "Contact type",
            "closed_at": "Closed",
            "time_worked": "Time worked",
        },
    ),
    "demands": (
        "DMND",
        {
            "number": "Number",
            "short_description": "Short description",
            "state": "State",
            "demand_manager": "Demand manager",
            "submitter": "Submitted by",
            "department": "Department",
            "portfolio": "Portfolio",
            "start_date": "Start date",
            "business_case": "Business case",
            "description": "Description",
            "risk_of_not_performing": "Risk of not performing",
            "total_costs": "Total planned cost",
        },
    ),
    "projects": (
        "PRJ",
        {
            "number": "Number",
            "short_description": "Project name",
            "state": "State",
            "project_manager": "Project manager",
            "department": "Department",
            "end_date": "Planned end date",
            "work_start": "Actual start date",
            "work_end": "Actual end date",
            "cost": "Total Planned cost",
            "work_cost": "Actual cost",
            "effort": "Planned effort",
            "work_effort": "Actual effort",
        },
    ),
}

#: Exports of systems of issues by a name → their generator.
ISSUES = {
    "jira cloud": lambda random: jira(random, cloud=True),
    "jira server": lambda random: jira(random, cloud=False),
    "azure devops": azure_devops,
    **{kind: (lambda random, kind=kind: service_now(random, kind)) for kind in SERVICE_NOW},
}
