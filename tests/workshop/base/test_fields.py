"""A field for a number takes it as the locale writes it, and says beneath what it cannot take."""

from __future__ import annotations

import pytest

from pmo_toolkit.workshop.base.fields import NumberField


def _read(text, **kinds):
    field = NumberField("Field", None, **{"locale": "en_GB", **kinds})
    field.text.value = text
    return field.number()


@pytest.mark.parametrize("text", ["30", "30%", " 30 % "])
def test_a_percentage_may_have_its_sign_where_the_field_is_one(text):
    assert _read(text, unit="%", most=100) == 30
    if "%" in text:
        with pytest.raises(ValueError, match="not a number"):
            _read(text, unit="days")


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("de_DE", "1.234,5"),
        ("en_GB", "1,234.5"),
        ("fr_FR", "1 234,5"),
        ("de_CH", "1\N{RIGHT SINGLE QUOTATION MARK}234.5"),
        ("sv_SE", "1\N{NO-BREAK SPACE}234,5"),
    ],
)
def test_five_ways_to_write_one_number(locale, text):
    assert _read(text, locale=locale) == 1234.5


@pytest.mark.parametrize("text", ["1.234,5", "12 pm", "\N{GRINNING FACE}", "<b>5</b>", "1\t2\t3"])
def test_what_is_no_number_is_said_beneath(text):
    field = NumberField("Field", None, locale="en_GB")
    field.text.value = text
    with pytest.raises(ValueError, match="number"):
        field.number()
    assert field.fault.value and "<b>5" not in field.fault.value and field.text.value == text
    field.reset()
    assert (field.text.value, field.fault.value) == ("", "")
