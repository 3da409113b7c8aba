"""Words of clients, translated."""

from __future__ import annotations

import pytest

from pmo_toolkit.intake.mapping.names.catalogue import parts
from pmo_toolkit.intake.mapping.spellings.vocabulary import WORDS
from pmo_toolkit.intake.mapping.words import translate
from pmo_toolkit.workspace.dictionary.tables import TABLES


@pytest.mark.parametrize(
    ("table", "column", "word", "ours"),
    [
        ("proposals", "stage", "Idee", "idea"),
        ("proposals", "stage", "Konzept", "outline"),
        ("proposals", "stage", "Prêt pour décision", "ready for decision"),
        ("options", "kind", "Eigenentwicklung", "build"),
        ("options", "kind", "Kauf SaaS", "SaaS"),
        ("options", "kind", "Nichts tun", "nothing"),
        ("history", "class", "progiciel", "software package"),
        ("costs", "period", "jährlich", "per year"),
        ("costs", "cost_type", "Inversión", "capex"),
        ("options", "lock_in", "hoog", "high"),
        ("dependencies", "type", "braucht", "requires"),
        ("criteria", "direction", "lower is better", "down"),
        ("capabilities", "importance", "sehr hoch", "5"),
        ("benefits", "unit", "USD per year", "money per year"),
        ("benefits", "unit", "€/Jahr", "money per year"),
        ("benefits", "unit", "T€ p.a.", "money per year"),
        ("benefits", "unit", "per year", "money per year"),
    ],
)
def test_known_words(table, column, word, ours):
    found = translate(table, column, [word])
    assert (found.words, found.doubts) == ({word: ours}, ())


def test_our_own_words_need_no_translation():
    found = translate("proposals", "stage", ["idea", "Business Case", "ready for decision"])
    assert (found.words, found.known, found.doubts) == ({}, 3, ())


def test_misspelt_words_are_in_doubt_and_strange_ones_left_out():
    found = translate("proposals", "stage", ["Koncept", "Purzelbaum"])
    assert found.words == {"Koncept": "outline"}
    assert found.doubts == (
        '"Koncept" is taken for "outline"',
        '"Purzelbaum" matches none of our words and stays not assessed',
    )


def test_three_levels_span_the_scale_and_five_do_not():
    three = translate("capabilities", "importance", ["hoch", "mittel", "niedrig"])
    assert three.words == {"hoch": "5", "mittel": "3", "niedrig": "1"}
    assert three.doubts == ("three levels are taken for 1, 3 and 5",)
    five = translate("capabilities", "importance", ["sehr hoch", "hoch", "mittel", "gering"])
    assert five.words == {"sehr hoch": "5", "hoch": "4", "mittel": "3", "gering": "2"}
    assert five.doubts == ()


def test_probabilities_in_words_are_in_doubt():
    found = translate("risks", "probability", ["hoch", "gering"])
    assert found.words == {"hoch": "0.7", "gering": "0.2"}
    assert len(found.doubts) == 1


@pytest.mark.parametrize("word", ["ja", "oui", "x", "sí", "yes", "Y"])
def test_yes(word):
    found = translate("benefits", "cashable", [word])
    assert found.known == 1
    assert found.words.get(word, "yes") == "yes"


def test_every_vocabulary_has_words_and_no_word_means_two_things():
    for table, schema in TABLES.items():
        for column, held in schema.columns.items():
            vocabulary = (held.metadata or {}).get("vocabulary") or ()
            if not vocabulary:
                continue
            words = WORDS.get(f"{table}.{column}", WORDS.get(column))
            assert words is not None, (table, column)
            assert set(words) <= set(vocabulary), (table, column)
            listed = [word.casefold() for texts in words.values() for word in set(parts(texts))]
            assert len(listed) == len(set(listed)), (table, column, sorted(listed))
