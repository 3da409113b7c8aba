"""Cost, time and net value of a proposal by plain numpy, written from docs/method.md alone."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
from scipy.special import betaincinv, ndtr, ndtri, stdtrit

DRAWS = 2**16
GRID = np.linspace(0, 1, 4097)
DAYS_A_MONTH = 365.25 / 12
WHOLE = ("SaaS", "PaaS", "IaaS", "build")
RATE, TERM_SHARE, BELOW, ABOVE = 0.035, 0.3, 0.3, 0.5


def read(folder: Path, table: str) -> list[dict]:
    """Rows with numbers as floats and blanks as None."""
    with (folder / f"{table}.csv").open(encoding="utf-8") as lines:
        return [{key: _cell(text) for key, text in row.items()} for row in csv.DictReader(lines)]


def _cell(text: str) -> object:
    try:
        return float(text) if text else None
    except ValueError:
        return text


def widen(rows: list[dict], columns: list[str], bad_above: bool, floor: bool = True) -> None:
    """Fill one blank end beside a stated middle."""
    low, mode, high = columns
    below, above = (BELOW, ABOVE) if bad_above else (ABOVE, BELOW)
    for row in rows:
        if row[mode] and row[low] is not None:
            below = max(below, (row[mode] - row[low]) / abs(row[mode]))
        if row[mode] and row[high] is not None:
            above = max(above, (row[high] - row[mode]) / abs(row[mode]))
    for row in rows:
        if row[mode] is None:
            continue
        if row[low] is None:
            least = row[mode] - below * abs(row[mode])
            row[low] = max(least, 0.0) if floor and row[mode] >= 0 else least
        if row[high] is None:
            row[high] = row[mode] + above * abs(row[mode])


def worst(rows: list[dict], columns: list[str]) -> None:
    """Fill whole blank ranges by the largest."""
    low, mode, high = columns
    full = [row for row in rows if row[mode] is not None]
    if full:
        most = max(full, key=lambda row: row[low] + 4 * row[mode] + row[high])
        for row in rows:
            if row[mode] is None:
                row.update({name: most[name] for name in columns})


def fill_risks(rows: list[dict]) -> None:
    """Blank effects and probabilities."""
    for unit in ("money", "days"):
        columns = [f"impact_{unit}_{end}" for end in ("low", "mode", "high")]
        widen(rows, columns, True)
        worst(rows, columns)
    stated = [row["probability"] for row in rows if row["probability"] is not None]
    for row in rows:
        if row["probability"] is None:
            row["probability"] = max(stated, default=0.5)


def pert(low: float, mode: float, high: float, u: np.ndarray) -> np.ndarray:
    """Quantiles of a PERT range."""
    if high <= low:
        return np.full(u.shape, mode)
    a = 1 + 4 * (mode - low) / (high - low)
    return low + (high - low) * np.interp(u, GRID, _beta_quantiles(a))


@cache
def _beta_quantiles(a: float) -> np.ndarray:
    """Quantiles at `GRID` of a beta distribution whose parameters add up to 6."""
    return betaincinv(a, 6 - a, GRID)


def moments(row: dict, unit: str) -> tuple[float, float] | None:
    """Mean and variance of what one risk adds."""
    low, mode, high = (row[f"impact_{unit}_{end}"] for end in ("low", "mode", "high"))
    if mode is None:
        return None
    mean = (low + 4 * mode + high) / 6
    variance = (mean - low) * (high - mean) / 7
    chance = row["probability"]
    return chance * mean, chance * (variance + mean**2) - (chance * mean) ** 2


def usual(folder: Path, proposal: str, unit: str) -> tuple[float, float]:
    """Average load of the other proposals' registers and the variance of a load."""
    options, costs = read(folder, "options"), read(folder, "costs")
    registers: dict[str, list[dict]] = {}
    for row in read(folder, "risks"):
        registers.setdefault(row["proposal"], []).append(row)
    means, variances = [], []
    for name, rows in registers.items():
        fill_risks(rows)
        parts = [found for row in rows if (found := moments(row, unit)) is not None]
        once = [
            sum(
                (cost["low"] + 4 * cost["mode"] + cost["high"]) / 6
                for cost in costs
                if cost["option"] == option["id"] and cost["period"] == "once"
            )
            for option in options
            if option["proposal"] == name and option["kind"] != "nothing"
        ]
        once = [amount for amount in once if amount > 0]
        if name == proposal or not parts or (unit == "money" and not once):
            continue
        size = float(np.median(once)) if unit == "money" else 1.0
        means.append(sum(mean for mean, _ in parts) / size)
        variances.append(sum(variance for _, variance in parts) / size**2)
    return float(np.mean(means)), float(np.mean(variances) + np.var(means))


def relieved(values: np.ndarray, mean: float, variance: float, load: float, v: float) -> np.ndarray:
    """What is left without the usual register."""
    scale = math.sqrt(max(0.25, 1 - v / variance))
    return np.maximum(0.5 * values, mean - load + scale * (values - mean))


def by_hand(
    folder: Path,
    proposal: str,
    ratios: tuple[float, ...],
    history: Callable[[np.ndarray], np.ndarray],
    day_ratios: tuple[float, ...],
    waits: tuple[float, ...] = (0.0,),
    not_before: float = 0.0,
) -> dict[str, dict]:
    """Option kind → draws of its cost, its net value (or None) and its value if all is owned.

    The start waits for one of `waits`, days, each as likely, and at least for `not_before` days.
    """
    rng = np.random.default_rng(99)

    def draw() -> np.ndarray:
        return rng.random(DRAWS)

    ids = {row["id"]: row for row in read(folder, "options") if row["proposal"] == proposal}
    costs = [row for row in read(folder, "costs") if row["option"] in ids]
    benefits = [row for row in read(folder, "benefits") if row["proposal"] == proposal]
    risks = [row for row in read(folder, "risks") if row["proposal"] == proposal]
    activities = [row for row in read(folder, "activities") if row["proposal"] == proposal]
    fill_risks(risks)
    money = delays = np.zeros(DRAWS)
    for row in risks:
        happens, effect = draw() < row["probability"], draw()
        for unit in ("money", "days"):
            ends = [row[f"impact_{unit}_{end}"] for end in ("low", "mode", "high")]
            if ends[1] is not None:
                add = happens * pert(*ends, effect)
                money, delays = (money + add, delays) if unit == "money" else (money, delays + add)
    groups: dict[str, np.ndarray] = {}

    def grouped(name: str | None) -> np.ndarray:
        if not name:
            return draw()
        if name not in groups:
            groups[name] = rng.standard_normal(DRAWS)
        own = rng.standard_normal(DRAWS)
        return ndtr(math.sqrt(0.5) * groups[name] + math.sqrt(0.5) * own)

    u = draw()
    ordered = np.log(np.sort(ratios))
    read_at = lambda at: np.exp(np.interp(at * (len(ratios) - 1), range(len(ratios)), ordered))  # noqa: E731
    r, grid = read_at(u), read_at((np.arange(1024) + 0.5) / 1024)
    if money.any():
        r = relieved(r, grid.mean(), grid.var(), *usual(folder, proposal, "money"))
    past = history(draw())
    with_delays = lambda days: (  # noqa: E731
        relieved(days, days.mean(), days.var(), *usual(folder, proposal, "days")) + delays
        if delays.any()
        else days
    )
    outside = with_delays(past)
    plan = None
    if activities:
        ends: dict[str, np.ndarray] = {}
        for row in activities:  # the sample lists predecessors first
            begin = np.zeros(DRAWS)
            for name in (row["predecessors"] or "").split("; "):
                if name:
                    begin = np.maximum(begin, ends[name])
            span = [row[f"duration_days_{end}"] for end in ("low", "mode", "high")]
            ends[row["activity"]] = begin + pert(*span, grouped(row["correlation_group"]))
        plan = np.max(list(ends.values()), axis=0) + delays
    drawn: dict[str, dict] = {}
    stated_exits = [row["exit_cost"] for row in ids.values() if row["exit_cost"] is not None]
    for key, option in ids.items():
        months = option["term_months"] or 60
        once, running = np.zeros(DRAWS), np.zeros(DRAWS)
        modes = 0.0
        for row in costs:
            if row["option"] != key:
                continue
            amount = pert(row["low"], row["mode"], row["high"], grouped(row["correlation_group"]))
            times = {"per month": months, "per year": months / 12}
            if row["period"] == "once":
                once, modes = once + amount, modes + row["mode"]
            else:
                running = running + amount * times[row["period"]]
        leave = option["exit_cost"]
        if option["kind"] == "nothing":
            leave = leave or 0.0
        elif leave is None:
            leave = max(stated_exits, default=TERM_SHARE * modes)
        acts = option["kind"] != "nothing"
        spent = np.median(once) * r + money if acts else once
        days = plan
        if option["kind"] in WHOLE:
            days = outside
            if plan is not None:
                rank = np.argsort(np.argsort(plan)) / DRAWS
                same_rank = np.interp(rank * (DRAWS - 1), np.arange(DRAWS), np.sort(outside))
                days = np.maximum(plan, same_rank)
        elif acts and plan is None:
            if option["months_to_benefit"] is None:
                days = outside
            else:
                logs = np.log(np.sort(day_ratios))
                at = draw() * (len(day_ratios) - 1)
                factor = np.exp(np.interp(at, range(len(day_ratios)), logs))
                days = with_delays(option["months_to_benefit"] * DAYS_A_MONTH * factor)
        drawn[key] = {
            "kind": option["kind"], "once": spent, "running": running, "exit": leave,
            "months": int(months), "days": days, "cost": spent + running + leave,
        }  # fmt: skip
    start = np.maximum(rng.choice(waits, DRAWS), not_before)
    _value(drawn, ids, benefits, draw, start / DAYS_A_MONTH)
    return {option["kind"]: option for option in drawn.values()}


def _value(
    drawn: dict[str, dict], ids: dict[str, dict], benefits: list[dict], draw, wait: np.ndarray
) -> None:
    """Net value of each option, in place; all begin `wait` months late."""
    starts = np.rint(wait).astype(int)
    nothing = next(option for option in drawn.values() if option["kind"] == "nothing")
    p80 = {
        key: np.quantile(option["days"], 0.8) / DAYS_A_MONTH
        for key, option in drawn.items()
        if option["kind"] != "nothing"
    }
    firsts = [row["months_to_benefit"] for row in ids.values() if row["months_to_benefit"]]
    ramps = [row["ramp_months"] for row in benefits if row["ramp_months"] is not None]
    lines = [
        (row, pert(row["low"], row["mode"], row["high"], draw()))
        for row in benefits
        if row["unit"] == "money per year"
    ]
    for key, option in drawn.items():
        if option["kind"] == "nothing":
            continue
        months, share = option["months"], ids[key]["benefit_share"] or 1.0
        first = ids[key]["months_to_benefit"]
        first = max([*firsts, p80[key]]) if first is None else first
        delivered = wait + option["days"] / DAYS_A_MONTH
        begin = np.maximum(np.ceil(delivered - 1e-9), starts + math.ceil(first - 1e-9))
        begin = np.minimum(begin, months).astype(int)
        factor = (1 + RATE) ** (-np.arange(months + 1) / 12)
        factor[0] = 0.0
        gains = {True: np.zeros(DRAWS), False: np.zeros(DRAWS)}
        for row, yearly in lines:
            ramp = row["ramp_months"]
            if ramp is None:
                ramp = round(max([*ramps, *p80.values()]))
            worth = np.array(
                [
                    np.sum(factor * np.clip((np.arange(months + 1) - b) / max(ramp, 1e-9), 0, 1))
                    for b in range(months + 1)
                ]
            )
            counts = bool(row["department"]) or np.median(yearly) < 0
            gains[counts] = gains[counts] + share * yearly / 12 * worth[begin]
        passed = np.cumsum(factor)
        level, begun = passed[-1] / months, (passed[-1] - passed[starts]) / months
        last = (1 + RATE) ** (-months / 12)
        at_start = (1 + RATE) ** (-starts / 12)
        spent = option["once"] * at_start + option["running"] * begun + option["exit"] * last
        saved = nothing["once"] * (starts == 0) + nothing["running"] * level
        saved = saved + nothing["exit"] * last
        until = starts
        if option["kind"] != "minimum":
            until = np.minimum(np.ceil(delivered - 1e-9).astype(int) + 1, months)
        saved = saved - nothing["running"] / months * passed[until]
        option["value"] = gains[True] - spent + saved
        option["if_owned"] = option["value"] + gains[False]


def class_by_hand(folder: Path, target: str, own: dict[str, str | None]) -> np.ndarray:
    """Quantiles of actual ÷ estimate for a proposal with the words `own`, shape (201,)."""
    names = (f"estimate_{target}", f"actual_{target}")
    rows = [
        row
        for row in read(folder, "history")
        if all(isinstance(row[name], float) and row[name] > 0 for name in names)
    ]
    x = np.log([row[names[1]] / row[names[0]] for row in rows])
    n, level, unsure, fitted = len(x), x.mean(), 0.0, 0.0
    e = x - level
    for column, word in own.items():
        words = np.array([row.get(column) or "" for row in rows])
        if word is None or word not in words:
            continue
        known = sorted(set(words) - {""})
        count = np.array([np.sum(words == each) for each in known])
        mean = np.array([e[words == each].mean() for each in known])
        total, k = count.sum(), len(known)
        within = sum(np.sum((e[words == w] - m) ** 2) for w, m in zip(known, mean, strict=True))
        within /= total - k
        among = np.sum(count * (mean - e[words != ""].mean()) ** 2) / (k - 1)
        size = (total - np.sum(count**2) / total) / (k - 1)
        chance = within * (1 + math.sqrt(2 / (k - 1) + 2 / (total - k)))
        between = max(0.0, among - chance) / size if n >= 20 else 0.0
        weight = count * between / (count * between + within)
        place = known.index(word)
        level += weight[place] * mean[place]
        unsure += between * (1 - weight[place])
        fitted += np.sum(weight * (1 - count / n))
        for each, share, middle in zip(known, weight, mean, strict=True):
            e = np.where(words == each, e - share * middle, e)
    variance = e.var(ddof=1)
    spread = variance * (n - 1) / max(n - 1 - fitted, 1.0) + unsure
    middle = np.median(e)
    values = level + middle + math.sqrt(spread / variance) * (e - middle)
    if len({row.get("delivery") for row in rows} - {None}) < 2:
        middle = np.median(values)
        values = middle + math.sqrt(1 + 0.13**2 / spread) * (values - middle)
    if target == "cost":
        middle, spread = np.median(values), values.var(ddof=1)
        others = (math.log(1.89 / 0.67) / 2.563) ** 2
        pooled = (4 * others + (n - 1) * spread) / (4 + n - 1)
        surer = stdtrit(n + 3, 0.9) / stdtrit(n - 1, 0.9)
        values = middle + surer * math.sqrt(pooled / spread) * (values - middle)
    scores = ndtri(np.arange(1, n + 1) / (n + 1))
    shares = np.arange(201) / 200
    shares[0], shares[-1] = 0.0025, 0.9975
    wanted = ndtri(shares)
    beyond = wanted - np.clip(wanted, scores[0], scores[-1])
    return np.exp(np.interp(wanted, scores, np.sort(values)) + values.std(ddof=1) * beyond)


def position_by_hand(
    chance: float | None,
    if_free: float | None,
    within: float | None,
    start: float | None,
    *,
    is_ripe: bool,
) -> str:
    """Position of a proposal without links, by rules 1 to 4 and 7 at the thresholds as shipped.

    Parameters
    ----------
    chance, if_free, within, start : float or None
        That the net value is positive with the wait for people, and without; that the budget
        suffices; that not every stated month is ruled out.
    is_ripe : bool
        Whether a goal is named and enough evidence is there.
    """
    chance, if_free, within, start = (
        None if value is None else round(value, 2) for value in (chance, if_free, within, start)
    )
    if chance is not None and chance < 0.45 and if_free is not None and if_free >= 0.55:
        return "defer"
    if chance is not None and chance < 0.2:
        return "do not pursue yet"
    if chance is None or not is_ripe:
        return "explore"
    if chance < 0.55:
        return "defer" if chance < 0.45 else "explore"
    if start is not None and start < 0.45:
        return "defer"
    return "advance in part" if within is not None and within < 0.2 else "advance"
