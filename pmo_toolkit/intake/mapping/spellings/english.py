"""What English-speaking clients call our columns, beside our own names and the dictionary's.

Keys are ``column`` (in every table that has it) or ``table.column``; keys that begin with ``*`` are
parts from which the names of ranges are put together. Spellings are parted by commas.
"""

from __future__ import annotations

COLUMNS: dict[str, str] = {
    "*low": "min, minimum, low, lower bound, at least, lower, from",
    "*mode": "likely, most likely, expected, realistic, mode, typical, best guess",
    "*high": "max, maximum, high, upper bound, at most, upper, to",
    "*optimistic": "optimistic, best case",
    "*pessimistic": "pessimistic, worst case",
    "*costs": "cost, amount",
    "*benefits": "benefit, benefit per year, saving, annual benefit, amount, value per year,"
    " annual saving, per year",
    "*hours_per_month": "FTE, FTEs, full-time equivalents,"
    " hours per month, monthly hours, hours a month, hrs per month, effort per"
    " month, h/month, hrs/month, hours/month",
    "*impact": "impact",
    "*impact_money": "cost impact, financial impact, impact on cost, impact cost, impact money,"
    " monetary impact, impact on budget, money impact, exposure",
    "*impact_days": "schedule impact, delay, impact on schedule, impact days, time impact,"
    " schedule delay, days of delay, days impact, impact on time",
    "*duration_days": "duration, activity duration, task duration",
    "id": "ID, no, number, ref, reference, key, identifier, code, #, nr",
    "title": "title, name, short title, label",
    "department": "department, dept, business unit, division, directorate, requesting department,"
    " function, org unit, business area, area, unit, organisation, organization, owning"
    " department, responsible department, benefit owner department, lead department",
    "currency": "currency, ccy, curr, currency code",
    "price_year": "price year, price base, price level year, base year, cost year",
    "class": "project class, project type, type, category, project category, kind of project,"
    " type of project, classification, work type",
    "size": "size, functional size, project size, size estimate",
    "size_unit": "size unit, unit of size, size measure, sizing unit",
    "interface_count": "interfaces, number of interfaces, no of interfaces, integrations, #"
    " interfaces, interface count, number of integrations",
    "user_count": "users, number of users, no of users, user count, # users, affected users, user"
    " base",
    "team_experience": "team experience, experience of team, experience, team skill, team maturity",
    "requirements_clarity": "requirements clarity, clarity of requirements, requirement clarity,"
    " requirements maturity, requirements stability",
    "technology_novelty": "technology novelty, novelty, novelty of technology, new technology,"
    " technical novelty, innovation level",
    "estimate_effort_person_hours": "effort, estimated effort, effort estimate, planned effort,"
    " effort planned, work estimate, estimated work, internal effort, baseline effort, man"
    " effort, effort est, est effort, estimated hours, planned hours, budgeted hours, staff"
    " effort, planned days of effort, person days, estimated person days, staff days, delivery"
    " effort, required effort, required hours, labour, labor, labour estimate, manpower",
    "estimate_duration_days": "duration, estimated duration, planned duration, duration estimate,"
    " duration planned, project duration, expected duration, baseline duration, est duration,"
    " elapsed time, elapsed duration, time to deliver, schedule",
    "estimate_cost": "estimated cost, cost estimate, planned cost, budget, approved budget,"
    " baseline cost, budgeted cost, planned budget, cost planned, original budget, cost est",
    "proposal": "proposal, proposal id, project, project id, project number, project no, request,"
    " request id, demand, demand id, initiative, initiative id, proposal ref, project ref, idea",
    "goal": "goal, goal id, goals, objective, objective id, objectives, strategic goal, strategic"
    " objective, business goal, strategic goals, strategic objectives, business objective",
    "capability": "capability, capability id, capabilities, business capability",
    "service": "service, service id, application, system, IT service, app, affected service,"
    " affected system, existing service",
    "option": "option, option id, alternative, variant, solution option, option no, alternative id",
    "role": "role, skill, profile, role profile, job role, resource, resource type, skill set",
    "correlation_group": "correlation group, group, moves with, correlated group",
    "measure": "measure, KPI, metric, indicator, measured by, key figure, measure of success",
    "scorer_role": "scorer role, scorer, scored by, assessor, rater, evaluator, role of scorer",
    "criterion": "criterion, criterion id, scoring criterion, evaluation criterion",
    "proposals.id": "proposal id, proposal no, proposal number, project id, project no, project"
    " number, request id, demand id, idea id, initiative id, request number, demand number,"
    " project code, proj id, proposal ref, project, proposal, request no, request, request ref,"
    " idea no",
    "proposals.title": "proposal title, proposal name, project title, project name, initiative,"
    " project, request title, demand, demand title, idea, initiative name, subject, topic,"
    " proposal",
    "proposals.department": "requestor department, requested by, requester, requesting unit,"
    " customer department, demanding unit, business owner department, requestor, client"
    " department",
    "proposals.sponsor_role": "sponsor, sponsor role, business sponsor, executive sponsor,"
    " project sponsor, role of sponsor, sponsoring role, SRO",
    "proposals.stage": "status, stage, phase, maturity, state, proposal status, project status,"
    " gate",
    "proposals.need": "business need, need, problem, problem statement, reason, driver,"
    " justification, rationale, pain point, business problem, motivation, why, benefits case, why"
    " now, why needed, business driver",
    "proposals.description": "description, summary, scope, project description, short"
    " description, details, what, solution, proposed solution, overview",
    "proposals.risk_of_not_doing": "risk of not doing, cost of inaction, risk of not proceeding,"
    " consequence of not doing, impact of not doing, if not done, do nothing risk, risk if not"
    " done",
    "proposals.start_window": "start, start date, planned start, earliest start, desired start,"
    " start window, proposed start, possible start, target start, expected start, kick-off,"
    " requested start",
    "proposals.wanted_finish": "finish, end, end date, deadline, due date, target date, target"
    " finish, wanted by, needed by, go-live, go-live date, desired finish, requested date,"
    " planned end, completion date, required by, finish date, desired date, planned finish,"
    " delivery date, proposed completion, proposed finish, proposed end, target completion,"
    " expected completion, legal deadline",
    "proposals.requested_budget": "budget, requested budget, budget requested, total budget,"
    " cost, total cost, estimated cost, funding requested, requested funding, requested amount,"
    " investment, capital request, budget ask, project cost, cost estimate, planned cost, ask,"
    " funding required, investment required, budget required, CAPEX request, capital ask, funding"
    " request",
    "proposals.requested_budget_covers": "budget covers, requested budget covers, budget scope,"
    " budget includes, what the budget covers",
    "goals.id": "goal id, goal no, objective id, goal number, objective no",
    "goals.title": "goal, objective, goal title, strategic goal, objective title, business goal",
    "goals.unit": "unit, unit of measure, UoM, measurement unit",
    "goals.baseline": "baseline, current value, as is, value today, current, starting value, today",
    "goals.target": "target, target value, to be, goal value, aim",
    "goals.date": "date, target date, by, due, due date, by when, deadline, end date, completion"
    " date, achieve by, due by",
    "goals.owner_role": "owner, owner role, accountable, goal owner, responsible, responsible role",
    "goals.weight": "weight, weighting, importance in points, priority points, goal weight",
    "proposal_goals.contribution": "contribution, share, contribution to goal, contribution"
    " share, strength of contribution, percentage contribution",
    "capabilities.id": "capability id, capability no, cap id, capability number",
    "capabilities.title": "capability, capability name, business capability, capability title",
    "capabilities.parent": "parent, parent id, parent capability, above, belongs to, part of",
    "capabilities.importance": "importance, strategic importance, business importance, relevance,"
    " criticality",
    "capabilities.maturity_now": "maturity now, current maturity, maturity today, maturity, as-is"
    " maturity, maturity as is",
    "capabilities.maturity_target": "maturity target, target maturity, to-be maturity, desired"
    " maturity, maturity to be",
    "capabilities.department": "owner, owner department, owning department",
    "capabilities.goals": "goals, goals served, outcomes, serves goals",
    "proposal_capabilities.maturity_gain": "maturity gain, gain, maturity uplift, uplift,"
    " maturity increase, improvement in steps, steps gained",
    "services.id": "service id, application id, system id, app id, service no, service number",
    "services.title": "service, service name, application, application name, system, system name,"
    " IT service",
    "services.description": "description, what it does, purpose, service description, business"
    " function, functions, short description",
    "services.supplier": "supplier, vendor, provider, manufacturer, supplied by, service provider",
    "services.hosting": "hosting, deployment, hosting model, runs on, hosted, deployment model",
    "services.notice_days": "notice days, notice period, notice period (days), days of notice",
    "services.role": "role, kept running by, operating role, run by role",
    "service_costs.service": "service, service id, application",
    "service_costs.month": "month, billing month, period",
    "service_costs.amount": "amount, cost, billed cost, monthly cost",
    "service_costs.units": "units, quantity, users, seats",
    "services.annual_cost": "annual cost, cost per year, yearly cost, running cost, run cost,"
    " cost p.a., operating cost, annual running cost, cost per annum, yearly run cost",
    "services.technical_fit": "technical fit, technical health, technical quality, technical"
    " condition, technical rating",
    "services.functional_fit": "functional fit, business fit, functional quality, functional"
    " coverage, functional rating",
    "services.contract_end": "contract end, end of contract, contract end date, contract expiry,"
    " contract until, renewal date, expiry date, contract expires",
    "options.id": "option id, option no, alternative id, variant id, option number",
    "options.title": "option, option name, option title, alternative, solution option, variant",
    "options.kind": "kind, option kind, option type, type, kind of option, sourcing, make or buy,"
    " solution type, approach",
    "options.benefit_share": "benefit share, share of benefits, benefit portion, benefits"
    " delivered",
    "options.scope": "scope, coverage, extent, scope covered, scope delivered",
    "options.goals": "goals, goals served, objectives served, supported goals",
    "options.term_months": "term, term months, contract term, lifetime, useful life, evaluation"
    " period, time horizon, horizon",
    "options.months_to_benefit": "months to benefit, time to benefit, months to first benefit,"
    " benefit starts after, months until benefit, time to value",
    "options.exit_cost": "exit cost, cost of exit, cost to leave, decommissioning cost, switching"
    " cost",
    "options.lock_in": "lock-in, vendor lock-in, lock in, supplier dependence, vendor dependence",
    "options.replaces": "replaces, replaced services, services that end, makes superfluous",
    "costs.element": "element, cost element, cost item, item, line item, cost line, position,"
    " cost category, cost component, what is paid for, cost type, type of cost, kind of cost",
    "costs.cost_type": "cost type, capex/opex, capex or opex, type of cost, expenditure type,"
    " type, expense type",
    "costs.purpose": "purpose, cost purpose, used for, what for",
    "costs.mode": "cost, amount, value, total, planned cost",
    "costs.period": "period, frequency, recurrence, how often, interval, payment frequency,"
    " one-off or recurring, per, cadence",
    "benefits.title": "benefit, benefit title, benefit description, benefit name, description,"
    " saving, advantage, kind of benefit, type of benefit, benefit category",
    "benefits.mode": "amount, benefit per year, annual benefit, value, yearly benefit, value per"
    " year, annual value, savings per year, annual savings",
    "benefits.unit": "unit, unit of measure, unit of benefit, UoM",
    "benefits.ramp_months": "ramp, ramp-up, ramp months, ramp-up months, months to full benefit,"
    " ramp-up time, ramp up period",
    "benefits.department": "benefit owner, owner department, beneficiary, owner, owning department",
    "benefits.cashable": "cashable, cash releasing, cash effective, bankable, cash-releasing,"
    " hard saving, budget relevant",
    "dependencies.from": "from, from proposal, proposal, project, dependent proposal, dependent"
    " project, successor, dependent, source, from id, from project, project id, proposal id",
    "dependencies.to": "to, to proposal, depends on, depends upon, requires, prerequisite,"
    " predecessor, needs, dependency, waits for, to project, blocked by, dependencies",
    "dependencies.type": "type, dependency type, kind, relation, relationship, link type, kind of"
    " dependency",
    "dependencies.lag_days": "lag, lag days, delay, offset, gap, lag time",
    "dependencies.strength": "strength, dependency strength, how strong, binding strength",
    "demand.hours_per_month_mode": "hours per month, demand, monthly hours, hours needed, demand"
    " hours, hours a month, required hours",
    "demand.start_month": "start month, first month, from month, month of start",
    "demand.months": "months, number of months, duration, duration in months, no of months",
    "capacity.month": "month, period, calendar month",
    "capacity.gross_hours": "FTE, FTEs, full-time equivalents,"
    " gross hours, capacity, capacity hours, available hours, contract"
    " hours, gross capacity, gross, total hours, working hours, hours",
    "capacity.absence_hours": "absence, absence hours, leave, leave and sickness, holidays, time"
    " off, vacation, absences",
    "capacity.run_work_hours": "run work, run work hours, operations, business as usual, BAU,"
    " run, BAU hours, operational work, keep the lights on, maintenance, run activities,"
    " day-to-day work, operational hours, regular work, routine work, BAU work, run the business,"
    " day job",
    "capacity.ticket_hours": "ticket hours, tickets, support, support hours, incident hours,"
    " helpdesk",
    "*project": "project, project id, project number, project no, project code, proj id, project"
    " ref, project key",
    "*description": "description, short description, details",
    "*project_title": "project name, project title, project, initiative",
    "in_flight.hours_per_month": "hours per month, monthly hours, allocated hours, hours a month,"
    " allocation hours, booked hours per month, effort per month",
    "in_flight.finish_estimate": "finish estimate, estimated finish, planned end, end, end date,"
    " finish date, expected end, forecast end, forecast finish, planned finish, due date, target"
    " end, finish, estimated end, forecast completion, projected completion, expected completion,"
    " planned completion",
    "in_flight.start_date": "start, start date, started, actual start, project start, kick-off",
    "in_flight.effort_to_date_person_hours": "effort to date, effort so far, actual effort,"
    " effort spent, hours spent, work done, actual hours, actual effort to date, effort booked",
    "in_flight.cost_to_date": "cost to date, cost so far, actual cost, spent to date, spend to"
    " date, actuals, actual cost to date, spent, spend, already spent, spent so far, money spent",
    "history.delivery": "delivery, kind of delivery, delivered as, delivery kind, sourcing, make"
    " or buy, solution type, delivery type, approach",
    "history.start_date": "start, start date, started, actual start, project start, began, from,"
    " kick-off",
    "history.finish_date": "finish, finish date, end, end date, completed, completion date,"
    " actual end, closed, closed on, actual finish, go-live, ended, project end, finished, to,"
    " actual completion",
    "history.actual_effort_person_hours": "actual effort, effort actual, final effort, actual"
    " work, actual hours, effort spent, real effort, total effort, actual days of effort, actual"
    " person days, hours worked",
    "history.actual_cost": "actual cost, cost actual, final cost, total cost, actual spend,"
    " actuals, cost at completion, outturn, final spend",
    "history.actual_duration_days": "actual duration, duration actual, final duration, real"
    " duration",
    "tickets.ticket": "ticket number, ticket id, ticket no, incident number, case number",
    "tickets.category": "category, ticket category, type, ticket type, classification, class",
    "tickets.opened": "opened, opened at, created, created at, opened on, reported, open date,"
    " created on, date opened, logged, raised",
    "tickets.closed": "closed, closed at, resolved, closed on, resolved at, close date, date"
    " closed, completed",
    "tickets.hours": "hours, time spent, effort, hours spent, work hours, handling time, worked"
    " hours",
    "flow.team": "team, squad, team name, group",
    "flow.item": "item, issue, work item, story, task, issue key, ticket, user story",
    "flow.started": "started, start, start date, in progress since, started on, began",
    "flow.done": "done, finished, completed, end, done on, resolved, end date, closed, completed"
    " on",
    "risks.title": "risk, risk title, risk description, description, threat, risk name, risk event",
    "risks.probability": "probability, likelihood, chance, prob, P, probability of occurrence",
    "risks.impact_money_mode": "impact, cost impact, financial impact, impact cost, impact money,"
    " damage, exposure",
    "risks.impact_days_mode": "delay, schedule impact, impact days, time impact, impact on"
    " schedule",
    "risks.origin": "origin, source, identified in, found in, where found",
    "activities.activity": "activity, activity id, task, task id, WBS, work package, activity no,"
    " WBS code",
    "activities.title": "activity name, task name, work package name, description, activity title",
    "activities.predecessors": "predecessors, predecessor, depends on, after, preceding activities",
    "activities.duration_days_mode": "duration, planned duration, activity duration, days",
    "correlations.one": "one, group 1, group one, first group, group A, first",
    "correlations.other": "other, group 2, group two, second group, group B, second",
    "correlations.correlation": "correlation, correlation coefficient, rho, coefficient",
    "criteria.id": "criterion id, criterion no, criterion number",
    "criteria.title": "criterion, criterion name, criterion title, evaluation criterion",
    "criteria.direction": "direction, better when, preference, preferred direction, polarity",
    "criteria.scale_low": "scale low, scale from, scale min, minimum of scale, scale minimum",
    "criteria.scale_high": "scale high, scale to, scale max, maximum of scale, scale maximum",
    "criteria.weight": "weight, weighting, importance",
    "criteria.weight_method": "weight method, weighting method, method, how weighted",
    "comparisons.other": "other, other criterion, compared with, criterion 2, versus",
    "comparisons.ratio": "ratio, times as important, comparison value, preference",
    "judgements.item": "item, proposal, scored proposal, project, proposal id, alternative",
    "judgements.value": "value, score, points, rating, mark, grade",
    "judgements.time": "time, date, scored on, date scored, judged on",
    "stakeholders.department": "stakeholder, stakeholder group, group",
    "stakeholders.role": "contact role, spokesperson, represented by, speaks for it",
    "stakeholders.interest": "interest, level of interest, stake, concern",
    "stakeholders.influence": "influence, power, level of influence",
    "overlap_answers.a": "a, first proposal, one proposal",
    "overlap_answers.b": "b, second proposal, other proposal",
    "overlap_answers.answer": "answer, verdict, same or different",
    "overlap_answers.by_role": "role, answered by, by role",
    "overlap_answers.date": "date, day, answered on",
    "targets.kind": "kind, type of target, dimension",
    "targets.name": "name, target for, balance for",
    "targets.share": "share, target share, target percentage",
    "scenarios.name": "name, scenario, scenario name",
    "scenarios.setting": "setting, parameter, what it sets",
    "scenarios.value": "value, set to",
    "answers.proposal": "proposal, project",
    "answers.question": "question, question key, asked",
    "answers.department": "department, answered by department",
    "answers.answer": "answer, reply, response",
    "answers.date": "date, answered on, reply date",
    "decisions.proposal": "proposal, project",
    "decisions.decision": "decision, decided, outcome of the board",
    "decisions.by_role": "decided by, role, by role, decided by (role)",
    "decisions.date": "date, decision date, decided on",
    "decisions.reason": "reason, rationale, reason of the decision",
    "notes.field": "field, about, concerns, regarding, topic, subject",
    "notes.text": "text, note, comment, remark, notes, comments, observation",
    "notes.value": "value, override, instead, replacement value, corrected value",
    "notes.reason": "reason, why, rationale, because",
    "notes.role": "author role, by, author, written by, role of author",
    "notes.date": "date, day, written on, on",
    "rates.year": "year, price year, rate year",
    "rates.factor": "factor, rate, exchange rate, conversion factor, fx rate, conversion rate",
    "benefits.measure": "how measured, measured how",
    "*plan": "plan, planned, budgeted, estimated, estimate, budget, baseline, forecast",
    "*actual": "actual, actuals, real, spent, final, outturn",
}
