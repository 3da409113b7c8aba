"""Workbooks as clients keep them, in five languages: those measured before they were learnt from.

At first 143 of their 155 headers were right, the others kept aside.
"""

from __future__ import annotations

#: Workbook → sheet → table, title above it, and its columns.
WORKBOOKS: dict[str, dict[str, tuple[str, str, str]]] = {
    "de_klinik": {
        "Vorhabenübersicht": (
            "proposals",
            "Alle Beträge in T€",
            """
Lfd Nr | id | 1 | 2 | 3
Bezeichnung des Vorhabens | title | Digitale Patientenakte | Dienstplan | OP-Planung
Anfordernde Abteilung | department | Medizin | Pflege | Chirurgie
Stand der Bearbeitung | stage | Entscheidungsvorlage | Idee | Skizze
Kostenrahmen | requested_budget:thousand | 850 | 120 | 240
Interner Aufwand (Std.) | estimate_effort_person_hours | 6400 | 900 | 1500
Umsetzungsdauer Wochen | estimate_duration_days:weeks | 60 | 26 | 40
Geplanter Beginn | start_window | 01.01.2027 | 01.04.2027 | 01.07.2027
Gewünschte Fertigstellung | wanted_finish | 30.06.2028 | 31.10.2027 | 30.04.2028
Folgen bei Nichtumsetzung | risk_of_not_doing | Bußgelder | Überstunden | Leerstand
Anz. Anwender | user_count | 1200 | 700 | 150
""",
        ),
        "Risiken": (
            "risks",
            "",
            """
Vorhaben Nr | proposal | 1 | 3 | 1
Risikobeschreibung | title | Datenmigration scheitert | Hersteller insolvent | Personal fehlt
Eintrittswahrsch. | probability | 30 % | 5 % | 50 %
Schaden min T€ | impact_money_low:thousand | 20 | 10 | 5
Schaden wahrscheinlich T€ | impact_money_mode:thousand | 50 | 80 | 15
Schaden max T€ | impact_money_high:thousand | 120 | 200 | 40
Verzug (Wochen) | impact_days_mode:weeks | 6 | 12 | 4
Gegenmaßnahme | - | Probelauf | Alternative | Extern
""",
        ),
        "Nutzen": (
            "benefits",
            "",
            """
Vorhaben Nr | proposal | 1 | 2 | 3
Art des Nutzens | title | Weniger Papier | Weniger Leihkräfte | Mehr Eingriffe
Euro pro Jahr (pess.) | low | 10000 | 50000 | 80000
Euro pro Jahr (real.) | mode | 25000 | 90000 | 150000
Euro pro Jahr (opt.) | high | 40000 | 120000 | 260000
Hochlauf (Monate) | ramp_months | 12 | 6 | 9
Zahlungswirksam? | cashable | ja | ja | nein
""",
        ),
        "Laufende Projekte": (
            "in_flight",
            "",
            """
Projekt-Nr. | project | L-7 | L-8
Projekt | title | Telefonie neu | Windows 11
Profil | role | Netzwerker | Support
h/Monat | hours_per_month | 80 | 120
Ende (Prognose) | finish_estimate | 31.03.2027 | 30.06.2027
Bereits ausgegeben € | cost_to_date | 45000 | 98000
""",
        ),
    },
    "en_university": {
        "Project requests FY27": (
            "proposals",
            "",
            """
Request # | id | R-1 | R-2 | R-3
Project name | title | Timetabling | Lab booking | Alumni CRM
Faculty / Dept | department | Registry | Science | Advancement
Current stage | stage | Concept | Idea | Business case
Why do we need it? | need | Clashes every term | Paper diary | Old system unsupported
Total cost est. ($) | requested_budget | 240000 | 35000 | 410000
Staff effort (person days) | estimate_effort_person_hours:person-days | 320 | 60 | 500
Est. duration (months) | estimate_duration_days:months | 9 | 4 | 14
Earliest start | start_window | Sep 2026 | Jan 2027 | Oct 2026
Needed by | wanted_finish | Aug 2027 | Jun 2027 | Dec 2027
No. of users affected | user_count | 21000 | 900 | 120
Interfaces | interface_count | 6 | 2 | 9
""",
        ),
        "Past projects": (
            "history",
            "",
            """
Project code | project | H1 | H2 | H3
Name | title | Payroll | Student app | Data centre move
Dept | department | HR | Registry | IT
Project type | class | Package | Development | Infrastructure
Delivered as | delivery | SaaS | Build | IaaS
Began | start_date | 2021-01-10 | 2020-09-01 | 2022-03-01
Closed | finish_date | 2022-02-01 | 2021-08-15 | 2023-06-30
Budgeted cost | estimate_cost | 300000 | 150000 | 900000
Outturn | actual_cost | 380000 | 140000 | 1100000
Planned days of effort | estimate_effort_person_hours:person-days | 400 | 260 | 700
Actual days of effort | actual_effort_person_hours:person-days | 520 | 255 | 960
""",
        ),
        "Team capacity": (
            "capacity",
            "",
            """
Role | role | Developer | Developer | Analyst
Month | month | 2026-09 | 2026-10 | 2026-09
Available hours | gross_hours | 640 | 640 | 320
Leave | absence_hours | 60 | 40 | 20
BAU work | run_work_hours | 180 | 180 | 60
Tickets | ticket_hours | 90 | 90 | 10
""",
        ),
        "Scores": (
            "judgements",
            "",
            """
Scored by | scorer_role | Provost | Registrar | Provost
Request # | item | R-1 | R-1 | R-2
Criterion | criterion | Student benefit | Student benefit | Student benefit
Score | value | 4 | 5 | 2
Date scored | time | 2026-05-02 | 2026-05-03 | 2026-05-02
""",
        ),
    },
    "fr_hopital": {
        "Portefeuille": (
            "proposals",
            "",
            """
Référence | id | H-01 | H-02 | H-03
Nom du projet | title | Dossier patient | Prise de rendez-vous | Stocks pharmacie
Pôle demandeur | department | Médecine | Accueil | Pharmacie
Avancement | stage | Cadrage | Idée | À décider
Enveloppe (K€) | requested_budget:thousand | 900 | 150 | 220
Charge interne JH | estimate_effort_person_hours:person-days | 1200 | 180 | 260
Durée prévue (mois) | estimate_duration_days:months | 24 | 8 | 10
Démarrage prévu | start_window | 01/01/2027 | 01/03/2027 | 01/06/2027
Échéance souhaitée | wanted_finish | 31/12/2028 | 31/10/2027 | 30/04/2028
Objectifs stratégiques | proposal_goals.goal | OS1 ; OS2 | OS2 | OS1
Nb utilisateurs | user_count | 1500 | 300 | 60
""",
        ),
        "Objectifs": (
            "goals",
            "",
            """
Code | id | OS1 | OS2
Objectif | title | Sécuriser les soins | Réduire l'attente
Indicateur de mesure | measure | Erreurs | Minutes
Valeur actuelle | baseline | 40 | 45
Valeur cible | target | 10 | 20
Échéance | date | 31/12/2028 | 30/06/2028
Pilote | owner_role | Directeur des soins | Directeur adjoint
""",
        ),
        "Scénarios": (
            "options",
            "",
            """
N° scénario | id | S1 | S2 | S3
Référence projet | proposal | H-01 | H-01 | H-02
Scénario | title | Progiciel du marché | Ne rien faire | Développer
Type de solution | kind | Achat | Ne rien faire | Développement interne
Horizon (mois) | term_months | 84 | 84 | 60
Coût de sortie (K€) | exit_cost:thousand | 50 | 0 | 10
Dépendance au fournisseur | lock_in | Élevée | Faible | Faible
""",
        ),
        "Chiffrage": (
            "costs",
            "Montants en K€",
            """
Scénario | option | S1 | S1 | S3
Poste de dépense | element | Licences | Paramétrage | Développement
Investissement / Fonctionnement | cost_type | Fonctionnement | Investissement | Investissement
Fourchette basse | low:thousand | 60 | 200 | 90
Plus probable | mode:thousand | 70 | 260 | 120
Fourchette haute | high:thousand | 90 | 400 | 200
Périodicité | period | annuel | une fois | une fois
""",
        ),
    },
    "es_universidad": {
        "Cartera de proyectos": (
            "proposals",
            "Importes en miles de euros",
            """
Código | id | U1 | U2 | U3
Título del proyecto | title | Matrícula en línea | Archivo digital | Red inalámbrica
Unidad peticionaria | department | Secretaría | Biblioteca | TI
Fase actual | stage | Caso de negocio | Idea | Listo para decidir
Descripción breve | description | Formulario único | Escaneo | Nuevos puntos
Importe solicitado | requested_budget:thousand | 320 | 90 | 500
Horas estimadas | estimate_effort_person_hours | 4200 | 1100 | 2600
Duración prevista (meses) | estimate_duration_days:months | 12 | 6 | 10
Comienzo previsto | start_window | 01/09/2026 | 15/01/2027 | 01/03/2027
Fecha límite | wanted_finish | 01/09/2027 | 31/07/2027 | 31/12/2027
Nº de usuarios | user_count | 15000 | 40 | 20000
""",
        ),
        "Proyectos finalizados": (
            "history",
            "",
            """
Código de proyecto | project | X1 | X2
Denominación | title | Nóminas | Portal
Clase | class | Paquete de software | Desarrollo
Inicio real | start_date | 01/02/2020 | 10/01/2021
Fecha de cierre | finish_date | 31/05/2021 | 30/09/2021
Presupuesto inicial (€) | estimate_cost | 150000 | 60000
Gasto real (€) | actual_cost | 190000 | 58000
Horas previstas | estimate_effort_person_hours | 2400 | 1500
Horas reales | actual_effort_person_hours | 3100 | 1450
""",
        ),
        "Incidencias": (
            "tickets",
            "",
            """
Nº | - | 1001 | 1002 | 1003
Sistema | service | Correo | Aula virtual | Correo
Categoría | category | Acceso | Error | Acceso
Fecha de apertura | opened | 02/03/2026 | 05/03/2026 | 06/03/2026
Fecha de cierre | closed | 03/03/2026 | 09/03/2026 | 06/03/2026
Tiempo empleado (h) | hours | 1,5 | 4 | 0,5
""",
        ),
    },
    "nl_zorg": {
        "Aanvragen": (
            "proposals",
            "",
            """
Aanvraagnr. | id | Z-1 | Z-2 | Z-3
Titel | title | Cliëntportaal | Rooster | Werkplek
Organisatieonderdeel | department | Zorg | HR | ICT
Status | stage | Idee | Verkenning | Ter besluitvorming
Aanleiding | need | Klachten | Overwerk | Verouderd
Benodigd budget (k€) | requested_budget:thousand | 180 | 95 | 640
Inspanning (mensdagen) | estimate_effort_person_hours:person-days | 260 | 120 | 500
Looptijd (mnd) | estimate_duration_days:months | 9 | 5 | 14
Startdatum gewenst | start_window | 01-02-2027 | 01-03-2027 | 01-01-2027
Uiterlijk gereed | wanted_finish | 01-11-2027 | 01-09-2027 | 31-03-2028
Doelstelling | proposal_goals.goal | Tevreden cliënten | Werkplezier | Werkplezier
Complexiteit | - | 3 | 2 | 4
""",
        ),
        "Doelen": (
            "goals",
            "",
            """
Doelnr | id | D1 | D2
Doelstelling | title | Tevreden cliënten | Werkplezier
Maatstaf | measure | Cijfer | Cijfer
Nulmeting | baseline | 7,1 | 6,8
Streefwaarde | target | 8,0 | 7,5
Eigenaar | owner_role | Bestuurder | Directeur HR
""",
        ),
        "Capaciteit": (
            "capacity",
            "in uren",
            """
Functie | role | Ontwikkelaar | Tester
januari 2027 | * | 320 | 160
februari 2027 | * | 300 | 150
maart 2027 | * | 340 | 170
""",
        ),
        "Afgerond": (
            "history",
            "",
            """
Projectnummer | project | Q1 | Q2
Projectnaam | title | Intranet | HR-pakket
Soort project | class | Maatwerk | Standaardpakket
Start | start_date | 01-02-2021 | 01-05-2022
Opgeleverd | finish_date | 01-12-2021 | 30-06-2023
Begroot (k€) | estimate_cost:thousand | 90 | 300
Werkelijk (k€) | actual_cost:thousand | 120 | 290
Geplande doorlooptijd (mnd) | estimate_duration_days:months | 8 | 12
Werkelijke doorlooptijd (mnd) | actual_duration_days:months | 10 | 14
""",
        ),
    },
}
