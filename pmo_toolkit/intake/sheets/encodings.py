"""In which encoding a file of text was written, and text that was decoded wrongly before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

#: Letters beyond ASCII of English, German, French, Spanish and Dutch, and marks of their texts.
_LETTERS = frozenset("äöüßÄÖÜéèêëàâçîïôûùœæÉÈÀÇÊñáíóúÑÁÍÓÚ¿¡ĳ")
_MARKS = frozenset("€£§°„“”‚‘’–—…«»·²³µ×½¼±\xa0")
#: Marks that stand before or behind a word, not alone.
_QUOTES = frozenset("„“”‚‘’…«»")
#: Single-byte encodings in the order in which they are preferred where nothing tells them apart.
_CANDIDATES = ("cp1252", "iso-8859-15", "mac_roman")
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_SAMPLE = 4_000_000
_WORD = re.compile(r"[^\s;,|\"]*[^\x00-\x7f\s;,|\"][^\s;,|\"]*")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_MOST_COUNTED = 20_000
_MOST_TIMES = 3  # times that a text may have been decoded wrongly
#: What the letters and marks of our languages look like where UTF-8 was taken for cp1252.
_MOJIBAKE = re.compile(
    "[\u00c2\u00c3\u00c5][\u0080-\u00bf\u20ac\u201a-\u203a\u0152-\u0192\u02c6\u02dc\u2122]"
    "|\u00e2[\u20ac\u201a\u0080\u201e][\u0080-\u00bf\u20ac\u201a-\u203a\u0152-\u0192\u02c6\u02dc\u2122]"
)


@dataclass(frozen=True)
class Encoding:
    """An encoding, with three words that show it where it was told apart."""

    name: str
    remark: str | None = None


def encoding_of(data: bytes) -> Encoding:
    """The encoding of a file: by its byte order mark, as UTF-8, or as the text makes most sense."""
    sample = data[:_SAMPLE]
    if data.startswith(_BOMS):
        return Encoding("utf-8")  # the mark itself decides
    wide = _without_mark(sample)
    if wide is not None:
        return _told(wide, sample.decode(wide, "replace"), "UTF-16 without a byte order mark")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return Encoding("utf-8")
    merits = {name: _merit(sample, name) for name in _CANDIDATES}
    best = max(_CANDIDATES, key=lambda name: merits[name])
    return _told(best, sample.decode(best, "replace"), best)


def _told(name: str, text: str, shown: str) -> Encoding:
    words = list(dict.fromkeys(match[0] for match in _WORD.finditer(text)))
    words = words or text.split()
    listed = ", ".join(f'"{word[:40]}"' for word in words[:3])
    return Encoding(name, f"is no UTF-8; taken as {shown}, which gives {listed}")


def _without_mark(sample: bytes) -> str | None:
    """UTF-16 shows itself by zero bytes at every other place."""
    sample = sample[: len(sample) // 2 * 2]
    if len(sample) < 4 or b"\0" not in sample:
        return None
    even, odd = sample[::2], sample[1::2]
    half = len(even)
    if odd.count(0) > 0.6 * half > 3 * even.count(0):
        return "utf-16-le"
    if even.count(0) > 0.6 * half > 3 * odd.count(0):
        return "utf-16-be"
    return None


def _merit(sample: bytes, name: str) -> float:
    """How well the characters beyond ASCII fit into texts of our languages; less than 0: badly."""
    text = sample.decode(name, "replace")
    found = islice(_BEYOND_ASCII.finditer(text), _MOST_COUNTED)
    merit = 0.0
    for match in found:
        place = match.start()
        merit += _fit(match[0], text[max(place - 1, 0) : place], text[place + 1 : place + 2])
    return merit


def _fit(character: str, before: str, behind: str) -> float:
    if character in _LETTERS:
        if before.isdigit() or behind.isdigit() or (character == "ß" and not before.isalpha()):
            return -1.0
        if character.isupper() and before.islower():
            return -1.0
        alone = not before.isalpha() and not behind.isalpha()
        return 0.5 if alone else 1.0
    if character in _QUOTES and not before.isalpha() and not behind.isalpha():
        return 0.3
    if character in _MARKS:
        within = before.isalpha() and behind.isalpha() and character not in "’–·\xa0"
        return -1.0 if within else 0.8
    return -2.0


def repaired(text: str) -> str | None:
    """What a text said before its UTF-8 was taken for cp1252; None where it says what it says.

    ``AblÃ¶sung`` was ``Ablösung``. Nothing is changed where the bytes would be no UTF-8.
    """
    better = text
    for _ in range(_MOST_TIMES):
        once = _MOJIBAKE.sub(_decoded, better)
        if once == better:
            break
        better = once
    return better if better != text else None


def _decoded(match: re.Match[str]) -> str:
    try:
        return b"".join(map(_byte, match[0])).decode("utf-8")
    except UnicodeError:
        return match[0]


def _byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        # cp1252 leaves five bytes without a character, and decoders pass them through
        return character.encode("latin-1")
