"""Workbooks as clients keep them, in five languages: those that the rules were shaped by.

A line is a column of the sheet: its header, what that means, and its cells. The meaning is our
column, behind a colon its unit; ``-`` is none, ``other_table.column`` a list that fills another
table, ``*`` a month or year of a table laid out wide.
"""

from __future__ import annotations

#: Workbook → sheet → table, title above it, and its columns.
WORKBOOKS: dict[str, dict[str, tuple[str, str, str]]] = {
    "de_industrie": {
        "Projektanträge 2027": (
            "proposals",
            "Demand-Liste Geschäftsjahr 2027, Stand 14.03.2026",
            """
Antrags-Nr. | id | A-27-001 | A-27-002 | A-27-003 | A-27-004
Thema | title | Neue Lagerverwaltung | E-Rechnung | Netzwerk Werk 2 | Portal Händler
Auftraggebender Bereich | department | Logistik | Einkauf | IT | Vertrieb
Reifegrad | stage | Idee | entscheidungsreif | Konzept | Konzept
Beantragtes Budget [T€] | requested_budget:thousand | 450 | 180 | 1.200 | 320
geschätzter Aufwand in PT | estimate_effort_person_hours:person-days | 620 | 240 | 900 | 410
Laufzeit (Monate) | estimate_duration_days:months | 14 | 8 | 18 | 10
Wunschtermin | wanted_finish | 31.12.2027 | 30.06.2027 | Q4 2027 | 30.09.2027
Bemerkung | - | wird geprüft |  |  |
Strat. Ziele | proposal_goals.goal | Z1; Z3 | Z2 | Z3 | Z1; Z2
""",
        ),
        "Ziele": (
            "goals",
            "",
            """
Nr. | id | Z1 | Z2 | Z3
Unternehmensziel | title | Umsatz Neukunden steigern | Durchlaufzeit halbieren | Ausfälle senken
Kennzahl | measure | Umsatz Mio € | Tage | Stunden
Ist heute | baseline | 12 | 9 | 40
Zielwert | target | 18 | 4,5 | 10
bis wann | date | 31.12.2028 | 31.12.2027 | 30.06.2027
""",
        ),
        "Abgeschlossen": (
            "history",
            "",
            """
Projektnr | project | 19-004 | 20-011 | 21-003
Projektbezeichnung | title | Einführung CRM | DMS | Schnittstellen MES
Bereich | department | Vertrieb | Recht | Produktion
Projektart | class | Standardsoftware | Standardsoftware | Integration
Startdatum | start_date | 01.02.2019 | 15.01.2020 | 01.03.2021
Abschluss | finish_date | 31.03.2020 | 30.11.2020 | 28.02.2022
Aufwand Plan (PT) | estimate_effort_person_hours:person-days | 400 | 220 | 310
Aufwand Ist (PT) | actual_effort_person_hours:person-days | 560 | 210 | 420
Budget T€ | estimate_cost:thousand | 380 | 150 | 260
Ist-Kosten T€ | actual_cost:thousand | 455 | 149 | 330
""",
        ),
        "Kapazität 2027": (
            "capacity",
            "Angaben in PT",
            """
Rolle | role | Entwickler | Architekt | Projektleiter
Jan 27 | * | 80 | 20 | 38
Feb 27 | * | 78 | 18 | 36
Mrz 27 | * | 85 | 21 | 40
Apr 27 | * | 80 | 20 | 38
Summe | - | 323 | 79 | 152
""",
        ),
    },
    "en_insurance": {
        "Demand pipeline": (
            "proposals",
            "",
            """
Ref | id | DP-101 | DP-102 | DP-103
Initiative | title | Claims triage | Broker portal | Mainframe exit
Requesting area | department | Claims | Sales | IT
Gate | stage | Idea | Outline | Ready for decision
Business problem | need | Handling takes 9 days | Brokers phone us | Contract ends
Ask (£k) | requested_budget:thousand | 350 | 900 | 2,400
Effort (days) | estimate_effort_person_hours:person-days | 420 | 1,100 | 3,000
Duration (weeks) | estimate_duration_days:weeks | 30 | 52 | 104
Go-live wanted | wanted_finish | 2027-03-31 | 2027-09-30 | 2028-12-31
Exec sponsor | sponsor_role | Chief claims officer | Sales director | CIO
""",
        ),
        "Risk log": (
            "risks",
            "",
            """
Initiative ref | proposal | DP-101 | DP-103 | DP-103
Risk description | title | Data of poor quality | Vendor withdraws | Skills leave
Likelihood % | probability | 40% | 10% | 30%
Cost impact min | impact_money_low | 10000 | 50000 | 20000
Cost impact likely | impact_money_mode | 25000 | 100000 | 50000
Cost impact max | impact_money_high | 60000 | 300000 | 90000
Owner | - | Claims | IT | IT
""",
        ),
        "Options": (
            "options",
            "",
            """
Option ref | id | O1 | O2 | O3
Initiative ref | proposal | DP-101 | DP-101 | DP-102
Option | title | Rules engine bought | Do nothing | Build in house
How | kind | Buy SaaS | Do nothing | Custom build
Lifetime (months) | term_months | 60 | 60 | 84
Exit cost | exit_cost | 20000 | 0 | 50000
Vendor lock-in | lock_in | High | Low | Low
""",
        ),
        "Costs": (
            "costs",
            "All amounts in £k",
            """
Option | option | O1 | O1 | O3
Cost item | element | Licences | Implementation | Development
Capex / Opex | cost_type | Opex | Capex | Capex
Low | low:thousand | 40 | 100 | 300
Likely | mode:thousand | 50 | 140 | 380
High | high:thousand | 70 | 220 | 600
Frequency | period | per year | once | once
""",
        ),
    },
    "fr_collectivite": {
        "Demandes 2027": (
            "proposals",
            "",
            """
N° fiche | id | F01 | F02 | F03
Intitulé du projet | title | Gestion du courrier | Portail famille | Réseau fibre
Direction demandeuse | department | Secrétariat | Éducation | DSI
État | stage | Idée | Prêt pour décision | Étude
Expression du besoin | need | Trop de papier | Files d'attente | Débit insuffisant
Budget demandé (k€) | requested_budget:thousand | 120 | 260 | 800
Charge estimée (j/h) | estimate_effort_person_hours:person-days | 150 | 310 | 420
Durée (mois) | estimate_duration_days:months | 9 | 14 | 20
Mise en service souhaitée | wanted_finish | 30/06/2027 | 31/12/2027 | 15/03/2028
""",
        ),
        "Bénéfices attendus": (
            "benefits",
            "",
            """
Projet | proposal | F01 | F02 | F03
Gain | title | Moins d'affranchissement | Temps des agents | Abonnements résiliés
Gain annuel min (k€) | low:thousand | 5 | 20 | 30
Gain annuel probable (k€) | mode:thousand | 12 | 35 | 40
Gain annuel max (k€) | high:thousand | 18 | 50 | 60
Direction bénéficiaire | department | Secrétariat | Éducation | DSI
Économie budgétaire | cashable | oui | non | oui
""",
        ),
        "Projets terminés": (
            "history",
            "",
            """
Code projet | project | P12 | P13 | P14
Projet | title | Paie | Site internet | Wifi écoles
Nature | class | Progiciel | Développement | Infrastructure
Date de début | start_date | 01/02/2021 | 15/03/2020 | 01/06/2022
Date de clôture | finish_date | 31/01/2022 | 30/11/2020 | 30/06/2023
Charge prévue (j/h) | estimate_effort_person_hours:person-days | 300 | 120 | 200
Charge réelle (j/h) | actual_effort_person_hours:person-days | 420 | 115 | 260
Coût prévu (k€) | estimate_cost:thousand | 250 | 80 | 400
Coût final (k€) | actual_cost:thousand | 310 | 82 | 450
""",
        ),
    },
    "es_banco": {
        "Solicitudes": (
            "proposals",
            "",
            """
Nº solicitud | id | S-01 | S-02 | S-03
Nombre del proyecto | title | Firma digital | Nuevo core | Banca móvil
Área solicitante | department | Legal | Operaciones | Comercial
Situación | stage | Idea | En estudio | Para decisión
Presupuesto solicitado (miles €) | requested_budget:thousand | 90 | 2.500 | 600
Esfuerzo estimado (jornadas) | estimate_effort_person_hours:person-days | 120 | 3.000 | 700
Plazo (meses) | estimate_duration_days:months | 6 | 30 | 12
Fecha deseada | wanted_finish | 30/06/2027 | 31/12/2029 | 31/03/2028
Objetivos | proposal_goals.goal | OB1 | OB1, OB2 | OB2
""",
        ),
        "Objetivos": (
            "goals",
            "",
            """
Código | id | OB1 | OB2
Objetivo estratégico | title | Reducir plazos | Captar clientes
Indicador | measure | Días | Altas
Valor actual | baseline | 12 | 1000
Meta | target | 5 | 2500
Peso | weight | 40 | 60
""",
        ),
        "Dependencias": (
            "dependencies",
            "",
            """
Proyecto | from | S-03 | S-01
Depende de | to | S-02 | S-02
Tipo de relación | type | requiere | relacionado con
Desfase (días) | lag_days | 30 | 0
""",
        ),
    },
    "nl_gemeente": {
        "Projectvoorstellen": (
            "proposals",
            "",
            """
Volgnr | id | V1 | V2 | V3
Naam voorstel | title | Zaaksysteem | Website | Netwerk
Aanvragende afdeling | department | Burgerzaken | Communicatie | ICT
Fase | stage | Idee | Gereed voor besluit | Voorstudie
Gevraagd budget (x1000) | requested_budget:thousand | 300 | 80 | 500
Geraamde inzet (uren) | estimate_effort_person_hours | 2400 | 700 | 1600
Doorlooptijd in maanden | estimate_duration_days:months | 12 | 6 | 10
Gewenste oplevering | wanted_finish | 01-07-2027 | 31-12-2026 | 01-03-2028
Aantal gebruikers | user_count | 400 | 50 | 900
""",
        ),
        "Lopende projecten": (
            "in_flight",
            "",
            """
Projectnr | project | L1 | L1 | L2
Projectnaam | title | Archief | Archief | Telefonie
Rol | role | Ontwikkelaar | Projectleider | Beheerder
Uren per maand | hours_per_month | 120 | 40 | 60
Verwachte einddatum | finish_estimate | 31-03-2027 | 31-03-2027 | 30-06-2027
Kosten tot nu toe | cost_to_date | 54000 | 54000 | 12000
""",
        ),
        "Systemen": (
            "services",
            "",
            """
Code | id | A1 | A2
Applicatie | title | Suite4 | Mail
Hosting | hosting | on-premise | SaaS
Beheerkosten per jaar | annual_cost | 45000 | 12000
Technische staat (1-5) | technical_fit | 2 | 4
Functionele dekking (1-5) | functional_fit | 3 | 4
Contract tot | contract_end | 31-12-2027 | 30-06-2028
""",
        ),
    },
}
