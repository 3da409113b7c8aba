"""In which encoding a file was written, and text that was decoded wrongly before."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pmo_toolkit.intake.sheets.encodings import encoding_of
from pmo_toolkit.workspace.parsing.garbled import ungarbled

_TEXTS = [
    "Ablösung Größe Übersicht für die Straße 5 €",
    "Refonte de l’intranet: coût élevé, çà et là, Noël, 12 € – déjà",
    "Migración año próximo ¿cuándo? niño, señal 3 €",
    "Coördinatie van financiële zaken, één geïntegreerd beeld €",
    "DÉJÀ VU À PARIS; „Zitat“ – Gedanke",
    "ÜBERSICHT ÜBER KÖLN",
    "100 €",
    "œuvre; Élan vital; Ça va",
]
_ENCODINGS = ["utf-8", "cp1252", "iso-8859-15", "mac_roman", "utf-16-le", "utf-16-be"]
_ONLY_CP1252_AND_MAC = "’–„“"  # characters that iso-8859-15 does not have


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (text, encoding)
        for text in _TEXTS
        for encoding in _ENCODINGS
        if encoding != "iso-8859-15" or not set(text) & set(_ONLY_CP1252_AND_MAC)
    ],
)
def test_encodings_are_told_apart(text, encoding):
    whole = f"id;titel;kosten\nP1;{text};12\n"
    found = encoding_of(whole.encode(encoding))
    assert whole.encode(encoding).decode(found.name) == whole
    assert (found.remark is None) == (encoding == "utf-8")


def test_the_remark_shows_three_words():
    found = encoding_of("Ablösung Größe für Straße\n".encode("cp1252"))
    assert found.remark == ('is no UTF-8; taken as cp1252, which gives "Ablösung", "Größe", "für"')


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides(encoding):
    assert encoding_of("Größe".encode(encoding)).remark is None


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("AblÃ¶sung", "Ablösung"),
        ("GrÃ¶ÃŸe", "Größe"),
        ("Ã„nderung", "Änderung"),
        ("â‚¬ 100", "€ 100"),
        ("Ã\xa0 la carte", "à la carte"),
        ("niÃ±o 5 €", "niño 5 €"),
        ("ÃƒÂ¶", "ö"),
        ("â€žZitatâ€œ", "„Zitat“"),
    ],
)
def test_mojibake_is_ungarbled(wrong, right):
    assert ungarbled(wrong) == right


@pytest.mark.parametrize(
    "text", ["Ablösung", "São Paulo", "Ångström", "GÂTEAU À LA CRÈME", "€ 5", "RÖ", "Ã", "plain"]
)
def test_what_is_right_stays(text):
    assert ungarbled(text) is None


@given(st.text("äöüßÄÖÜéèêëàâçîïôûùœÉÈÀÇñáíóúÑ abc€„“–", min_size=1))
def test_whatever_was_decoded_as_cp1252_comes_back(text):
    assume(ungarbled(text) is None)
    data = text.encode("utf-8")
    try:
        wrong = data.decode("cp1252")
    except UnicodeDecodeError:
        return
    assert ungarbled(wrong) == (None if wrong == text else text)


@pytest.mark.parametrize("text", ["alle Beträge in T€", "480 T€;1,8 Mio €;ca. 830 T€", "Mär;T€"])
def test_a_sign_of_money_is_no_letter_of_another_code_page(text):
    assert encoding_of(text.encode("cp1252")).name == "cp1252"
