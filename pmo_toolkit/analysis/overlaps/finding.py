"""Find proposals that may ask for the same, and those that a service might already serve."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pmo_toolkit.analysis.overlaps.comparing import is_corrected
from pmo_toolkit.analysis.overlaps.encoding import Matrix, TextEncoder
from pmo_toolkit.analysis.overlaps.figures import OverlapFigures, PairFigures, figures_of
from pmo_toolkit.analysis.overlaps.grounds import (
    WordUse,
    doubts_of,
    sentences_of,
    shared_themes,
    shared_ties,
    tied,
    top_themes,
    usual_names,
)
from pmo_toolkit.analysis.overlaps.shapes import (
    Grounds,
    Judgement,
    Overlap,
    OverlapKind,
    Overlaps,
    Profile,
    SameWords,
    ServiceOverlap,
)
from pmo_toolkit.analysis.overlaps.themes import Theme, Vocabulary, weights_by_words
from pmo_toolkit.core.settings.overlaps import OverlapSettings

#: Answers after which a pair is not asked again.
SETTLED = frozenset({"different"})
_MOST_SAME_WORDS = 20


@dataclass(frozen=True)
class OverlapSearch:
    """Proposals and services among which overlaps are looked for.

    Parameters
    ----------
    proposals, services : tuple of Profile
        Ids are unique among each.
    themes : tuple of Theme
    judgements : tuple of Judgement
        Pairs about which somebody has decided; the last of a pair counts. Pairs judged
        ``different`` are no longer suggested.
    titles : mapping of str to str
        Id of a goal, capability or service → its title.
    settings : OverlapSettings
    left_out : int
        Services that are not compared, since there are too many.
    """

    proposals: tuple[Profile, ...]
    services: tuple[Profile, ...]
    themes: tuple[Theme, ...]
    judgements: tuple[Judgement, ...]
    titles: Mapping[str, str]
    settings: OverlapSettings
    left_out: int = 0

    @cached_property
    def usable(self) -> tuple[Profile, ...]:
        """Proposals that say something."""
        return tuple(profile for profile in self.proposals if profile.whole)

    @cached_property
    def judged(self) -> dict[frozenset[str], Judgement]:
        """The last answer on each pair."""
        return {frozenset((answer.a, answer.b)): answer for answer in self.judgements}

    def compare(self, encoder: TextEncoder, theme_vectors: Matrix | None = None) -> OverlapFigures:
        """Compare all of them; `theme_vectors` as in `encode_profiles`."""
        return figures_of(
            self.usable,
            self.services,
            encoder=encoder,
            vocabulary=Vocabulary(self.themes),
            theme_vectors=theme_vectors,
            settled={pair for pair, known in self.judged.items() if known.answer in SETTLED},
            settings=self.settings,
        )

    def explained(self, figures: OverlapFigures, encoder: str) -> Overlaps:
        """What was found, with what led to it.

        Parameters
        ----------
        figures : OverlapFigures
            What `compare` gave for the very same proposals.
        encoder : str
            By what texts were compared.
        """
        usable, most = self.usable, self.settings.characters
        profiles = (*usable, *self.services)
        counts = Vocabulary(self.themes).counts([profile.whole[: 3 * most] for profile in profiles])
        names = tuple(theme.name for theme in self.themes)
        alone = _Explaining(usable, weights_by_words(counts[: len(usable)]), names, self.titles)
        together = _Explaining(profiles, weights_by_words(counts), names, self.titles)
        return Overlaps(
            pairs=tuple(map(alone.overlap, figures.suggested, figures.sentences)),
            all_scores=tuple(
                (usable[one].id, usable[other].id, score) for one, other, score in figures.every
            ),
            services=tuple(together.served(pair, len(usable)) for pair in figures.services),
            same_words=alone.same_words(figures.near, self.judged),
            judged=tuple(self.judged.values()),
            without_text=tuple(profile.id for profile in self.proposals if not profile.whole),
            shortened=tuple(
                profile.id
                for profile in usable
                if max(map(len, (profile.title, profile.need, profile.more))) > most
            ),
            compared=len(usable),
            encoder=encoder,
            is_corrected=is_corrected(len(usable), self.settings),
        )


def find_overlaps(
    proposals: Sequence[Profile],
    services: Sequence[Profile],
    *,
    encoder: TextEncoder,
    themes: Sequence[Theme],
    judgements: Sequence[Judgement] = (),
    titles: Mapping[str, str] | None = None,
    settings: OverlapSettings | None = None,
) -> Overlaps:
    """Find proposals that may ask for the same; parameters as in `OverlapSearch`."""
    search = OverlapSearch(
        tuple(proposals),
        tuple(services),
        tuple(themes),
        tuple(judgements),
        titles or {},
        settings or OverlapSettings(),
    )
    return search.explained(search.compare(encoder), encoder.name)


@dataclass(frozen=True)
class _Explaining:
    """What led to each suggestion.

    Parameters
    ----------
    profiles : tuple of Profile
    theme_weights : ndarray, shape (n, themes)
        What the themes say of each by their words.
    themes : tuple of str
        Names of the themes.
    titles : mapping of str to str
    """

    profiles: tuple[Profile, ...]
    theme_weights: Matrix
    themes: tuple[str, ...]
    titles: Mapping[str, str]

    @cached_property
    def words(self) -> WordUse:
        return WordUse([profile.whole for profile in self.profiles])

    @cached_property
    def usual_names(self) -> frozenset[str]:
        """Names that tell nothing of two, since most have them."""
        return usual_names(self.profiles)

    def grounds(self, one: int, other: int, phrases: tuple[str, ...] = ()) -> Grounds:
        weights, pair = self.theme_weights, (self.profiles[one], self.profiles[other])
        return Grounds(
            phrases,
            self.words.shared(one, other),
            shared_themes(weights[one], weights[other], self.themes),
            shared_ties(*pair, self.titles, self.usual_names),
        )

    def overlap(self, pair: PairFigures, sentences: tuple[int, int]) -> Overlap:
        one, other = self.profiles[pair.one], self.profiles[pair.other]
        places = zip((one, other), sentences, strict=True)
        phrases = tuple(sentences_of(profile)[place] for profile, place in places if place >= 0)
        grounds = self.grounds(pair.one, pair.other, phrases)
        return Overlap(
            one.id,
            other.id,
            pair.score,
            _kind(one, other, pair),
            grounds,
            doubts_of(one, other, grounds, pair.text),
        )

    def served(self, pair: PairFigures, proposals: int) -> ServiceOverlap:
        place = proposals + pair.other
        proposal, service = self.profiles[pair.one], self.profiles[place]
        grounds = self.grounds(pair.one, place)
        doubts = doubts_of(proposal, service, grounds, pair.text)
        return ServiceOverlap(proposal.id, service.id, pair.score, grounds, doubts)

    def same_words(
        self, near: Sequence[PairFigures], judged: Mapping[frozenset[str], Judgement]
    ) -> tuple[SameWords, ...]:
        """Pairs whose titles share a rare word, and whose themes have nothing in common."""
        profiles, weights = self.profiles, self.theme_weights
        words = WordUse([profile.title for profile in profiles])
        alike = {(pair.one, pair.other) for pair in near}
        found = []
        for one, other in words.pairs():
            pair = profiles[one].id, profiles[other].id
            own, others = (top_themes(weights[place], self.themes) for place in (one, other))
            apart = float(weights[one] @ weights[other]) <= 0 and (one, other) not in alike
            if apart and own and others and frozenset(pair) not in judged:
                found.append(SameWords(*pair, words.shared(one, other), own, others))
        return tuple(sorted(found, key=lambda pair: -len(pair.words))[:_MOST_SAME_WORDS])


def _kind(one: Profile, other: Profile, pair: PairFigures) -> OverlapKind:
    """What two proposals might share.

    One that builds on the other is a matter of sequence; where ties speak louder than the texts,
    both rest on the same ground rather than ask for the same.
    """
    if tied(one, other):
        return OverlapKind.SEQUENCE
    if pair.ties > max(pair.text, 0.0):
        return OverlapKind.PLATFORM
    return OverlapKind.SAME_NEED
