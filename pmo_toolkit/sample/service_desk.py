"""Tickets of the sample's service desk: problems that recur, a season, a department that is silent.

People raises none though it has an importance; the infrastructure engineers have most to do in
winter, when storms and bills come together.
"""

from __future__ import annotations

import math
from datetime import date, timedelta

from pmo_toolkit.sample.chance import between, chance, lognormal, pick, stream

_FIRST = date(2024, 9, 1)
_MONTHS = 27
#: The last day that the sample knows.
_LAST = date(2026, 11, 20)
_LEGAL = "Legal and compliance"
#: Service, category, role, tickets a month, median hours, who raises them, what they write.
_KINDS = (
    (
        *("S-04", "access", "infrastructure engineer", 7.0, 2.0),
        ("Customer services", "Operations", "Finance", "Information technology", _LEGAL),
        ("Password of the telephone system expired", "Cannot sign in after password change"),
    ),
    (
        *("S-14", "wrong data", "data engineer", 4.0, 3.0),
        ("Operations", "Operations", "Field services"),
        ("Valve is missing in the asset register", "Asset register shows a wrong pipe diameter"),
    ),
    (
        *("S-17", "interface", "integration engineer", 3.0, 4.0),
        ("Finance",),
        ("Invoices of the purchasing forms did not arrive in the ledger",),
    ),
    (
        *("S-08", "fault", "infrastructure engineer", 4.0, 5.0),
        ("Operations",),
        ("Control room screen frozen", "Telemetry link to a pumping station lost"),
    ),
)
_CHANNELS, _CHANNEL_WEIGHTS = ("telephone", "portal", "e-mail"), (6.0, 3.0, 2.0)
_NO_HOURS, _NO_TEXT = 0.1, 0.05
#: The infrastructure engineers' winter: so much more in January, so much less in July.
_SWING = 0.6


def ticket_rows(seed: int) -> list[dict[str, object]]:
    """Rows of ``tickets`` in the order in which they were opened."""
    rows: list[dict[str, object]] = []
    for place, (service, category, role, rate, hours, departments, texts) in enumerate(_KINDS):
        rng = stream(seed, "tickets", place)
        for step in range(_MONTHS):
            year, month = divmod(_FIRST.year * 12 + _FIRST.month - 1 + step, 12)
            season = 1.0
            if role == "infrastructure engineer":
                season += _SWING * math.cos(2 * math.pi * month / 12)
            for _ in range(round(rate * season * between(rng, 0.85, 1.15))):
                opened = date(year, month + 1, 1) + timedelta(days=int(rng.integers(28)))
                closed = opened + timedelta(days=round(lognormal(rng, 2.0, 0.8)))
                spent = round(lognormal(rng, hours, 0.4), 1)
                department, channel = (
                    pick(rng, departments),
                    pick(rng, _CHANNELS, _CHANNEL_WEIGHTS),
                )
                text = pick(rng, texts)
                without_hours, without_text = chance(rng, _NO_HOURS), chance(rng, _NO_TEXT)
                if opened > _LAST:
                    continue
                rows.append(
                    {
                        "service": service,
                        "category": category,
                        "opened": opened.isoformat(),
                        "closed": closed.isoformat() if closed <= _LAST else None,
                        "hours": None if without_hours else spent,
                        "text": None if without_text else text,
                        "department": department,
                        "role": role,
                        "channel": channel,
                    }
                )
    rows.sort(key=lambda row: (str(row["opened"]), str(row["service"])))
    return [{"ticket": f"T-{place:04d}", **row} for place, row in enumerate(rows, 1)]
