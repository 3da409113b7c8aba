"""What a comparison came to in numbers: the part of a search that needs the encoder."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.overlaps.comparing import EncodedTexts, compare_texts, encode_profiles
from pmo_toolkit.analysis.overlaps.encoding import Matrix, TextEncoder
from pmo_toolkit.analysis.overlaps.grounds import nearest_sentences
from pmo_toolkit.analysis.overlaps.scoring import scores, text_log_odds, tie_log_odds
from pmo_toolkit.analysis.overlaps.shapes import Profile, Tie
from pmo_toolkit.analysis.overlaps.themes import Vocabulary
from pmo_toolkit.core.settings.overlaps import OverlapSettings

#: Least score of two whose title and need are the same word for word.
_SAME_TEXT = 0.95


class PairFigures(NamedTuple):
    """Places of two in their tables, their score, and what texts and ties say, in log-odds."""

    one: int
    other: int
    score: float
    text: float
    ties: float


@dataclass(frozen=True)
class OverlapFigures:
    """Places and numbers alone, so that they can be kept without a word that somebody wrote.

    Parameters
    ----------
    near : tuple of PairFigures
        All pairs of proposals whose score is worth a question, best first.
    suggested : tuple of PairFigures
        Those of them that are asked about.
    sentences : tuple of (int, int)
        For each suggested pair the places of the nearest sentences, as `sentences_of` lists them;
        −1 where there are none.
    services : tuple of PairFigures
        A proposal and a service each, best first.
    every : tuple of (int, int, float)
        The score of every pair, best first.
    """

    near: tuple[PairFigures, ...]
    suggested: tuple[PairFigures, ...]
    sentences: tuple[tuple[int, int], ...]
    services: tuple[PairFigures, ...]
    every: tuple[tuple[int, int, float], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """All but the scores of every pair, as JSON holds it."""
        return {
            "near": self.near,
            "suggested": self.suggested,
            "sentences": self.sentences,
            "services": self.services,
        }

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> OverlapFigures:
        """The figures that `as_json` gave.

        Raises
        ------
        KeyError, TypeError, ValueError
            If this is no such record.
        """
        near, suggested, services = (
            tuple(PairFigures(*pair) for pair in record[name])
            for name in ("near", "suggested", "services")
        )
        places = tuple((int(one), int(other)) for one, other in record["sentences"])
        if (
            min((place for pair in (*near, *suggested, *services) for place in pair[:2]), default=0)
            < 0
        ):
            raise ValueError("there is no place below 0")
        return cls(near, suggested, places, services)


def figures_of(
    proposals: Sequence[Profile],
    services: Sequence[Profile],
    *,
    encoder: TextEncoder,
    vocabulary: Vocabulary,
    theme_vectors: Matrix | None,
    settled: Collection[frozenset[str]],
    settings: OverlapSettings,
) -> OverlapFigures:
    """Compare proposals with each other and with services.

    Parameters
    ----------
    proposals, services : sequence of Profile
        Proposals that have a text; services.
    encoder : TextEncoder
    vocabulary : Vocabulary
    theme_vectors : ndarray, optional
        As in `encode_profiles`.
    settled : collection of frozenset of str
        Pairs that are not asked about again, of proposals or of a proposal and a service.
    settings : OverlapSettings
    """
    encoded = encode_profiles(
        [*proposals, *services], vocabulary, encoder, settings.characters, theme_vectors
    )
    compared = _Compared.of(proposals, encoded.first(len(proposals)), settings)
    ranked = compared.ranked()
    near = tuple(
        compared.pair(one, other, score) for one, other, score in ranked if score >= settings.least
    )
    suggested = tuple(
        pair
        for pair in near
        if frozenset((proposals[pair.one].id, proposals[pair.other].id)) not in settled
    )[: settings.most]
    asked = [(proposals[pair.one], proposals[pair.other]) for pair in suggested]
    return OverlapFigures(
        near,
        suggested,
        tuple(nearest_sentences(asked, encoder)),
        tuple(_served(proposals, services, encoded, settled, settings)),
        tuple(ranked),
    )


@dataclass(frozen=True)
class _Compared:
    """Log-odds of each pair, shape (n, n), and which are written word for word the same."""

    texts: Matrix
    ties: Matrix
    same: NDArray[np.bool_]

    @classmethod
    def of(
        cls, profiles: Sequence[Profile], texts: EncodedTexts, settings: OverlapSettings
    ) -> _Compared:
        return cls(
            text_log_odds(compare_texts(texts, settings)),
            tie_log_odds(profiles),
            _word_for_word(profiles),
        )

    def ranked(self) -> list[tuple[int, int, float]]:
        """All pairs with their scores, best first; equal ones in the order of the table."""
        found = scores(self.texts + self.ties)
        found = np.where(self.same, np.maximum(found, _SAME_TEXT), found)
        rows, columns = np.triu_indices(len(found), 1)
        values = _six_digits(found[rows, columns])
        order = np.lexsort((columns, rows, -values))
        return list(
            zip(rows[order].tolist(), columns[order].tolist(), values[order].tolist(), strict=True)
        )

    def pair(self, one: int, other: int, score: float) -> PairFigures:
        return PairFigures(
            one, other, score, float(self.texts[one, other]), float(self.ties[one, other])
        )


def _served(
    proposals: Sequence[Profile],
    services: Sequence[Profile],
    encoded: EncodedTexts,
    settled: Collection[frozenset[str]],
    settings: OverlapSettings,
) -> Iterator[PairFigures]:
    """Proposals that may ask for what a service does, which their options do not name yet."""
    if not services or not proposals:
        return
    together = _Compared.of([*proposals, *services], encoded, settings)
    count, found = len(proposals), 0
    for one, other, score in together.ranked():
        if score < settings.least or found >= settings.most:
            return
        if one >= count or other < count:
            continue
        proposal, service = proposals[one], services[other - count].id
        is_settled = frozenset((proposal.id, service)) in settled
        if service not in proposal.of(Tie.SERVICES) and not is_settled:
            found += 1
            yield together.pair(one, other, score)._replace(other=other - count)


def _word_for_word(profiles: Sequence[Profile]) -> NDArray[np.bool_]:
    """Which pairs have the same title and the same need, shape (n, n); nothing said is not alike.

    Other texts are compared relative to all, which says little of a few; this is true of any two.
    """
    texts = [
        " ".join(f"{profile.title} | {profile.need}".casefold().split())
        if profile.title and profile.need
        else f"{place} says too little"
        for place, profile in enumerate(profiles)
    ]
    _, groups = np.unique(np.array(texts, dtype=object), return_inverse=True)
    alike: NDArray[np.bool_] = groups[:, None] == groups[None, :]
    return alike


def _six_digits(values: Matrix) -> Matrix:
    """Values as they are written, so that ties in a file are ties here too."""
    return np.array([float(f"{value:.6g}") for value in values])
