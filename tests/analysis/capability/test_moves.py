"""Seven ways, by the first question that is answered yes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from pmo_toolkit.analysis.capability.moves import ServiceCase, open_questions, service_move
from pmo_toolkit.analysis.capability.service_fit import service_fit
from pmo_toolkit.analysis.capability.shapes import Capability, Service, ServiceOption

AS_OF = dt.date(2026, 12, 1)
MATTERS = Capability(
    "C", "Pay people", importance=5, maturity_now=2, maturity_target=4, department="HR"
)
MINOR = Capability("C", "Pay people", importance=2, maturity_now=2, maturity_target=4)
SOON = dt.date(2027, 3, 31)


def move(technical=4, functional=4, capability=MINOR, options=(), others=0, further=(), **more):
    service = Service(
        "S", "Payroll", "C", technical_fit=technical, functional_fit=functional, **more
    )
    fit = service_fit(service, technical_from=3, functional_from=3, spread=1)
    case = ServiceCase(service, capability, fit, options, others, further)
    return service_move(case, important_from=4, soon_days=540, as_of=AS_OF)


def test_what_a_proposal_would_buy_instead_is_repurchased():
    offer = ServiceOption("O", "P", "SaaS", "Payroll as a service", replaces=("S",))
    found = move(options=(offer,), contract_end=SOON)
    assert found.way == "repurchase" and found.provided == ()
    assert "P (Payroll as a service)" in found.answers[-1].evidence


def test_a_long_contract_or_a_good_fit_keeps_it():
    assert move(2, 4, contract_end=dt.date(2030, 1, 1)).way == "retain"
    assert move(5, 5, contract_end=SOON).way == "retain"


def test_what_matters_and_lacks_maturity_is_renewed():
    found = move(2, 2, MATTERS, contract_end=SOON)
    assert found.way == "refactor"
    assert "2 steps short" in found.answers[-1].evidence


def test_a_sound_function_on_weak_ground_gets_another_platform():
    assert move(1, 5, hosting="on-premises", contract_end=SOON).way == "replatform"


def test_any_capability_that_it_supports_may_matter_whatever_their_order():
    reached = replace(MATTERS, id="D", title="Pay taxes", maturity_now=4)
    for capability, further in ((MATTERS, (reached,)), (reached, (MATTERS,))):
        found = move(2, 2, capability, further=further, contract_end=SOON)
        assert found.way == "refactor"
        assert found.answers[-1].evidence.startswith("Pay people: importance 5 of 5, 2 steps")


def test_no_to_what_matters_needs_all_its_capabilities_rated():
    unknown = replace(MATTERS, id="D", title="Pay taxes", importance=None)
    answers = {one.way: one for one in move(2, 2, MINOR, further=(unknown,)).answers}
    assert answers["refactor"].answer is None
    assert answers["refactor"].evidence.startswith("Pay taxes: the importance")
    reached = replace(unknown, maturity_now=4)
    answers = {one.way: one for one in move(2, 2, MINOR, further=(reached,)).answers}
    assert answers["refactor"].answer is False


def test_what_is_left_is_moved_as_it_is():
    tolerated = {"technical": 5, "functional": 1, "contract_end": SOON}
    assert move(**tolerated, hosting="on-premises").way == "rehost"
    assert move(**tolerated, hosting="IaaS").way == "relocate"
    assert move(**tolerated, hosting="PaaS").way is None


def test_a_weak_service_is_asked_about_and_never_ended_by_its_rating():
    found = move(1, 1, MATTERS, others=1, hosting="on-premises", contract_end=SOON)
    assert found.answers[0].answer is None
    assert found.provided[0] == "Could it end without a successor?"
    assert found.questions[0].department == "HR"
    assert "1 more of the catalogue" in found.answers[0].evidence


def test_ratings_on_both_borders_answer_neither_question():
    found = move(3, 3, contract_end=SOON, hosting="PaaS")
    by_question = {one.question: one for one in found.answers}
    assert by_question["Could it end without a successor?"].answer is None
    assert by_question["Is it sound in what it does and weak in how it runs?"].answer is None
    assert "25 %" in found.answers[0].evidence.replace("\N{NO-BREAK SPACE}", " ")


def test_what_is_not_stated_is_asked_and_the_way_depends_on_it():
    found = move(None, None, MATTERS, hosting="on-premises")
    assert found.way == "refactor" and len(found.provided) == 3
    assert len(open_questions([found, found])) == 3
    nothing = move(None, None, None)
    assert nothing.way is None and all(one.answer is None for one in nothing.answers)
