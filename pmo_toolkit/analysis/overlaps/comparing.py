"""Compare the texts of proposals and services with each other, directly and by way of themes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pmo_toolkit.analysis.overlaps.encoding import Matrix, TextEncoder, unit_rows
from pmo_toolkit.analysis.overlaps.nearness import corrected, mean_of_views
from pmo_toolkit.analysis.overlaps.scoring import TextSimilarities
from pmo_toolkit.analysis.overlaps.shapes import Profile
from pmo_toolkit.analysis.overlaps.themes import (
    Theme,
    Vocabulary,
    weights_by_meaning,
    weights_by_words,
)
from pmo_toolkit.core.settings.overlaps import OverlapSettings

#: How much more the nearest themes count; from 1 to 2.5 the results hardly differ.
_SHARPNESS = 1.5
#: What title and description count for in the whole, beside the need.
_BESIDE_NEED = 0.5
#: What the usual nearness of a theme counts for, in texts.
_PRIOR_TEXTS = 20.0


@dataclass(frozen=True)
class EncodedTexts:
    """Texts of some proposals or services as vectors and counts.

    Parameters
    ----------
    views : tuple of three ndarrays, each of shape (n, d)
        Whole texts, needs and titles; rows of length one, noughts where there is no text.
    counts : ndarray, shape (n, themes)
        Words of each theme that stand in each text.
    themes : ndarray, shape (themes, d)
    """

    views: tuple[Matrix, Matrix, Matrix]
    counts: Matrix
    themes: Matrix

    def first(self, count: int) -> EncodedTexts:
        """The first of them alone."""
        whole, needs, titles = (view[:count] for view in self.views)
        return EncodedTexts((whole, needs, titles), self.counts[:count], self.themes)


def encode_profiles(
    profiles: Sequence[Profile],
    vocabulary: Vocabulary,
    encoder: TextEncoder,
    characters: int,
    theme_vectors: Matrix | None = None,
) -> EncodedTexts:
    """Encode what is said of proposals and services, and the themes.

    Parameters
    ----------
    profiles : sequence of Profile
    vocabulary : Vocabulary
    encoder : TextEncoder
    characters : int
        How much is read of a title, a need and a description.
    theme_vectors : ndarray, shape (themes, d), optional
        What `encode_themes` gave for this encoder; by default the themes are encoded in the same
        call as the texts, since some encoders look at all texts together.
    """
    needs = [(profile.need or profile.more)[:characters] for profile in profiles]
    titles = [profile.title[:characters] for profile in profiles]
    rest = [profile.more[:characters] if profile.need else "" for profile in profiles]
    themes = vocabulary.themes if theme_vectors is None else ()
    width = 1 if theme_vectors is None else theme_vectors.shape[1]
    vectors = _encoded([*needs, *titles, *rest, *_descriptions(themes)], encoder, width)
    count = len(profiles)
    of_needs, of_titles, of_rest = (vectors[n * count : (n + 1) * count] for n in range(3))
    whole = unit_rows(of_needs + _BESIDE_NEED * (of_titles + of_rest))
    return EncodedTexts(
        (whole, of_needs, of_titles),
        vocabulary.counts([profile.whole[: 3 * characters] for profile in profiles]),
        _means(vectors[3 * count :], themes) if theme_vectors is None else theme_vectors,
    )


def encode_themes(themes: Sequence[Theme], encoder: TextEncoder) -> Matrix:
    """Vectors of themes by an encoder that looks at each text alone, shape (themes, d)."""
    return _means(_encoded(_descriptions(themes), encoder), themes)


def compare_texts(texts: EncodedTexts, settings: OverlapSettings) -> TextSimilarities:
    """Compare every text with every other.

    Parameters
    ----------
    texts : EncodedTexts
    settings : OverlapSettings
    """
    nearest = settings.nearest if is_corrected(len(texts.counts), settings) else 0
    words = weights_by_words(texts.counts)
    meaning = weights_by_meaning(texts.views, texts.themes, _SHARPNESS, _PRIOR_TEXTS)
    near = meaning @ meaning.T
    return TextSimilarities(
        mean_of_views(texts.views, nearest),
        words @ words.T,
        corrected(near, nearest) if nearest else near,
    )


def is_corrected(texts: int, settings: OverlapSettings) -> bool:
    """Whether nearness among as many texts is corrected for hubs: the one rule."""
    return texts >= settings.corrected_from


def _encoded(texts: Sequence[str], encoder: TextEncoder, width: int = 1) -> Matrix:
    """Vectors of length one; each text is encoded once, and one without a word is noughts.

    Where no text has a word, these are `width` noughts.
    """
    places = {text: place for place, text in enumerate(dict.fromkeys(filter(str.strip, texts)))}
    if not places:
        return np.zeros((len(texts), width))
    vectors = unit_rows(encoder.encode(list(places)))
    empty = np.zeros(vectors.shape[1])
    return np.array([vectors[places[text]] if text in places else empty for text in texts])


def _descriptions(themes: Sequence[Theme]) -> list[str]:
    return [text for theme in themes for text in theme.descriptions]


def _means(vectors: Matrix, themes: Sequence[Theme]) -> Matrix:
    """The mean of the descriptions of each theme, of length one."""
    ends = np.cumsum([len(theme.descriptions) for theme in themes])
    means = [
        vectors[end - len(theme.descriptions) : end].mean(axis=0)
        for theme, end in zip(themes, ends, strict=True)
    ]
    return unit_rows(np.array(means).reshape(len(themes), vectors.shape[1]))
