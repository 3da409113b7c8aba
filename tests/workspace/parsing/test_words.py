"""Words that stand for yes, no, or not known yet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.core.written_numbers import is_placeholder
from pmo_toolkit.workspace.parsing.outcomes import Unreadable
from pmo_toolkit.workspace.parsing.words import parse_flag, visible


@pytest.mark.parametrize(
    "text",
    [
        "NA",
        "N/A",
        "n.a.",
        "?",
        "TBD",
        "tbd",
        "TBC",
        "(TBD)",
        "On hold",
        "on  hold",
        "unknown",
        "-",
        "—",
        "not known yet",
        "Not available at this point of time",
        "To be determined",
        "to be confirmed by Finance",
        "Awaiting approval",
        "#N/A",
        "k.A.",
        "à déterminer",
        "nan",
        "null",
    ],
)
def test_words_for_not_known_yet(text):
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    [
        "0",
        "no",
        "A",
        "nothing",
        "hold",
        "date",
        "Nato",
        "TBD 2027",
        "notable",
        "open",
        "N",
        "nano",
        "pendingly 3",
        "",
        "a",
    ],
)
def test_words_that_say_something(text):
    assert not is_placeholder(text)


@pytest.mark.parametrize("text", ["yes", "Yes", "Y", "TRUE", "1", "ja", "oui", " yes "])
def test_yes(text):
    assert parse_flag(text) is True


@pytest.mark.parametrize("text", ["no", "No", "N", "false", "0", "nein", "non"])
def test_no(text):
    assert parse_flag(text) is False


@pytest.mark.parametrize("text", ["", "maybe", "2", "yes and no", "x"])
def test_neither(text):
    with pytest.raises(Unreadable):
        parse_flag(text)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_never_a_placeholder(value):
    assert not is_placeholder(repr(value))


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\u200bb", "ab"),
        ("a\u200db", "ab"),
        ("\ufeffa", "a"),
        ("a\U000e0041\U000e007f", "a"),
        ("a\u202eb\u2066c", "abc"),
        ("\u0645\u06cc\u200c\u0631\u0648\u062f", "\u0645\u06cc\u200c\u0631\u0648\u062f"),
        ("\U0001f469\u200d\U0001f4bb", "\U0001f469\u200d\U0001f4bb"),
        ("\u2764\ufe0f\u200d\U0001f525", "\u2764\ufe0f\u200d\U0001f525"),
        ("\u2708\ufe0f now", "\u2708\ufe0f now"),
        ("\xe9\u200c\u200d\u200c\u200d\xe9", "\xe9\xe9"),
        ("\u2764\ufe01\U000e0141\U000e0152", "\u2764"),
        ("a\ufe0fb\u3164c\u034fd", "abcd"),
        ("plain", "plain"),
        ("Café\n", "Café\n"),
    ],
)
def test_characters_that_nobody_sees_are_left_out(text, seen):
    assert visible(text) == seen
