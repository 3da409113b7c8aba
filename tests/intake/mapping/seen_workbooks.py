"""Workbooks as clients keep them, in five languages: those that the rules were shaped by.

The first line of a sheet holds the headers, the second what each of them means: our column, behind
a colon its unit, ``-`` for none, ``other_table.column`` for a list that fills another table, and
``*`` for a month or year of a table laid out wide.
"""

from __future__ import annotations

#: Workbook → sheet → table, title above it, and its lines.
WORKBOOKS: dict[str, dict[str, tuple[str, str, str]]] = {
    "de_industrie": {
        "Projektanträge 2027": (
            "proposals",
            "Demand-Liste Geschäftsjahr 2027, Stand 14.03.2026",
            """
Antrags-Nr. | Thema | Auftraggebender Bereich | Reifegrad | Beantragtes Budget [T€] | geschätzter Aufwand in PT | Laufzeit (Monate) | Wunschtermin | Bemerkung | Strat. Ziele
id | title | department | stage | requested_budget:thousand | estimate_effort_person_hours:person-days | estimate_duration_days:months | wanted_finish | - | proposal_goals.goal
A-27-001 | Ablösung Lagerverwaltung | Logistik | Idee | 450 | 620 | 14 | 31.12.2027 | wird geprüft | Z1; Z3
A-27-002 | Rechnungseingang digital | Einkauf | entscheidungsreif | 180 | 240 | 8 | 30.06.2027 | | Z2
A-27-003 | Netzwerk Werk 2 | IT | Konzept | 1.200 | 900 | 18 | Q4 2027 | | Z3
A-27-004 | Portal Händler | Vertrieb | Konzept | 320 | 410 | 10 | 30.09.2027 | | Z1; Z2
""",
        ),
        "Ziele": (
            "goals",
            "",
            """
Nr. | Unternehmensziel | Kennzahl | Ist heute | Zielwert | bis wann
id | title | measure | baseline | target | date
Z1 | Umsatz Neukunden steigern | Umsatz Mio € | 12 | 18 | 31.12.2028
Z2 | Durchlaufzeit halbieren | Tage | 9 | 4,5 | 31.12.2027
Z3 | Ausfälle senken | Stunden | 40 | 10 | 30.06.2027
""",
        ),
        "Abgeschlossen": (
            "history",
            "",
            """
Projektnr | Projektbezeichnung | Bereich | Projektart | Startdatum | Abschluss | Aufwand Plan (PT) | Aufwand Ist (PT) | Budget T€ | Ist-Kosten T€
project | title | department | class | start_date | finish_date | estimate_effort_person_hours:person-days | actual_effort_person_hours:person-days | estimate_cost:thousand | actual_cost:thousand
19-004 | Einführung CRM | Vertrieb | Standardsoftware | 01.02.2019 | 31.03.2020 | 400 | 560 | 380 | 455
20-011 | DMS | Recht | Standardsoftware | 15.01.2020 | 30.11.2020 | 220 | 210 | 150 | 149
21-003 | Schnittstellen MES | Produktion | Integration | 01.03.2021 | 28.02.2022 | 310 | 420 | 260 | 330
""",
        ),
        "Kapazität 2027": (
            "capacity",
            "Angaben in PT",
            """
Rolle | Jan 27 | Feb 27 | Mrz 27 | Apr 27 | Summe
role | * | * | * | * | -
Entwickler | 80 | 78 | 85 | 80 | 323
Architekt | 20 | 18 | 21 | 20 | 79
Projektleiter | 38 | 36 | 40 | 38 | 152
""",
        ),
    },
    "en_insurance": {
        "Demand pipeline": (
            "proposals",
            "",
            """
Ref | Initiative | Requesting area | Gate | Business problem | Ask (£k) | Effort (days) | Duration (weeks) | Go-live wanted | Exec sponsor
id | title | department | stage | need | requested_budget:thousand | estimate_effort_person_hours:person-days | estimate_duration_days:weeks | wanted_finish | sponsor_role
DP-101 | Claims triage | Claims | Idea | Handling takes 9 days | 350 | 420 | 30 | 2027-03-31 | Chief claims officer
DP-102 | Broker portal | Sales | Outline | Brokers phone us | 900 | 1,100 | 52 | 2027-09-30 | Sales director
DP-103 | Mainframe exit | IT | Ready for decision | Contract ends | 2,400 | 3,000 | 104 | 2028-12-31 | CIO
""",
        ),
        "Risk log": (
            "risks",
            "",
            """
Initiative ref | Risk description | Likelihood % | Cost impact min | Cost impact likely | Cost impact max | Owner
proposal | title | probability | impact_money_low | impact_money_mode | impact_money_high | -
DP-101 | Data of poor quality | 40% | 10000 | 25000 | 60000 | Claims
DP-103 | Vendor withdraws | 10% | 50000 | 100000 | 300000 | IT
DP-103 | Skills leave | 30% | 20000 | 50000 | 90000 | IT
""",
        ),
        "Options": (
            "options",
            "",
            """
Option ref | Initiative ref | Option | How | Lifetime (months) | Exit cost | Vendor lock-in
id | proposal | title | kind | term_months | exit_cost | lock_in
O1 | DP-101 | Rules engine bought | Buy SaaS | 60 | 20000 | High
O2 | DP-101 | Do nothing | Do nothing | 60 | 0 | Low
O3 | DP-102 | Build in house | Custom build | 84 | 50000 | Low
""",
        ),
        "Costs": (
            "costs",
            "All amounts in £k",
            """
Option | Cost item | Capex / Opex | Low | Likely | High | Frequency
option | element | cost_type | low:thousand | mode:thousand | high:thousand | period
O1 | Licences | Opex | 40 | 50 | 70 | per year
O1 | Implementation | Capex | 100 | 140 | 220 | once
O3 | Development | Capex | 300 | 380 | 600 | once
""",
        ),
    },
    "fr_collectivite": {
        "Demandes 2027": (
            "proposals",
            "",
            """
N° fiche | Intitulé du projet | Direction demandeuse | État | Expression du besoin | Budget demandé (k€) | Charge estimée (j/h) | Durée (mois) | Mise en service souhaitée
id | title | department | stage | need | requested_budget:thousand | estimate_effort_person_hours:person-days | estimate_duration_days:months | wanted_finish
F01 | Gestion du courrier | Secrétariat | Idée | Trop de papier | 120 | 150 | 9 | 30/06/2027
F02 | Portail famille | Éducation | Prêt pour décision | Files d'attente | 260 | 310 | 14 | 31/12/2027
F03 | Réseau fibre | DSI | Étude | Débit insuffisant | 800 | 420 | 20 | 15/03/2028
""",
        ),
        "Bénéfices attendus": (
            "benefits",
            "",
            """
Projet | Gain | Gain annuel min (k€) | Gain annuel probable (k€) | Gain annuel max (k€) | Direction bénéficiaire | Économie budgétaire
proposal | title | low:thousand | mode:thousand | high:thousand | department | cashable
F01 | Moins d'affranchissement | 5 | 12 | 18 | Secrétariat | oui
F02 | Temps des agents | 20 | 35 | 50 | Éducation | non
F03 | Abonnements résiliés | 30 | 40 | 60 | DSI | oui
""",
        ),
        "Projets terminés": (
            "history",
            "",
            """
Code projet | Projet | Nature | Date de début | Date de clôture | Charge prévue (j/h) | Charge réelle (j/h) | Coût prévu (k€) | Coût final (k€)
project | title | class | start_date | finish_date | estimate_effort_person_hours:person-days | actual_effort_person_hours:person-days | estimate_cost:thousand | actual_cost:thousand
P12 | Paie | Progiciel | 01/02/2021 | 31/01/2022 | 300 | 420 | 250 | 310
P13 | Site internet | Développement | 15/03/2020 | 30/11/2020 | 120 | 115 | 80 | 82
P14 | Wifi écoles | Infrastructure | 01/06/2022 | 30/06/2023 | 200 | 260 | 400 | 450
""",
        ),
    },
    "es_banco": {
        "Solicitudes": (
            "proposals",
            "",
            """
Nº solicitud | Nombre del proyecto | Área solicitante | Situación | Presupuesto solicitado (miles €) | Esfuerzo estimado (jornadas) | Plazo (meses) | Fecha deseada | Objetivos
id | title | department | stage | requested_budget:thousand | estimate_effort_person_hours:person-days | estimate_duration_days:months | wanted_finish | proposal_goals.goal
S-01 | Firma digital | Legal | Idea | 90 | 120 | 6 | 30/06/2027 | OB1
S-02 | Nuevo core | Operaciones | En estudio | 2.500 | 3.000 | 30 | 31/12/2029 | OB1, OB2
S-03 | Banca móvil | Comercial | Para decisión | 600 | 700 | 12 | 31/03/2028 | OB2
""",
        ),
        "Objetivos": (
            "goals",
            "",
            """
Código | Objetivo estratégico | Indicador | Valor actual | Meta | Peso
id | title | measure | baseline | target | weight
OB1 | Reducir plazos | Días | 12 | 5 | 40
OB2 | Captar clientes | Altas | 1000 | 2500 | 60
""",
        ),
        "Dependencias": (
            "dependencies",
            "",
            """
Proyecto | Depende de | Tipo de relación | Desfase (días)
from | to | type | lag_days
S-03 | S-02 | requiere | 30
S-01 | S-02 | relacionado con | 0
""",
        ),
    },
    "nl_gemeente": {
        "Projectvoorstellen": (
            "proposals",
            "",
            """
Volgnr | Naam voorstel | Aanvragende afdeling | Fase | Gevraagd budget (x1000) | Geraamde inzet (uren) | Doorlooptijd in maanden | Gewenste oplevering | Aantal gebruikers
id | title | department | stage | requested_budget:thousand | estimate_effort_person_hours | estimate_duration_days:months | wanted_finish | user_count
V1 | Zaaksysteem | Burgerzaken | Idee | 300 | 2400 | 12 | 01-07-2027 | 400
V2 | Website | Communicatie | Gereed voor besluit | 80 | 700 | 6 | 31-12-2026 | 50
V3 | Netwerk | ICT | Voorstudie | 500 | 1600 | 10 | 01-03-2028 | 900
""",
        ),
        "Lopende projecten": (
            "in_flight",
            "",
            """
Projectnr | Projectnaam | Rol | Uren per maand | Verwachte einddatum | Kosten tot nu toe
project | title | role | hours_per_month | finish_estimate | cost_to_date
L1 | Archief | Ontwikkelaar | 120 | 31-03-2027 | 54000
L1 | Archief | Projectleider | 40 | 31-03-2027 | 54000
L2 | Telefonie | Beheerder | 60 | 30-06-2027 | 12000
""",
        ),
        "Systemen": (
            "services",
            "",
            """
Code | Applicatie | Hosting | Beheerkosten per jaar | Technische staat (1-5) | Functionele dekking (1-5) | Contract tot
id | title | hosting | annual_cost | technical_fit | functional_fit | contract_end
A1 | Suite4 | on-premise | 45000 | 2 | 3 | 31-12-2027
A2 | Mail | SaaS | 12000 | 4 | 4 | 30-06-2028
""",
        ),
    },
}
