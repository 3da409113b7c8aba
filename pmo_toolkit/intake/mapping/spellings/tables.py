"""What clients call the sheets and files that hold our tables, in five languages."""

from __future__ import annotations

#: Our table → what a sheet or file that holds it may be called.
SHEETS: dict[str, str] = {
    "proposals": "proposals, demands, demand list, project proposals, project requests, ideas,"
    " initiatives, project portfolio, intake, business cases, requests, pipeline, portfolio,"
    " demand pipeline, new projects, candidate projects, Vorhaben, Vorhabenliste, Projektanträge,"
    " Anträge, Projektvorschläge, Ideen, Ideenliste, Projektideen, Projektportfolio,"
    " Vorhabenportfolio, Initiativen, Anforderungen, Projektliste, geplante Projekte, Bedarfe,"
    " Antragsliste, demandes, demandes de projet, propositions, projets proposés, idées,"
    " portefeuille de projets, propuestas, solicitudes, propuestas de proyecto, ideas de"
    " proyecto, cartera de proyectos, solicitudes de proyecto, iniciativas, peticiones,"
    " voorstellen, projectvoorstellen, aanvragen, projectaanvragen, ideeën, initiatieven,"
    " projectportfolio, fiches projets, projets à arbitrer, liste des demandes, nouveaux projets,"
    " projectideeën",
    "goals": "goals, objectives, business goals, strategic goals, strategic objectives, OKR,"
    " KPIs, Ziele, Unternehmensziele, strategische Ziele, Zielliste, Zielsystem, objectifs,"
    " objectifs stratégiques, objetivos, objetivos estratégicos, metas, doelen, doelstellingen,"
    " strategische doelen",
    "proposal_goals": "proposal goals, goal contributions, contributions, goal mapping,"
    " Zielbeiträge, Zielbeitrag, Ziele je Vorhaben, Zielzuordnung, contributions aux objectifs,"
    " contribution, objectifs par projet, contribuciones, objetivos por proyecto, contribución a"
    " objetivos, doelbijdragen, doelen per voorstel, bijdragen, doelbijdrage",
    "capabilities": "capabilities, business capabilities, capability map, Fähigkeiten,"
    " Geschäftsfähigkeiten, capacités métier, carte des capacités, aptitudes, capacidades, mapa"
    " de capacidades, capacidades de negocio, bedrijfsfuncties, vermogens, bedrijfscapabilities,"
    " bekwaamheden",
    "proposal_capabilities": "proposal capabilities, capability gains, capability mapping,"
    " Fähigkeiten je Vorhaben, Fähigkeitszuordnung, Reifegradbeiträge, capacités par projet,"
    " capacidades por proyecto, capabilities per voorstel",
    "services": "services, IT services, applications, service catalogue, systems, application"
    " portfolio, application landscape, Anwendungen, Systeme, Applikationen,"
    " Anwendungslandschaft, IT-Systeme, Servicekatalog, Dienste, Systemliste, Anwendungsliste,"
    " services informatiques, catalogue de services, servicios, aplicaciones, sistemas, catálogo"
    " de servicios, diensten, applicaties, systemen, dienstencatalogus",
    "options": "options, solution options, alternatives, variants, Optionen, Varianten,"
    " Lösungsvarianten, Alternativen, Handlungsoptionen, scénarios, variantes, solutions,"
    " opciones, alternativas, escenarios, opties, alternatieven, oplossingsvarianten",
    "costs": "costs, cost elements, cost breakdown, budget, expenses, financials, Kosten,"
    " Kostenplan, Kostenelemente, Kostenaufstellung, Kostenplanung, Budgetplanung,"
    " Kostenübersicht, coûts, éléments de coût, dépenses, chiffrage, costes, costos, gastos,"
    " presupuesto, desglose de costes, kostenraming, kostenposten, begroting, kostenoverzicht",
    "benefits": "benefits, benefit register, savings, value, Nutzen, Nutzenliste, Nutzenplan,"
    " Einsparungen, Nutzenübersicht, Nutzeneffekte, Mehrwert, bénéfices, gains, avantages,"
    " économies, gains attendus, beneficios, ahorros, ventajas, baten, voordelen, opbrengsten,"
    " besparingen, batenregister, Nutzenbetrachtung",
    "dependencies": "dependencies, dependency list, links, relations, Abhängigkeiten,"
    " Abhängigkeitsliste, Projektabhängigkeiten, Verknüpfungen, dépendances, liens, dependencias,"
    " relaciones, afhankelijkheden, relaties",
    "demand": "resource demand, demand by role, demand per role, staffing demand, effort by role,"
    " Ressourcenbedarf, Personalbedarf, Bedarf je Rolle, Rollenbedarf, Ressourcenplanung, besoins"
    " en ressources, charge par profil, plan de charge, demanda de recursos, necesidades de"
    " recursos, demanda por rol, capaciteitsvraag, resourcebehoefte, benodigde capaciteit,"
    " personeelsbehoefte, demand of roles",
    "capacity": "Ressourcen, Ressourcenplanung, resources, resource plan, resource planning,"
    " ressources, recursos, capacity, capacities, team capacity, availability, resource capacity,"
    " capacity plan, Kapazität, Kapazitäten, Teamkapazität, Kapazitätsplanung, Verfügbarkeit,"
    " Ressourcenkapazität, Kapazitätsplan, capacité, capacités, disponibilité, disponibilités,"
    " capacité des équipes, capacidad, disponibilidad, capacidad del equipo, capaciteit,"
    " beschikbaarheid, teamcapaciteit, capaciteitsplanning",
    "in_flight": "in flight, projects in flight, running projects, ongoing projects, current"
    " projects, active projects, work in progress, laufende Projekte, aktuelle Projekte, laufende"
    " Vorhaben, Projekte in Arbeit, aktive Projekte, projets en cours, en cours, proyectos en"
    " curso, en curso, proyectos activos, lopende projecten, actieve projecten, onderhanden werk,"
    " laufend",
    "history": "history, past projects, finished projects, completed projects, closed projects,"
    " project history, lessons learned, Historie, abgeschlossene Projekte, Projekthistorie,"
    " vergangene Projekte, Altprojekte, beendete Projekte, Referenzprojekte, Projektarchiv,"
    " historique, projets terminés, projets clos, projets passés, projets achevés, historial,"
    " histórico, proyectos terminados, proyectos finalizados, proyectos cerrados, proyectos"
    " pasados, geschiedenis, afgeronde projecten, afgesloten projecten, voltooide projecten",
    "tickets": "tickets, incidents, service desk, tickets export, Störungen, Störungsliste,"
    " Vorfälle, demandes de support, incidencias, incidentes, tickets de soporte, meldingen,"
    " storingen, incidenten",
    "flow": "flow, work items, issues, throughput, backlog, user stories, Vorgänge, Aufgaben,"
    " Durchsatz, flux, éléments de travail, tâches, flujo, elementos de trabajo, tareas,"
    " werkitems, doorstroom, taken",
    "risks": "risks, risk register, risk log, Risiken, Risikoliste, Risikoregister, Risikolog,"
    " risques, registre des risques, riesgos, registro de riesgos, risico's, risicoregister,"
    " risicolijst, risicolog",
    "criteria": "criteria, scoring criteria, evaluation criteria, Kriterien, Bewertungskriterien,"
    " critères, critères d'évaluation, criterios, criterios de evaluación, beoordelingscriteria",
    "comparisons": "comparisons, pairwise comparisons, AHP, Paarvergleiche, Paarvergleich,"
    " comparaisons, comparaisons par paires, comparaciones, comparaciones por pares,"
    " vergelijkingen, paarsgewijze vergelijkingen",
    "activities": "activities, schedule, project plan, network plan, WBS, work packages,"
    " Aktivitäten, Projektplan, Netzplan, Arbeitspakete, Ablaufplan, Terminplan, activités,"
    " planning, lots de travaux, actividades, cronograma, plan de proyecto, paquetes de trabajo,"
    " activiteiten, projectplan, werkpakketten",
    "correlations": "correlations, Korrelationen, corrélations, correlaciones, correlaties",
    "judgements": "judgements, scores, scoring, ratings, evaluation, assessments, Bewertungen,"
    " Bewertung, Punkte, Urteile, évaluations, notations, notes d'évaluation, evaluaciones,"
    " puntuaciones, valoraciones, beoordelingen",
    "stakeholders": "stakeholders, stakeholder map, stakeholder analysis, Stakeholder,"
    " Stakeholderanalyse, Interessengruppen, Anspruchsgruppen, parties prenantes, partes"
    " interesadas, grupos de interés, belanghebbenden",
    "service_costs": "service costs, cost by service, billed costs, cost and usage, Servicekosten,"
    " Kosten je Service, coûts des services, costes de servicios, dienstkosten",
    "overlap_answers": "overlap answers, answers on overlaps, duplicates, Überschneidungen,"
    " Dubletten, recoupements, doublons, solapamientos, overlappingen",
    "targets": "targets, balance targets, strategic buckets, target shares, Zielanteile,"
    " Zielverteilung, parts visées, cuotas objetivo, doelaandelen",
    "scenarios": "scenarios, what-if scenarios, Szenarien, scénarios, escenarios, scenario's",
    "answers": "answers, replies, answers to questions, Antworten, Rückmeldungen, réponses,"
    " respuestas, antwoorden",
    "decisions": "decisions, decision log, board decisions, Entscheidungen, Beschlüsse,"
    " Beschlussliste, décisions, decisiones, besluiten, besluitenlijst",
    "notes": "notes, comments, remarks, Notizen, Anmerkungen, Kommentare, Bemerkungen, remarques,"
    " commentaires, notas, comentarios, observaciones, notities, opmerkingen",
    "rates": "rates, exchange rates, currency rates, Kurse, Wechselkurse, Umrechnungskurse, taux"
    " de change, cours, taux, tipos de cambio, tasas de cambio, wisselkoersen, koersen",
}
