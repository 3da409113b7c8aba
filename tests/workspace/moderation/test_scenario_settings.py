"""What a scenario can set, in words; all else is refused with what would help."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.core.written_numbers import number_style
from pmo_toolkit.workspace.moderation.named_things import NamedThings
from pmo_toolkit.workspace.moderation.scenario_settings import SettingKind, read_setting
from pmo_toolkit.workspace.parsing.outcomes import Unreadable

KNOWN = NamedThings(
    proposals=("P-001", "P-002"),
    options={"O-1S": "P-001", "O-2S": "P-002"},
    roles=("project manager",),
    counted={"goal": ("G-01",), "capability": (), "department": ("Sales",), "class": ()},
    quarters=("2027-Q1", "2027-Q2"),
    years=("2027",),
    currency="EUR",
)


def read(setting, value, locale="en_GB"):
    found = read_setting(setting, value, KNOWN, number_style(locale))
    return found.kind, found.subject, found.value


@pytest.mark.parametrize(
    ("setting", "value", "expected"),
    [
        ("objective", "goal contribution", (SettingKind.OBJECTIVE, "", "goal contribution")),
        ("Weight of  goals", "40 %", (SettingKind.GOALS_WEIGHT, "", 0.4)),
        ("budget", "1.2m", (SettingKind.BUDGET, "", 1_200_000)),
        ("budget 2027", "€ 500,000", (SettingKind.BUDGET, "2027", 500_000)),
        ("budget 2027", "500,000", (SettingKind.BUDGET, "2027", 500_000)),
        ("capacity", "80 %", (SettingKind.CAPACITY, "*", 0.8)),
        ("capacity Project Manager", "1.5", (SettingKind.CAPACITY, "project manager", 1.5)),
        ("force in", "P-001, p-002", (SettingKind.FORCE_IN, "", ("P-001", "P-002"))),
        ("leave out", "P-002", (SettingKind.LEAVE_OUT, "", ("P-002",))),
        ("option P-001", "O-1S", (SettingKind.OPTION, "P-001", "O-1S")),
        ("start P-002", "2027 Q2", (SettingKind.START, "P-002", "2027-Q2")),
        ("least goal G-01", "0.2", (SettingKind.LEAST, "goal G-01", 0.2)),
        ("least department sales", "20 %", (SettingKind.LEAST, "department Sales", 0.2)),
        ("keep budget", "80 %", (SettingKind.KEEP_BUDGET, "", 0.8)),
        ("tail mean", "0.9", (SettingKind.TAIL_MEAN, "", 0.9)),
    ],
)
def test_words_that_can_be_set(setting, value, expected):
    kind, subject, held = expected
    assert read(setting, value) == (kind, "" if subject == "*" else subject, held)


@pytest.mark.parametrize(
    ("setting", "value", "says"),
    [
        (None, "3", "what it sets"),
        ("colour", "red", "no scenario can set"),
        ("budget 2027", None, "set to nothing"),
        ("budget 2031", "5", "no budget year of the plan"),
        ("budget", "-5", "below nought"),
        ("budget", "much", "is not"),
        ("budget 2027", "500,000 USD", "another currency"),
        ("capacity tester", "1", "no role of capacity"),
        ("capacity", "160", "no factor"),
        ("force in", "P-009", "no proposal"),
        ("option P-001", "O-2S", "no option of P-001"),
        ("start P-001", "2031-Q1", "no quarter of the plan"),
        ("least goal G-09", "0.2", "no goal"),
        ("least", "0.2", "does not say of what"),
        ("keep budget", "100 %", "leaves no doubt"),
        ("weight of goals", "140 %", "no share"),
        ("objective", "beauty", "no objective"),
    ],
)
def test_what_cannot_be_meant(setting, value, says):
    with pytest.raises(Unreadable, match=says) as refused:
        read(setting, value)
    assert refused.value.expected and refused.value.next_step


def test_numbers_are_written_as_in_the_workspace():
    assert read("budget", "1.250.000,50", "de_DE")[2] == 1_250_000.5


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_is_read_or_refused(setting, value):
    try:
        read(setting, value)
    except Unreadable as error:
        assert error.what
