"""How often forecasts came true, with two standard errors clustered by world, as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd

from pmo_toolkit.advice.shapes import POSITIONS
from pmo_toolkit.analysis.base.likelihood import likelihood_words

#: Points within which coverage and chances have to hold.
COVERAGE_AIM, CHANCE_AIM = 2.0, 3.0
LEVELS = (50, 80, 90)
#: With fewer proposals a decile of a group is not judged.
FEWEST = 20
WORDS = tuple(likelihood_words(p) for p in (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0))
RULES = {"now": "the workbench", "former": "former rules"}
FIGURES = {"budget": "the budget suffices", "net": "the net value is above 0"}


def gap(values: pd.Series, worlds: pd.Series) -> tuple[float, float]:
    """Mean of `values` (shares) and two standard errors clustered by world, both in points."""
    mean = float(values.mean())
    sums = (values - mean).groupby(worlds).sum()
    clusters = len(sums)
    if clusters < 2:
        return 100 * mean, float("inf")
    error = np.sqrt(float((sums**2).sum()) * clusters / (clusters - 1)) / len(values)
    return 100 * mean, 200 * error


def groups(scores: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The proposals by what their coverage may depend on; poor ones stand alone."""
    full = scores[~scores["poor"]]
    parts = {"all": full}
    parts |= {f"{n} finished projects": full[full["history"] == n] for n in (10, 30, 180)}
    parts["kinds of delivery stated by the history"] = full[full["tells_kinds"]]
    parts["kinds of delivery not stated"] = full[~full["tells_kinds"]]
    for way in ("complete", "incomplete", "absent"):
        parts[f"register {way}, as everywhere in its world"] = full[full["registers"] == way]
    for way in ("complete", "incomplete", "absent"):
        mixed = full[(full["registers"] == "mixed") & (full["register"] == way)]
        parts[f"register {way}, others' mixed"] = mixed
    parts["riskiest tenth, by the stated register"] = full[
        full["load"] >= full["load"].quantile(0.9)
    ]
    return parts | {"numbers left blank": scores[scores["poor"]]}


def coverage_table(scores: pd.DataFrame, cost: str) -> str:
    """Share of outcomes not above planned P50, P80 and P90; `cost` is ``"whole"`` or ``"once"``."""
    heads = [f"P{level}: {RULES[rule]}" for rule in RULES for level in LEVELS]
    rows = []
    for name, part in groups(scores).items():
        cells = [name, f"{len(part)}"]
        for rule in RULES:
            for level in LEVELS:
                mean, error = gap(part[f"{rule}_{cost}_p{level}"], part["world"])
                late = abs(mean - level) > COVERAGE_AIM + error and rule == "now"
                if name == "numbers left blank":
                    late = level - mean > COVERAGE_AIM + error and rule == "now"
                cells.append(f"{mean:.1f} ± {error:.1f}{' **missed**' if late else ''}")
        rows.append(cells)
    return markdown(["proposals", "n", *heads], rows)


def decile_table(scores: pd.DataFrame, figure: str, *, only_high: bool = False) -> str:
    """A chance by decile of the forecast: said and come true, in points.

    With `only_high` a chance that says too little is no miss.
    """
    return _bands(scores, figure, _decile, range(10), only_high=only_high)


def _decile(chance: pd.Series) -> pd.Series:
    return np.minimum((10 * chance).astype(int), 9)


def word_table(scores: pd.DataFrame) -> str:
    """Both chances by the word that is printed for them."""
    stacked = pd.concat([_renamed(scores, figure) for figure in FIGURES])
    return _bands(stacked, "chance", lambda chance: chance.map(likelihood_words), WORDS)


def chance_table(scores: pd.DataFrame) -> str:
    """Chances in groups of proposals: said and come true, in points."""
    rows = []
    for name, part in groups(scores).items():
        cells = [name, f"{len(part)}"]
        for figure in FIGURES:
            for rule in RULES:
                only_high = name == "numbers left blank"
                cells.append(_cell(part, rule, figure, only_high=only_high))
        rows.append(cells)
    heads = [f"{FIGURES[figure]}: {RULES[rule]}" for figure in FIGURES for rule in RULES]
    return markdown(["proposals", "n", *heads], rows)


def position_table(scores: pd.DataFrame) -> str:
    """What became of each position: how often it was worth it, and what it brought on average."""
    rows = []
    for position in POSITIONS:
        cells = [position]
        for rule, column in (("now", "position"), ("former", "former_position")):
            part = scores[scores[column] == position]
            if part.empty:
                cells += ["0", "", ""]
                continue
            mean, error = gap(part[f"{rule}_net_true"], part["world"])
            cells += [
                f"{len(part)}",
                f"{mean:.0f} ± {error:.0f} %",
                f"{part[f'{rule}_net_mean'].mean():+.2f}",
            ]
        rows.append(cells)
    heads = [
        f"{words}: {head}"
        for words in RULES.values()
        for head in ("n", "worth it", "net value ÷ set-up cost")
    ]
    return markdown(["position", *heads], rows)


def misses(scores: pd.DataFrame) -> list[str]:
    """Every decile of a chance, and every planned quantile, of the workbench that is missed."""
    found = []
    for name, part in groups(scores).items():
        poor = name == "numbers left blank"
        for cost in ("whole", "once"):
            for level in LEVELS:
                mean, error = gap(part[f"now_{cost}_p{level}"], part["world"])
                off = level - mean if poor else abs(mean - level)
                if off > COVERAGE_AIM + error:
                    found.append(f"{name}: {cost} P{level} covers {mean:.1f} ± {error:.1f}")
        for figure, words in FIGURES.items():
            for decile, members in part.groupby(_decile(part[f"now_{figure}"])):
                said, true = members[f"now_{figure}"], members[f"now_{figure}_true"]
                mean, error = gap(true - said, members["world"])
                off = -mean if poor else abs(mean)
                if len(members) >= FEWEST and off > CHANCE_AIM + error:
                    found.append(
                        f"{name}: {words}, said {100 * said.mean():.0f} (decile {decile + 1}),"
                        f" true {100 * true.mean():.0f}, gap {mean:+.1f} ± {error:.1f},"
                        f" n {len(members)}"
                    )
    return found


def _renamed(scores: pd.DataFrame, figure: str) -> pd.DataFrame:
    """The columns of one figure under the name of both."""
    names = {
        f"{rule}_{figure}{end}": f"{rule}_chance{end}" for rule in RULES for end in ("", "_true")
    }
    return scores[["world", *names]].rename(columns=names)


def _bands(
    scores: pd.DataFrame,
    figure: str,
    band: Callable[[pd.Series], pd.Series],
    bands: Iterable[int | str],
    *,
    only_high: bool = False,
) -> str:
    rows = []
    for place in bands:
        cells = [place if isinstance(place, str) else f"{10 * place}–{10 * place + 10} %"]
        for rule in RULES:
            part = scores[band(scores[f"{rule}_{figure}"]) == place]
            cells += [f"{len(part)}", _cell(part, rule, figure, only_high=only_high)]
        rows.append(cells)
    heads = [f"{words}: {head}" for words in RULES.values() for head in ("n", "said, true, gap")]
    return markdown(["forecast", *heads], rows)


def _cell(part: pd.DataFrame, rule: str, figure: str, *, only_high: bool = False) -> str:
    """Chance said, how often it came true, the gap, and whether it is missed."""
    if part.empty:
        return ""
    said, true = part[f"{rule}_{figure}"], part[f"{rule}_{figure}_true"]
    mean, error = gap(true - said, part["world"])
    off = -mean if only_high else abs(mean)
    late = off > CHANCE_AIM + error and rule == "now"
    return (
        f"{100 * said.mean():.1f}, {100 * true.mean():.1f}, {mean:+.1f} ± {error:.1f}"
        f"{' **missed**' if late else ''}"
    )


def markdown(heads: list[str], rows: list[list[str]]) -> str:
    """A table in Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
