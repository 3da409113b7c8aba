"""``workspace.toml``: what it declares, and what happens when it is wrong."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.core.settings import Settings
from pmo_toolkit.core.troubles import Troubles
from pmo_toolkit.workspace.configuration.config import WorkspaceConfig
from pmo_toolkit.workspace.configuration.reader import read_config
from pmo_toolkit.workspace.configuration.values import FileChoice

FULL = """\
name = "Intake 2026"
sample = true
as_of = 2026-11-22
decides = "the investment board"
currency = "cad"
price_year = 2026
hours_per_day = 7.5
locale = "fr-CA"
fiscal_year_start = 4
encoding = "cp1252"

[columns.Proposals]
title = "Projet"
"Requested Budget" = "Montant"
site_count = "Sites"

[files]
proposals = "liste.csv"
costs = { file = "intake.xlsx", sheet = "Sheet 3" }

[vocabulary]
stage = ["pilot"]
"options.kind" = ["outsource"]

[vocabulary.costs]
period = ["per quarter"]

[history]
actual_means = "the budget as restated later"

[drivers]
drop = ["Team Size"]
keep = ["site_count"]
known_before = ["Planned cost"]

[settings]
validity_days = 60
"""


def config_of(tmp_path, text):
    troubles = Troubles()
    if text is not None:
        (tmp_path / "workspace.toml").write_bytes(
            text if isinstance(text, bytes) else text.encode("utf-8")
        )
    config, settings = read_config(tmp_path, Settings(), troubles)
    return config, settings, troubles.all()


def test_without_the_file_the_defaults_hold(tmp_path):
    config, settings, told = config_of(tmp_path, None)
    assert config == WorkspaceConfig()
    assert (config.locale, config.date_order, config.fiscal_year_start, config.currency) == (
        "en_GB",
        "dmy",
        1,
        None,
    )
    assert config.decides == "the enterprise PMO"
    assert settings == Settings()
    assert told == ()


def test_everything_that_can_be_declared(tmp_path):
    config, settings, told = config_of(tmp_path, FULL)
    assert told == ()
    assert (config.name, config.sample, config.decides) == (
        "Intake 2026",
        True,
        "the investment board",
    )
    assert config.as_of == dt.date(2026, 11, 22)
    assert (config.currency, config.price_year, config.hours_per_day) == ("CAD", 2026, 7.5)
    assert (config.locale, config.date_order, config.fiscal_year_start) == ("fr_CA", "ymd", 4)
    assert config.encoding == "cp1252"
    assert config.columns == {
        "proposals": {"title": "Projet", "requested_budget": "Montant", "site_count": "Sites"},
    }
    assert config.files == {
        "proposals": FileChoice("liste.csv"),
        "costs": FileChoice("intake.xlsx", "Sheet 3"),
    }
    assert config.words("proposals", "stage") == ("pilot",)
    assert config.words("options", "kind") == ("outsource",)
    assert config.words("costs", "period") == ("per quarter",)
    assert config.words("benefits", "unit") == ()
    assert config.actual_means == "the budget as restated later"
    assert (config.drivers_drop, config.drivers_keep) == (("team_size",), ("site_count",))
    assert config.drivers_known_before == ("planned_cost",)
    assert settings.advice.validity_days == 60
    assert "locale" in config.declared


@pytest.mark.parametrize(
    ("locale", "order"),
    [("en_GB", "dmy"), ("en_US", "mdy"), ("de_DE", "dmy"), ("sv_SE", "ymd"), ("ja_JP", "ymd")],
)
def test_the_order_of_dates_follows_the_locale(tmp_path, locale, order):
    assert config_of(tmp_path, f'locale = "{locale}"')[0].date_order == order


def test_a_declared_order_wins_over_the_locale(tmp_path):
    assert config_of(tmp_path, 'date_order = "mdy"\nlocale = "de_DE"')[0].date_order == "mdy"


def test_a_day_may_be_text(tmp_path):
    assert config_of(tmp_path, 'as_of = "2026-11-22"')[0].as_of == dt.date(2026, 11, 22)


def test_windows_line_ends_and_a_mark_are_fine(tmp_path):
    config, _, told = config_of(tmp_path, b'\xef\xbb\xbfname = "x"\r\nprice_year = 2026\r\n')
    assert (config.name, config.price_year, told) == ("x", 2026, ())


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("sample = 1", "true or false"),
        ("name = 3", "text in quotes"),
        ('name = " "', "text in quotes"),
        ('name = "In\u200btake"', "text without characters that nobody sees"),
        ('decides = "board\U000e0041"', "text without characters that nobody sees"),
        ('as_of = "22.11.2026"', "a day written as"),
        ("as_of = 2026", "a day"),
        ("as_of = 9999-12-31", "a day from 1950 to 2150"),
        ("as_of = 0001-01-01", "a day from 1950 to 2150"),
        ("as_of = inf", "a day"),
        ("hours_per_day = 1e400", "above 0"),
        ("hours_per_day = true", "above 0"),
        (f"price_year = {'9' * 4000}", "a whole number"),
        (f"price_year = 0x{'f' * 9000}", "a whole number"),
        (f"name = {'[' * 90}{']' * 90}", "text in quotes"),
        (f"sample.{'a.' * 4000}a = 1", "true or false"),
        ('currency = "CDA"', "a three-letter currency code"),
        ("price_year = 26", "a whole number from 1950"),
        ("price_year = true", "a whole number"),
        ("hours_per_day = 0", "above 0"),
        ("hours_per_day = nan", "above 0"),
        ("hours_per_day = 25", "at most 24"),
        ('locale = "xx_YY"', "a locale such as"),
        ('locale = ""', "text in quotes"),
        ('date_order = "myd"', '"dmy"'),
        ("fiscal_year_start = 13", "from 1 to 12"),
        ('encoding = "rot13"', "an encoding such as"),
        ('encoding = "zlib"', "an encoding such as"),
        ('encoding = "nope"', "an encoding such as"),
        ("columns = 3", "a section [columns]"),
    ],
)
def test_a_value_of_the_wrong_sort_is_a_fault_with_its_line(tmp_path, line, expected):
    _, _, told = config_of(tmp_path, f"# a comment\n\n{line}\n")
    (trouble,) = told
    assert trouble.grade.value == "fault"
    assert (trouble.table, trouble.row, trouble.file) == ("workspace", 3, "workspace.toml")
    assert trouble.column == line.split()[0].partition(".")[0]
    assert trouble.found is None or len(trouble.found) <= 400
    assert expected in trouble.expected


def test_all_wrong_values_are_told_at_once(tmp_path):
    _, _, told = config_of(
        tmp_path, 'sample = 1\nlocale = "xx"\n[settings]\ndraws = 3\nvalidity_days = 0\n'
    )
    assert [(trouble.row, trouble.column) for trouble in told] == [
        (1, "sample"),
        (2, "locale"),
        (4, "draws"),
        (5, "validity_days"),
    ]


@pytest.mark.parametrize(
    ("text", "row", "column", "near"),
    [
        ('curency = "CAD"', 1, "curency", "currency"),
        ("[column.proposals]\nx = 'y'", 1, "column", "columns"),
        ("[columns.propsals]\ntitle = 'y'", 1, "propsals", "proposals"),
        ("[files]\nrisk_ = 'a.csv'\nriskz = 'b.csv'", 3, "riskz", "risks"),
        ("[vocabulary]\nstagge = ['x']", 2, "stagge", "stage"),
        ("[history]\nactual_mean = 'x'", 2, "actual_mean", "actual_means"),
        ("[drivers]\ndropp = ['x']", 2, "dropp", "drop"),
    ],
)
def test_an_unknown_entry_is_a_finding_with_the_nearest(tmp_path, text, row, column, near):
    _, _, told = config_of(tmp_path, text)
    (trouble,) = [each for each in told if each.column == column]
    assert trouble.grade.value == "finding"
    assert trouble.row == row
    assert f"Did you mean {near}?" in trouble.next_step


def test_an_unknown_setting_is_a_fault_with_the_nearest(tmp_path):
    _, settings, told = config_of(tmp_path, "[settings]\nvalidity_day = 3\nhorizon_months = 24\n")
    (trouble,) = told
    assert trouble.row == 2
    assert "validity_days" in trouble.what
    assert settings.money.horizon_months == 24


def test_broken_toml_is_a_fault_with_its_line(tmp_path):
    config, _, told = config_of(tmp_path, 'name = "x"\ncurrency = CAD\n')
    (trouble,) = told
    assert (trouble.grade.value, trouble.row) == ("fault", 2)
    assert config == WorkspaceConfig()


def test_a_file_that_is_not_utf8_is_a_fault_with_its_line(tmp_path):
    (trouble,) = config_of(tmp_path, b'# ok\nname = "caf\xe9"\n')[2]
    assert (trouble.grade.value, trouble.row, trouble.found) == ("fault", 2, "byte 0xE9")


def test_a_folder_or_huge_file_in_its_place_is_a_fault(tmp_path):
    (tmp_path / "workspace.toml").mkdir()
    assert config_of(tmp_path, None)[2][0].grade.value == "fault"
    other = tmp_path / "other"
    other.mkdir()
    assert config_of(other, b"#" * 2_000_000)[2][0].grade.value == "fault"


@pytest.mark.parametrize(
    "value", ['["a"]', "3", "{}", "{ sheet = 1 }", '{ path = "x" }', '{ file = "" }']
)
def test_a_file_must_be_a_name(tmp_path, value):
    (trouble,) = config_of(tmp_path, f"[files]\ncosts = {value}\n")[2]
    assert (trouble.grade.value, trouble.row) == ("fault", 2)


@pytest.mark.parametrize(
    "kind",
    [
        "k{0} = 1",
        "[settings]\nk{0} = 1",
        "[files]\nk{0} = 1",
        "[columns.proposals]\nk{0} = 1",
        "[t{0}]",
    ],
)
def test_very_many_entries_are_counted_and_the_first_are_told(tmp_path, kind):
    head, _, entry = kind.rpartition("\n")
    text = head + "\n" + "\n".join(entry.format(number) for number in range(4000))
    _, _, told = config_of(tmp_path, text)
    assert len(told) == 11
    assert sum("3,990 further entries" in trouble.what for trouble in told) == 1


@pytest.mark.parametrize(
    "setting",
    [
        "seed = -1",
        f"seed = {'9' * 4000}",
        "seed = 0x" + "f" * 9000,
        "seed = inf",
        "validity_days = inf",
        "validity_days = 1000000",
        "heavy_tail_ratio = 1e400",
        "heavy_tail_ratio = nan",
        "stale_years = 1e300",
        "stale_years = true",
        "draws = {}",
        "confidence_levels = [0.9]",
        f"draws.{'a.' * 4000}a = 1",
        "confidence_levels = [[[0.9]], 0.1]",
    ],
)
def test_settings_that_no_assessment_can_use_are_faults(tmp_path, setting):
    _, settings, (trouble,) = config_of(tmp_path, f"[settings]\n{setting}\n")
    assert trouble.grade.value == "fault"
    assert trouble.column == setting.split()[0].partition(".")[0]
    assert settings == Settings()


@pytest.mark.parametrize(
    "text", [f"price_year = {'9' * 5000}", "x = " + "[" * 5000, "a." * 9000 + "a = 1"]
)
def test_toml_that_python_cannot_read_is_one_trouble(tmp_path, text):
    assert len(config_of(tmp_path, text)[2]) == 1


def test_a_link_is_not_followed(tmp_path):
    (tmp_path / "elsewhere").write_text('name = "x"')
    (tmp_path / "workspace.toml").symlink_to(tmp_path / "elsewhere")
    config, _, (trouble,) = config_of(tmp_path, None)
    assert "link" in trouble.what
    assert config == WorkspaceConfig()


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(tmp_path_factory, data):
    config_of(tmp_path_factory.mktemp("toml"), data)


@given(
    st.dictionaries(
        st.sampled_from([*WorkspaceConfig.__dataclass_fields__, "x"]),
        st.one_of(
            st.integers(), st.booleans(), st.floats(allow_nan=True), st.text("abc.\\/", max_size=5)
        ),
        max_size=6,
    )
)
def test_no_values_break_the_reader(tmp_path_factory, values):
    def toml(value):
        return repr(value).lower() if not isinstance(value, str) else "'" + value + "'"

    text = "\n".join(f"{name} = {toml(value)}" for name, value in values.items())
    _, _, told = config_of(tmp_path_factory.mktemp("toml"), text)
    assert all(trouble.row is None or trouble.row <= len(values) for trouble in told)


def test_every_locale_that_can_be_declared_can_be_used():
    from babel.localedata import locale_identifiers

    from pmo_toolkit.core.written_numbers import number_style
    from pmo_toolkit.workspace.configuration.values import locale, order_of
    from pmo_toolkit.workspace.parsing.date_forms import month_names
    from pmo_toolkit.workspace.parsing.numbers import parse_number

    for name in locale_identifiers()[::7]:
        declared = locale(name)
        assert order_of(declared) in ("dmy", "mdy", "ymd")
        assert set(month_names(declared).values()) == set(range(1, 13))
        assert parse_number("12", number_style(declared)) == 12
