"""Plans of Microsoft Project and models of ArchiMate, made for tests."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from xml.sax.saxutils import escape

PROJECT_NAMESPACE = "http://schemas.microsoft.com/project"
ARCHIMATE_NAMESPACE = "http://www.opengroup.org/xsd/archimate/3.0/"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"


def element(name: str, *children: str, **texts: object) -> str:
    """An element; each keyword is a child with a text."""
    inner = "".join(f"<{key}>{escape(str(text))}</{key}>" for key, text in texts.items())
    return f"<{name}>{inner}{''.join(children)}</{name}>"


def link(uid: int, *, kind: int = 1, lag: int = 0, elsewhere: bool = False) -> str:
    """A link to a predecessor."""
    return element(
        "PredecessorLink", PredecessorUID=uid, Type=kind, CrossProject=int(elsewhere), LinkLag=lag
    )


def task(uid: int, *links: str, level: int = 1, hours: float = 8, **texts: object) -> str:
    """A task of a plan."""
    own = {
        "UID": uid,
        "ID": uid,
        "Name": f"Task {uid}",
        "Active": 1,
        "WBS": uid,
        "OutlineLevel": level,
        "Start": "2026-03-02T08:00:00",
        "Finish": "2026-03-06T17:00:00",
        "Duration": f"PT{hours:g}H0M0S",
        "DurationFormat": 7,
        "Work": f"PT{hours:g}H0M0S",
        "PercentComplete": 0,
        "Summary": 0,
        **texts,
    }
    return element("Task", *links, **own)


def plan(*tasks: str, namespace: str = PROJECT_NAMESPACE, **texts: object) -> str:
    """A plan with resources whose names are people's."""
    own = {"Title": "Relaunch", "CurrencyCode": "EUR", "MinutesPerDay": 480, **texts}
    own.setdefault("MinutesPerWeek", 2400)
    inner = "".join(f"<{key}>{escape(str(text))}</{key}>" for key, text in own.items())
    timephased = element("TimephasedData", Type=1, UID=1, Value="PT8H0M0S")
    resource = element("Resource", timephased, UID=1, Name="Ada Example", Type=1)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Project xmlns="{namespace}"><Manager>Grace Sample</Manager>{inner}'
        f"<Tasks>{''.join(tasks)}</Tasks><Resources>{resource}</Resources></Project>"
    )


def whole(hours: float = 400, **texts: object) -> str:
    """The task that sums up a plan."""
    return task(0, level=0, hours=hours, Summary=1, **texts)


def named(*names: tuple[str, str]) -> str:
    """Names in several languages."""
    return "".join(f'<name xml:lang="{language}">{escape(name)}</name>' for language, name in names)


def model(
    elements: Iterable[tuple[str, str, str]],
    relationships: Iterable[tuple[str, str, str]] = (),
    *,
    namespace: str = ARCHIMATE_NAMESPACE,
    definitions: str = "",
) -> str:
    """A model of elements (type, id, inner XML) and relationships (type, source, target)."""
    inside = "".join(
        f'<element identifier="{key}" xsi:type="{kind}">{inner}</element>'
        for kind, key, inner in elements
    )
    ties = "".join(
        f'<relationship identifier="r{number}" source="{source}" target="{target}"'
        f' xsi:type="{kind}"/>'
        for number, (kind, source, target) in enumerate(relationships)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<model xmlns="{namespace}" xmlns:xsi="{INSTANCE}"'
        f' identifier="m1"><name xml:lang="en">Model</name><elements>{inside}</elements>'
        f"<relationships>{ties}</relationships>"
        f"<propertyDefinitions>{definitions}</propertyDefinitions></model>"
    )


def capability_model(random: Random) -> str:
    """Capabilities in a tree, with goals beside them."""
    count = random.randint(1, 30)
    elements = [
        ("Capability", f"id-{number}", named(("en", f"Capability {number}"), ("de", "Fähigkeit")))
        for number in range(count)
    ]
    ties = [
        ("Composition", f"id-{random.randrange(number)}", f"id-{number}")
        for number in range(1, count)
        if random.random() < 0.8
    ]
    goals = [("Goal", f"id-g{number}", named(("en", f"Goal {number}"))) for number in range(3)]
    others = [("ApplicationComponent", "id-a", named(("en", "Application")))]
    return model([*elements, *goals, *others], ties)


def random_plan(random: Random) -> str:
    """A plan that has not begun, with summaries and links to earlier tasks."""
    count = random.randint(1, 30)
    tasks = [whole()]
    for uid in range(1, count + 1):
        summary = uid % 5 == 1 and uid < count
        links = [link(random.randint(1, uid - 1))] if uid > 1 and random.random() < 0.6 else []
        level = 1 if uid % 5 == 1 else 2
        tasks.append(task(uid, *([] if summary else links), level=level, Summary=int(summary)))
    return plan(*tasks)
