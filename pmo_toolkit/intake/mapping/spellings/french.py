"""What French-speaking clients call our columns.

Keys are ``column`` (in every table that has it) or ``table.column``; keys that begin with ``*`` are
parts from which the names of ranges are put together. Spellings are parted by commas; accents do
not matter.
"""

from __future__ import annotations

COLUMNS: dict[str, str] = {
    "*low": "min, minimum, bas, au moins, borne basse, borne inférieure, fourchette basse, de",
    "*mode": "probable, le plus probable, plus probable, attendu, réaliste, médian, typique",
    "*high": "max, maximum, haut, au plus, borne haute, borne supérieure, fourchette haute",
    "*optimistic": "optimiste, meilleur cas, cas favorable, scénario optimiste",
    "*pessimistic": "pessimiste, pire cas, cas défavorable, scénario pessimiste",
    "*costs": "coût, montant",
    "*benefits": "gain, gain annuel, bénéfice, économie, montant, euros par an, gain par an,"
    " montant annuel",
    "*hours_per_month": "ETP, équivalents temps plein,"
    " heures par mois, heures mensuelles, charge par mois, charge mensuelle,"
    " h/mois, heures/mois",
    "*impact": "impact",
    "*impact_money": "impact financier, impact coût, impact sur les coûts, surcoût, impact en"
    " euros, impact budgétaire",
    "*impact_days": "retard, impact délai, impact planning, impact sur les délais, décalage,"
    " impact en jours, jours de retard",
    "*duration_days": "durée, durée de la tâche, durée de l'activité",
    "id": "ID, n°, numéro, no, référence, réf, code, identifiant, clé",
    "title": "titre, nom, intitulé, libellé, désignation",
    "department": "département, direction, service demandeur, direction métier, entité, division,"
    " unité, domaine, direction demandeuse, pôle, service, service responsable, département"
    " responsable, service concerné, direction responsable, entité responsable",
    "currency": "devise, monnaie, code devise",
    "price_year": "année de prix, année des prix, base de prix, année de référence des prix",
    "class": "type de projet, catégorie, classe, nature du projet, catégorie de projet, type,"
    " nature",
    "size": "taille, taille fonctionnelle, taille du projet, volume",
    "size_unit": "unité de taille, unité de la taille, unité de mesure de la taille",
    "interface_count": "interfaces, nombre d'interfaces, nb interfaces, nb d'interfaces",
    "user_count": "utilisateurs, nombre d'utilisateurs, nb utilisateurs, utilisateurs concernés,"
    " nb d'utilisateurs",
    "team_experience": "expérience de l'équipe, expérience équipe, expérience, maturité de"
    " l'équipe",
    "requirements_clarity": "clarté des exigences, clarté du besoin, clarté des besoins, maturité"
    " des exigences, qualité des exigences",
    "technology_novelty": "nouveauté technologique, nouveauté de la technologie, degré de"
    " nouveauté, nouveauté technique, degré d'innovation",
    "estimate_effort_person_hours": "charge, charge estimée, charge prévue, effort, effort"
    " estimé, charge prévisionnelle, estimation de charge, charge planifiée, charge initiale,"
    " effort prévu, heures estimées, heures prévues, jours prévus, jours estimés, charge interne,"
    " charge totale, charge nécessaire, main-d'œuvre, besoin en personnel",
    "estimate_duration_days": "durée, durée estimée, durée prévue, durée prévisionnelle, durée du"
    " projet, durée planifiée, durée initiale, délai, délais, délai de réalisation",
    "estimate_cost": "coût estimé, coût prévu, budget, budget initial, coût prévisionnel,"
    " estimation du coût, budget approuvé, budget prévu, coût planifié, budget prévisionnel",
    "proposal": "projet, proposition, demande, n° de projet, numéro de projet, ID projet, code"
    " projet, réf projet, référence projet, n° projet, n° de demande, ID demande, id proposition",
    "goal": "objectif, objectifs, objectif stratégique, id objectif, n° objectif, objectifs"
    " stratégiques, objectif métier",
    "capability": "capacité, capacité métier, capacités, id capacité, aptitude, code capacité",
    "service": "service, application, système, id service, service informatique, application"
    " concernée, système concerné, code application",
    "option": "option, scénario, variante, id option, alternative, n° option, solution, code"
    " option",
    "role": "rôle, profil, compétence, métier, fonction, ressource, type de ressource",
    "correlation_group": "groupe de corrélation, groupe, groupe corrélé",
    "measure": "indicateur, mesure, KPI, indicateur de mesure, critère de mesure, métrique",
    "scorer_role": "rôle de l'évaluateur, évaluateur, évalué par, noté par, rôle évaluateur",
    "criterion": "critère, id critère, critère d'évaluation, code critère",
    "proposals.id": "n° de projet, numéro de projet, ID projet, code projet, n° de demande, réf"
    " projet, référence projet, ID demande, numéro de demande, n° projet, code demande,"
    " identifiant projet, projet",
    "proposals.title": "projet, nom du projet, titre du projet, intitulé du projet, libellé du"
    " projet, objet, sujet, initiative, nom de la demande, intitulé de la demande, demande",
    "proposals.department": "demandeur, entité demandeuse, service demandeur, direction cliente,"
    " métier demandeur, département demandeur, direction commanditaire",
    "proposals.sponsor_role": "sponsor, commanditaire, rôle du sponsor, fonction du sponsor,"
    " parrain, rôle du commanditaire",
    "proposals.stage": "statut, état, phase, avancement, stade, étape, maturité, état d'avancement",
    "proposals.need": "besoin, besoin métier, problème, problématique, enjeu, contexte,"
    " justification, motivation, expression du besoin, pourquoi",
    "proposals.description": "description, résumé, contenu, périmètre, description du projet,"
    " descriptif, solution proposée",
    "proposals.risk_of_not_doing": "risque de ne pas faire, conséquence de l'inaction, coût de"
    " l'inaction, risque si non réalisé, impact si non réalisé, conséquences si non fait, risque"
    " en cas de non-réalisation",
    "proposals.start_window": "début, date de début, démarrage, début souhaité, date de"
    " démarrage, début prévu, démarrage prévu, démarrage souhaité, début au plus tôt, lancement,"
    " date de début prévue, date de lancement, début proposé",
    "proposals.wanted_finish": "fin, date de fin, échéance, fin souhaitée, date souhaitée, date"
    " cible, livraison, date de livraison, mise en service, fin prévue, date limite, échéance"
    " souhaitée, mise en production, date de fin souhaitée, date de fin prévue, date d'échéance,"
    " fin proposée, date limite légale, livraison prévue",
    "proposals.requested_budget": "budget, budget demandé, montant demandé, coût, coût total,"
    " budget total, investissement, enveloppe, financement demandé, budget du projet, coût du"
    " projet, coût estimé, enveloppe budgétaire, budget sollicité, montant, coût prévisionnel,"
    " budget prévisionnel",
    "proposals.requested_budget_covers": "périmètre du budget, le budget couvre, budget couvre,"
    " couverture du budget, ce que couvre le budget",
    "goals.id": "id objectif, n° objectif, numéro d'objectif, code objectif",
    "goals.title": "objectif, libellé de l'objectif, intitulé de l'objectif, objectif stratégique",
    "goals.unit": "unité, unité de mesure",
    "goals.baseline": "valeur actuelle, valeur de départ, situation actuelle, référence actuelle,"
    " base, valeur initiale, actuel",
    "goals.target": "cible, valeur cible, objectif chiffré, valeur visée, objectif cible",
    "goals.date": "date, échéance, date cible, pour le, à atteindre le, date de fin",
    "goals.owner_role": "responsable, porteur, propriétaire, rôle responsable, pilote",
    "goals.weight": "poids, pondération, priorité en points, poids de l'objectif",
    "proposal_goals.contribution": "contribution, part, contribution à l'objectif, apport, taux"
    " de contribution",
    "capabilities.id": "id capacité, n° capacité, code capacité, numéro de capacité",
    "capabilities.title": "capacité, capacité métier, nom de la capacité, intitulé de la capacité",
    "capabilities.parent": "parent, capacité parente, capacité mère, rattachée à, niveau supérieur",
    "capabilities.importance": "importance, importance stratégique, criticité, importance métier",
    "capabilities.maturity_now": "maturité actuelle, maturité, niveau actuel, maturité"
    " aujourd'hui, niveau de maturité actuel",
    "capabilities.maturity_target": "maturité cible, maturité visée, niveau cible, niveau de"
    " maturité cible",
    "capabilities.department": "responsable, direction responsable, propriétaire",
    "capabilities.goals": "objectifs, objectifs servis",
    "proposal_capabilities.maturity_gain": "gain de maturité, progression, amélioration de"
    " maturité, gain en niveaux, apport en maturité",
    "services.id": "id service, id application, code application, code service, n° service",
    "services.title": "service, application, nom du service, nom de l'application, système, nom"
    " du système, service informatique",
    "services.description": "description, fonction, finalité, descriptif, description du"
    " service, fonctions",
    "services.supplier": "fournisseur, éditeur, prestataire, fabricant",
    "services.notice_days": "préavis, préavis en jours, délai de préavis",
    "services.role": "rôle, rôle d'exploitation, exploité par",
    "service_costs.service": "service, application",
    "service_costs.month": "mois, mois de facturation",
    "service_costs.amount": "montant, coût, coût mensuel",
    "service_costs.units": "unités, quantité, nombre d'utilisateurs",
    "services.hosting": "hébergement, mode d'hébergement, type d'hébergement, déploiement, mode"
    " d'exploitation",
    "services.annual_cost": "coût annuel, coût par an, coût d'exploitation, coût de"
    " fonctionnement, coût annuel d'exploitation, coûts récurrents, coût/an",
    "services.technical_fit": "adéquation technique, qualité technique, état technique, santé"
    " technique",
    "services.functional_fit": "adéquation fonctionnelle, qualité fonctionnelle, couverture"
    " fonctionnelle, adéquation métier",
    "services.contract_end": "fin de contrat, fin du contrat, échéance du contrat, date de fin de"
    " contrat, expiration du contrat",
    "options.id": "id option, n° option, code option, id scénario, n° scénario, numéro d'option",
    "options.title": "option, scénario, nom de l'option, intitulé de l'option, solution, variante",
    "options.kind": "type, type d'option, nature, type de solution, genre, nature de l'option,"
    " faire ou acheter, mode de réalisation",
    "options.benefit_share": "part des bénéfices, part des gains, part du bénéfice, part de gains",
    "options.scope": "périmètre, couverture, étendue, périmètre couvert",
    "options.goals": "objectifs, objectifs servis, objectifs couverts",
    "options.replaces": "remplace, services remplacés",
    "options.term_months": "durée, durée en mois, durée d'utilisation, horizon, durée du contrat,"
    " durée de vie, période d'étude",
    "options.months_to_benefit": "mois avant bénéfice, délai avant gains, mois avant gains, délai"
    " d'obtention des gains, mois avant premier gain",
    "options.exit_cost": "coût de sortie, coûts de sortie, coût de démantèlement, coût de"
    " réversibilité",
    "options.lock_in": "dépendance fournisseur, verrouillage, lock-in, dépendance au fournisseur,"
    " enfermement propriétaire",
    "costs.element": "élément, élément de coût, poste, poste de coût, poste de dépense, ligne,"
    " rubrique, nature de dépense, type de coût, nature du coût, coût",
    "costs.cost_type": "type de coût, capex/opex, type de dépense, nature du coût, investissement"
    " ou fonctionnement",
    "costs.purpose": "finalité, destination, usage, objet du coût, but",
    "costs.mode": "coût, montant, valeur, coût prévu, coût estimé",
    "costs.period": "période, périodicité, fréquence, récurrence, rythme",
    "benefits.title": "gain, bénéfice, libellé du gain, intitulé du gain, avantage, description"
    " du gain, nature du gain, nature du bénéfice, type de gain, gain attendu, bénéfice attendu",
    "benefits.mode": "montant, gain annuel, gain par an, valeur, économie annuelle, montant annuel",
    "benefits.unit": "unité, unité de mesure, unité du gain",
    "benefits.ramp_months": "montée en charge, mois de montée en charge, durée de montée en"
    " charge, mois jusqu'au plein gain, montée en puissance",
    "benefits.department": "direction bénéficiaire, bénéficiaire, responsable du gain",
    "benefits.cashable": "monétisable, encaissable, gain budgétaire, effet de trésorerie,"
    " budgétaire, économie budgétaire",
    "dependencies.from": "de, projet, projet dépendant, du projet, successeur, projet source,"
    " depuis, n° de projet, code projet",
    "dependencies.to": "vers, dépend de, nécessite, prérequis, prédécesseur, dépendance, au"
    " projet, requiert, projet requis, dépendances",
    "dependencies.type": "type, type de dépendance, nature, nature de la dépendance, relation,"
    " type de lien",
    "dependencies.lag_days": "décalage, délai, écart, décalage en jours, délai d'attente",
    "dependencies.strength": "force, force du lien, intensité, force de la dépendance",
    "demand.hours_per_month_mode": "heures par mois, besoin, charge mensuelle, heures mensuelles,"
    " besoin en heures, besoin mensuel",
    "demand.start_month": "mois de début, premier mois, à partir du mois, mois de démarrage",
    "demand.months": "mois, nombre de mois, durée, nb de mois, durée en mois",
    "capacity.month": "mois, période, mois calendaire",
    "capacity.gross_hours": "ETP, équivalents temps plein,"
    " capacité, heures brutes, capacité brute, heures disponibles, heures"
    " contractuelles, disponibilité, heures travaillées, capacité totale",
    "capacity.absence_hours": "absences, absence, congés, congés et maladie, heures d'absence",
    "capacity.run_work_hours": "exploitation, run, heures de run, activité courante, maintenance"
    " courante, fonctionnement courant, maintien en condition, MCO, maintien en condition"
    " opérationnelle, activités récurrentes, travaux courants",
    "capacity.ticket_hours": "tickets, support, heures de support, heures tickets, assistance",
    "*project": "projet, n° de projet, numéro de projet, ID projet, code projet, réf projet,"
    " référence projet, n° projet, identifiant projet",
    "*description": "description, descriptif, explication",
    "*project_title": "nom du projet, intitulé du projet, titre du projet, libellé du projet,"
    " projet",
    "in_flight.hours_per_month": "heures par mois, heures mensuelles, charge mensuelle, charge"
    " par mois, heures allouées",
    "in_flight.finish_estimate": "fin estimée, fin prévue, date de fin, fin, fin prévisionnelle,"
    " date de fin prévue, atterrissage, échéance, achèvement prévu, livraison prévue",
    "in_flight.start_date": "début, date de début, démarrage, date de démarrage, début réel",
    "in_flight.effort_to_date_person_hours": "charge consommée, charge réelle, effort consommé,"
    " consommé, effort à date, charge à date, heures consommées",
    "in_flight.cost_to_date": "coût à date, coût réel, dépensé, coût consommé, dépenses à date,"
    " réalisé, dépenses engagées, coût actuel, déjà dépensé, dépenses, coût engagé",
    "history.delivery": "mode de réalisation, type de solution, réalisé en, mode de livraison,"
    " type de réalisation, faire ou acheter",
    "history.start_date": "début, date de début, démarrage, date de démarrage, début réel,"
    " lancement, date de lancement",
    "history.finish_date": "fin, date de fin, clôture, date de clôture, fin réelle, terminé le,"
    " date de fin réelle, achèvement, mise en production",
    "history.actual_effort_person_hours": "charge réelle, effort réel, charge consommée, charge"
    " finale, charge réalisée, heures réelles, consommé réel, heures consommées, jours réels,"
    " jours consommés",
    "history.actual_cost": "coût réel, coût final, dépense réelle, coût total, coût constaté,"
    " réalisé, coût réalisé, dépenses réelles",
    "history.actual_duration_days": "durée réelle, durée finale, durée constatée, durée effective",
    "tickets.ticket": "numéro de ticket, n° de ticket, id ticket, numéro d'incident",
    "tickets.category": "catégorie, catégorie du ticket, type, type de ticket, nature",
    "tickets.opened": "ouvert, ouvert le, créé le, date d'ouverture, création, date de création,"
    " signalé le",
    "tickets.closed": "fermé, fermé le, clos le, résolu le, date de clôture, date de fermeture,"
    " clôturé le",
    "tickets.hours": "heures, temps passé, charge, heures passées, temps de traitement",
    "flow.team": "équipe, squad, groupe, nom de l'équipe",
    "flow.item": "élément, tâche, ticket, élément de travail, récit, clé",
    "flow.started": "commencé, début, démarré, commencé le, date de début, démarré le",
    "flow.done": "terminé, fin, fini, terminé le, date de fin, achevé, livré le",
    "risks.title": "risque, description du risque, libellé du risque, description, intitulé du"
    " risque, menace",
    "risks.probability": "probabilité, vraisemblance, probabilité d'occurrence, proba",
    "risks.impact_money_mode": "impact, impact financier, impact coût, surcoût, gravité financière",
    "risks.impact_days_mode": "retard, impact délai, impact planning, décalage",
    "risks.origin": "origine, source, provenance, identifié lors de",
    "activities.activity": "activité, tâche, lot, lot de travaux, id tâche, n° tâche, code tâche",
    "activities.title": "nom de la tâche, libellé de la tâche, description, nom de l'activité",
    "activities.predecessors": "prédécesseurs, prédécesseur, dépend de, après, tâches précédentes",
    "activities.duration_days_mode": "durée, durée prévue, durée de la tâche",
    "correlations.one": "groupe 1, premier groupe, groupe A, le premier",
    "correlations.other": "groupe 2, second groupe, groupe B, deuxième groupe, l'autre",
    "correlations.correlation": "corrélation, coefficient de corrélation, coefficient",
    "criteria.id": "id critère, n° critère, code critère",
    "criteria.title": "critère, nom du critère, intitulé du critère, critère d'évaluation",
    "criteria.direction": "sens, direction, sens de préférence, préférence, sens d'optimisation",
    "criteria.scale_low": "échelle min, bas de l'échelle, minimum de l'échelle, échelle de",
    "criteria.scale_high": "échelle max, haut de l'échelle, maximum de l'échelle, échelle à",
    "criteria.weight": "poids, pondération, coefficient",
    "criteria.weight_method": "méthode de pondération, méthode, mode de pondération",
    "comparisons.other": "autre critère, comparé à, critère 2, critère comparé",
    "comparisons.ratio": "rapport, ratio, importance relative, facteur",
    "judgements.item": "projet, proposition, projet évalué, objet, élément, projet noté",
    "judgements.value": "note, score, points, valeur, évaluation, appréciation",
    "judgements.time": "date, moment, évalué le, date d'évaluation",
    "stakeholders.department": "partie prenante, acteur, groupe",
    "stakeholders.role": "représentant, représentée par, porte-parole, interlocuteur",
    "stakeholders.interest": "intérêt, niveau d'intérêt, enjeu",
    "stakeholders.influence": "influence, pouvoir, niveau d'influence",
    "overlap_answers.a": "a, première proposition",
    "overlap_answers.b": "b, seconde proposition, autre proposition",
    "overlap_answers.answer": "réponse, verdict",
    "overlap_answers.by_role": "rôle, répondu par",
    "overlap_answers.date": "date, jour, répondu le",
    "targets.kind": "type, type de cible, dimension",
    "targets.name": "nom, cible pour",
    "targets.share": "part, part visée, part cible",
    "scenarios.name": "nom, scénario, nom du scénario",
    "scenarios.setting": "réglage, paramètre",
    "scenarios.value": "valeur, fixé à",
    "answers.proposal": "proposition, projet",
    "answers.question": "question, clé de la question",
    "answers.department": "service, répondu par le service",
    "answers.answer": "réponse",
    "answers.date": "date, répondu le",
    "decisions.proposal": "proposition, projet",
    "decisions.decision": "décision, décidé",
    "decisions.by_role": "décidé par, rôle",
    "decisions.date": "date, date de la décision, décidé le",
    "decisions.reason": "raison, motif, justification",
    "notes.field": "champ, concerne, sujet, thème, à propos de",
    "notes.text": "note, commentaire, remarque, texte, observation",
    "notes.value": "valeur, valeur de remplacement, valeur corrigée, à la place",
    "notes.reason": "raison, motif, justification, pourquoi",
    "notes.role": "auteur, rôle de l'auteur, rédigé par, par",
    "notes.date": "date, jour, le, date de la note",
    "rates.year": "année, année de prix, exercice",
    "rates.factor": "facteur, taux, taux de change, cours, facteur de conversion",
    "benefits.measure": "mode de mesure, comment mesuré",
    "*plan": "prévu, planifié, estimé, budgété, prévision, budget, initial, plan",
    "*actual": "réel, réalisé, constaté, consommé, final, dépensé",
}
