"""What German-speaking clients call our columns.

Keys are ``column`` (in every table that has it) or ``table.column``; keys that begin with ``*`` are
parts from which the names of ranges are put together. Spellings are parted by commas; case, hyphens
and umlauts written as two letters do not matter.
"""

from __future__ import annotations

COLUMNS: dict[str, str] = {
    "*low": "min, Minimum, minimal, mindestens, niedrig, unterer Wert, Untergrenze, von",
    "*mode": "wahrscheinlich, wahrscheinlichster Wert, am wahrscheinlichsten, realistisch,"
    " mittlerer Wert, erwartet, Erwartungswert, typisch, real",
    "*high": "max, Maximum, maximal, höchstens, hoch, oberer Wert, Obergrenze, bis",
    "*optimistic": "optimistisch, Best Case, bestenfalls, günstigster Fall, opt",
    "*pessimistic": "pessimistisch, Worst Case, schlimmstenfalls, ungünstigster Fall, pess",
    "*costs": "Kosten, Betrag, Aufwand in Geld",
    "*benefits": "Nutzen, Nutzen pro Jahr, Einsparung, Betrag, Euro pro Jahr, EUR pro Jahr, € pro"
    " Jahr, Nutzenwert",
    "*hours_per_month": "VZÄ, Vollzeitäquivalente, Stunden pro Monat, Stunden je Monat,"
    " Monatsstunden, Std pro Monat, Aufwand pro Monat, Bedarf pro Monat, h/Monat, h pro Monat,"
    " Std/Monat",
    "*impact": "Auswirkung, Schadensausmaß",
    "*impact_money": "Schadenshöhe, Schaden, finanzielle Auswirkung, Kostenwirkung, Mehrkosten,"
    " Auswirkung Kosten, Auswirkung Geld, Auswirkung in Euro, Schadenspotenzial",
    "*impact_days": "Verzögerung, Terminauswirkung, Zeitverzug, Auswirkung Termin, Verzug,"
    " Auswirkung Tage, Terminverzug",
    "*duration_days": "Dauer, Vorgangsdauer, Laufzeit",
    "id": "ID, Nr, Nummer, lfd. Nr., laufende Nummer, Kennung, Schlüssel, Kürzel, Referenz, Code",
    "title": "Titel, Bezeichnung, Name, Benennung, Kurzbezeichnung",
    "department": "Fachbereich, Bereich, Abteilung, Geschäftsbereich, Fachabteilung,"
    " Organisationseinheit, OE, Ressort, Dezernat, Einheit, Sparte, zuständige Abteilung,"
    " verantwortliche Abteilung, verantwortlicher Fachbereich, betroffener Bereich, Referat, Amt",
    "currency": "Währung, Whg, Währungskennzeichen",
    "price_year": "Preisjahr, Preisstand, Preisbasis, Kostenstand Jahr",
    "class": "Projektart, Projekttyp, Projektklasse, Art des Projekts, Vorhabenart, Kategorie,"
    " Typ, Projektkategorie, Art des Vorhabens, Vorhabentyp, Klasse",
    "size": "Größe, Umfang, funktionale Größe, Projektumfang, Systemgröße",
    "size_unit": "Größeneinheit, Einheit der Größe, Maßeinheit Größe, Umfang Einheit",
    "interface_count": "Schnittstellen, Anzahl Schnittstellen, Schnittstellenanzahl, Zahl der"
    " Schnittstellen, Anz. Schnittstellen",
    "user_count": "Nutzer, Anzahl Nutzer, Anwender, Anzahl Anwender, Benutzer, Benutzerzahl,"
    " Anzahl Benutzer, Nutzerzahl, Anwenderzahl, Anz. User, betroffene Nutzer, Nutzerkreis,"
    " Nutzerkreis Anzahl, Zahl der Anwender",
    "team_experience": "Teamerfahrung, Erfahrung des Teams, Erfahrung, Erfahrung Projektteam,"
    " Know-how im Team, Erfahrungsgrad",
    "requirements_clarity": "Klarheit der Anforderungen, Anforderungsklarheit, Anforderungsreife,"
    " Reife der Anforderungen, Anforderungsqualität",
    "technology_novelty": "Neuheit der Technologie, Technologieneuheit, Neuartigkeit der Technik,"
    " Neuheitsgrad, Technologische Neuheit, Innovationsgrad",
    "estimate_effort_person_hours": "Aufwand, geschätzter Aufwand, Plan-Aufwand,"
    " Aufwandsschätzung, Schätzaufwand, geplanter Aufwand, Soll-Aufwand, Personalaufwand, interner"
    " Aufwand, Aufwand geplant, Aufwand Plan, Aufwand Schätzung, Personenaufwand, Aufwand"
    " geschätzt, geschätzte Stunden, Plan-Stunden, geplante Stunden, Stunden Plan, Soll-Stunden,"
    " Stunden geschätzt, Personentage, Personentage geplant, benötigte Stunden, benötigter"
    " Aufwand, Personalbedarf, Personalaufwand intern, Arbeitsaufwand",
    "estimate_duration_days": "Dauer, Laufzeit, geschätzte Dauer, Projektdauer, Projektlaufzeit,"
    " Plan-Dauer, geplante Dauer, geplante Laufzeit, Plan-Laufzeit, Dauer geplant, Dauer Plan,"
    " Soll-Dauer, Laufzeit Plan, Laufzeit geplant, Umsetzungsdauer",
    "estimate_cost": "Plan-Kosten, Kosten Plan, geplante Kosten, Kostenschätzung, geschätzte"
    " Kosten, Soll-Kosten, Budget, Plan-Budget, Projektbudget, genehmigtes Budget, Kosten geplant,"
    " Kosten Soll, Kosten geschätzt",
    "proposal": "Vorhaben, Vorhaben-ID, Vorhaben-Nr, Antrag, Antrags-ID, Antragsnummer,"
    " Projektantrag, Projekt, Projekt-ID, Projektnummer, Projekt-Nr, Vorhabennummer, Demand,"
    " Demand-ID, Projekt-Kennung",
    "goal": "Ziel, Ziel-ID, Ziel-Nr, Ziele, strategisches Ziel, Unternehmensziel, strategische"
    " Ziele, Zielbezug, Zielbeitrag zu, Geschäftsziel",
    "capability": "Fähigkeit, Capability, Fähigkeit-ID, Geschäftsfähigkeit, Fähigkeiten,"
    " Capabilities, Business Capability, Fähigkeits-ID",
    "service": "Service, IT-Service, Anwendung, System, Applikation, Service-ID, Dienst,"
    " betroffenes System, bestehende Anwendung, IT-System",
    "option": "Option, Options-ID, Variante, Alternative, Lösungsvariante, Lösungsalternative,"
    " Variante-ID, Handlungsoption, Option-Nr",
    "role": "Rolle, Profil, Rollenprofil, Funktion, Skill, Ressource, Team, Kompetenz",
    "correlation_group": "Korrelationsgruppe, Gruppe, Zusammenhang, Abhängigkeitsgruppe",
    "measure": "Messgröße, Kennzahl, KPI, Messung, Indikator, Messkriterium, gemessen an,"
    " Zielgröße, Messmethode",
    "scorer_role": "Rolle des Bewerters, Bewerter, bewertet von, Bewertende Rolle, Gutachter",
    "proposals.id": "Vorhaben-ID, Projektnummer, Projekt-Nr, Antragsnummer, Antrags-ID, Antrag-Nr,"
    " Vorhaben-Nr, Projekt-ID, Vorhabennummer, Ideen-ID, Demand-ID, PR-Nr, Projektkennung,"
    " Proj-Nr, Projekt, Vorhaben, Antrag, Antragskennung",
    "proposals.title": "Vorhaben, Projekt, Projektname, Projekttitel, Vorhabenbezeichnung,"
    " Vorhabentitel, Projektbezeichnung, Antragstitel, Thema, Projektantrag, Titel des Vorhabens,"
    " Name des Vorhabens, Maßnahme, Kurztitel, Betreff",
    "proposals.department": "Antragsteller-Bereich, Antragsteller, antragstellender Bereich,"
    " anfordernder Bereich, Auftraggeber Bereich, beantragende Abteilung, Anforderer,"
    " Auftraggebende Abteilung, Kunde intern, Antragstellende Einheit",
    "proposals.sponsor_role": "Sponsor, Rolle des Sponsors, Auftraggeber, Projektsponsor, Auftrag"
    " gebende Rolle, Sponsorrolle, verantwortliche Führungskraft, Auftraggeberrolle",
    "proposals.stage": "Status, Phase, Stand, Reifegrad, Projektphase, Bearbeitungsstand,"
    " Antragsstatus, Projektstatus, Stadium, Reife",
    "proposals.need": "Bedarf, Problem, Problemstellung, Anlass, Begründung, Geschäftsbedarf,"
    " Ausgangslage, Handlungsbedarf, Motivation, Problembeschreibung, warum, Begründung der"
    " Maßnahme, Ausgangssituation, Problemlage, Ist-Situation",
    "proposals.description": "Beschreibung, Kurzbeschreibung, Inhalt, Projektbeschreibung,"
    " Vorhabenbeschreibung, Leistungsumfang, Gegenstand, Lösungsansatz, Projektinhalt",
    "proposals.risk_of_not_doing": "Risiko bei Nichtumsetzung, Folgen der Nichtumsetzung, Risiko"
    " bei Nichtdurchführung, Konsequenz bei Nichtstun, Auswirkung bei Ablehnung, Was passiert wenn"
    " nicht, Risiko wenn nicht umgesetzt, Folgen bei Nichtumsetzung",
    "proposals.start_window": "Start, Startdatum, Starttermin, geplanter Start, Beginn, frühester"
    " Start, gewünschter Start, Projektstart, Startfenster, geplanter Beginn, möglicher Beginn,"
    " Plan-Start, Projektbeginn, Umsetzungsstart",
    "proposals.wanted_finish": "Wunschtermin, Ende, gewünschtes Ende, Endtermin, Fertigstellung,"
    " Zieltermin, gewünschte Fertigstellung, Enddatum, Fälligkeit, Deadline, Go-Live, geplantes"
    " Ende, Projektende, Fertig bis, Termin, benötigt bis, Go-Live-Termin, gesetzliche Frist,"
    " Frist, spätestes Ende, Zieldatum, spätester Termin",
    "proposals.requested_budget": "beantragtes Budget, Budget, Budgetbedarf, Budgetantrag,"
    " Projektbudget, angefragtes Budget, Gesamtbudget, Kosten, Gesamtkosten, Investition,"
    " Investitionssumme, Mittelbedarf, beantragte Mittel, Kostenrahmen, Projektkosten,"
    " Plan-Kosten, Finanzbedarf, Budget gesamt, Kosten gesamt, geschätzte Kosten, Kostenschätzung,"
    " Invest, Investbedarf, Kostenansatz, Kostenprognose",
    "proposals.requested_budget_covers": "Budget umfasst, Budget deckt, Umfang des Budgets,"
    " Budgetumfang, Budget für, im Budget enthalten",
    "goals.id": "Ziel-ID, Ziel-Nr, Zielnummer, Nr. des Ziels",
    "goals.title": "Ziel, Zielbezeichnung, Unternehmensziel, strategisches Ziel, Zielname,"
    " Zielbeschreibung, Zielformulierung, Wirkungsziel, Oberziel",
    "goals.unit": "Einheit, Maßeinheit, Messeinheit",
    "goals.baseline": "Ausgangswert, Istwert, Ist, Basiswert, Wert heute, aktueller Wert, Ist-Wert"
    " heute, Baseline, Startwert",
    "goals.target": "Zielwert, Soll, Sollwert, Zielvorgabe, angestrebter Wert, Target",
    "goals.date": "Zieldatum, Zieltermin, bis wann, Termin, Datum, zu erreichen bis, Fällig am,"
    " Enddatum, erreichen bis",
    "goals.owner_role": "Verantwortlich, Zielverantwortlicher, Verantwortliche Rolle, Owner,"
    " Eigentümer, Zuständig, Rolle des Verantwortlichen",
    "goals.weight": "Gewicht, Gewichtung, Priorität in Punkten, Zielgewicht, Wichtung",
    "proposal_goals.contribution": "Beitrag, Zielbeitrag, Anteil, Beitrag zum Ziel,"
    " Beitragsanteil, Wirkungsanteil",
    "capabilities.id": "Fähigkeit-ID, Capability-ID, Fähigkeits-Nr, Fähigkeitsnummer",
    "capabilities.title": "Fähigkeit, Capability, Geschäftsfähigkeit, Name der Fähigkeit",
    "capabilities.parent": "übergeordnet, übergeordnete Fähigkeit, Oberfähigkeit, gehört zu,"
    " Elternfähigkeit, Übergeordnete ID, Parent",
    "capabilities.importance": "Wichtigkeit, Bedeutung, Relevanz, Strategische Bedeutung",
    "capabilities.maturity_now": "Reifegrad heute, Reifegrad Ist, Ist-Reifegrad, aktueller"
    " Reifegrad, Reife heute, Reifegrad, Reife Ist",
    "capabilities.maturity_target": "Ziel-Reifegrad, Reifegrad Ziel, Soll-Reifegrad, angestrebter"
    " Reifegrad, Reife Ziel, Reifegrad Soll",
    "capabilities.department": "verantwortlicher Bereich, Eigentümer, zuständiger Bereich",
    "capabilities.goals": "Ziele, dient Zielen, Ergebnisse",
    "proposal_capabilities.maturity_gain": "Reifegradgewinn, Reifezuwachs, Verbesserung in Stufen,"
    " Reifegradsteigerung, Zugewinn an Reife, Reifegradverbesserung",
    "services.id": "Service-ID, System-ID, Anwendungs-ID, Service-Nr, App-ID, System-Nr",
    "services.title": "Service, Servicename, Anwendung, System, Applikation, Systemname,"
    " IT-Service, Anwendungsname, IT-System",
    "services.description": "Beschreibung, Zweck, Funktion, Kurzbeschreibung,"
    " Leistungsbeschreibung, Servicebeschreibung, Funktionen",
    "services.supplier": "Lieferant, Anbieter, Hersteller, Dienstleister, Provider",
    "services.notice_days": "Kündigungsfrist, Kündigungsfrist in Tagen, Kündigungsfrist (Tage)",
    "services.role": "Rolle, Betriebsrolle, betrieben durch",
    "service_costs.service": "Service, Dienst, Anwendung",
    "service_costs.month": "Monat, Abrechnungsmonat",
    "service_costs.amount": "Betrag, Kosten, Monatskosten",
    "service_costs.units": "Einheiten, Menge, Nutzerzahl",
    "services.hosting": "Hosting, Betriebsart, Betriebsmodell, Bereitstellung, Betrieben als,"
    " Betriebsform, Hostingmodell",
    "services.annual_cost": "Jahreskosten, Kosten pro Jahr, jährliche Kosten, Betriebskosten,"
    " Betriebskosten pro Jahr, Kosten p.a., laufende Kosten, Betriebskosten p.a.",
    "services.technical_fit": "technische Eignung, technischer Zustand, technische Qualität,"
    " technischer Fit, Technik-Note",
    "services.functional_fit": "fachliche Eignung, funktionale Eignung, fachlicher Fit, fachliche"
    " Qualität, Fachliche Abdeckung",
    "services.contract_end": "Vertragsende, Ende des Vertrags, Vertrag bis, Laufzeitende,"
    " Vertragslaufzeit bis, Ablauf des Vertrags",
    "options.id": "Options-ID, Option-Nr, Varianten-ID, Varianten-Nr, Optionsnummer",
    "options.title": "Option, Optionsbezeichnung, Variante, Lösungsvariante, Alternative,"
    " Lösungsalternative, Name der Option",
    "options.kind": "Art, Art der Option, Optionsart, Lösungsart, Variantenart, Umsetzungsart,"
    " Typ, Beschaffungsart, Make or Buy, Optionstyp, Art der Lösung",
    "options.benefit_share": "Nutzenanteil, Anteil am Nutzen, Anteil des Nutzens",
    "options.scope": "Umfang, Leistungsumfang, Abdeckung, Lieferumfang, Abdeckungsgrad",
    "options.goals": "Ziele, bediente Ziele, Zielbezug, unterstützte Ziele, Zielbeitrag",
    "options.replaces": "ersetzt, abgelöste Services, ersetzte Dienste",
    "options.term_months": "Laufzeit, Nutzungsdauer, Betrachtungszeitraum, Vertragslaufzeit,"
    " Laufzeit in Monaten, Betrachtungsdauer",
    "options.months_to_benefit": "Monate bis Nutzen, Monate bis zum ersten Nutzen, Nutzen ab"
    " Monat, Zeit bis Nutzen, Wirksam nach Monaten",
    "options.exit_cost": "Ausstiegskosten, Exit-Kosten, Kosten des Ausstiegs, Rückbaukosten",
    "options.lock_in": "Abhängigkeit vom Anbieter, Lock-in, Herstellerbindung, Anbieterbindung,"
    " Vendor Lock-in",
    "costs.element": "Kostenelement, Kostenposition, Position, Kostenart Bezeichnung, Posten,"
    " Kostenposten, Kostenstellebezeichnung, Kostenblock, Leistung, Gegenstand, Kostenart, Art der"
    " Kosten",
    "costs.cost_type": "Kostenart, Kostentyp, Capex/Opex, Invest oder Betrieb, Art der Kosten",
    "costs.purpose": "Zweck, Verwendungszweck, Kostenzweck, wofür",
    "costs.mode": "Kosten, Betrag, Summe, Plankosten, Wert",
    "costs.period": "Periode, Turnus, Häufigkeit, Rhythmus, Fälligkeit, Zahlungsweise,"
    " Zahlungsrhythmus, einmalig/laufend",
    "benefits.title": "Nutzen, Nutzenbeschreibung, Nutzenart, Nutzenposition, Bezeichnung des"
    " Nutzens, Vorteil, Art des Nutzens, Nutzenkategorie",
    "benefits.mode": "Betrag, Nutzen pro Jahr, Höhe, Jahresnutzen, Wert, Einsparung pro Jahr",
    "benefits.unit": "Einheit, Maßeinheit, Nutzeneinheit",
    "benefits.ramp_months": "Anlaufzeit, Hochlaufzeit, Monate bis voller Nutzen, Anlaufmonate,"
    " Hochlauf, Hochlauf in Monaten",
    "benefits.department": "Nutzenverantwortlicher Bereich, Nutznießer, verantwortlicher Bereich,"
    " Nutzen bei",
    "benefits.cashable": "zahlungswirksam, kassenwirksam, haushaltswirksam, budgetwirksam,"
    " liquiditätswirksam, monetarisierbar",
    "dependencies.from": "Vorhaben, von, abhängiges Vorhaben, Projekt, abhängiges Projekt, von"
    " Vorhaben, von Projekt, Nachfolger, Vorhaben-ID, Projekt-ID",
    "dependencies.to": "hängt ab von, zu, benötigt, Vorgänger, abhängig von, Voraussetzung, nach,"
    " vorausgesetztes Vorhaben, braucht, setzt voraus, zu Vorhaben, zu Projekt",
    "dependencies.type": "Art, Typ, Art der Abhängigkeit, Abhängigkeitsart, Abhängigkeitstyp,"
    " Beziehung, Beziehungsart",
    "dependencies.lag_days": "Abstand, Zeitabstand, Versatz, Puffer, Wartezeit",
    "dependencies.strength": "Stärke, Bindungsstärke, Stärke der Abhängigkeit, Verbindlichkeit",
    "demand.hours_per_month_mode": "Stunden pro Monat, Bedarf, Stundenbedarf, Monatsstunden,"
    " Bedarf in Stunden, Stunden im Monat, Std/Monat",
    "demand.start_month": "Startmonat, ab Monat, erster Monat, Beginn Monat",
    "demand.months": "Monate, Anzahl Monate, Dauer, Dauer in Monaten",
    "capacity.month": "Monat, Zeitraum, Kalendermonat, Periode",
    "capacity.gross_hours": "VZÄ, Vollzeitäquivalente, Kapazität, Bruttostunden, Bruttokapazität,"
    " Vertragsstunden, Sollstunden, verfügbare Stunden, Stunden brutto, Arbeitsstunden, Brutto,"
    " Soll-Arbeitszeit",
    "capacity.absence_hours": "Abwesenheit, Urlaub und Krankheit, Fehlzeiten, Abwesenheitsstunden,"
    " Urlaub/Krankheit, Ausfallzeiten, Abwesenheiten",
    "capacity.run_work_hours": "Betrieb, Linientätigkeit, Betriebsaufwand, Tagesgeschäft, Linie,"
    " Run, Betriebsstunden, Linienarbeit, Grundlast, Wartung, Regelbetrieb, Betriebsarbeit,"
    " laufende Arbeiten, Regelaufgaben",
    "capacity.ticket_hours": "Tickets, Ticketstunden, Support, Störungen, Ticketbearbeitung,"
    " Supportstunden",
    "*project": "Projekt, Projekt-ID, Projektnummer, Projekt-Nr, Projektkennung, Proj-Nr,"
    " Vorhaben-ID, Vorhaben-Nr, Projektcode, PSP-Element, PSP",
    "*description": "Beschreibung, Kurzbeschreibung, Erläuterung",
    "*project_title": "Projekt, Projektname, Projekttitel, Projektbezeichnung, Vorhaben, Thema,"
    " Maßnahme",
    "in_flight.hours_per_month": "Stunden pro Monat, Monatsstunden, gebundene Stunden, Auslastung"
    " in Stunden, Std/Monat, Stunden im Monat, Aufwand pro Monat",
    "in_flight.finish_estimate": "voraussichtliches Ende, geplantes Ende, Ende, Endtermin,"
    " Prognose Ende, Enddatum, erwartetes Ende, Fertigstellung, Ende geplant, Projektende,"
    " Plan-Ende",
    "in_flight.start_date": "Start, Startdatum, Beginn, Projektstart, Starttermin, Ist-Start",
    "in_flight.effort_to_date_person_hours": "Aufwand bisher, bisheriger Aufwand, Ist-Aufwand,"
    " geleisteter Aufwand, Ist-Stunden, Aufwand kumuliert, Aufwand Ist, gebuchter Aufwand, bisher"
    " geleistet, Aufwand bis heute, geleistete Stunden",
    "in_flight.cost_to_date": "Kosten bisher, bisherige Kosten, Ist-Kosten, aufgelaufene Kosten,"
    " Kosten kumuliert, Kosten Ist, Ausgaben bisher, Istkosten kumuliert, bereits ausgegeben,"
    " ausgegeben, verausgabt, abgeflossen, Kosten bis heute, Mittelabfluss",
    "history.delivery": "Umsetzungsart, Lösungsart, Art der Umsetzung, Lieferart, Art der Lösung,"
    " Make or Buy, Umgesetzt als, Beschaffungsart, Realisierung als",
    "history.start_date": "Start, Startdatum, Beginn, Projektstart, Starttermin, Ist-Start,"
    " Projektbeginn, Start Ist, von",
    "history.finish_date": "Ende, Enddatum, Abschluss, Projektende, Abschlussdatum, Ist-Ende,"
    " beendet am, Fertigstellung, abgeschlossen am, Endtermin, Ende Ist, Go-Live, bis",
    "history.actual_effort_person_hours": "Ist-Aufwand, tatsächlicher Aufwand, Aufwand Ist,"
    " Ist-Stunden, realer Aufwand, Aufwand tatsächlich, geleisteter Aufwand, gebuchter Aufwand,"
    " geleistete Stunden, tatsächliche Stunden, Stunden Ist, Personentage Ist",
    "history.actual_cost": "Ist-Kosten, tatsächliche Kosten, Kosten Ist, Endkosten, Gesamtkosten,"
    " abgerechnete Kosten, Kosten tatsächlich, reale Kosten, Schlusskosten",
    "history.actual_duration_days": "Ist-Dauer, tatsächliche Dauer, Dauer Ist, Ist-Laufzeit,"
    " tatsächliche Laufzeit, Laufzeit Ist, Dauer tatsächlich, reale Dauer",
    "tickets.ticket": "Ticketnummer, Ticket-Nr, Ticket-ID, Störungsnummer, Vorgangsnummer",
    "tickets.category": "Kategorie, Ticketkategorie, Art, Ticketart, Typ",
    "tickets.opened": "eröffnet, geöffnet am, erstellt, Eingang, angelegt am, gemeldet am,"
    " erstellt am, Eröffnungsdatum, Eingangsdatum, eröffnet am",
    "tickets.closed": "geschlossen, geschlossen am, gelöst am, erledigt am, Abschluss, beendet am,"
    " Abschlussdatum, gelöst",
    "tickets.hours": "Stunden, Aufwand, Bearbeitungszeit, Bearbeitungsaufwand, gebuchte Zeit",
    "flow.team": "Team, Mannschaft, Gruppe, Entwicklungsteam",
    "flow.item": "Vorgang, Aufgabe, Element, Arbeitspaket, Story, Vorgangsschlüssel, Ticket",
    "flow.started": "begonnen, gestartet, Start, Beginn, begonnen am, gestartet am, Startdatum",
    "flow.done": "fertig, erledigt, abgeschlossen, Ende, fertig am, erledigt am, abgeschlossen am,"
    " Fertigstellung",
    "risks.title": "Risiko, Risikobeschreibung, Beschreibung, Risikobezeichnung, Gefahr",
    "risks.probability": "Eintrittswahrscheinlichkeit, Wahrscheinlichkeit, EW, Eintrittswahrsch.",
    "risks.impact_money_mode": "Auswirkung, Schadenshöhe, Schaden, finanzielle Auswirkung,"
    " Kostenwirkung, Mehrkosten, Schadensausmaß",
    "risks.impact_days_mode": "Verzögerung, Terminauswirkung, Zeitverzug, Terminverzug, Verzug",
    "risks.origin": "Herkunft, Quelle, Ursprung, Fundstelle",
    "activities.activity": "Aktivität, Vorgang, Arbeitspaket, AP, Vorgangs-ID, Aktivitäts-ID,"
    " Vorgangsnummer, Arbeitspaket-Nr, Aufgabe",
    "activities.title": "Vorgangsname, Aktivitätsname, Name des Arbeitspakets, Beschreibung",
    "activities.predecessors": "Vorgänger, Vorgängervorgänge, abhängig von, nach",
    "activities.duration_days_mode": "Dauer, Vorgangsdauer, geplante Dauer, Laufzeit",
    "correlations.one": "Gruppe 1, erste Gruppe, Gruppe A, die eine, Element 1",
    "correlations.other": "Gruppe 2, zweite Gruppe, Gruppe B, die andere, Element 2",
    "correlations.correlation": "Korrelation, Korrelationskoeffizient, Zusammenhang",
    "criteria.id": "Kriterium-ID, Kriterien-Nr, Kriteriums-ID",
    "criteria.title": "Kriterium, Bewertungskriterium, Name des Kriteriums",
    "criteria.direction": "Richtung, Bewertungsrichtung, Präferenzrichtung, besser wenn",
    "criteria.scale_low": "Skala von, Skala min, Skalenminimum, unteres Skalenende",
    "criteria.scale_high": "Skala bis, Skala max, Skalenmaximum, oberes Skalenende",
    "criteria.weight": "Gewicht, Gewichtung, Wichtung",
    "criteria.weight_method": "Gewichtungsmethode, Methode, Art der Gewichtung, Methode der"
    " Gewichtung",
    "criterion": "Kriterium, Kriterium-ID, Bewertungskriterium, Kriterien-ID",
    "comparisons.other": "Vergleichskriterium, verglichen mit, anderes Kriterium, Kriterium 2",
    "comparisons.ratio": "Verhältnis, Faktor, Vergleichswert, Paarvergleich",
    "judgements.item": "Vorhaben, bewertetes Vorhaben, Projekt, Vorhaben-ID, Gegenstand",
    "judgements.value": "Punkte, Note, Punktzahl, Bewertung, Wert, Urteil, Punktwert",
    "judgements.time": "Datum, Zeitpunkt, bewertet am, Bewertungsdatum",
    "stakeholders.department": "Stakeholder, Interessengruppe, Anspruchsgruppe",
    "stakeholders.role": "Ansprechpartner, Vertreten durch, Sprecher",
    "stakeholders.interest": "Interesse, Betroffenheit, Interessenlage",
    "stakeholders.influence": "Einfluss, Macht, Einflussstärke",
    "overlap_answers.a": "a, erstes Vorhaben, ein Vorhaben",
    "overlap_answers.b": "b, zweites Vorhaben, anderes Vorhaben",
    "overlap_answers.answer": "Antwort, Urteil, dasselbe",
    "targets.kind": "Art, Zielart, Dimension",
    "targets.name": "Name, Ziel für",
    "targets.share": "Anteil, Zielanteil, Soll-Anteil",
    "scenarios.name": "Name, Szenario, Szenarioname",
    "scenarios.setting": "Einstellung, Parameter",
    "scenarios.value": "Wert, gesetzt auf",
    "answers.question": "Frage, Fragekennung",
    "answers.answer": "Antwort, Rückmeldung",
    "decisions.decision": "Entscheidung, Beschluss, entschieden",
    "by_role": "Rolle, von Rolle, beantwortet von, entschieden von, beschlossen von",
    "date": "Datum, Tag, beantwortet am, Entscheidungsdatum, beschlossen am",
    "decisions.reason": "Grund, Begründung",
    "notes.field": "betrifft, Feld, Bezug, Thema, Stelle",
    "notes.text": "Anmerkung, Notiz, Kommentar, Bemerkung, Text, Hinweis",
    "notes.value": "Wert, stattdessen, Ersatzwert, abweichender Wert",
    "notes.reason": "Grund, Begründung, warum, Ursache",
    "notes.role": "Autor, Verfasser, Rolle des Verfassers, Erfasst von",
    "notes.date": "Datum, Tag, vom, erfasst am",
    "rates.year": "Jahr, Preisjahr, Kursjahr",
    "rates.factor": "Faktor, Kurs, Umrechnungsfaktor, Wechselkurs, Umrechnungskurs",
    "benefits.measure": "Messverfahren, gemessen durch, wie gemessen",
    "*plan": "Plan, geplant, Soll, geschätzt, veranschlagt, Ansatz, Schätzung, Budget, budgetiert",
    "*actual": "Ist, tatsächlich, real, Realisiert, angefallen, gebucht, bisher, Ist-Wert",
}
