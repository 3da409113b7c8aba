"""Where a service stands by its fit: tolerate, invest, migrate or eliminate, and how surely.

Two ratings from 1 to 5, technical and functional fit, make four quadrants. A rating is one person's
judgement on a coarse scale: another may say a step more or less, and a whole step stands for all
that rounds to it. Each is read as a triangular distribution around what is stated, so that a
service near a border has a chance of each quadrant.

Source: Gartner's TIME model; what is written of its axes differs, see ``docs/method.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.capability.shapes import Service

#: What a scale of whole steps rounds away on either side of a rating.
HALF_STEP = 0.5
#: Quadrant by whether technical and functional fit are high.
QUADRANTS: Mapping[tuple[bool, bool], str] = {
    (True, False): "tolerate",
    (True, True): "invest",
    (False, True): "migrate",
    (False, False): "eliminate",
}


@dataclass(frozen=True)
class ServiceFit:
    """The quadrant of a service.

    Parameters
    ----------
    quadrant : str
        The likeliest.
    chances : mapping of str to float
        Quadrant → chance, 0–1, all four.
    to_border : float
        Steps of rating to the nearest border; 0 on it.
    nearest_border : str
        The rating that is nearest to its border: ``"technical fit"`` or ``"functional fit"``.
    """

    quadrant: str
    chances: Mapping[str, float]
    to_border: float
    nearest_border: str

    @property
    def chance(self) -> float:
        """Chance of the likeliest quadrant."""
        return self.chances[self.quadrant]


def service_fit(
    service: Service, *, technical_from: float, functional_from: float, spread: float
) -> ServiceFit | NotAssessed:
    """The quadrant of a service by its two ratings.

    Parameters
    ----------
    service : Service
    technical_from, functional_from : float
        Ratings from which on a fit is high.
    spread : float
        Steps by which another's rating may differ at most; 0: ratings are exact.
    """
    technical, functional = service.technical_fit, service.functional_fit
    missing = [
        name
        for name, value in (("technical_fit", technical), ("functional_fit", functional))
        if value is None
    ]
    if technical is None or functional is None:
        words = " and ".join(name.replace("_", " ") for name in missing)
        return NotAssessed(
            "fit", f"nobody states its {words}", ReasonCode.NOT_STATED, names=tuple(missing)
        )
    high_technical = chance_above(technical, technical_from, spread)
    high_functional = chance_above(functional, functional_from, spread)
    chances = {
        name: (high_technical if is_technical else 1 - high_technical)
        * (high_functional if is_functional else 1 - high_functional)
        for (is_technical, is_functional), name in QUADRANTS.items()
    }
    distances = {
        "technical fit": abs(technical - technical_from),
        "functional fit": abs(functional - functional_from),
    }
    nearest = min(distances, key=lambda name: distances[name])
    # on a border the cut-off decides, which counts as high
    stated = QUADRANTS[technical >= technical_from, functional >= functional_from]
    quadrant = max(chances, key=lambda name: (round(chances[name], 9), name == stated))
    return ServiceFit(quadrant, chances, distances[nearest], nearest)


def chance_above(rating: float, border: float, spread: float) -> float:
    """Chance that what a rating stands for is no less than a border.

    Triangular around the rating; half a step beyond the spread is what the scale rounds away.

    Examples
    --------
    >>> chance_above(3, 3, 1), chance_above(4.5, 3, 1), chance_above(2, 3, 0)
    (0.5, 1.0, 0.0)
    >>> round(chance_above(4, 3, 1), 3)
    0.944
    """
    if spread <= 0:
        return float(rating >= border)
    distance = (rating - border) / (spread + HALF_STEP)
    if abs(distance) >= 1:
        return float(distance > 0)
    tail = (1 - abs(distance)) ** 2 / 2
    return 1 - tail if distance >= 0 else tail
