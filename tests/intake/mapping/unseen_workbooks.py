"""Workbooks as clients keep them, in five languages: those that no rule was shaped by.

Written as `seen_workbooks` before anything was measured, and measured only at the end.
"""

from __future__ import annotations

#: Workbook → sheet → table, title above it, and its lines.
WORKBOOKS: dict[str, dict[str, tuple[str, str, str]]] = {
    "de_klinik": {
        "Vorhabenübersicht": (
            "proposals",
            "Alle Beträge in T€",
            """
Lfd Nr | Bezeichnung des Vorhabens | Anfordernde Abteilung | Stand der Bearbeitung | Kostenrahmen | Interner Aufwand (Std.) | Umsetzungsdauer Wochen | Geplanter Beginn | Gewünschte Fertigstellung | Folgen bei Nichtumsetzung | Anz. Anwender
id | title | department | stage | requested_budget:thousand | estimate_effort_person_hours | estimate_duration_days:weeks | start_window | wanted_finish | risk_of_not_doing | user_count
1 | Digitale Patientenakte | Medizin | Entscheidungsvorlage | 850 | 6400 | 60 | 01.01.2027 | 30.06.2028 | Bußgelder | 1200
2 | Dienstplan | Pflege | Idee | 120 | 900 | 26 | 01.04.2027 | 31.10.2027 | Überstunden | 700
3 | OP-Planung | Chirurgie | Skizze | 240 | 1500 | 40 | 01.07.2027 | 30.04.2028 | Leerstand | 150
""",
        ),
        "Risiken": (
            "risks",
            "",
            """
Vorhaben Nr | Risikobeschreibung | Eintrittswahrsch. | Schaden min T€ | Schaden wahrscheinlich T€ | Schaden max T€ | Verzug (Wochen) | Gegenmaßnahme
proposal | title | probability | impact_money_low:thousand | impact_money_mode:thousand | impact_money_high:thousand | impact_days_mode:weeks | -
1 | Datenmigration scheitert | 30 % | 20 | 50 | 120 | 6 | Probelauf
3 | Hersteller insolvent | 5 % | 10 | 80 | 200 | 12 | Alternative
1 | Personal fehlt | 50 % | 5 | 15 | 40 | 4 | Extern
""",
        ),
        "Nutzen": (
            "benefits",
            "",
            """
Vorhaben Nr | Art des Nutzens | Euro pro Jahr (pess.) | Euro pro Jahr (real.) | Euro pro Jahr (opt.) | Hochlauf (Monate) | Zahlungswirksam?
proposal | title | low | mode | high | ramp_months | cashable
1 | Weniger Papier | 10000 | 25000 | 40000 | 12 | ja
2 | Weniger Leihkräfte | 50000 | 90000 | 120000 | 6 | ja
3 | Mehr Eingriffe | 80000 | 150000 | 260000 | 9 | nein
""",
        ),
        "Laufende Projekte": (
            "in_flight",
            "",
            """
Projekt-Nr. | Projekt | Profil | h/Monat | Ende (Prognose) | Bereits ausgegeben €
project | title | role | hours_per_month | finish_estimate | cost_to_date
L-7 | Telefonie neu | Netzwerker | 80 | 31.03.2027 | 45000
L-8 | Windows 11 | Support | 120 | 30.06.2027 | 98000
""",
        ),
    },
    "en_university": {
        "Project requests FY27": (
            "proposals",
            "",
            """
Request # | Project name | Faculty / Dept | Current stage | Why do we need it? | Total cost est. ($) | Staff effort (person days) | Est. duration (months) | Earliest start | Needed by | No. of users affected | Interfaces
id | title | department | stage | need | requested_budget | estimate_effort_person_hours:person-days | estimate_duration_days:months | start_window | wanted_finish | user_count | interface_count
R-1 | Timetabling | Registry | Concept | Clashes every term | 240000 | 320 | 9 | Sep 2026 | Aug 2027 | 21000 | 6
R-2 | Lab booking | Science | Idea | Paper diary | 35000 | 60 | 4 | Jan 2027 | Jun 2027 | 900 | 2
R-3 | Alumni CRM | Advancement | Business case | Old system unsupported | 410000 | 500 | 14 | Oct 2026 | Dec 2027 | 120 | 9
""",
        ),
        "Past projects": (
            "history",
            "",
            """
Project code | Name | Dept | Project type | Delivered as | Began | Closed | Budgeted cost | Outturn | Planned days of effort | Actual days of effort
project | title | department | class | delivery | start_date | finish_date | estimate_cost | actual_cost | estimate_effort_person_hours:person-days | actual_effort_person_hours:person-days
H1 | Payroll | HR | Package | SaaS | 2021-01-10 | 2022-02-01 | 300000 | 380000 | 400 | 520
H2 | Student app | Registry | Development | Build | 2020-09-01 | 2021-08-15 | 150000 | 140000 | 260 | 255
H3 | Data centre move | IT | Infrastructure | IaaS | 2022-03-01 | 2023-06-30 | 900000 | 1100000 | 700 | 960
""",
        ),
        "Team capacity": (
            "capacity",
            "",
            """
Role | Month | Available hours | Leave | BAU work | Tickets
role | month | gross_hours | absence_hours | run_work_hours | ticket_hours
Developer | 2026-09 | 640 | 60 | 180 | 90
Developer | 2026-10 | 640 | 40 | 180 | 90
Analyst | 2026-09 | 320 | 20 | 60 | 10
""",
        ),
        "Scores": (
            "judgements",
            "",
            """
Scored by | Request # | Criterion | Score | Date scored
scorer_role | item | criterion | value | time
Provost | R-1 | Student benefit | 4 | 2026-05-02
Registrar | R-1 | Student benefit | 5 | 2026-05-03
Provost | R-2 | Student benefit | 2 | 2026-05-02
""",
        ),
    },
    "fr_hopital": {
        "Portefeuille": (
            "proposals",
            "",
            """
Référence | Nom du projet | Pôle demandeur | Avancement | Enveloppe (K€) | Charge interne JH | Durée prévue (mois) | Démarrage prévu | Échéance souhaitée | Objectifs stratégiques | Nb utilisateurs
id | title | department | stage | requested_budget:thousand | estimate_effort_person_hours:person-days | estimate_duration_days:months | start_window | wanted_finish | proposal_goals.goal | user_count
H-01 | Dossier patient | Médecine | Cadrage | 900 | 1200 | 24 | 01/01/2027 | 31/12/2028 | OS1 ; OS2 | 1500
H-02 | Prise de rendez-vous | Accueil | Idée | 150 | 180 | 8 | 01/03/2027 | 31/10/2027 | OS2 | 300
H-03 | Stocks pharmacie | Pharmacie | À décider | 220 | 260 | 10 | 01/06/2027 | 30/04/2028 | OS1 | 60
""",
        ),
        "Objectifs": (
            "goals",
            "",
            """
Code | Objectif | Indicateur de mesure | Valeur actuelle | Valeur cible | Échéance | Pilote
id | title | measure | baseline | target | date | owner_role
OS1 | Sécuriser les soins | Erreurs | 40 | 10 | 31/12/2028 | Directeur des soins
OS2 | Réduire l'attente | Minutes | 45 | 20 | 30/06/2028 | Directeur adjoint
""",
        ),
        "Scénarios": (
            "options",
            "",
            """
N° scénario | Référence projet | Scénario | Type de solution | Horizon (mois) | Coût de sortie (K€) | Dépendance au fournisseur
id | proposal | title | kind | term_months | exit_cost:thousand | lock_in
S1 | H-01 | Progiciel du marché | Achat | 84 | 50 | Élevée
S2 | H-01 | Ne rien faire | Ne rien faire | 84 | 0 | Faible
S3 | H-02 | Développer | Développement interne | 60 | 10 | Faible
""",
        ),
        "Chiffrage": (
            "costs",
            "Montants en K€",
            """
Scénario | Poste de dépense | Investissement / Fonctionnement | Fourchette basse | Plus probable | Fourchette haute | Périodicité
option | element | cost_type | low:thousand | mode:thousand | high:thousand | period
S1 | Licences | Fonctionnement | 60 | 70 | 90 | annuel
S1 | Paramétrage | Investissement | 200 | 260 | 400 | une fois
S3 | Développement | Investissement | 90 | 120 | 200 | une fois
""",
        ),
    },
    "es_universidad": {
        "Cartera de proyectos": (
            "proposals",
            "Importes en miles de euros",
            """
Código | Título del proyecto | Unidad peticionaria | Fase actual | Descripción breve | Importe solicitado | Horas estimadas | Duración prevista (meses) | Comienzo previsto | Fecha límite | Nº de usuarios
id | title | department | stage | description | requested_budget:thousand | estimate_effort_person_hours | estimate_duration_days:months | start_window | wanted_finish | user_count
U1 | Matrícula en línea | Secretaría | Caso de negocio | Formulario único | 320 | 4200 | 12 | 01/09/2026 | 01/09/2027 | 15000
U2 | Archivo digital | Biblioteca | Idea | Escaneo | 90 | 1100 | 6 | 15/01/2027 | 31/07/2027 | 40
U3 | Red inalámbrica | TI | Listo para decidir | Nuevos puntos | 500 | 2600 | 10 | 01/03/2027 | 31/12/2027 | 20000
""",
        ),
        "Proyectos finalizados": (
            "history",
            "",
            """
Código de proyecto | Denominación | Clase | Inicio real | Fecha de cierre | Presupuesto inicial (€) | Gasto real (€) | Horas previstas | Horas reales
project | title | class | start_date | finish_date | estimate_cost | actual_cost | estimate_effort_person_hours | actual_effort_person_hours
X1 | Nóminas | Paquete de software | 01/02/2020 | 31/05/2021 | 150000 | 190000 | 2400 | 3100
X2 | Portal | Desarrollo | 10/01/2021 | 30/09/2021 | 60000 | 58000 | 1500 | 1450
""",
        ),
        "Incidencias": (
            "tickets",
            "",
            """
Nº | Sistema | Categoría | Fecha de apertura | Fecha de cierre | Tiempo empleado (h)
- | service | category | opened | closed | hours
1001 | Correo | Acceso | 02/03/2026 | 03/03/2026 | 1,5
1002 | Aula virtual | Error | 05/03/2026 | 09/03/2026 | 4
1003 | Correo | Acceso | 06/03/2026 | 06/03/2026 | 0,5
""",
        ),
    },
    "nl_zorg": {
        "Aanvragen": (
            "proposals",
            "",
            """
Aanvraagnr. | Titel | Organisatieonderdeel | Status | Aanleiding | Benodigd budget (k€) | Inspanning (mensdagen) | Looptijd (mnd) | Startdatum gewenst | Uiterlijk gereed | Doelstelling | Complexiteit
id | title | department | stage | need | requested_budget:thousand | estimate_effort_person_hours:person-days | estimate_duration_days:months | start_window | wanted_finish | proposal_goals.goal | -
Z-1 | Cliëntportaal | Zorg | Idee | Klachten | 180 | 260 | 9 | 01-02-2027 | 01-11-2027 | Tevreden cliënten | 3
Z-2 | Rooster | HR | Verkenning | Overwerk | 95 | 120 | 5 | 01-03-2027 | 01-09-2027 | Werkplezier | 2
Z-3 | Werkplek | ICT | Ter besluitvorming | Verouderd | 640 | 500 | 14 | 01-01-2027 | 31-03-2028 | Werkplezier | 4
""",
        ),
        "Doelen": (
            "goals",
            "",
            """
Doelnr | Doelstelling | Maatstaf | Nulmeting | Streefwaarde | Eigenaar
id | title | measure | baseline | target | owner_role
D1 | Tevreden cliënten | Cijfer | 7,1 | 8,0 | Bestuurder
D2 | Werkplezier | Cijfer | 6,8 | 7,5 | Directeur HR
""",
        ),
        "Capaciteit": (
            "capacity",
            "in uren",
            """
Functie | januari 2027 | februari 2027 | maart 2027
role | * | * | *
Ontwikkelaar | 320 | 300 | 340
Tester | 160 | 150 | 170
""",
        ),
        "Afgerond": (
            "history",
            "",
            """
Projectnummer | Projectnaam | Soort project | Start | Opgeleverd | Begroot (k€) | Werkelijk (k€) | Geplande doorlooptijd (mnd) | Werkelijke doorlooptijd (mnd)
project | title | class | start_date | finish_date | estimate_cost:thousand | actual_cost:thousand | estimate_duration_days:months | actual_duration_days:months
Q1 | Intranet | Maatwerk | 01-02-2021 | 01-12-2021 | 90 | 120 | 8 | 10
Q2 | HR-pakket | Standaardpakket | 01-05-2022 | 30-06-2023 | 300 | 290 | 12 | 14
""",
        ),
    },
}
