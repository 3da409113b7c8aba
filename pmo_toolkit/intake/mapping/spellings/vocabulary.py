"""What clients write where we have a fixed word, in English, German, French, Spanish and Dutch."""

from __future__ import annotations

_LEVELS: dict[str, str] = {
    "low": "low, l, niedrig, gering, tief, klein, schwach, faible, bas, basse, bajo, baja, laag,"
    " minor, leicht, n",
    "medium": "medium, med, m, moderate, mittel, mäßig, mittelhoch, moyen, moyenne, modéré,"
    " medio, media, moderado, gemiddeld, middel, matig, normal",
    "high": "high, h, hoch, stark, groß, élevé, élevée, fort, forte, haut, haute, alto, alta,"
    " hoog, sterk, major, schwer",
}
#: Words for a rating of 1 to 5.
RATINGS: dict[str, str] = {
    "1": "very low, sehr niedrig, sehr gering, sehr klein, très faible, très bas, muy bajo, muy"
    " baja, zeer laag, erg laag, keine, none, aucune, ninguna, geen, minimal, ungenügend, --",
    "2": "low, l, niedrig, gering, tief, klein, schwach, faible, bas, basse, bajo, baja, laag,"
    " minor, leicht, n, rather low, eher niedrig, plutôt faible, más bien bajo, eerder laag",
    "3": "medium, med, m, moderate, mittel, mäßig, mittelhoch, moyen, moyenne, modéré, medio,"
    " media, moderado, gemiddeld, middel, matig, normal",
    "4": "high, h, hoch, stark, groß, élevé, élevée, fort, forte, haut, haute, alto, alta, hoog,"
    " sterk, major, schwer, rather high, eher hoch, plutôt élevé, más bien alto, eerder hoog",
    "5": "very high, sehr hoch, sehr groß, sehr stark, très élevé, très élevée, très forte, très"
    " fort, muy alto, muy alta, zeer hoog, erg hoog, critical, kritisch, critique, crítico,"
    " maximal, kritiek, essential, essenziell, ++",
}
#: Words for a probability; a word names a span, of which the middle is taken.
PROBABILITIES: dict[str, str] = {
    "0.05": "very low, very unlikely, sehr gering, sehr niedrig, sehr unwahrscheinlich, très"
    " faible, très improbable, muy baja, muy improbable, zeer laag, zeer onwaarschijnlijk, rare,"
    " remote",
    "0.2": "low, l, niedrig, gering, tief, klein, schwach, faible, bas, basse, bajo, baja, laag,"
    " minor, leicht, n, unlikely, unwahrscheinlich, improbable, peu probable, poco probable,"
    " onwaarschijnlijk",
    "0.5": "medium, med, m, moderate, mittel, mäßig, mittelhoch, moyen, moyenne, modéré, medio,"
    " media, moderado, gemiddeld, middel, matig, normal, possible, möglich, posible, mogelijk",
    "0.7": "high, h, hoch, stark, groß, élevé, élevée, fort, forte, haut, haute, alto, alta,"
    " hoog, sterk, major, schwer, likely, wahrscheinlich, probable, waarschijnlijk",
    "0.9": "very high, very likely, sehr hoch, sehr wahrscheinlich, très élevée, très probable,"
    " muy alta, muy probable, zeer hoog, zeer waarschijnlijk, almost certain, fast sicher, quasi"
    " certain, casi seguro, bijna zeker",
}
#: Words for yes and no.
FLAGS: dict[str, str] = {
    "yes": "yes, y, true, 1, ja, j, wahr, oui, o, vrai, sí, si, s, verdadero, waar, x, ✓, ✔, ☑,"
    " vorhanden, zutreffend, cashable, zahlungswirksam",
    "no": "no, n, false, 0, nein, falsch, non, faux, falso, nee, onwaar, ✗, ✘, ☐, nicht, nicht"
    " zahlungswirksam, non-cashable",
}
_KINDS: dict[str, str] = {
    "nothing": "nothing, do nothing, no change, status quo, as is, nichts tun, nichts,"
    " Nullvariante, Null-Option, keine Änderung, beibehalten, ne rien faire, rien, statu quo, no"
    " hacer nada, nada, niets doen, niets, nuloptie, nulvariante, Nulloption, Status-quo"
    " beibehalten, no action, zero option, Weiter wie bisher, keine Maßnahme, sin cambios, option"
    " zéro, opción cero",
    "minimum": "minimum, do minimum, minimal, Minimallösung, Minimalvariante, Mindestumfang,"
    " Minimum-Variante, solution minimale, minimale, mínimo, solución mínima, minimale oplossing,"
    " minimumoplossing, minimumvariant, minimaal, minimal option, Kleinstlösung, minimum viable",
    "reuse": "reuse, re-use, reuse existing, extend existing, existing system, Wiederverwendung,"
    " Bestand nutzen, Bestandssystem erweitern, Erweiterung, vorhandenes System, Nachnutzung,"
    " Wiederverwenden, Bestehendes nutzen, réutilisation, réutiliser, existant, solution"
    " existante, reutilizar, reutilización, sistema existente, hergebruik, hergebruiken, bestaand"
    " systeem, Ausbau Bestandssystem, reuse existing system, existing solution, bestehendes"
    " System erweitern, réutiliser l'existant, uitbreiden bestaand, ampliar existente",
    "SaaS": "SaaS, software as a service, buy SaaS, Kauf SaaS, cloud software, Cloud-Lösung, SaaS"
    " kaufen, Kauf, buy, Standardsoftware, Kaufsoftware, achat SaaS, achat, logiciel SaaS,"
    " solution SaaS, compra SaaS, compra, comprar, software estándar, aankoop SaaS, kopen,"
    " inkoop, SaaS kopen, standaardpakket, SaaS-Lösung, aankoop, SaaS-oplossing, progiciel, Miete"
    " SaaS, Cloud-Dienst, subscription, abonnement, suscripción, SaaS-Abo, buy package",
    "PaaS": "PaaS, platform as a service, platform, Plattform, low code, Low-Code-Plattform,"
    " plateforme, plataforma, PaaS-Lösung, plateforme low-code",
    "IaaS": "IaaS, infrastructure as a service, hosting, Infrastruktur aus der Cloud, lift and"
    " shift, Cloud-Infrastruktur, infrastructure cloud, infraestructura cloud",
    "build": "build, make, custom build, custom development, in-house development, develop,"
    " Eigenentwicklung, Individualentwicklung, selbst entwickeln, Neuentwicklung, Eigenbau,"
    " Entwicklung, développement, développement spécifique, développement interne, sur mesure,"
    " desarrollo, desarrollo propio, desarrollo a medida, maatwerk, zelf bouwen, eigen"
    " ontwikkeling, ontwikkelen, bouwen, Eigenerstellung, desarrollo interno, build in-house,"
    " in-house build, build in house, selber bauen, développer en interne, zelf ontwikkelen,"
    " desarrollar, eigenbouw",
}

#: Column, or column of a table → our word → what it may be called.
WORDS: dict[str, dict[str, str]] = {
    "stage": {
        "idea": "idea, ideas, initial idea, new, draft, Idee, Projektidee, neu, Entwurf,"
        " Vorschlag, idée, nouvelle, nouveau, brouillon, nueva, borrador, nieuw, concept-idee,"
        " Ideation, Ideenphase, eingereicht, submitted, Ideensammlung, initial, proposal,"
        " Anmeldung, proposition, propuesta, voorstel, gemeldet, angemeldet",
        "outline": "outline, concept, scoping, feasibility, Konzept, Skizze, Projektskizze,"
        " Grobkonzept, Vorstudie, Konzeptphase, in Konzeption, esquisse, étude préalable,"
        " cadrage, étude, esbozo, concepto, estudio previo, en estudio, schets, voorstudie,"
        " verkenning, in Ausarbeitung, Machbarkeit, faisabilité, estudio, Voruntersuchung,"
        " pre-study, discovery, opportunité, étude d'opportunité, anteproyecto, verkennend,"
        " Analyse, analysis, en analyse, en análisis, in analyse, Planung, in Planung, planning",
        "business case": "business case, business case in progress, Business-Case, Geschäftsfall,"
        " Wirtschaftlichkeitsbetrachtung, Wirtschaftlichkeitsrechnung, WiBe, cas d'affaires,"
        " dossier d'affaires, étude de rentabilité, caso de negocio, businesscase, Feinkonzept,"
        " Dossier d'opportunité, dossier d'investissement, cost-benefit analysis,"
        " Kosten-Nutzen-Analyse, Geschäftsplan, analyse coûts-bénéfices, business case in Arbeit,"
        " Wirtschaftlichkeit",
        "ready for decision": "ready for decision, for decision, ready, for approval, awaiting"
        " decision, entscheidungsreif, zur Entscheidung, Entscheidungsvorlage, zur Genehmigung,"
        " beschlussreif, prêt pour décision, à décider, pour décision, prêt à décider, pour"
        " arbitrage, listo para decisión, listo para decidir, para decisión, para aprobación,"
        " klaar voor besluit, gereed voor besluit, ter besluitvorming, besluitrijp, à arbitrer,"
        " decision pending, zur Freigabe, freigabebereit, prêt à arbitrer, pour validation, en"
        " validation, pendiente de decisión, wacht op besluit, ter goedkeuring, klaar voor"
        " goedkeuring, decision ready, Entscheidungsbereit",
    },
    "requested_budget_covers": {
        "project": "project, project only, nur Projekt, Projekt, Projektkosten, einmalig, projet,"
        " projet seul, proyecto, solo proyecto, alleen project, build only, einmalige Kosten",
        "whole life": "whole life, total cost of ownership, TCO, lifecycle, project and run,"
        " Projekt und Betrieb, Lebenszyklus, gesamter Lebenszyklus, inkl. Betrieb, einschließlich"
        " Betrieb, cycle de vie, projet et exploitation, ciclo de vida, proyecto y operación,"
        " levensduur, hele levensduur, project en beheer, Gesamtlaufzeit",
    },
    "class": {
        "software package": "software package, package, COTS, standard software,"
        " Standardsoftware, Kaufsoftware, Softwareeinführung, Softwarepaket, progiciel, paquet"
        " logiciel, paquete de software, software estándar, softwarepakket, standaardpakket,"
        " standaardsoftware, ERP, Einführung Standardsoftware, pakketsoftware, off-the-shelf, off"
        " the shelf, commercial software, paquete estándar, paquete, solución estándar, logiciel"
        " standard, logiciel du marché, achat logiciel, Fachanwendung, package implementation,"
        " pakket",
        "custom development": "custom development, development, software development,"
        " Individualentwicklung, Eigenentwicklung, Softwareentwicklung, Entwicklung,"
        " développement, développement spécifique, desarrollo, desarrollo a medida, desarrollo de"
        " software, maatwerk, maatwerkontwikkeling, softwareontwikkeling, Neuentwicklung, bespoke"
        " development, bespoke, tailor-made, Eigenbau, in-house development, développement sur"
        " mesure, desarrollo propio, software a medida, zelfbouw, maatwerksoftware, application"
        " development, Anwendungsentwicklung",
        "integration": "integration, interface, interfaces, Schnittstelle, Schnittstellen,"
        " Systemintegration, intégration, integración, integratie, koppeling, interconnexion,"
        " koppelingen, API, Schnittstellenprojekt, EAI, interfaçage, systems integration",
        "infrastructure": "infrastructure, network, hardware, Infrastruktur, Netzwerk,"
        " Rechenzentrum, réseau, infraestructura, red, infrastructuur, netwerk, IT-Infrastruktur,"
        " cloud, servers, Netz, Telefonie, Arbeitsplatz, workplace, réseau et serveurs, Server,"
        " Cloud-Infrastruktur",
        "data and analytics": "data and analytics, data, analytics, BI, business intelligence,"
        " data warehouse, reporting, Daten und Analyse, Daten, Datenanalyse, données, données et"
        " analyse, décisionnel, datos, datos y analítica, analítica, data en analyse, gegevens,"
        " Daten & Analytik, données et analytique, data & analytics, Datenplattform, Daten und"
        " Analytik, Datenbank, analyse de données, big data, Auswertung, BI/Reporting,"
        " datawarehouse, data platform, données & analyse",
        "migration": "migration, upgrade, replacement, Ablösung, Umstellung, Datenmigration,"
        " Release-Wechsel, remplacement, migración, sustitución, actualización, migratie,"
        " vervanging, Systemablösung, replatforming, Modernisierung, modernisation,"
        " modernización, modernisering, Umzug, Releasewechsel, transition, legacy replacement",
    },
    "size_unit": {
        "function points": "function points, FP, Funktionspunkte, points de fonction, puntos de"
        " función, functiepunten",
        "KLOC": "KLOC, lines of code, thousand lines of code, Codezeilen, lignes de code, líneas"
        " de código, regels code",
        "story points": "story points, SP, Storypoints, points de récit, puntos de historia",
        "items": "items, item, work items, backlog items, Arbeitspakete, Vorgänge, éléments,"
        " elementos de trabajo, werkitems",
        "users": "users, user, Nutzer, Anwender, Benutzer, utilisateurs, usuarios, gebruikers",
        "servers": "servers, server, serveurs, servidores",
        "interfaces": "interfaces, interface, Schnittstellen, koppelingen, interfaz",
    },
    "hosting": {
        "on-premises": "on-premises, on premise, on-prem, local, own data centre, lokal, eigenes"
        " Rechenzentrum, Eigenbetrieb, vor Ort, RZ, sur site, interne, en local, propio, lokaal,"
        " eigen datacenter, intern, Rechenzentrum, in-house, in eigen beheer",
        "IaaS": "IaaS, infrastructure as a service, Cloud-Infrastruktur, virtual machines, hosted",
        "PaaS": "PaaS, platform as a service, Plattform, platform, plateforme, plataforma",
        "SaaS": "SaaS, software as a service, cloud, cloud software, nube, nuage",
    },
    "options.kind": _KINDS,
    "delivery": {
        kind: words for kind, words in _KINDS.items() if kind not in ("nothing", "minimum")
    },
    "scope": {
        "whole": "whole, full, complete, all, ganz, vollständig, voll, komplett, gesamt, complet,"
        " total, entier, completo, volledig, geheel, completa, complète",
        "part": "part, partial, partly, Teil, teilweise, Teilumfang, partiel, partielle, en"
        " partie, parcial, parte, gedeeltelijk, deels, deel",
        "nothing": "nothing, none, nichts, keiner, kein, rien, aucun, nada, ninguno, niets, geen",
    },
    "lock_in": _LEVELS,
    "cost_type": {
        "capex": "capex, capital, capital expenditure, investment, one-off, Invest, Investition,"
        " Investitionskosten, investiv, investissement, inversión, investering, einmalig,"
        " aktivierbar, immobilisation, investment cost, Investitionsausgabe, dépense"
        " d'investissement, gasto de inversión, investeringskosten, CAPEX-Kosten, project cost",
        "opex": "opex, operating, operating expenditure, operational, running, Betrieb,"
        " Betriebskosten, laufend, konsumtiv, Aufwand, exploitation, fonctionnement, operativo,"
        " gasto, gasto operativo, explotación, exploitatie, operationeel, beheer, charges,"
        " laufende Kosten, run cost, Betriebsausgabe, dépense de fonctionnement, gastos"
        " corrientes, exploitatiekosten, Betriebsaufwand, laufender Aufwand",
    },
    "purpose": {
        "capital": "capital, investment, build, implementation, project, Investition,"
        " Anschaffung, Einführung, Umsetzung, Projekt, investissement, mise en œuvre, inversión,"
        " implantación, investering, implementatie, Projektkosten, adquisición",
        "run": "run, operation, operations, licence, licences, Betrieb, laufender Betrieb,"
        " Lizenzen, exploitation, operación, explotación, exploitatie, beheer",
        "maintenance": "maintenance, support, Wartung, Pflege, Instandhaltung, mantenimiento,"
        " soporte, onderhoud",
        "management": "management, overhead, project management, Steuerung, Verwaltung,"
        " Projektleitung, Projektmanagement, gestion, pilotage, gestión, dirección, aansturing,"
        " projectleiding, Leitung",
        "exit": "exit, decommissioning, retirement, Ausstieg, Rückbau, Stilllegung, Abschaltung,"
        " sortie, démantèlement, salida, desmantelamiento, uitstap, afbouw, beëindiging",
    },
    "costs.period": {
        "once": "once, one-off, one off, one time, single, einmalig, einmal, une fois, unique,"
        " ponctuel, una vez, única, único, eenmalig, non récurrent, puntual, non-recurring, à"
        " l'unité, pago único, initial",
        "per month": "per month, monthly, a month, month, pro Monat, monatlich, mtl., je Monat,"
        " p.m., par mois, mensuel, mensuelle, al mes, mensual, por mes, per maand, maandelijks,"
        " Monat, mois, mes, maand, each month, Mtl",
        "per year": "per year, yearly, annual, annually, a year, p.a., pro Jahr, jährlich, je"
        " Jahr, par an, annuel, annuelle, al año, anual, por año, per jaar, jaarlijks, Jahr, an,"
        " año, jaar, year, each year, jährlich wiederkehrend, récurrent, recurrente, terugkerend,"
        " wiederkehrend, laufend, recurring",
    },
    "benefits.unit": {
        "money per year": "money per year, per year, a year, pro Jahr, par an, al año, per jaar,"
        " money, currency, EUR, €, euro, euros, EUR/Jahr,"
        " €/Jahr, Geld, Geld pro Jahr, EUR p.a., € p.a., euros par an, €/an, euros al año, €/año,"
        " euro per jaar, €/jaar, k€, T€, TEUR, EUR pro Jahr, € pro Jahr, monetär",
        "unit per year": "unit per year, units, hours, Stunden, Stunden pro Jahr, Stück,"
        " Einheiten, Einheit pro Jahr, unités, heures, heures par an, unidades, horas, horas al"
        " año, eenheden, uren, uren per jaar, cases, Fälle, Fälle pro Jahr, hours per year",
    },
    "dependencies.type": {
        "requires": "requires, needs, depends on, prerequisite, blocked by, benötigt, braucht,"
        " setzt voraus, Voraussetzung, erfordert, hängt ab von, zwingend, nécessite, requiert,"
        " dépend de, prérequis, requiere, necesita, depende de, vereist, heeft nodig, hangt af"
        " van, afhankelijk van, muss vorher fertig sein, bloqué par",
        "excludes": "excludes, conflicts with, alternative to, mutually exclusive, schließt aus,"
        " Ausschluss, exclut, incompatible, incompatible avec, excluye, sluit uit, alternativ zu",
        "enables": "enables, supports, helps, synergy, ermöglicht, unterstützt, begünstigt,"
        " Synergie, permet, favorise, facilite, habilita, permite, facilita, maakt mogelijk,"
        " ondersteunt",
        "relates": "relates, relates to, related, linked, touches, betrifft, verwandt, steht in"
        " Beziehung, berührt, lié, lié à, en lien avec, relacionado, relacionado con,"
        " gerelateerd, houdt verband met, raakt, Bezug, informativ",
    },
    "targets.kind": {
        "goal": "goal, objective, outcome, Ziel, objectif, objetivo, doel",
        "capability": "capability, Fähigkeit, capacité, capacidad, vermogen",
        "department": "department, unit, Abteilung, Bereich, service, departamento, afdeling",
        "class": "class, category, Klasse, Kategorie, classe, catégorie, clase, categoría",
    },
    "decisions.decision": {
        "go ahead": "go ahead, go, yes, approved, accepted, freigegeben, genehmigt, ja, angenommen,"
        " approuvé, accepté, oui, aprobado, sí, goedgekeurd",
        "go ahead in part": "go ahead in part, partly, in part, teilweise, teilweise genehmigt, zum"
        " Teil, en partie, partiellement, en parte, parcialmente, deels, gedeeltelijk",
        "later": "later, deferred, postponed, on hold, später, zurückgestellt, vertagt, verschoben,"
        " plus tard, reporté, más tarde, aplazado, uitgesteld",
        "no": "no, rejected, declined, nein, abgelehnt, non, refusé, rechazado, nee, afgewezen",
        "ask again": "ask again, more information, revise, zurückgegeben, nachfragen, Rückfrage,"
        " nachbessern, à revoir, compléter, preguntar de nuevo, revisar, opnieuw vragen",
    },
    "overlap_answers.answer": {
        "same": "same, the same, duplicate, yes, dasselbe, gleich, identisch, doppelt, même,"
        " pareil, identique, mismo, igual, idéntico, hetzelfde, gelijk, dubbel",
        "different": "different, not the same, distinct, no, verschieden, anders, etwas anderes,"
        " différent, autre, distinto, diferente, otro, anders dan, verschillend",
        "partly": "partly, partially, overlapping, some of it, teilweise, zum Teil, überlappend,"
        " en partie, partiellement, en parte, parcialmente, deels, gedeeltelijk",
    },
    "direction": {
        "up": "up, higher is better, more is better, max, maximise, maximieren, mehr ist besser,"
        " hoch, höher ist besser, aufwärts, croissant, maximiser, más es mejor, maximizar,"
        " ascendente, hoger is beter, omhoog, maximaliseren, plus haut, je höher desto besser,"
        " steigend",
        "down": "down, lower is better, less is better, min, minimise, minimieren, weniger ist"
        " besser, niedriger ist besser, abwärts, décroissant, minimiser, menos es mejor,"
        " minimizar, descendente, lager is beter, omlaag, minimaliseren, plus bas, je niedriger"
        " desto besser, fallend",
    },
    "weight_method": {
        "swing": "swing, swing weighting, Swing-Methode, pondération swing",
        "points": "points, point allocation, direct, Punkte, Punktvergabe, Punkteverteilung,"
        " puntos, punten, direkt, points directs",
        "AHP": "AHP, pairwise, analytic hierarchy process, Paarvergleich, par paires, paarsgewijs",
    },
    "origin": {
        "register": "register, risk register, Risikoregister, registre, registro, risicoregister,"
        " risk log, Risikoliste",
        "pre-mortem": "pre-mortem, premortem, workshop, atelier, taller, Pre-Mortem-Workshop",
    },
}
