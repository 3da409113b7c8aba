"""Exports of Planner, Outlook, GitLab, GitHub and cloud providers, made from a seed."""

from __future__ import annotations

import csv
import datetime as dt
import io
from random import Random

import pandas as pd

from pmo_toolkit.intake.base.regions import Region, Source
from pmo_toolkit.intake.sheets.focus_sums import ChargeSums
from tests.intake.exports.made_exports import (
    NAMES,
    MadeExport,
    day,
    later,
    moment,
    story,
    title,
    written,
)


def planner(random: Random) -> MadeExport:
    """The sheet of tasks that Planner writes."""
    headers = ["Task ID", "Task Name", "Bucket Name", "Progress", "Priority", "Assigned To"]
    headers += ["Created By", "Created Date", "Start date", "Due date", "Is Recurring", "Late"]
    headers += ["Completed Date", "Completed By", "Completed Checklist Items", "Checklist Items"]
    headers += ["Labels", "Description"]
    rows = []
    for number in range(1, random.randint(6, 20)):
        created = dt.date(2026, 3, 25) if number == 1 else day(random)
        done = number == 1 or random.random() < 0.5
        ended = f"{later(random, created):%m/%d/%Y}" if done else ""
        row = [
            f"k3xF{number:04}ZyQ",
            title(random),
            "Doing",
            "Completed" if done else "In progress",
        ]
        row += ["Medium", random.choice(NAMES), NAMES[0], f"{created:%m/%d/%Y}", "", "", "false"]
        row += ["false", ended, NAMES[1] if done else "", "1/2", "a;b", "red", story(random)]
        rows.append(row)
    return MadeExport("Microsoft Planner", "Relaunch.csv", written(headers, rows))


def outlook(random: Random) -> MadeExport:
    """Tasks of Outlook, which are those of To Do."""
    headers = ["Subject", "Start Date", "Due Date", "Reminder On/Off", "Reminder Date"]
    headers += ["Reminder Time", "Date Completed", "% Complete", "Total Work", "Actual Work"]
    headers += ["Billing Information", "Categories", "Contacts", "Mileage", "Notes", "Priority"]
    headers += ["Private", "Sensitivity", "Status"]
    rows = []
    for number in range(1, random.randint(6, 20)):
        ended = "25.3.2026" if number == 1 else f"{day(random):%d.%m.%Y}"
        row = [f"{number} {title(random)}", "", "", "False", "", "", ended, "100", "0", "0", "", ""]
        rows.append([*row, NAMES[0], "", story(random), "Normal", "False", "Normal", "Completed"])
    return MadeExport("Microsoft To Do", "tasks.csv", written(headers, rows, quoted=True))


def gitlab(random: Random) -> MadeExport:
    """Issues of GitLab."""
    headers = ["Title", "Description", "Issue ID", "URL", "State", "Author", "Author Username"]
    headers += ["Assignee", "Assignee Username", "Confidential", "Locked", "Due Date"]
    headers += ["Created At (UTC)", "Updated At (UTC)", "Closed At (UTC)", "Milestone", "Weight"]
    headers += ["Labels", "Time Estimate", "Time Spent", "Epic ID", "Epic Title"]
    rows = []
    for number in range(1, random.randint(6, 20)):
        created = day(random)
        times = [str(moment(random, date)) for date in (created, later(random, created))]
        closed = number == 1 or random.random() < 0.6
        row = [title(random), story(random), str(number)]
        row += [f"https://gitlab.example.org/shop/portal/-/issues/{number}"]
        row += ["Closed" if closed else "Open", NAMES[0], "ada", random.choice((*NAMES, "")), "x"]
        row += ["No", "No", "", *times, times[1] if closed else "", "v1", "", "red,blue", "3600"]
        rows.append([*row, "0", "", ""])
    return MadeExport("GitLab", "issues.csv", written(headers, rows))


def github(random: Random) -> MadeExport:
    """Issues of GitHub, as its command names the columns."""
    headers = ["number", "title", "state", "labels", "createdAt", "closedAt", "author", "url"]
    headers += ["stateReason"]
    rows = []
    for number in range(1, random.randint(6, 20)):
        created = day(random)
        times = [
            moment(random, date).isoformat() + "Z" for date in (created, later(random, created))
        ]
        closed = number == 1 or random.random() < 0.6
        row = [str(number), title(random), "CLOSED" if closed else "OPEN", "bug", times[0]]
        row += [times[1] if closed else "", random.choice(NAMES)]
        row += [f"https://github.com/shop/portal/issues/{number}", "COMPLETED" if closed else ""]
        rows.append(row)
    return MadeExport("GitHub", "issues.csv", written(headers, rows))


FOCUS_HEADERS = [
    "AvailabilityZone",
    "BilledCost",
    "BillingAccountId",
    "BillingAccountName",
    "BillingCurrency",
    "BillingPeriodEnd",
    "BillingPeriodStart",
    "ChargeCategory",
    "ChargeClass",
    "ChargeDescription",
    "ChargeFrequency",
    "ChargePeriodEnd",
    "ChargePeriodStart",
    "CommitmentDiscountId",
    "ConsumedQuantity",
    "ConsumedUnit",
    "ContractedCost",
    "EffectiveCost",
    "InvoiceIssuerName",
    "ListCost",
    "PricingQuantity",
    "PricingUnit",
    "ProviderName",
    "PublisherName",
    "RegionId",
    "ResourceId",
    "ServiceCategory",
    "ServiceName",
    "SkuId",
    "SubAccountId",
    "Tags",
]


class MadeCharges(MadeExport):
    """Charges as a file of text, which reading adds up."""

    @property
    def region(self) -> Region:
        """The sums, as reading finds them."""
        lines = list(csv.reader(io.StringIO(self.text)))
        sums = ChargeSums(1000)
        sums.add(pd.DataFrame(lines[1:], columns=lines[0]))
        headers, *records = sums.lines()
        rows = tuple(range(2, len(records) + 2))
        return Region(Source(self.file), (1,), tuple(headers), tuple(map(tuple, records)), rows)


def focus(random: Random) -> MadeExport:
    """Charges of a cloud provider."""
    rows = []
    for _ in range(random.randint(6, 40)):
        month = random.randint(1, 12)
        cells = {
            "BilledCost": f"{random.random() * 100:.10f}",
            "BillingCurrency": "EUR",
            "BillingPeriodStart": f"2026-{month:02}-01T00:00:00Z",
            "EffectiveCost": f"{random.random() * 100:.10f}",
            "ServiceName": random.choice(("Virtual Machines", "Object/Blob Storage", "Key Vault")),
            "ServiceCategory": "Compute",
            "ChargeCategory": random.choice(("Usage", "Purchase", "Credit")),
            "Tags": '{"owner": "shop"}',
        }
        rows.append([cells.get(header, "") for header in FOCUS_HEADERS])
    return MadeCharges("charges in FOCUS", "focus-2026.csv", written(list(FOCUS_HEADERS), rows))


TRACKERS = {
    "planner": planner,
    "outlook": outlook,
    "gitlab": gitlab,
    "github": github,
    "focus": focus,
}
