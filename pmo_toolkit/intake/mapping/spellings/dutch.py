"""What Dutch-speaking clients call our columns.

Keys are ``column`` (in every table that has it) or ``table.column``; keys that begin with ``*`` are
parts from which the names of ranges are put together. Spellings are parted by commas.
"""

from __future__ import annotations

COLUMNS: dict[str, str] = {
    "*low": "min, minimum, laag, minimaal, ondergrens, ten minste, vanaf",
    "*mode": "waarschijnlijk, meest waarschijnlijk, verwacht, realistisch, typisch, verwachte"
    " waarde",
    "*high": "max, maximum, hoog, maximaal, bovengrens, ten hoogste, tot",
    "*optimistic": "optimistisch, beste geval, gunstigste geval",
    "*pessimistic": "pessimistisch, slechtste geval, ongunstigste geval",
    "*costs": "kosten, bedrag",
    "*benefits": "baten, baat, besparing, jaarlijkse baten, bedrag, euro per jaar, besparing per"
    " jaar",
    "*hours_per_month": "VTE, voltijdequivalenten,"
    " uren per maand, maandelijkse uren, inzet per maand, u/mnd, uur per"
    " maand, uren/maand, u/maand",
    "*impact": "impact, gevolg",
    "*impact_money": "financiële impact, impact op kosten, kostenimpact, meerkosten, schade,"
    " impact kosten, impact in euro",
    "*impact_days": "vertraging, impact op planning, planningsimpact, uitloop, impact dagen,"
    " impact tijd, impact doorlooptijd",
    "*duration_days": "duur, doorlooptijd, duur van de activiteit",
    "id": "ID, nr, nummer, code, referentie, kenmerk, sleutel, volgnr, volgnummer",
    "title": "titel, naam, omschrijving kort, benaming, aanduiding",
    "department": "afdeling, bedrijfsonderdeel, business unit, directie, organisatieonderdeel,"
    " eenheid, aanvragende afdeling, divisie, dienst, verantwoordelijke afdeling, betrokken"
    " afdeling, domein",
    "currency": "valuta, munt, munteenheid, valutacode",
    "price_year": "prijsjaar, prijspeil, prijsbasis, jaar van prijspeil",
    "class": "projecttype, soort project, categorie, projectsoort, projectcategorie, type,"
    " klasse, type project",
    "size": "omvang, grootte, functionele omvang, projectomvang",
    "size_unit": "eenheid van omvang, eenheid omvang, maateenheid omvang, omvangseenheid",
    "interface_count": "koppelingen, aantal koppelingen, interfaces, aantal interfaces",
    "user_count": "gebruikers, aantal gebruikers, betrokken gebruikers, gebruikersaantal",
    "team_experience": "ervaring van het team, teamervaring, ervaring, ervaring team",
    "requirements_clarity": "duidelijkheid van eisen, helderheid eisen, duidelijkheid eisen,"
    " volwassenheid van eisen, helderheid requirements",
    "technology_novelty": "nieuwheid technologie, nieuwheid van de technologie, technologische"
    " nieuwheid, innovatiegraad, vernieuwingsgraad",
    "estimate_effort_person_hours": "inspanning, geschatte inspanning, geraamde inspanning,"
    " geplande inspanning, inzet, geschatte uren, benodigde inspanning, geraamde uren, geplande"
    " uren, raming inspanning, geschatte inzet, begrote uren, uren gepland, uren begroot,"
    " mensdagen, benodigde uren, benodigde inzet, personele inzet, benodigde capaciteit, arbeid",
    "estimate_duration_days": "doorlooptijd, duur, geschatte doorlooptijd, geplande doorlooptijd,"
    " geraamde doorlooptijd, looptijd, geschatte duur, geplande duur, projectduur",
    "estimate_cost": "geraamde kosten, geschatte kosten, geplande kosten, budget, begrote kosten,"
    " begroting, kostenraming, goedgekeurd budget, oorspronkelijk budget",
    "proposal": "voorstel, project, aanvraag, project-ID, projectnummer, voorstelnummer,"
    " aanvraagnummer, projectnr, projectcode, voorstel-ID, initiatief",
    "goal": "doel, doelen, doelstelling, doelstellingen, strategisch doel, doel-ID, strategische"
    " doelen, bedrijfsdoel",
    "capability": "capability, bedrijfsfunctie, bekwaamheid, capability-ID, capabilities,"
    " bedrijfsfuncties",
    "service": "dienst, applicatie, systeem, service, dienst-ID, IT-dienst, betrokken systeem,"
    " betrokken applicatie",
    "option": "optie, variant, alternatief, optie-ID, scenario, optienummer, oplossingsvariant,"
    " optienr",
    "role": "rol, functie, profiel, functieprofiel, vaardigheid, resource, expertise",
    "correlation_group": "correlatiegroep, groep, samenhanggroep",
    "measure": "indicator, maatstaf, KPI, meetwaarde, meting, prestatie-indicator, gemeten aan",
    "scorer_role": "rol van beoordelaar, beoordelaar, beoordeeld door, gescoord door, rol"
    " beoordelaar",
    "criterion": "criterium, criterium-ID, beoordelingscriterium",
    "proposals.id": "projectnummer, project-ID, voorstelnummer, aanvraagnummer, projectcode,"
    " voorstel-ID, projectnr, aanvraag-ID, voorstelnr, kenmerk aanvraag, project, voorstel",
    "proposals.title": "project, projectnaam, projecttitel, naam project, voorstel, initiatief,"
    " onderwerp, naam voorstel, titel voorstel, aanvraag, naam initiatief, titel aanvraag",
    "proposals.department": "aanvrager, aanvragende afdeling, aangevraagd door, opdrachtgevende"
    " afdeling, aanvragend onderdeel, vragende afdeling",
    "proposals.sponsor_role": "sponsor, opdrachtgever, rol van sponsor, rol opdrachtgever,"
    " projectsponsor, rol sponsor",
    "proposals.stage": "status, fase, stand, stadium, projectfase, projectstatus, voortgang",
    "proposals.need": "behoefte, probleem, aanleiding, noodzaak, probleemstelling, zakelijke"
    " behoefte, reden, motivatie, waarom",
    "proposals.description": "beschrijving, omschrijving, samenvatting, projectomschrijving,"
    " inhoud, toelichting, projectbeschrijving, voorgestelde oplossing",
    "proposals.risk_of_not_doing": "risico van niet doen, gevolg van niet doen, risico bij niet"
    " uitvoeren, gevolgen niet uitvoeren, risico als niet gedaan, wat als we niets doen, impact"
    " van niet doen",
    "proposals.start_window": "start, startdatum, begin, begindatum, geplande start, gewenste"
    " start, vroegste start, verwachte start, startmoment, voorgestelde start, beoogde start",
    "proposals.wanted_finish": "einde, einddatum, gewenste einddatum, deadline, gewenste"
    " oplevering, opleverdatum, gereed, streefdatum, gewenste datum, go-live, oplevering,"
    " uiterste datum, gereed voor, livegang, voorgesteld einde, wettelijke termijn, beoogde"
    " oplevering",
    "proposals.requested_budget": "budget, gevraagd budget, aangevraagd budget, totaal budget,"
    " kosten, totale kosten, investering, begroting, gevraagd bedrag, benodigd budget,"
    " projectkosten, projectbudget, geraamde kosten, aangevraagd bedrag, bedrag, kostenraming,"
    " geschatte kosten, kosteninschatting",
    "proposals.requested_budget_covers": "budget dekt, dekking van budget, budget omvat, waarvoor"
    " budget, reikwijdte budget",
    "goals.id": "doel-ID, doelnummer, doelnr, doelcode",
    "goals.title": "doel, doelstelling, naam van doel, strategisch doel, omschrijving doel",
    "goals.unit": "eenheid, meeteenheid, maateenheid",
    "goals.baseline": "huidige waarde, nulmeting, uitgangswaarde, waarde nu, startwaarde, huidig",
    "goals.target": "streefwaarde, doelwaarde, target, norm, beoogde waarde",
    "goals.date": "datum, streefdatum, voor wanneer, uiterlijk, te bereiken op, einddatum, gereed"
    " op",
    "goals.owner_role": "verantwoordelijke, eigenaar, verantwoordelijke rol, doeleigenaar, rol"
    " eigenaar",
    "goals.weight": "gewicht, weging, prioriteit in punten, wegingsfactor",
    "proposal_goals.contribution": "bijdrage, aandeel, bijdrage aan doel, bijdragepercentage",
    "capabilities.id": "capability-ID, capability-nr, capabilitynummer, bedrijfsfunctie-ID",
    "capabilities.title": "capability, bedrijfsfunctie, naam van de capability, naam"
    " bedrijfsfunctie",
    "capabilities.parent": "bovenliggend, bovenliggende capability, hoort bij, ouder, onderdeel"
    " van",
    "capabilities.importance": "belang, strategisch belang, belangrijkheid, relevantie",
    "capabilities.maturity_now": "volwassenheid nu, huidige volwassenheid, volwassenheid, huidig"
    " niveau, volwassenheid huidig",
    "capabilities.maturity_target": "gewenste volwassenheid, volwassenheid doel, doelniveau,"
    " beoogde volwassenheid, gewenst niveau",
    "capabilities.department": "eigenaar, verantwoordelijke afdeling, eigenaar afdeling",
    "capabilities.goals": "doelen, dient doelen",
    "proposal_capabilities.maturity_gain": "volwassenheidswinst, toename volwassenheid,"
    " verbetering in stappen, groei volwassenheid, winst in volwassenheid",
    "services.id": "dienst-ID, applicatie-ID, systeem-ID, service-ID, applicatienummer,"
    " dienstnummer",
    "services.title": "dienst, applicatie, systeem, naam dienst, applicatienaam, systeemnaam,"
    " IT-dienst",
    "services.description": "beschrijving, omschrijving, functie, doel, dienstomschrijving,"
    " functies",
    "services.supplier": "leverancier, aanbieder, fabrikant, dienstverlener",
    "services.hosting": "hosting, hostingvorm, hostingmodel, draait op, uitrolmodel",
    "services.notice_days": "opzegtermijn, opzegtermijn in dagen",
    "services.role": "rol, beheerrol, beheerd door",
    "service_costs.service": "dienst, applicatie",
    "service_costs.month": "maand, factuurmaand",
    "service_costs.amount": "bedrag, kosten, maandkosten",
    "service_costs.units": "eenheden, aantal, aantal gebruikers",
    "services.annual_cost": "jaarlijkse kosten, kosten per jaar, jaarkosten, exploitatiekosten,"
    " beheerkosten, kosten p.j., beheerkosten per jaar",
    "services.technical_fit": "technische geschiktheid, technische kwaliteit, technische staat,"
    " technische fit",
    "services.functional_fit": "functionele geschiktheid, functionele kwaliteit, functionele fit,"
    " functionele dekking",
    "services.contract_end": "einde contract, contracteinde, einddatum contract, contract tot,"
    " afloop contract, contractdatum einde",
    "options.id": "optie-ID, optienummer, variant-ID, optienr, alternatief-ID",
    "options.title": "optie, variant, naam optie, alternatief, oplossingsvariant, titel optie",
    "options.kind": "soort, type, soort optie, optietype, type optie, oplossingstype, maken of"
    " kopen, type oplossing",
    "options.benefit_share": "aandeel baten, deel van de baten, batenaandeel, percentage baten",
    "options.scope": "scope, reikwijdte, dekking, omvang",
    "options.goals": "doelen, ondersteunde doelen, gediende doelen",
    "options.term_months": "looptijd, termijn, gebruiksduur, contractduur, looptijd in maanden,"
    " levensduur, beschouwingsperiode",
    "options.months_to_benefit": "maanden tot baten, maanden tot eerste baten, tijd tot baten,"
    " baten na maanden",
    "options.exit_cost": "uitstapkosten, exitkosten, kosten van uitstap, kosten van beëindiging",
    "options.replaces": "vervangt, vervangen diensten",
    "options.lock_in": "leveranciersafhankelijkheid, lock-in, afhankelijkheid van leverancier,"
    " vendor lock-in",
    "costs.element": "element, kostenelement, kostenpost, post, onderdeel, kostenregel,"
    " kostencomponent, kostensoort, soort kosten",
    "costs.cost_type": "kostensoort, soort kosten, capex/opex, type kosten, investering of"
    " exploitatie",
    "costs.purpose": "doel van de kosten, bestemming, waarvoor, kostendoel, gebruik",
    "costs.mode": "kosten, bedrag, waarde, geraamde kosten, som",
    "costs.period": "periode, frequentie, periodiciteit, hoe vaak, eenmalig of jaarlijks",
    "benefits.title": "baat, baten, voordeel, omschrijving baat, besparing, naam baat, soort"
    " baat, type baat, verwachte baat",
    "benefits.mode": "bedrag, baten per jaar, waarde, jaarlijkse baten, besparing per jaar,"
    " jaarbedrag",
    "benefits.unit": "eenheid, meeteenheid, eenheid van baat",
    "benefits.ramp_months": "aanlooptijd, opbouwmaanden, maanden tot volledige baten, ingroei,"
    " ingroeitijd",
    "benefits.department": "bateneigenaar, baathouder, verantwoordelijke afdeling",
    "benefits.cashable": "verzilverbaar, inboekbaar, kasbaar, inbaar, kasstroomeffect,"
    " begrotingseffect",
    "dependencies.from": "van, project, afhankelijk project, van voorstel, opvolger, voorstel,"
    " van project, projectnummer",
    "dependencies.to": "naar, hangt af van, afhankelijk van, vereist, voorganger, voorwaarde,"
    " heeft nodig, naar project, afhankelijkheid, afhankelijkheden",
    "dependencies.type": "type, soort, soort afhankelijkheid, type afhankelijkheid, relatie,"
    " soort relatie",
    "dependencies.lag_days": "wachttijd, tussentijd, vertraging, dagen ertussen, speling",
    "dependencies.strength": "sterkte, sterkte van de afhankelijkheid, kracht, bindingskracht",
    "demand.hours_per_month_mode": "uren per maand, vraag, benodigde uren, maandelijkse uren,"
    " vraag in uren",
    "demand.start_month": "startmaand, eerste maand, vanaf maand, beginmaand",
    "demand.months": "maanden, aantal maanden, duur, duur in maanden",
    "capacity.month": "maand, periode, kalendermaand",
    "capacity.gross_hours": "VTE, voltijdequivalenten,"
    " capaciteit, bruto uren, brutocapaciteit, beschikbare uren,"
    " contracturen, beschikbaarheid, werkbare uren, uren bruto",
    "capacity.absence_hours": "afwezigheid, verlof, verlof en ziekte, verzuim, afwezige uren,"
    " ziekte en verlof",
    "capacity.run_work_hours": "beheer, beheerwerk, lijnwerk, regulier werk, beheeruren, run,"
    " going concern, lopend beheer, operationeel werk, dagelijks beheer, reguliere werkzaamheden,"
    " lopende werkzaamheden",
    "capacity.ticket_hours": "tickets, ticketwerk, ondersteuning, ticketuren, supporturen,"
    " meldingen, storingen",
    "*project": "project, project-ID, projectnummer, projectnr, projectcode, projectkenmerk",
    "*description": "omschrijving, beschrijving, toelichting",
    "*project_title": "projectnaam, projecttitel, naam project, project",
    "in_flight.hours_per_month": "uren per maand, maandelijkse uren, ingezette uren, toegewezen"
    " uren, inzet per maand",
    "in_flight.finish_estimate": "verwacht einde, geplande einddatum, einddatum, einde, verwachte"
    " einddatum, geplande oplevering, prognose einde, opleverdatum, verwachte oplevering,"
    " verwachte afronding, geplande afronding",
    "in_flight.start_date": "start, startdatum, begin, begindatum, werkelijke start",
    "in_flight.effort_to_date_person_hours": "inspanning tot nu toe, bestede uren, bestede"
    " inspanning, gerealiseerde uren, werkelijke inspanning, inzet tot nu toe",
    "in_flight.cost_to_date": "kosten tot nu toe, werkelijke kosten, gemaakte kosten, besteed,"
    " uitgaven tot nu toe, gerealiseerde kosten, besteed bedrag, reeds uitgegeven, uitgegeven,"
    " reeds besteed",
    "history.delivery": "uitvoeringswijze, oplossingstype, type oplossing, opgeleverd als, wijze"
    " van uitvoering, maken of kopen",
    "history.start_date": "start, startdatum, begin, begindatum, werkelijke start, van",
    "history.finish_date": "einde, einddatum, afronding, opgeleverd, afgerond op, werkelijk"
    " einde, opleverdatum, gereed op, afsluitdatum, oplevering, tot",
    "history.actual_effort_person_hours": "werkelijke inspanning, bestede uren, werkelijke uren,"
    " gerealiseerde uren, gerealiseerde inspanning, bestede inspanning, werkelijke inzet, uren"
    " werkelijk, gewerkte uren",
    "history.actual_cost": "werkelijke kosten, gerealiseerde kosten, eindkosten, totale kosten,"
    " gemaakte kosten, kosten werkelijk, realisatie",
    "history.actual_duration_days": "werkelijke duur, werkelijke doorlooptijd, gerealiseerde"
    " doorlooptijd, uiteindelijke doorlooptijd",
    "tickets.ticket": "ticketnummer, ticket-id, meldingsnummer, incidentnummer",
    "tickets.category": "categorie, soort, type, ticketsoort, soort melding",
    "tickets.opened": "geopend, geopend op, aangemaakt, gemeld op, aangemaakt op, datum melding,"
    " opendatum",
    "tickets.closed": "gesloten, gesloten op, opgelost, opgelost op, afgesloten op, sluitdatum",
    "tickets.hours": "uren, bestede tijd, bestede uren, tijdsbesteding, behandeltijd",
    "flow.team": "team, ploeg, teamnaam, groep",
    "flow.item": "item, taak, werkitem, story, ticket, sleutel",
    "flow.started": "gestart, start, begonnen, gestart op, startdatum, begonnen op",
    "flow.done": "gereed, klaar, voltooid, einde, gereed op, afgerond, afgerond op",
    "risks.title": "risico, omschrijving risico, risico-omschrijving, omschrijving, naam risico",
    "risks.probability": "kans, waarschijnlijkheid, kans van optreden, kans op optreden",
    "risks.impact_money_mode": "impact, financiële impact, kostenimpact, meerkosten, gevolgschade",
    "risks.impact_days_mode": "vertraging, impact op planning, planningsimpact, uitloop",
    "risks.origin": "herkomst, bron, oorsprong, gevonden in",
    "activities.activity": "activiteit, taak, werkpakket, activiteit-ID, taak-ID, taaknummer,"
    " activiteitnummer",
    "activities.title": "taaknaam, naam activiteit, omschrijving, naam werkpakket",
    "activities.predecessors": "voorgangers, voorganger, afhankelijk van, na, voorafgaande taken",
    "activities.duration_days_mode": "duur, doorlooptijd, geplande duur, duur van de taak",
    "correlations.one": "groep 1, eerste groep, groep A, de ene",
    "correlations.other": "groep 2, tweede groep, groep B, de andere",
    "correlations.correlation": "correlatie, correlatiecoëfficiënt, samenhang",
    "criteria.id": "criterium-ID, criteriumnummer, criteriumcode",
    "criteria.title": "criterium, naam criterium, beoordelingscriterium",
    "criteria.direction": "richting, voorkeursrichting, beter als, voorkeur",
    "criteria.scale_low": "schaal van, schaal min, schaalminimum, ondergrens schaal",
    "criteria.scale_high": "schaal tot, schaal max, schaalmaximum, bovengrens schaal",
    "criteria.weight": "gewicht, weging, wegingsfactor",
    "criteria.weight_method": "weegmethode, methode, methode van weging, wegingsmethode",
    "comparisons.other": "ander criterium, vergeleken met, criterium 2, vergelijkingscriterium",
    "comparisons.ratio": "verhouding, factor, relatief belang",
    "judgements.item": "voorstel, project, beoordeeld voorstel, item, beoordeeld project",
    "judgements.value": "score, punten, waarde, cijfer, beoordeling, oordeel",
    "judgements.time": "datum, tijdstip, beoordeeld op, beoordelingsdatum",
    "stakeholders.department": "belanghebbende, stakeholder, belangengroep",
    "stakeholders.role": "vertegenwoordiger, vertegenwoordigd door, woordvoerder, contactrol",
    "stakeholders.interest": "belang, mate van belang, interesse",
    "stakeholders.influence": "invloed, macht, mate van invloed",
    "overlap_answers.a": "a, eerste voorstel",
    "overlap_answers.b": "b, tweede voorstel, ander voorstel",
    "overlap_answers.answer": "antwoord, oordeel",
    "overlap_answers.by_role": "rol, beantwoord door",
    "overlap_answers.date": "datum, dag, beantwoord op",
    "targets.kind": "soort, soort doel, dimensie",
    "targets.name": "naam, doel voor",
    "targets.share": "aandeel, doelaandeel",
    "scenarios.name": "naam, scenario, scenarionaam",
    "scenarios.setting": "instelling, parameter",
    "scenarios.value": "waarde, gezet op",
    "answers.proposal": "voorstel, project",
    "answers.question": "vraag, vraagsleutel",
    "answers.department": "afdeling, beantwoord door afdeling",
    "answers.answer": "antwoord, reactie",
    "answers.date": "datum, beantwoord op",
    "decisions.proposal": "voorstel, project",
    "decisions.decision": "besluit, beslissing, besloten",
    "decisions.by_role": "besloten door, rol",
    "decisions.date": "datum, besluitdatum, besloten op",
    "decisions.reason": "reden, motivering",
    "notes.field": "veld, betreft, onderwerp, over",
    "notes.text": "opmerking, notitie, toelichting, tekst, commentaar",
    "notes.value": "waarde, in plaats daarvan, vervangende waarde, aangepaste waarde",
    "notes.reason": "reden, waarom, motivering, onderbouwing",
    "notes.role": "auteur, rol auteur, geschreven door, door",
    "notes.date": "datum, dag, datum notitie, genoteerd op",
    "rates.year": "jaar, prijsjaar, koersjaar",
    "rates.factor": "factor, koers, wisselkoers, omrekenfactor, omrekeningskoers",
    "benefits.measure": "meetwijze, hoe gemeten, wijze van meten",
    "*plan": "begroot, gepland, geraamd, geschat, plan, raming, budget",
    "*actual": "werkelijk, gerealiseerd, besteed, realisatie, feitelijk",
}
