"""Tickets that come again: groups by service, category and wording, each a problem to solve.

Within a service and category texts are grouped by the mean cosine between them (average linkage);
where no text is stated, service and category alone make the group. Only what is known when a
ticket is opened decides where it belongs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.cluster.hierarchy import fcluster, linkage

from pmo_toolkit.analysis.overlaps.encoding import Matrix, TextEncoder, unit_rows
from pmo_toolkit.analysis.tickets.reading import CleanTickets

_NUMBERS = re.compile(r"\w*\d[\w-]*")
#: Different wordings of one service and category that are compared with each other; rarer ones
#: join the nearest group.
_MOST_WORDINGS = 1000


@dataclass(frozen=True)
class RecurrenceRules:
    """From where on tickets are a recurring problem.

    Parameters
    ----------
    least_tickets : int
    least_days : int
        Different days on which they were opened: many tickets of one day are one outage.
    alike : float
        Mean cosine from which on texts say the same.
    """

    least_tickets: int
    least_days: int
    alike: float


@dataclass(frozen=True, eq=False)
class Recurrence:
    """Tickets of one problem.

    Parameters
    ----------
    service, category : str or None
    wording : str or None
        The text that is nearest to all others; None where no text is stated.
    places : ndarray of int
        Rows of the clean tickets.
    days : int
        Different days on which they were opened.
    """

    service: str | None
    category: str | None
    wording: str | None
    places: np.ndarray
    days: int

    @property
    def tickets(self) -> int:
        """How many tickets there are."""
        return len(self.places)


def recurrences(
    tickets: CleanTickets, rules: RecurrenceRules, encoder: TextEncoder | None
) -> tuple[Recurrence, ...]:
    """Every recurring problem, those of most tickets first.

    Parameters
    ----------
    tickets : CleanTickets
    rules : RecurrenceRules
    encoder : TextEncoder or None
        None where texts are not compared.
    """
    rows = tickets.rows
    wordings = _Wordings.of(rows["text"], encoder)
    days = rows["opened"].dt.normalize().to_numpy()
    found = []
    for service, category, places in _by_service_and_category(rows):
        if len(places) < rules.least_tickets:
            continue
        for wording, own in wordings.split(places, rules.alike):
            if not (service or category or wording):
                continue  # nothing is stated by which they would belong together
            number = len(np.unique(days[own]))
            if len(own) >= rules.least_tickets and number >= rules.least_days:
                found.append(Recurrence(service, category, wording, own, number))
    return tuple(
        sorted(
            found,
            key=lambda one: (
                -one.tickets,
                one.service or "",
                one.category or "",
                one.wording or "",
            ),
        )
    )


def _by_service_and_category(
    rows: pd.DataFrame,
) -> Iterator[tuple[str | None, str | None, np.ndarray]]:
    """Service, category and the places of their rows; None where one is not stated."""
    services, service_names = pd.factorize(rows["service"].to_numpy(dtype=object), sort=True)
    categories, category_names = pd.factorize(rows["category"].to_numpy(dtype=object), sort=True)
    pairs = np.column_stack([services, categories])
    named, places = np.unique(pairs, axis=0, return_inverse=True)
    for number, (service, category) in enumerate(named):
        yield (
            None if service < 0 else str(service_names[service]),
            None if category < 0 else str(category_names[category]),
            np.flatnonzero(places.ravel() == number),
        )


@dataclass(frozen=True, eq=False)
class _Wordings:
    """Different texts of all tickets, without their numbers, and a vector each."""

    codes: np.ndarray
    texts: Sequence[str]
    vectors: Matrix | None

    @classmethod
    def of(cls, column: pd.Series, encoder: TextEncoder | None) -> _Wordings:
        plain = [None if text is None else _NUMBERS.sub("#", text) for text in column]
        codes, texts = pd.factorize(np.array(plain, dtype=object), sort=True)
        known = [str(text) for text in texts]
        if encoder is None or not known:
            return cls(codes, known, None)
        return cls(codes, known, unit_rows(encoder.encode(known)))

    def split(self, places: np.ndarray, alike: float) -> Iterator[tuple[str | None, np.ndarray]]:
        """Groups of rows whose texts say the same; rows without a text together."""
        codes = self.codes[places]
        if (codes < 0).any():
            yield None, places[codes < 0]
        named, counts = np.unique(codes[codes >= 0], return_counts=True)
        if not len(named):
            return
        named = named[np.argsort(-counts, kind="stable")]
        labels = self._labels(named, alike)
        sizes = dict(zip(*np.unique(codes[codes >= 0], return_counts=True), strict=True))
        for label in np.unique(labels):
            own = named[labels == label]
            weights = np.array([sizes[code] for code in own], dtype=float)
            yield self._nearest_to_all(own, weights), places[np.isin(codes, own)]

    def _labels(self, named: np.ndarray, alike: float) -> np.ndarray:
        if self.vectors is None or len(named) == 1:
            return np.arange(len(named))
        frequent = self.vectors[named[:_MOST_WORDINGS]]
        tree = linkage(_distances(frequent), method="average")
        labels: np.ndarray = fcluster(tree, 1 - alike, criterion="distance")
        rare = self.vectors[named[_MOST_WORDINGS:]]
        if len(rare):
            labels = np.concatenate([labels, labels[np.argmax(rare @ frequent.T, axis=1)]])
        return labels

    def _nearest_to_all(self, own: np.ndarray, weights: np.ndarray) -> str:
        if self.vectors is None or len(own) == 1:
            return self.texts[int(own[0])]
        vectors = self.vectors[own]
        place = int(np.argmax(vectors @ (weights @ vectors)))
        return self.texts[int(own[place])]


def _distances(vectors: Matrix) -> np.ndarray:
    """One minus the cosine of each pair, in the order that scipy expects."""
    cosines = vectors @ vectors.T
    distances: np.ndarray = np.clip(1 - cosines[np.triu_indices(len(vectors), 1)], 0, None)
    return distances
