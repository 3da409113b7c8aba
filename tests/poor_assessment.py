"""A believable assessment of a proposal of which nearly nothing is known. All invented."""

from __future__ import annotations

from pmo_toolkit.advice import Advice, Ground
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Question
from pmo_toolkit.analysis.evidence.alignment import Alignment
from pmo_toolkit.analysis.evidence.readiness import EvidenceItem, Readiness
from pmo_toolkit.analysis.money.business_case.open_questions import ValueOfInformation
from pmo_toolkit.assessment import Assessment, Context, ProposalFacts, Provenance
from pmo_toolkit.assessment.lookups.queries import Reads
from pmo_toolkit.assessment.result import (
    Dependencies,
    EstimateBiases,
    HistoryEstimates,
    OutsideViews,
    Uplifts,
)

NO_TABLE = "there is no table of finished projects"
NO_HISTORY = "there is no history of finished projects"
NO_OTHER = "there is no other proposal, and no service, to compare it with"
NO_FIGURE = "the proposal states no figure of its own"


def poor() -> Assessment:
    """A proposal of which only id and title are known, in a workspace that declares no currency."""
    nothing = "there are neither cost ranges nor a requested budget"
    questions = tuple(
        Question("the asking department", text, effect, topic)
        for text, effect, topic in (
            (
                "Which business need does it answer, and what happens if it is not done?",
                "Says why at all.",
                "need",
            ),
            (
                "Which goal does it serve, and how much of the way would it bring?",
                "Places it among the others.",
                "goals",
            ),
            ("What budget is asked for?", "Lets us say with what chance it suffices.", "budget"),
            (
                "Which options were looked at, doing nothing among them?",
                "Lets us compare.",
                "options",
            ),
            (
                "Which benefits are expected, who owns them, how are they measured?",
                "Makes a net value possible.",
                "benefits",
            ),
            ("What could go wrong?", "Sharpens cost and time.", "risks"),
        )
    )
    items = tuple(
        EvidenceItem(
            question.topic, question.topic.capitalize(), False, "nothing stated", 1 / 6, question
        )
        for question in questions
    )
    return Assessment(
        schema_version="1.0",
        proposal=ProposalFacts("7", "Archive renewal", *([None] * 10)),  # type: ignore[arg-type]
        context=Context(
            "my-workspace",
            False,
            "the enterprise PMO",
            "2026-11-22",
            "2027-02-20",
            None,
            None,
            "en_GB",
        ),
        advice=Advice(
            position="explore",
            sentence=(
                "We advise, on present evidence, to explore this first: what it is for and what it"
                " would take is not known yet."
            ),
            decides="the enterprise PMO",
            likelihoods=(),
            confidence="low",
            confidence_sentence="Our confidence is low: only the title of the proposal is known.",
            grounds=(Ground("Evidence present", "low", "None of six kinds of evidence."),),
            reasons=(),
            conditions=(),
            questions=questions,
            would_change=(),
            dissent=(),
        ),
        readiness=Readiness(items, 0.0),
        alignment=Alignment((), (), ()),
        cost=NotAssessed("cost", nothing, ReasonCode.NO_ROWS),
        options=NotAssessed("options", "no option is stated", ReasonCode.NO_OPTION),
        history=HistoryEstimates(
            cost=NotAssessed("cost from history", NO_TABLE, ReasonCode.NO_HISTORY),
            effort=NotAssessed("effort", NO_TABLE, ReasonCode.NO_HISTORY),
            duration=NotAssessed("duration", NO_TABLE, ReasonCode.NO_HISTORY),
        ),
        outside=OutsideViews(
            cost=NotAssessed("outside view of cost", NO_TABLE, ReasonCode.NO_HISTORY),
            effort=NotAssessed("outside view of effort", NO_TABLE, ReasonCode.NO_HISTORY),
            duration=NotAssessed("outside view of duration", NO_TABLE, ReasonCode.NO_HISTORY),
            public_cost=NotAssessed("public view", NO_FIGURE, ReasonCode.NOT_STATED),
        ),
        bias=EstimateBiases(
            cost=NotAssessed("bias of your estimates", NO_HISTORY, ReasonCode.NO_HISTORY),
            effort=NotAssessed("bias of your estimates", NO_HISTORY, ReasonCode.NO_HISTORY),
            duration=NotAssessed("bias of your estimates", NO_HISTORY, ReasonCode.NO_HISTORY),
        ),
        uplift=Uplifts(
            cost=NotAssessed("uplift", NO_FIGURE, ReasonCode.NOT_STATED),
            duration=NotAssessed("uplift", NO_FIGURE, ReasonCode.NOT_STATED),
        ),
        business_case=NotAssessed("business case", "no option is stated", ReasonCode.NO_OPTION),
        delivery=NotAssessed("delivery", nothing, ReasonCode.NO_ROWS),
        assumptions=(),
        risk=NotAssessed("risk in cost and time", "no option is stated", ReasonCode.NO_OPTION),
        open_questions=ValueOfInformation(
            (),
            NotAssessed("value of information", "nothing is drawn", ReasonCode.NO_PROBABILITIES),
            None,
        ),
        standing=NotAssessed("standing", "nobody has scored a proposal", ReasonCode.NOT_SCORED),
        notes=(),
        second_opinions=(),
        dependencies=Dependencies(requires=(), required_by=()),
        overlaps=NotAssessed("who asks for something like it", NO_OTHER, ReasonCode.NO_ROWS),
        resources=NotAssessed("remaining resources", "no option is stated", ReasonCode.NO_OPTION),
        risks=(),
        evidence=(),
        provenance=Provenance("0" * 64, "0.1.0", 20261122, 16384, {}, "3.11.2", {}, ()),
        reads=Reads("a" * 64, ()),
    )
