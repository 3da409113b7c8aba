"""What clients call days of a delivery in ``flow`` and texts of ``tickets``, in five languages."""

from __future__ import annotations

#: Language → spellings, by column.
COLUMNS: dict[str, dict[str, str]] = {
    "en": {
        "tickets.text": "text, summary, short description, subject, title, ticket title",
        "tickets.role": "assignment group, assigned group, support group, resolver group, queue,"
        " assigned team",
        "tickets.channel": "channel, contact type, reported through, source",
        "flow.first_commit": "first commit, committed, first commit on",
        "flow.deployed": "deployed, released, deployed on, released on, deployment",
        "flow.caused_incident": "caused incident, change failed, failed change",
        "flow.incident_resolved": "incident resolved, restored, recovered, incident resolved on",
    },
    "de": {
        "tickets.text": "Text, Kurzbeschreibung, Betreff, Zusammenfassung, Titel",
        "tickets.role": "Bearbeitergruppe, Bearbeitungsgruppe, zuständige Gruppe, Supportgruppe,"
        " Queue, Warteschlange, Zuweisungsgruppe",
        "tickets.channel": "Kanal, Meldeweg, Eingangskanal, gemeldet über",
        "flow.first_commit": "erster Commit, erster Commit am",
        "flow.deployed": "ausgerollt, produktiv gesetzt, ausgerollt am, ausgeliefert am",
        "flow.caused_incident": "Störung verursacht, Änderung fehlgeschlagen",
        "flow.incident_resolved": "Störung behoben, wiederhergestellt, Störung behoben am",
    },
    "fr": {
        "tickets.text": "texte, résumé, description courte, objet, titre, titre du ticket",
        "tickets.role": "groupe affecté, groupe d'affectation, groupe de support, file d'attente,"
        " groupe technique",
        "tickets.channel": "canal, mode de contact, signalé par",
        "flow.first_commit": "premier commit, premier commit le",
        "flow.deployed": "déployé, mis en production, déployé le",
        "flow.caused_incident": "incident causé, changement en échec",
        "flow.incident_resolved": "incident résolu, rétabli, incident résolu le",
    },
    "es": {
        "tickets.text": "texto, resumen, descripción breve, asunto, título",
        "tickets.role": "grupo de asignación, grupo asignado, grupo de soporte, cola",
        "tickets.channel": "canal, vía de contacto, notificado por",
        "flow.first_commit": "primer commit, primera confirmación",
        "flow.deployed": "desplegado, puesto en producción, desplegado el",
        "flow.caused_incident": "causó incidente, cambio fallido",
        "flow.incident_resolved": "incidente resuelto, restablecido, incidente resuelto el",
    },
    "nl": {
        "tickets.text": "tekst, samenvatting, korte omschrijving, onderwerp, titel",
        "tickets.role": "behandelgroep, toegewezen groep, oplosgroep, wachtrij, toewijzingsgroep",
        "tickets.channel": "kanaal, meldwijze, gemeld via",
        "flow.first_commit": "eerste commit, eerste commit op",
        "flow.deployed": "uitgerold, in productie, uitgerold op",
        "flow.caused_incident": "incident veroorzaakt, wijziging mislukt",
        "flow.incident_resolved": "incident opgelost, hersteld, incident opgelost op",
    },
}
