"""Texts made comparable: what counts when a header or name is looked up."""

from __future__ import annotations

import unicodedata


def comparable(text: str) -> str:
    """Letters and digits of `text`, without regard to case, spelling marks and width."""
    return "".join(
        char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum()
    )
