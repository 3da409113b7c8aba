"""Text that was read in a wrong encoding, as ``AblÃ¶sung``, and the encoding that is likely."""

from __future__ import annotations

import re
from itertools import islice

#: Encodings in which programs write files that are not UTF-8, the likelier ones first, and by how
#: much the merit of each must be greater: "T€" in cp1252 is "TÇ" in cp850, which looks as well,
#: while what is truly cp850 makes nonsense in cp1252.
_LIKELY = {"cp1252": 0.0, "iso-8859-15": 0.01, "mac_roman": 0.25, "cp850": 0.25}
#: Letters beyond ASCII of Western European languages.
_LETTERS = frozenset("äöüßÄÖÜéèêëàâáãåçñîïíìóòôõøœæúùûÿÉÈÊÀÂÁÃÅÇÑÍÓÔÕØŒÆÚÙÛĳ")
_MARKS = frozenset("€£§°–—“”„’‘‚…«»·•²³½¼µ×±®©™¿¡ªº´ \u00a0")
#: Marks that stand before or behind a word, not alone.
_QUOTES = frozenset("„“”‚‘’…«»")
_EASTERN = frozenset("ąćęłńśźżĄĆĘŁŃŚŹŻčďěňřšťůžýČĎĚŇŘŠŤŮŽÝőűŐŰ")
_PAIR = re.compile(r"[^\x00-\x7f]{2}")
#: What the letters and marks of these languages look like where UTF-8 was taken for cp1252.
_FOLLOWING = "\x80-\xbf" + bytes(range(0x80, 0xC0)).decode("cp1252", "ignore")
_RUN = re.compile(f"[ÂÃÅ][{_FOLLOWING}]|â[{_FOLLOWING}]{{2}}")
_MOST_TIMES = 3  # times that a text may have been decoded wrongly
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_MOST_COUNTED = 20_000
_LEAST_MERIT = 0.2  # a character, below which an encoding makes no sense
_LOST = "\N{REPLACEMENT CHARACTER}"


def ungarbled(text: str) -> str | None:
    """What a text was before UTF-8 was taken for a Western encoding; None for a sound text.

    ``AblÃ¶sung`` was ``Ablösung``; so was a part of a text that is sound otherwise.
    """
    if text.isascii() or not _PAIR.search(text):
        return None
    better = text
    for _ in range(_MOST_TIMES):
        once = _whole(better) or _RUN.sub(_decoded, better)
        if once == better:
            break
        better = once
    return better if better != text else None


def _whole(text: str) -> str | None:
    for encoding in ("cp1252", "latin-1", "mac_roman"):
        try:
            meant = text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        letters = {character for character in meant if not character.isascii()}
        if meant != text and letters <= _LETTERS | _MARKS | _EASTERN:
            return meant
    return None


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


def has_lost_letters(text: str) -> bool:
    """Whether letters were replaced by the sign for what could not be read."""
    return _LOST in text


def likely_encoding(data: bytes) -> tuple[str, str] | None:
    """The encoding that bytes are likely written in, and a word of them as it reads there.

    Judged by how many of the characters beyond ASCII are those of Western European languages, and
    stand where such do; None where none of the encodings makes good text.
    """
    best: tuple[float, str, str] | None = None
    for encoding, advantage in _LIKELY.items():
        text = data.decode(encoding, "replace")
        merit = _merit(text)
        if best is None or merit > best[0] + advantage:
            best = merit, encoding, text
    if best is None or best[0] < _LEAST_MERIT:
        return None
    word = re.search(r"[\w'-]*[^\x00-\x7f][\w'-]*", best[2])
    return best[1], "" if word is None else word[0][:40]


def _merit(text: str) -> float:
    """How well the characters beyond ASCII fit: 1 where all are letters among letters."""
    fits = []
    for match in islice(_BEYOND_ASCII.finditer(text), _MOST_COUNTED):
        place = match.start()
        fits.append(_fit(match[0], text[max(place - 1, 0) : place], text[place + 1 : place + 2]))
    return sum(fits) / len(fits) if fits else 0.0


def _fit(character: str, before: str, behind: str) -> float:
    if character in _LETTERS:
        if before.isdigit() or behind.isdigit() or (character == "ß" and not before.isalpha()):
            return -1.0
        # a capital amid small letters is the sign of another encoding
        if character.isupper() and before.islower():
            return -1.0
        alone = not before.isalpha() and not behind.isalpha()
        return 0.5 if alone else 1.0
    if character in _QUOTES and not before.isalpha() and not behind.isalpha():
        return 0.3
    if character in _MARKS:
        within = before.isalpha() and behind.isalpha() and character not in "’–·\u00a0"
        return -1.0 if within else 0.8
    return -2.0
