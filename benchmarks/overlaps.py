"""Overlaps between proposals: how well they are found, in what time and memory, beside TF-IDF.

    python benchmarks/overlaps.py            the development sets, time and memory
    python benchmarks/overlaps.py --test     the test sets too, to which no weight was fitted

Average precision over all pairs of a labelled organisation: 48 or 60 proposals, 18 to 25 pairs of
which ask for the same in other words. "Half the words" leaves out half of the themes' words at
random, as if they had been written by somebody who never saw these texts: the development sets were
written before or between the themes, the test sets after them.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import average_precision_score

from pmo_toolkit.analysis.overlaps.encoding import TextEncoder, WordEncoder
from pmo_toolkit.analysis.overlaps.finding import find_overlaps
from pmo_toolkit.analysis.overlaps.shapes import Overlaps, Profile
from pmo_toolkit.analysis.overlaps.themes import Theme
from pmo_toolkit.assessment.overlaps.encoders import default_encoder
from pmo_toolkit.assessment.overlaps.theme_file import business_themes

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.analysis.overlaps.labelled import DEVELOPMENT, TEST, labelled_proposals

MANY = 500


def main() -> None:
    """Print one row an organisation and way, then time and memory."""
    names = (*DEVELOPMENT, *TEST) if "--test" in sys.argv else DEVELOPMENT
    encoder, why_words = default_encoder()
    print(f"encoder: {encoder.name} {why_words}")
    print(f"{'average precision':44}" + "".join(f"{name:>17}" for name in names))
    themes = business_themes()
    half = [_without(themes, 0.5, seed) for seed in range(3)]
    _row("TF-IDF, cosine", names, _tf_idf)
    _row("text alone, no themes", names, lambda name: _ours(name, encoder, [()], ties=False))
    _row("text alone, half the words", names, lambda name: _ours(name, encoder, half, ties=False))
    _row("text alone", names, lambda name: _ours(name, encoder, [themes], ties=False))
    words = WordEncoder()
    _row("  without the encoder", names, lambda name: _ours(name, words, [themes], ties=False))
    _row("with goals and capabilities, no themes", names, lambda name: _ours(name, encoder, [()]))
    _row("with goals and capabilities, half", names, lambda name: _ours(name, encoder, half))
    _row("with goals and capabilities", names, lambda name: _ours(name, encoder, [themes]))
    _row("  without the encoder", names, lambda name: _ours(name, words, [themes]))
    _cost(words, "TF-IDF")
    _cost(encoder, encoder.name)


def _row(label: str, names: Sequence[str], measure: Callable[[str], float]) -> None:
    print(f"{label:44}" + "".join(f"{measure(name):17.2f}" for name in names), flush=True)


def _tf_idf(name: str) -> float:
    proposals, groups = labelled_proposals(name)
    vectors = TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2)).fit_transform(
        [proposal.whole for proposal in proposals]
    )
    rows, columns = np.triu_indices(len(proposals), 1)
    near = (vectors @ vectors.T).toarray()[rows, columns]
    own = [groups[proposal.id] for proposal in proposals]
    same = [own[one] == own[other] != "" for one, other in zip(rows, columns, strict=True)]
    return float(average_precision_score(same, near))


def _ours(
    name: str, encoder: TextEncoder, themes: Sequence[Sequence[Theme]], *, ties: bool = True
) -> float:
    proposals, groups = labelled_proposals(name, ties=ties)
    return float(
        np.mean(
            [
                precision_of(find_overlaps(proposals, (), encoder=encoder, themes=some), groups)
                for some in themes
            ]
        )
    )


def precision_of(found: Overlaps, groups: dict[str, str]) -> float:
    """Average precision of all pairs in the order in which they were ranked."""
    same = [groups[one] == groups[other] != "" for one, other, _ in found.all_scores]
    return float(average_precision_score(same, -np.arange(len(same))))


def _without(themes: Sequence[Theme], share: float, seed: int) -> tuple[Theme, ...]:
    """Themes without a share of their words, left out at random."""
    draws = np.random.default_rng(seed)
    return tuple(
        Theme(
            theme.name,
            tuple(
                tuple(word for word in words if draws.random() >= share) for words in theme.words
            ),
        )
        for theme in themes
    )


def _cost(encoder: TextEncoder, name: str) -> None:
    """CPU seconds and peak memory of many proposals; the peak only grows, so the dearer is last."""
    texts = [proposal for some in DEVELOPMENT for proposal in labelled_proposals(some)[0]]
    many = [
        Profile(
            f"P-{number:04d}",
            texts[number % len(texts)].title,
            texts[number % len(texts)].department,
            f"{texts[number % len(texts)].need} {texts[(number * 7 + 3) % len(texts)].need}"
            f" This is number {number}.",
        )
        for number in range(MANY)
    ]
    before, start = _memory(), time.process_time()
    find_overlaps(many, (), encoder=encoder, themes=business_themes())
    print(
        f"{MANY} proposals by {name}: {time.process_time() - start:.1f} CPU s,"
        f" peak {_memory():.0f} MB ({_memory() - before:.0f} MB more than before)",
        flush=True,
    )


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
