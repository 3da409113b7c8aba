"""How long the standing of many proposals takes.

Our SMAA beside a plain loop over the draws, in one run.

Run it with ``python benchmarks/standing.py [--alternatives 200] [--criteria 10] [--draws 10000]
[--repeats 5]``.

Both get the same uncertain scores (triangular, each alternative by itself) and count the same: rank
acceptabilities, central weights and pairwise winning indices. The loop takes one draw at a time
with numpy's own triangular draws, argsort and comparison. Runs are interleaved; medians of wall
time and of processor time are printed, with the largest difference between the two results, which
is what chance leaves between two sets of draws.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import time

import numpy as np

from pmo_toolkit.analysis.standing.rank_acceptability import smaa_of
from pmo_toolkit.analysis.standing.score_ranges import ScoreRanges
from pmo_toolkit.analysis.standing.weighting.weights import draw_weights


def plain_loop(
    scores: ScoreRanges, draws: int, seed: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rank acceptabilities, central weights and winning indices, one draw at a time."""
    rng = np.random.default_rng(seed)
    alternatives, criteria = scores.mode.shape
    ranks, wins = np.zeros((alternatives, alternatives)), np.zeros((alternatives, alternatives))
    firsts, sums = np.zeros(alternatives), np.zeros((alternatives, criteria))
    who = np.arange(alternatives)
    for _ in range(draws):
        weights = rng.dirichlet(np.ones(criteria))
        values = rng.triangular(scores.low, scores.mode, scores.high) @ weights
        order = np.argsort(-values)
        rank = np.empty(alternatives, dtype=int)
        rank[order] = who
        ranks[who, rank] += 1
        firsts[order[0]] += 1
        sums[order[0]] += weights
        wins += values[:, None] > values[None, :]
    central = np.divide(
        sums, firsts[:, None], out=np.full_like(sums, np.nan), where=firsts[:, None] > 0
    )
    return ranks / draws, central, wins / draws


def ours(scores: ScoreRanges, draws: int, seed: int):
    """The same by `smaa_of`."""
    return smaa_of(scores, draw_weights(scores.mode.shape[1], draws, [seed, 0]), [seed, 1])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--alternatives", type=int, default=200)
    parser.add_argument("--criteria", type=int, default=10)
    parser.add_argument("--draws", type=int, default=10_000)
    parser.add_argument("--repeats", type=int, default=5)
    given = parser.parse_args()
    rng = np.random.default_rng(20260101)
    points = np.sort(rng.random((3, given.alternatives, given.criteria)), axis=0)
    middle = points[1]  # ranges a third as wide as three random points
    scores = ScoreRanges(
        middle - (middle - points[0]) / 3, middle, middle + (points[2] - middle) / 3
    )
    wall: dict[str, list[float]] = {"smaa": [], "plain loop": []}
    cpu: dict[str, list[float]] = {"smaa": [], "plain loop": []}
    for repeat in range(given.repeats):
        for name, run in (("smaa", ours), ("plain loop", plain_loop)):
            start, used = time.perf_counter(), time.process_time()
            found = run(scores, given.draws, repeat)
            wall[name].append(time.perf_counter() - start)
            cpu[name].append(time.process_time() - used)
            if name == "smaa":
                made = found
        assert not isinstance(made, tuple)
        ranks, _, wins = found
    print(f"{platform.machine()}, Python {platform.python_version()}, numpy {np.__version__}")
    print(
        f"{given.alternatives} alternatives × {given.criteria} criteria × {given.draws:,} draws,"
        " uncertain scores"
    )
    for clock, taken in (("wall", wall), ("processor", cpu)):
        for name, seconds in taken.items():
            shown = (
                f"median {statistics.median(seconds):.3f} s ({min(seconds):.3f} to"
                f" {max(seconds):.3f})"
            )
            print(f"{clock:>10} {name:>10}: {shown}")
        ratio = statistics.median(taken["plain loop"]) / statistics.median(taken["smaa"])
        print(f"{clock:>10} {'ratio':>10}: {ratio:.1f} × as fast as the loop")
    print(
        f"  difference: {np.abs(made.rank_acceptability - ranks).max():.3f} rank acceptability, "
        f"{np.abs(made.pairwise - wins)[~np.eye(len(wins), dtype=bool)].max():.3f} winning index"
    )


if __name__ == "__main__":
    main()
