"""In which encoding a file of text was written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pmo_toolkit.workspace.parsing.garbled import likely_encoding

_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_USUAL = "cp1252"
_SAMPLE = 4_000_000
_WORD = re.compile(r"[^\s;,|\"]*[^\x00-\x7f\s;,|\"][^\s;,|\"]*")
_SHOWN = 3  # words that show an encoding


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
        return _with_words(wide, sample, "UTF-16 without a byte order mark")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return Encoding("utf-8")
    likely = likely_encoding(sample)
    if likely is None:
        return _with_words(_USUAL, sample, f"{_USUAL}, though it makes little sense")
    return _with_words(likely[0], sample, likely[0])


def _with_words(name: str, sample: bytes, shown: str) -> Encoding:
    text = sample.decode(name, "replace")
    words = list(dict.fromkeys(match[0] for match in _WORD.finditer(text))) or text.split()
    listed = ", ".join(f'"{word[:40]}"' for word in words[:_SHOWN])
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
