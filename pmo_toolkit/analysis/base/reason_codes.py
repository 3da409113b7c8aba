"""Why something is not assessed, as a closed list that code decides by."""

from __future__ import annotations

from enum import StrEnum


class ReasonCode(StrEnum):
    """Why something is not assessed.

    One line of meaning each. A new reason that code must tell apart gets a new member; sentences
    may change without one.
    """

    # What was not brought
    NO_ROWS = "no_rows"  # the table, or the proposal's part of it, is empty
    NO_HISTORY = "no_history"  # there are no finished projects
    NO_ACTUALS = "no_actuals"  # no finished project states what became of it
    NO_OPTION = "no_option"  # the proposal states no option
    NO_BASELINE = "no_baseline"  # doing nothing, with its cost, is not among the options
    NO_CRITERIA = "no_criteria"  # nothing says by what proposals are compared
    NO_OUTSIDE_VIEW = "no_outside_view"  # there is no reference class to compare with
    NOT_STATED = "not_stated"  # a cell that is needed is empty
    NOT_IN_MONEY = "not_in_money"  # it is stated, but not as money
    NO_OWNER = "no_owner"  # no department answers for it
    NOT_SCORED = "not_scored"  # nobody scored it

    # What was brought and cannot be used
    UNUSABLE_ROW = "unusable_row"  # a row contradicts itself or is not complete
    UNUSABLE_RANGE = "unusable_range"  # low, most likely and high are not in order
    UNUSABLE_NUMBER = "unusable_number"  # a number is negative, zero or too large for its use
    UNKNOWN_UNIT = "unknown_unit"  # figures exist, but not for this unit
    CYCLE = "cycle"  # activities wait for each other in a circle
    NAMED_TWICE = "named_twice"  # two rows carry one name
    UNKNOWN_PREDECESSOR = "unknown_predecessor"  # an activity waits for one that is not there
    ZERO_WEIGHTS = "zero_weights"  # all weights are zero
    TERMS_DIFFER = "terms_differ"  # options of different length cannot be subtracted
    SCALES_DIFFER = "scales_differ"  # points on different scales do not add

    # Too little, or nothing to tell apart
    TOO_FEW_PROJECTS = "too_few_projects"  # too few finished projects to learn from
    TOO_FEW_PROPOSALS = "too_few_proposals"  # too few proposals to rank
    TOO_MANY_PROPOSALS = "too_many_proposals"  # too many proposals to rank together
    NO_COMPARABLE_PROJECTS = "no_comparable_projects"  # none is sized as the proposal is
    NO_DRIVER = "no_driver"  # nothing is known beforehand that tells projects apart
    NO_VARIATION = "no_variation"  # all values are the same, or certain

    # What the figures themselves do not allow
    NOT_VALUED = "not_valued"  # it follows from a value that is itself not assessed
    NO_PREFERENCE = "no_preference"  # no option could be preferred
    NO_PROBABILITIES = "no_probabilities"  # values were tried, none of them more likely
    NO_WEIGHTS = "no_weights"  # no weights bring it about
    NEVER_FIRST = "never_first"  # it came first in no draw
    NOT_REACHED = "not_reached"  # it does not happen within the term
    NO_SINGLE_RATE = "no_single_rate"  # no rate, or more than one, solves the equation
    NOTHING_TO_DIVIDE_BY = "nothing_to_divide_by"  # the divisor is nought or below
    HEAVY_TAIL = "heavy_tail"  # a few extreme cases would decide the figure

    # Where the question does not arise
    NOT_APPLICABLE = "not_applicable"  # the method does not treat this case
    NOT_NEEDED = "not_needed"  # better evidence is at hand
