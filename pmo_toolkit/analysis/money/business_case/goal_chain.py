"""The chain from benefit to goal to capability, as nodes and links ready for drawing."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from pmo_toolkit.analysis.base.cells import text_of
from pmo_toolkit.analysis.evidence.alignment import Alignment


@dataclass(frozen=True)
class ChainNode:
    """A benefit, goal or capability.

    `key` is unique in the chain, `title` as people know it, `kind` which it is.
    """

    key: str
    kind: str
    title: str


@dataclass(frozen=True)
class ChainLink:
    """From one node to another, by key.

    `stated` tells whether the workspace says so. A capability is tied to the proposal, not to a
    goal: where it raises several goals and capabilities, the link between the two is possible, and
    not stated.
    """

    start: str
    end: str
    stated: bool


@dataclass(frozen=True)
class BenefitChain:
    """Benefit → goal → capability.

    Parameters
    ----------
    nodes : tuple of ChainNode
        Benefits, then goals, then capabilities.
    links : tuple of ChainLink
    benefits_without_goal, goals_without_benefit : tuple of str
        Titles: where the chain is broken.
    """

    nodes: tuple[ChainNode, ...]
    links: tuple[ChainLink, ...]
    benefits_without_goal: tuple[str, ...]
    goals_without_benefit: tuple[str, ...]


def benefit_chain(
    benefits: pd.DataFrame, goals: pd.DataFrame, alignment: Alignment
) -> BenefitChain:
    """Tie a proposal's benefits to goals, and goals to the capabilities that it would raise.

    Parameters
    ----------
    benefits : DataFrame
        The proposal's rows.
    goals : DataFrame
        Also those that only a benefit names, for their titles.
    alignment : Alignment
        Goals and capabilities of the proposal.
    """
    titles = {
        str(row["id"]): text_of(row["title"]) or str(row["id"]) for _, row in goals.iterrows()
    }
    titles |= {goal.id: goal.title for goal in alignment.goals}
    lines = [
        (
            f"benefit {place}",
            text_of(row["title"]) or "benefit without a title",
            text_of(row["goal"]),
        )
        for place, (_, row) in enumerate(benefits.iterrows())
    ]
    named = dict.fromkeys(
        [goal.id for goal in alignment.goals] + [goal for _, _, goal in lines if goal]
    )
    capabilities = alignment.capabilities
    nodes = [ChainNode(key, "benefit", title) for key, title, _ in lines]
    nodes += [ChainNode(f"goal {goal}", "goal", titles.get(goal, goal)) for goal in named]
    nodes += [
        ChainNode(f"capability {capability.id}", "capability", capability.title)
        for capability in capabilities
    ]
    links = [ChainLink(key, f"goal {goal}", True) for key, _, goal in lines if goal]
    certain = len(named) == 1 or len(capabilities) == 1
    links += [
        ChainLink(f"goal {goal}", f"capability {capability.id}", certain)
        for goal in named
        for capability in capabilities
    ]
    served = {goal for _, _, goal in lines}
    return BenefitChain(
        tuple(nodes),
        tuple(links),
        tuple(title for _, title, goal in lines if goal is None),
        tuple(titles.get(goal, goal) for goal in named if goal not in served),
    )
