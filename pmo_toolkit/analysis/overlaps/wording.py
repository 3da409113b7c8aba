"""What two departments are asked where they may want the same, why, and why that may be wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pmo_toolkit.analysis.evidence.readiness import BUSINESS
from pmo_toolkit.analysis.overlaps.shapes import (
    Doubt,
    Grounds,
    Overlap,
    OverlapKind,
    Profile,
    SameWords,
)
from pmo_toolkit.core.cell_questions import (
    PAIR_ENDS,
    SERVICE_END,
    SERVICE_MIDDLE,
    SERVICE_START,
)
from pmo_toolkit.core.number_format import listed

_ASKS: Mapping[OverlapKind, str] = {
    kind: PAIR_ENDS[kind.value]
    for kind in (OverlapKind.SAME_NEED, OverlapKind.PLATFORM, OverlapKind.SEQUENCE)
}
_DOUBTS: Mapping[Doubt, str] = {
    Doubt.SAME_DEPARTMENT: "one department asks for both and will have meant two things",
    Doubt.OTHER_GOALS: "they serve different goals",
    Doubt.OTHER_CAPABILITIES: "they raise different capabilities",
    Doubt.FEW_WORDS: "one of them says little about its need",
    Doubt.WORDS_ALONE: "only the texts speak for it, and texts can be alike by chance",
    Doubt.TIES_ALONE: "the texts themselves do not speak for it",
    Doubt.KNOWN_DEPENDENCY: "the table dependencies already ties them, so both may know",
}


def overlap_question(pair: Overlap, one: Profile, other: Profile) -> str:
    """The question whether two proposals ask for the same."""
    return f"{_title(one)} and {_title(other)} – {_ASKS[pair.kind]}"


def service_question(proposal: Profile, service: Profile) -> str:
    """The question whether a service already does what a proposal asks for."""
    return f"{SERVICE_START}{_title(service)}{SERVICE_MIDDLE}{_title(proposal)}{SERVICE_END}"


def same_words_question(pair: SameWords, one: Profile, other: Profile) -> str:
    """The question what is meant by words that both use."""
    return f"what do you each mean by {listed(pair.words)} in {_title(one)} and {_title(other)}?"


def departments_of(*profiles: Profile) -> tuple[str, ...]:
    """The departments of proposals, each once."""
    return tuple(dict.fromkeys(profile.department or BUSINESS for profile in profiles))


def reasons_in_words(grounds: Grounds) -> str:
    """What led to a suggestion, as one sentence or more."""
    parts = []
    if grounds.themes:
        parts.append(f"Both touch {listed(grounds.themes)}.")
    for kind, names in grounds.shared.items():
        parts.append(f"Both name the {_kind_of_tie(kind, len(names))} {listed(names)}.")
    if grounds.words:
        parts.append(f"Both say {listed(grounds.words)}.")
    if grounds.phrases:
        one, other = grounds.phrases
        parts.append(f"Nearest to each other: “{one}” and “{other}”")
    return " ".join(parts) or "Their texts are nearer to each other than to the rest."


#: Why words that seem to be used for different things may not be.
SAME_WORDS_DOUBT = (
    "It may be wrong: what each is about is told by its words, and a theme may be missing."
)


def same_words_reason(pair: SameWords) -> str:
    """Why two proposals may mean different things by the same words."""
    return (
        f"Both say {listed(pair.words)}, but one is about {listed(pair.themes_a)} and the other"
        f" about {listed(pair.themes_b)}."
    )


def doubts_in_words(doubts: Sequence[Doubt]) -> str:
    """Why a suggestion might be wrong, as one sentence."""
    reasons = [_DOUBTS[doubt] for doubt in doubts]
    return f"It may be wrong: {'; '.join(reasons)}." if reasons else ""


def _title(profile: Profile) -> str:
    return f"{profile.id} “{profile.title}”" if profile.title else profile.id


def _kind_of_tie(kind: str, count: int) -> str:
    if count > 1:
        return kind
    return {"capabilities": "capability"}.get(kind, kind.removesuffix("s"))
