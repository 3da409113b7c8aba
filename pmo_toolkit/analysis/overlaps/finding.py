"""Find proposals that may ask for the same, and those that a service might already serve."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pmo_toolkit.analysis.overlaps.comparing import (
    EncodedTexts,
    compare_texts,
    encode_profiles,
    is_corrected,
)
from pmo_toolkit.analysis.overlaps.encoding import Matrix, TextEncoder
from pmo_toolkit.analysis.overlaps.grounds import (
    WordUse,
    doubts_of,
    nearest_phrases,
    shared_themes,
    shared_ties,
    tied,
    top_themes,
    usual_names,
)
from pmo_toolkit.analysis.overlaps.scoring import scores, text_log_odds, tie_log_odds
from pmo_toolkit.analysis.overlaps.shapes import (
    Grounds,
    Judgement,
    Overlap,
    OverlapKind,
    Overlaps,
    Profile,
    SameWords,
    ServiceOverlap,
    Tie,
)
from pmo_toolkit.analysis.overlaps.themes import Theme, Vocabulary, weights_by_words
from pmo_toolkit.core.settings.overlaps import OverlapSettings

#: Answers after which a pair is not asked again.
SETTLED = frozenset({"different"})
_MOST_SAME_WORDS = 20


@dataclass(frozen=True)
class Compared:
    """Proposals as they were compared with each other.

    Parameters
    ----------
    profiles : tuple of Profile
    texts, ties : ndarray, shape (n, n)
        What texts and ties say of each pair, in log-odds beside the prior.
    theme_weights : ndarray, shape (n, themes)
        What the themes say of each by their words.
    themes : tuple of str
        Names of the themes.
    """

    profiles: tuple[Profile, ...]
    texts: Matrix
    ties: Matrix
    theme_weights: Matrix
    themes: tuple[str, ...]

    @cached_property
    def scores(self) -> Matrix:
        """Score of each pair, shape (n, n)."""
        return scores(self.texts + self.ties)

    @cached_property
    def usual_names(self) -> frozenset[str]:
        """Names that tell nothing of two proposals, since most have them."""
        return usual_names(self.profiles)

    def grounds(
        self,
        pair: tuple[int, int],
        words: WordUse,
        titles: Mapping[str, str],
        phrases: tuple[str, ...],
    ) -> Grounds:
        """What led to a suggestion on a pair."""
        one, other = pair
        return Grounds(
            phrases,
            words.shared(one, other),
            shared_themes(self.theme_weights[one], self.theme_weights[other], self.themes),
            shared_ties(self.profiles[one], self.profiles[other], titles, self.usual_names),
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
    """Find proposals that may ask for the same.

    Parameters
    ----------
    proposals, services : sequence of Profile
        Ids are unique among each.
    encoder : TextEncoder
    themes : sequence of Theme
    judgements : sequence of Judgement
        Pairs about which somebody has decided; the last of a pair counts. Pairs judged
        ``different`` are no longer suggested.
    titles : mapping of str to str, optional
        Id of a goal, capability or service → its title.
    settings : OverlapSettings, optional

    Returns
    -------
    Overlaps
    """
    settings, titles = settings or OverlapSettings(), titles or {}
    usable = [profile for profile in proposals if profile.whole]
    vocabulary = Vocabulary(tuple(themes))
    encoded = encode_profiles([*usable, *services], vocabulary, encoder, settings.characters)
    compared = _compare(usable, encoded.first(len(usable)), themes, settings)
    words = WordUse([profile.whole for profile in usable])
    judged = {frozenset((answer.a, answer.b)): answer for answer in judgements}
    ranked = _ranked(compared.scores)
    return Overlaps(
        pairs=_suggested(compared, ranked, words, judged, titles, encoder, settings),
        all_scores=tuple((usable[one].id, usable[other].id, score) for one, other, score in ranked),
        services=_served(usable, services, encoded, themes, titles, settings),
        same_words=_same_words(compared, judged, settings),
        judged=tuple(judged.values()),
        without_text=tuple(profile.id for profile in proposals if not profile.whole),
        shortened=tuple(
            profile.id
            for profile in usable
            if max(map(len, (profile.title, profile.need, profile.more))) > settings.characters
        ),
        compared=len(usable),
        encoder=encoder.name,
        is_corrected=is_corrected(len(usable), settings),
    )


def _compare(
    profiles: Sequence[Profile],
    texts: EncodedTexts,
    themes: Sequence[Theme],
    settings: OverlapSettings,
) -> Compared:
    return Compared(
        tuple(profiles),
        text_log_odds(compare_texts(texts, settings)),
        tie_log_odds(profiles),
        weights_by_words(texts.counts),
        tuple(theme.name for theme in themes),
    )


def _ranked(found: Matrix) -> list[tuple[int, int, float]]:
    """All pairs with their scores, best first; equal ones in the order of the table."""
    rows, columns = np.triu_indices(len(found), 1)
    values = _six_digits(found[rows, columns])
    order = np.lexsort((columns, rows, -values))
    return list(
        zip(rows[order].tolist(), columns[order].tolist(), values[order].tolist(), strict=True)
    )


def _suggested(
    compared: Compared,
    ranked: Sequence[tuple[int, int, float]],
    words: WordUse,
    judged: Mapping[frozenset[str], Judgement],
    titles: Mapping[str, str],
    encoder: TextEncoder,
    settings: OverlapSettings,
) -> tuple[Overlap, ...]:
    profiles = compared.profiles
    kept = [
        (one, other, score)
        for one, other, score in ranked
        if score >= settings.least and not _is_settled(judged, profiles[one].id, profiles[other].id)
    ][: settings.most]
    phrases = nearest_phrases([(profiles[one], profiles[other]) for one, other, _ in kept], encoder)
    suggested = []
    for (one, other, score), nearest in zip(kept, phrases, strict=True):
        grounds = compared.grounds((one, other), words, titles, nearest)
        text = float(compared.texts[one, other])
        suggested.append(
            Overlap(
                profiles[one].id,
                profiles[other].id,
                score,
                _kind(profiles[one], profiles[other], text, float(compared.ties[one, other])),
                grounds,
                doubts_of(profiles[one], profiles[other], grounds, text),
            )
        )
    return tuple(suggested)


def _is_settled(judged: Mapping[frozenset[str], Judgement], one: str, other: str) -> bool:
    judgement = judged.get(frozenset((one, other)))
    return judgement is not None and judgement.answer in SETTLED


def _kind(one: Profile, other: Profile, text: float, ties: float) -> OverlapKind:
    """What two proposals might share.

    One that builds on the other is a matter of sequence; where ties speak louder than the texts,
    both rest on the same ground rather than ask for the same.
    """
    if tied(one, other):
        return OverlapKind.SEQUENCE
    if ties > max(text, 0.0):
        return OverlapKind.PLATFORM
    return OverlapKind.SAME_NEED


def _served(
    proposals: Sequence[Profile],
    services: Sequence[Profile],
    encoded: EncodedTexts,
    themes: Sequence[Theme],
    titles: Mapping[str, str],
    settings: OverlapSettings,
) -> tuple[ServiceOverlap, ...]:
    """Proposals that may ask for what a service does, which their options do not name yet."""
    if not services or not proposals:
        return ()
    together = _compare([*proposals, *services], encoded, themes, settings)
    words = WordUse([profile.whole for profile in together.profiles])
    found: list[ServiceOverlap] = []
    for one, other, score in _ranked(together.scores):
        if score < settings.least or len(found) >= settings.most:
            break
        if one >= len(proposals) or other < len(proposals):
            continue
        proposal, service = together.profiles[one], together.profiles[other]
        if service.id in proposal.of(Tie.SERVICES):
            continue
        grounds = together.grounds((one, other), words, titles, ())
        doubts = doubts_of(proposal, service, grounds, float(together.texts[one, other]))
        found.append(ServiceOverlap(proposal.id, service.id, score, grounds, doubts))
    return tuple(found)


def _same_words(
    compared: Compared,
    judged: Mapping[frozenset[str], Judgement],
    settings: OverlapSettings,
) -> tuple[SameWords, ...]:
    """Pairs whose titles share a rare word, and whose themes have nothing in common."""
    profiles, weights = compared.profiles, compared.theme_weights
    words, together = WordUse([profile.title for profile in profiles]), compared.scores
    found = []
    for one, other in words.pairs():
        pair = profiles[one].id, profiles[other].id
        own, others = (top_themes(weights[place], compared.themes) for place in (one, other))
        apart = float(weights[one] @ weights[other]) <= 0 and together[one, other] < settings.least
        if apart and own and others and frozenset(pair) not in judged:
            found.append(SameWords(*pair, words.shared(one, other), own, others))
    return tuple(sorted(found, key=lambda pair: -len(pair.words))[:_MOST_SAME_WORDS])


def _six_digits(values: Matrix) -> Matrix:
    """Values as they are written, so that ties in a file are ties here too."""
    return np.array([float(f"{value:.6g}") for value in values])
