"""Simulated annealing over one way a group, with limits that may be broken for a price.

Plain loops over arrays, which numba compiles. Random numbers are drawn here, so that they are the
same wherever this runs. A group (a proposal) has at most one of its ways (columns) chosen; rows are
sparse, by column and by row.

Sources: Kirkpatrick, Gelatt and Vecchi (1983), "Optimization by simulated annealing"; Glover and
Kochenberger (1996) on crossing back and forth over the limits of knapsacks.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Real = NDArray[np.float64]
Whole = NDArray[np.int64]
Randomness = NDArray[np.uint64]
#: Shifts of Marsaglia (2003), "Xorshift RNGs": those of Park and Miller are too much alike from one
#: to the next for steps that take a few each.
LEFT, RIGHT, LEFT_AGAIN = np.uint64(13), np.uint64(7), np.uint64(17)
DROPPED, PARTS = np.uint64(11), 9007199254740992.0
#: A row is kept if it is exceeded by no more: that is rounding.
SLACK = 1e-9
#: What a broken limit costs grows while it is broken and falls while it is kept.
DEARER, CHEAPER = 1.01, 0.996
#: Share of the value of means left over that counts at first; it falls to nothing.
CREDIT = 0.95
#: Share of the steps after which selections that keep all limits are made.
FIRST_KEPT = 0.1


class Ways(NamedTuple):
    """All ways to choose, and the rows that they must keep."""

    owner: Whole  # (columns,) group of each
    value: Real  # (columns,)
    first: Whole  # (groups + 1,) where the ways of a group begin in `open`
    open: Whole  # columns that may be chosen, by group
    certain: Whole  # (groups,) 1 where one of the ways is taken in any case
    order: Whole  # columns, the most promising first
    column_ends: Whole  # (columns + 1,)
    column_rows: Whole
    column_takes: Real
    row_ends: Whole  # (rows + 1,)
    row_columns: Whole
    row_takes: Real
    most: Real  # (rows,)
    price: Real  # (rows,) of one unit beyond a limit
    means: Real  # (columns,) value of the means that it takes, as the relaxation prices them


def drawn(state: Randomness) -> float:
    """The next random number, 0 to 1."""
    number = state[0]
    number ^= number << LEFT
    number ^= number >> RIGHT
    number ^= number << LEFT_AGAIN
    state[0] = number
    return float((number >> DROPPED) / PARTS)


def book(ways: Ways, column: int, sign: float, taken: Real) -> None:
    """Add what a column takes of each row."""
    for place in range(ways.column_ends[column], ways.column_ends[column + 1]):
        taken[ways.column_rows[place]] += sign * ways.column_takes[place]


def book_all(ways: Ways, chosen: Whole, taken: Real) -> None:
    """What all that is chosen takes of each row."""
    taken[:] = 0.0
    for column in chosen:
        if column >= 0:
            book(ways, column, 1.0, taken)


def fits(ways: Ways, column: int, taken: Real) -> bool:
    """Whether a column can be added without breaking a row."""
    for place in range(ways.column_ends[column], ways.column_ends[column + 1]):
        row, takes = ways.column_rows[place], ways.column_takes[place]
        if takes > 0 and taken[row] + takes > ways.most[row] + SLACK:
            return False
    return True


def priced(ways: Ways, column: int, sign: float, taken: Real, price: Real) -> float:
    """Book a column, and what that adds to the price of broken rows."""
    more = 0.0
    for place in range(ways.column_ends[column], ways.column_ends[column + 1]):
        row = ways.column_rows[place]
        change = sign * ways.column_takes[place]
        before = taken[row] - ways.most[row]
        taken[row] += change
        if before + change > SLACK:
            more += price[row] * (before + change)
        if before > SLACK:
            more -= price[row] * before
    return more


def take_out(ways: Ways, group: int, chosen: Whole, taken: Real, waiting: Whole) -> None:
    """Take a group out, and those that cannot be without it."""
    waiting[0] = group
    count = 1
    while count > 0:
        count -= 1
        column = chosen[waiting[count]]
        if column < 0:
            continue
        chosen[waiting[count]] = -1
        book(ways, column, -1.0, taken)
        for place in range(ways.column_ends[column], ways.column_ends[column + 1]):
            row = ways.column_rows[place]
            if ways.column_takes[place] >= 0 or taken[row] <= ways.most[row] + SLACK:
                continue
            for other in range(ways.row_ends[row], ways.row_ends[row + 1]):
                holder = ways.owner[ways.row_columns[other]]
                is_in = chosen[holder] == ways.row_columns[other]
                if is_in and ways.row_takes[other] > 0 and count < len(waiting):
                    waiting[count] = holder
                    count += 1


def least_missed(ways: Ways, row: int, chosen: Whole, taken: Real) -> int:
    """Group whose loss, for what it frees of a broken row, is the least; -1 for none."""
    found, least = -1, math.inf
    over = taken[row] - ways.most[row]
    for other in range(ways.row_ends[row], ways.row_ends[row + 1]):
        column = ways.row_columns[other]
        if ways.row_takes[other] <= 0 or chosen[ways.owner[column]] != column:
            continue
        loss = ways.value[column]
        for place in range(ways.column_ends[column], ways.column_ends[column + 1]):
            takes = ways.column_takes[place]
            if takes > 0:
                loss -= 0.7 * ways.price[ways.column_rows[place]] * takes
        share = min(ways.row_takes[other], over) / over
        loss = loss / share if loss > 0 else loss * share
        if loss < least:
            found, least = ways.owner[column], loss
    return found


def keeps(ways: Ways, taken: Real) -> int:
    """The first row that is broken; -1 where all are kept."""
    for row in range(len(ways.most)):
        if taken[row] > ways.most[row] + SLACK:
            return row
    return -1


def fill(ways: Ways, chosen: Whole, taken: Real) -> None:
    """Add what fits, the most promising first; twice, since some need others."""
    for _ in range(2):
        for column in ways.order:
            if chosen[ways.owner[column]] < 0 and fits(ways, column, taken):
                chosen[ways.owner[column]] = column
                book(ways, column, 1.0, taken)


def prune(ways: Ways, chosen: Whole, taken: Real) -> None:
    """Leave out what is worth less than nothing and is needed by nothing."""
    for group in range(len(chosen)):
        column = chosen[group]
        if column < 0 or ways.value[column] >= 0:
            continue
        is_needed = False
        for place in range(ways.column_ends[column], ways.column_ends[column + 1]):
            row, takes = ways.column_rows[place], ways.column_takes[place]
            is_needed = is_needed or (takes < 0 and taken[row] - takes > ways.most[row] + SLACK)
        if not is_needed:
            chosen[group] = -1
            book(ways, column, -1.0, taken)


def mend(ways: Ways, chosen: Whole, taken: Real, waiting: Whole) -> bool:
    """Make a selection that keeps all limits of one that does not; whether that came about."""
    for _ in range(4 * len(chosen)):
        row = keeps(ways, taken)
        if row < 0:
            break
        group = least_missed(ways, row, chosen, taken)
        if group < 0:
            return False
        take_out(ways, group, chosen, taken, waiting)
    fill(ways, chosen, taken)
    prune(ways, chosen, taken)
    return keeps(ways, taken) < 0


def worth(ways: Ways, chosen: Whole) -> float:
    """Value of a selection."""
    total = 0.0
    for column in chosen:
        if column >= 0:
            total += ways.value[column]
    return total


def step(
    ways: Ways,
    chosen: Whole,
    taken: Real,
    price: Real,
    heat: float,
    credit: float,
    state: Randomness,
) -> None:
    """Another way for one group, or none: taken where it is better, or by chance.

    What is left of the means counts with `credit` of its value: what is large would else never
    find the room that what is small fills at once.
    """
    group = int(drawn(state) * len(chosen))
    count = ways.first[group + 1] - ways.first[group]
    now = chosen[group]
    place = int(drawn(state) * (count + 1 - ways.certain[group]))
    then = ways.open[ways.first[group] + place] if place < count else -1
    if then == now:
        return
    gain = 0.0
    if now >= 0:
        gain -= ways.value[now] - credit * ways.means[now]
        gain -= priced(ways, now, -1.0, taken, price)
    if then >= 0:
        gain += ways.value[then] - credit * ways.means[then]
        gain -= priced(ways, then, 1.0, taken, price)
    if gain >= 0 or drawn(state) < math.exp(gain / heat):
        chosen[group] = then
        return
    if then >= 0:
        book(ways, then, -1.0, taken)
    if now >= 0:
        book(ways, now, 1.0, taken)


def anneal(
    ways: Ways,
    chosen: Whole,
    best: Whole,
    blocks: int,
    steps: int,
    hot: float,
    cold: float,
    state: Randomness,
) -> float:
    """Cool from `hot` to `cold` in blocks of steps; the best that keeps all limits goes to `best`.

    Gives its value, or minus infinity where none was found.
    """
    taken, kept_taken = np.zeros(len(ways.most)), np.zeros(len(ways.most))
    book_all(ways, chosen, taken)
    kept = chosen.copy()
    waiting = np.zeros(4 * len(chosen) + 1000, np.int64)
    price = 2.0 * ways.price
    found = -math.inf
    for block in range(blocks):
        share = block / blocks
        heat = hot * (cold / hot) ** share
        for _ in range(steps):
            step(ways, chosen, taken, price, heat, CREDIT * (1.0 - share), state)
        book_all(ways, chosen, taken)
        for row in range(len(price)):
            if taken[row] > ways.most[row] + SLACK:
                price[row] *= DEARER
            else:
                price[row] = max(price[row] * CHEAPER, ways.price[row])
        if share < FIRST_KEPT:
            continue
        kept[:] = chosen
        kept_taken[:] = taken
        if mend(ways, kept, kept_taken, waiting):
            value = worth(ways, kept)
            if value > found:
                found = value
                best[:] = kept
    return found
