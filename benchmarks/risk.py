"""Networks and quantiles by simulation: seconds, and how near P80 comes with how few draws.

Run it with ``make bench`` or ``OMP_NUM_THREADS=1 python benchmarks/risk.py [--repeats 5]
[--exact-draws 22]``.

Two questions, each with a plain rival in the same run:

- *Network*: 300 activities × 100,000 draws with criticality, in CPU seconds of one thread. The
  rival is the textbook's
  loop over activities in NumPy that holds all draws at once, drawing with ``Generator.beta``.
- *P80*: relative error at 16,384 draws against 2**22 draws, as the root mean square over seeds,
  with Sobol draws as the
  workbench uses them, with one stratified stream an input (Latin hypercube) and with plain random
  numbers. Models: sums of five, ten and twenty PERT ranges; one option as an assessment draws it,
  with groups and risks; a small network.
"""

from __future__ import annotations

import argparse
import os
import platform
import time
from collections.abc import Callable
from statistics import median

import numpy as np

from pmo_toolkit.analysis.uncertainty.sampling.copula import correlated
from pmo_toolkit.analysis.uncertainty.sampling.draws import place_of, stream, uniforms
from pmo_toolkit.analysis.uncertainty.sampling.inputs import ThreePoint, _pert_table
from pmo_toolkit.analysis.uncertainty.schedule.network import Activity, Network
from pmo_toolkit.analysis.uncertainty.schedule.network_simulation import (
    activity_streams,
    durations_at,
    simulate_network,
)

ACTIVITIES, DRAWS, SAMPLED = 300, 100_000, 16_384
Source = Callable[[str, str, int], np.ndarray]


def network_of(size: int, seed: int = 3) -> Network:
    """A random network: every activity waits for one to three of the twelve before it."""
    rng = np.random.default_rng(seed)
    made = []
    for place in range(size):
        mode = rng.uniform(5, 30)
        before = (
            sorted(set(rng.integers(max(0, place - 12), place, size=rng.integers(1, 4)).tolist()))
            if place
            else []
        )
        duration = ThreePoint(0.8 * mode, mode, mode * rng.uniform(1.2, 2.5))
        made.append(Activity(f"a{place}", "", duration, tuple(f"a{each}" for each in before)))
    return Network(made)


def ours(network: Network, draws: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Finish and criticality by the workbench.

    Sobol streams are a power of two long, their first draws are used.
    """
    streams = activity_streams(
        network, proposal="P", draws=1 << (draws - 1).bit_length(), seed=seed
    )

    def stretch(start: int, count: int) -> np.ndarray:
        made = np.empty((len(streams), count))
        for place, each in enumerate(streams):
            made[place] = each.block(start, count)
        return made

    found = simulate_network(network, stretch, draws)
    return found.finish, np.array([each.criticality for each in found.activities])


def plain(network: Network, draws: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """The same in a plain loop over activities: random beta draws, earliest and latest ends."""
    rng = np.random.default_rng(seed)
    size = len(network.activities)
    durations = np.empty((size, draws))
    for place, each in enumerate(network.activities):
        low, mode, high = each.duration.low, each.duration.mode, each.duration.high  # type: ignore[union-attr]
        a = 1 + 4 * (mode - low) / (high - low)
        durations[place] = low + (high - low) * rng.beta(a, 6 - a, draws)
    early = np.zeros((size, draws))
    for place in network.order:
        begin = np.zeros(draws)
        for before in network.before[place]:
            begin = np.maximum(begin, early[before])
        early[place] = begin + durations[place]
    finish = early.max(axis=0)
    late = np.tile(finish, (size, 1))
    for place in reversed(network.order):
        for after in network.after[place]:
            late[place] = np.minimum(late[place], late[after] - durations[after])
    return finish, np.mean(np.abs(late - early) < 1e-6, axis=1)


def sobol(seed: int, start: int = 0, whole: int = SAMPLED) -> Source:
    """Draws as the workbench makes them, from number `start` of a sequence of `whole`."""
    counters: dict[str, int] = {}
    places: dict[str, int] = {}

    def draw(block: str, key: str, draws: int) -> np.ndarray:
        if key not in places:
            places[key] = counters.get(block, 0)
            counters[block] = places[key] + 1
        # elements of one option stand eight places apart, between those of the other kinds of
        # option
        place = place_of(block, 8 * places[key] + 3 if block == "cost" else places[key])
        return stream(seed, key, whole, place).block(start, draws)

    return draw


def reference(model: Callable[[Source, int], np.ndarray], power: int) -> float:
    """P80 from 2**power draws, made in pieces."""
    whole, piece = 1 << power, 1 << 16
    parts = [model(sobol(10**6, start, whole), piece) for start in range(0, whole, piece)]
    return float(np.quantile(np.concatenate(parts), 0.8))


def stratified(seed: int) -> Source:
    """One stratified stream an input."""
    return lambda block, key, draws: uniforms(seed, key, draws)


def random(seed: int) -> Source:
    """Plain random numbers."""
    rng = np.random.default_rng(seed)
    return lambda block, key, draws: rng.random(draws)


_TEN = [ThreePoint(10 + i, 14 + 2 * i, 30 + 7 * i) for i in range(10)]


def sum_of_five(source: Source, draws: int) -> np.ndarray:
    """Five independent PERT ranges of different width."""
    return np.sum(
        [each.at(source("cost", f"cost {i}", draws)) for i, each in enumerate(_TEN[::2])], axis=0
    )


def sum_of_ten(source: Source, draws: int) -> np.ndarray:
    """Ten independent PERT ranges of different width."""
    return np.sum(
        [each.at(source("cost", f"cost {i}", draws)) for i, each in enumerate(_TEN)], axis=0
    )


def sum_of_twenty(source: Source, draws: int) -> np.ndarray:
    """Twenty independent PERT ranges: the spread of the sum is about that of a costed option."""
    return np.sum(
        [each.at(source("cost", f"cost {i}", draws)) for i, each in enumerate(_TEN + _TEN)], axis=0
    )


def option(source: Source, draws: int) -> np.ndarray:
    """Ten cost elements in two groups, and four risks."""
    shared = [source("group", f"group {i}", draws) for i in range(2)]
    total = np.zeros(draws)
    for i, each in enumerate(_TEN):
        total += each.at(correlated(source("cost", f"cost {i}", draws), shared[i % 2], 0.5))
    for i in range(4):
        happens = source("risk happens", f"risk {i} happens", draws) < 0.15 + 0.1 * i
        total += happens * ThreePoint(10, 25, 60).at(
            source("risk impact", f"risk {i} impact", draws)
        )
    return total


_SMALL = network_of(20, seed=11)


def small_network(source: Source, draws: int) -> np.ndarray:
    """Twenty activities."""
    u = np.stack([source("activity", f"activity {i}", draws) for i in range(20)])
    return _SMALL.finish(durations_at(_SMALL, u))


def p80_errors(
    model: Callable[[Source, int], np.ndarray],
    make: Callable[[int], Source],
    exact: float,
    seeds: int,
) -> float:
    """Root mean square relative error of P80 over seeds."""
    found = [float(np.quantile(model(make(seed), SAMPLED), 0.8)) for seed in range(1, seeds + 1)]
    return float(np.sqrt(np.mean((np.array(found) / exact - 1) ** 2)))


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description="time and precision of simulated networks and costs"
    )
    parser.add_argument("--repeats", type=int, default=5, help="repeats of the timings")
    parser.add_argument("--seeds", type=int, default=30, help="seeds of the errors")
    parser.add_argument("--exact-draws", type=int, default=22, help="power of two of the reference")
    chosen = parser.parse_args()
    print(
        f"Python {platform.python_version()}, NumPy {np.__version__}, {platform.machine()},"
        f" {os.cpu_count()} processors"
    )
    network = network_of(ACTIVITIES)
    (ends, critical), (plain_ends, plain_critical) = (
        ours(network, DRAWS, 1),
        plain(network, DRAWS, 1),
    )
    times: dict[str, list[float]] = {"workbench": [], "plain loop": []}
    for _ in range(chosen.repeats):  # in turns, so that both meet the same machine
        _pert_table.cache_clear()
        times["workbench"].append(cpu(lambda: ours(network, DRAWS, 1)))
        times["plain loop"].append(cpu(lambda: plain(network, DRAWS, 1)))
    print(f"\nNetwork of {ACTIVITIES} activities, {DRAWS:,} draws, with criticality")
    print(f"{'':<14}{'CPU s, median':>15}{'range':>15}{'P80, days':>12}")
    for name, p80 in (
        ("workbench", np.quantile(ends, 0.8)),
        ("plain loop", np.quantile(plain_ends, 0.8)),
    ):
        taken = times[name]
        print(
            f"{name:<14}{median(taken):>15.2f}"
            f"{f'{min(taken):.2f} to {max(taken):.2f}':>15}{p80:>12.1f}"
        )
    print(
        f"ratio {median(times['plain loop']) / median(times['workbench']):.2f}; largest difference"
        " of a criticality",
        end=" ",
    )
    print(f"{np.abs(critical - plain_critical).max():.4f}")
    print(
        f"\nP80 at {SAMPLED:,} draws: root mean square relative error over {chosen.seeds} seeds, in"
        " per cent"
    )
    print(f"{'':<16}{'Sobol':>9}{'stratified':>12}{'random':>9}   ratio   reference P80")
    for model in (sum_of_five, sum_of_ten, sum_of_twenty, option, small_network):
        exact = reference(model, chosen.exact_draws)
        errors = [
            100 * p80_errors(model, make, exact, chosen.seeds)
            for make in (sobol, stratified, random)
        ]
        print(
            f"{model.__name__:<16}{errors[0]:>9.4f}{errors[1]:>12.4f}{errors[2]:>9.4f}"
            f"{errors[2] / errors[0]:>8.1f}   {exact:.4f}"
        )


if __name__ == "__main__":
    main()
