"""Text that was read in a wrong encoding, as ``AblÃ¶sung``, and the encoding that is likely."""

from __future__ import annotations

import re

#: Encodings in which spreadsheet programs write files that are not UTF-8.
_LIKELY = ("cp1252", "mac_roman", "cp850")
_USUAL = frozenset(
    "äöüßÄÖÜéèêëàâáãåçñîïíìóòôõøœæúùûÿÉÈÊÀÂÁÃÅÇÑÍÓÔÕØŒÆÚÙÛ€£§°–—“”„’‘‚…«»·•²³½¼µ×®©™¿¡ªº´ \u00a0"
)
_EASTERN = frozenset("ąćęłńśźżĄĆĘŁŃŚŹŻčďěňřšťůžýČĎĚŇŘŠŤŮŽÝőűŐŰ")
_PAIR = re.compile(r"[^\x00-\x7f]{2}")
_LOST = "\N{REPLACEMENT CHARACTER}"


def ungarbled(text: str) -> str | None:
    """What a text was before UTF-8 was taken for a Western encoding; None for a sound text."""
    if text.isascii() or not _PAIR.search(text):
        return None
    for encoding in ("cp1252", "latin-1", "mac_roman"):
        try:
            meant = text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        letters = {character for character in meant if not character.isascii()}
        if meant != text and letters <= _USUAL | _EASTERN:
            return meant
    return None


def has_lost_letters(text: str) -> bool:
    """Whether letters were replaced by the sign for what could not be read."""
    return _LOST in text


def likely_encoding(data: bytes) -> tuple[str, str] | None:
    """The encoding that bytes are likely written in, and a word of them as it reads there.

    Judged by how many of the letters beyond ASCII are those of Western European languages; None
    where none of the encodings makes good text.
    """
    best: tuple[float, str, str] | None = None
    for encoding in _LIKELY:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        strange = [character for character in text if not character.isascii()]
        share = sum(character in _USUAL for character in strange) / max(1, len(strange))
        # a capital amid small letters is the sign of another encoding
        amid = len(re.findall(r"[a-zß-ÿ][À-ÞŒ‡ŠŽŸ][a-zß-ÿ]", text))
        merit = share - amid / max(1, len(strange))
        if best is None or merit > best[0] + 0.01:
            best = merit, encoding, text
    if best is None or best[0] < 0.8:
        return None
    word = re.search(r"[\w'-]*[^\x00-\x7f][\w'-]*", best[2])
    return best[1], "" if word is None else word[0][:40]
