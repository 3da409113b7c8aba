"""What overlaps are found among, and what is found: frozen, in plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pmo_toolkit.core.number_format import listed


class OverlapKind(StrEnum):
    """What two proposals, or a proposal and a service, might share."""

    SAME_NEED = "same need"
    REUSE = "could reuse a service"
    PLATFORM = "common platform"
    SEQUENCE = "sequence"


class Tie(StrEnum):
    """What two proposals can have in common besides their words."""

    GOALS = "goals"
    CAPABILITIES = "capabilities"
    AREAS = "areas"  # capabilities that those of the proposal are part of
    SERVICES = "services"
    SUPPLIERS = "suppliers"
    ROLES = "roles"


@dataclass(frozen=True)
class Profile:
    """A proposal or a service as it is compared with others.

    Parameters
    ----------
    id, title : str
    department : str
        The empty text where none is stated.
    need : str
        The need it answers; of a service what it does.
    more : str
        What else is said of it.
    ties : mapping of Tie to frozenset of str
        What it names.
    builds_on : frozenset of str
        Proposals that it requires or that enable it.
    """

    id: str
    title: str
    department: str = ""
    need: str = ""
    more: str = ""
    ties: Mapping[Tie, frozenset[str]] = field(default_factory=dict)
    builds_on: frozenset[str] = frozenset()

    @property
    def whole(self) -> str:
        """All that is said of it, as one text."""
        parts = (part.strip() for part in (self.title, self.need, self.more))
        return " ".join(part if part[-1] in ".!?" else f"{part}." for part in parts if part)

    def of(self, tie: Tie) -> frozenset[str]:
        """What it names of one kind."""
        return self.ties.get(tie, frozenset())


@dataclass(frozen=True)
class Grounds:
    """What led to a suggestion.

    Parameters
    ----------
    phrases : tuple of str
        The sentence of one and that of the other that are nearest to each other; or empty.
    words : tuple of str
        Content words that both use.
    themes : tuple of str
        Business themes that both touch, the most telling first.
    shared : mapping of str to tuple of str
        Kind of tie → titles of what both name.
    """

    phrases: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    shared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Doubt(StrEnum):
    """Why a suggestion might be wrong."""

    SAME_DEPARTMENT = "same_department"  # a department seldom asks twice
    OTHER_GOALS = "other_goals"  # both name goals, and none of them is the same
    OTHER_CAPABILITIES = "other_capabilities"  # the same of capabilities
    FEW_WORDS = "few_words"  # one of them says little
    WORDS_ALONE = "words_alone"  # nothing but the texts speaks for it
    TIES_ALONE = "ties_alone"  # the texts do not speak for it
    KNOWN_DEPENDENCY = "known_dependency"  # the tables tie them to each other already


@dataclass(frozen=True)
class Overlap:
    """Two proposals that may ask for the same.

    Parameters
    ----------
    a, b : str
        Their ids, in the order of the table.
    score : float
        0 to 1; it orders pairs and is no probability that somebody has measured in this house.
    kind : OverlapKind
    grounds : Grounds
    doubts : tuple of Doubt
    """

    a: str
    b: str
    score: float
    kind: OverlapKind
    grounds: Grounds
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class ServiceOverlap:
    """A proposal that may ask for what a service already does; fields as in `Overlap`."""

    proposal: str
    service: str
    score: float
    grounds: Grounds
    doubts: tuple[Doubt, ...] = ()
    kind: OverlapKind = OverlapKind.REUSE


@dataclass(frozen=True)
class SameWords:
    """Two proposals that use the same words and seem to mean different things."""

    a: str
    b: str
    words: tuple[str, ...]
    themes_a: tuple[str, ...]
    themes_b: tuple[str, ...]


@dataclass(frozen=True)
class Judgement:
    """What a role answered on a pair: ``same``, ``different`` or ``partly``."""

    a: str
    b: str
    answer: str
    by_role: str = ""
    date: str = ""


@dataclass(frozen=True)
class Overlaps:
    """All that was found among the proposals of a workspace.

    Parameters
    ----------
    pairs : tuple of Overlap
        Best first.
    all_scores : tuple of (str, str, float)
        Every pair that can be compared, best first; judged pairs included.
    services : tuple of ServiceOverlap
        Best first.
    same_words : tuple of SameWords
    judged : tuple of Judgement
        Pairs about which somebody has decided, in the order of the table.
    without_text : tuple of str
        Proposals that say nothing to compare.
    shortened : tuple of str
        Proposals of which only the beginning was compared.
    compared : int
        Proposals that were compared.
    encoder : str
        By what texts were compared.
    is_corrected : bool
        Whether nearness was corrected for texts that are near to everything.
    """

    pairs: tuple[Overlap, ...]
    all_scores: tuple[tuple[str, str, float], ...]
    services: tuple[ServiceOverlap, ...]
    same_words: tuple[SameWords, ...]
    judged: tuple[Judgement, ...]
    without_text: tuple[str, ...]
    shortened: tuple[str, ...]
    compared: int
    encoder: str
    is_corrected: bool

    def of(self, proposal: str) -> tuple[Overlap, ...]:
        """Pairs that a proposal is one of, best first."""
        return tuple(pair for pair in self.pairs if proposal in (pair.a, pair.b))


class Strength(StrEnum):
    """How much speaks for a suggestion: its score rounded, so that far-off changes leave it."""

    STRONG = "strong"
    POSSIBLE = "possible"


@dataclass(frozen=True)
class OverlapQuestion:
    """One question about a proposal and another one, or a service.

    Parameters
    ----------
    id, title : str
        Of the other proposal, or of the service.
    kind : str
        What both might share: a word of `OverlapKind`, or ``same words``.
    strength : Strength or None
        None for words that are used for different things.
    departments : tuple of str
        Whom it is put to.
    text : str
        The question itself.
    why : str
        What led to it.
    why_it_may_be_wrong : str
        The empty text where nothing speaks against it.
    answer : str
        What has been answered on it; the empty text where nobody has.
    """

    id: str
    title: str
    kind: str
    strength: Strength | None
    departments: tuple[str, ...]
    text: str
    why: str
    why_it_may_be_wrong: str = ""
    answer: str = ""

    @property
    def question(self) -> str:
        """The question with those whom it is put to."""
        return f"{listed(self.departments)}: {self.text}"


@dataclass(frozen=True)
class OverlapAnswer:
    """What a role has answered on a proposal and another one."""

    id: str
    title: str
    answer: str
    by_role: str = ""
    date: str = ""


@dataclass(frozen=True)
class ProposalOverlaps:
    """Who else asks for what one proposal asks for; scores are left out but for their grade.

    Parameters
    ----------
    proposals, services, same_words : tuple of OverlapQuestion
        Other proposals, services that it could reuse, and proposals that use the same words for
        different things; strong ones first, then in the order of the table.
    answers : tuple of OverlapAnswer
        All that has been answered on it.
    remarks : tuple of str
        What limits the result, in words.
    encoder : str
        By what texts were compared.
    """

    proposals: tuple[OverlapQuestion, ...] = ()
    services: tuple[OverlapQuestion, ...] = ()
    same_words: tuple[OverlapQuestion, ...] = ()
    answers: tuple[OverlapAnswer, ...] = ()
    remarks: tuple[str, ...] = ()
    encoder: str = ""

    @property
    def questions(self) -> tuple[OverlapQuestion, ...]:
        """All questions that nobody has answered yet."""
        every = (*self.proposals, *self.services, *self.same_words)
        return tuple(question for question in every if not question.answer)
