"""Words by which totals, notes, examples and pivot tables are known, in five languages."""

from __future__ import annotations

import re

_TOTALS = (
    # English
    "total|totals|grand total|overall total|sum|subtotal|sub-total|sub total|overall"
    # German
    "|summe|summen|zwischensumme|gesamt|gesamtsumme|gesamtergebnis|teilsumme|insgesamt|endsumme"
    "|ergebnis|gesamtkosten|gesamtbudget|gesamtaufwand|saldo|übertrag"
    # French
    "|totaux|sous-total|sous total|total général|somme|ensemble"
    # Spanish
    "|suma|totales|total general|subtotales"
    # Dutch
    "|totaal|subtotaal|eindtotaal|som|totalen|tussentotaal"
)
#: Other figures about a whole column, which rows below a table give.
_FIGURES = "average|mittelwert|durchschnitt|moyenne|promedio|gemiddelde"
_TOTAL = re.compile(
    rf"(?:[σ∑]|ø|{_FIGURES}|{_TOTALS})"
    r"(?:[\s:.=–-].*)?",
    re.IGNORECASE,
)
_PLAIN_TOTAL = re.compile(rf"(?:[σ∑]|{_TOTALS})[\s:.=–-]*", re.IGNORECASE)
_SURE_TOTAL = re.compile(
    r"(?:summe|zwischensumme|teilsumme|sub-?\s?total|sous-total|subtotaal|tussentotaal)\b",
    re.IGNORECASE,
)
_TOTAL_BEHIND = re.compile(
    r".{1,60}[\s:–-](?:total|gesamt|summe|subtotal|zwischensumme|ergebnis|totaal|insgesamt|sum)"
    r"\s*:?",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:\*|†|‡|[¹²³⁴⁵]|\(?\d\)\s|#|//|--|note\b|notes\b|n\.?b\.?:|remark|source\b|as of\b|status:"
    r"|legend|disclaimer|confidential|page \d|printed|exported|generated|last (?:update|change)"
    r"|hinweis|anmerkung|bemerkung|quelle|stand\b|legende|vertraulich|seite \d|gedruckt"
    r"|exportiert|erstellt|achtung|alle (?:angaben|werte|beträge)|all (?:figures|values|amounts)"
    r"|remarque|nota\b|état au|légende|confidentiel|source\s:|imprimé|fuente|observaci|leyenda"
    r"|página|bron\b|opmerking|toelichting|stand per|legenda|vertrouwelijk|pagina)",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(
    r"[\[(<*„\"]*(?:example|e\.\s?g\.|sample row|beispiel|bsp\.?|z\.\s?b\.|muster(?:zeile)?"
    r"|exemple|p\.\s?ex\.|ejemplo|p\.\s?ej\.|voorbeeld|bijv\.)(?:[\s:.)\]>*–“\"-].*|zeile.*)?",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"(?:#|//|--|/\*|;)\s*\S.*", re.DOTALL)
_HINT = re.compile(
    r"(?:[\[(<*].* .*[\])>*]|(?:tt|dd|jj|aa|yy)(?:yy|jj|aa)?[./-](?:mm).*|mm/dd.*|yyyy.*|jjjj.*"
    r"|pflicht(?:feld)?|optional|mandatory|required|obligatoire|obligatorio|verplicht"
    r"|bitte .*|please .*|auswahl.*|choose .*|select .*|dropdown.*|freitext|free text|text"
    r"|zahl.*|number|date|datum|ganzzahl|ja/nein|yes/no|y/n|j/n|oui/non|sí/no|ja/nee"
    r"|eindeutig.*|unique.*|kurz.*|short .*|max\.? .*)",
    re.IGNORECASE,
)
#: Beginnings of labels that forms about a project have.
_LABEL = re.compile(
    r"(?:(?:project|projekt|projet|proyecto|vorhaben|initiative|antrag|maßnahme|request)s?\b"
    r"|(?:project|projekt|vorhaben|antrag)[\w-]|title\b|titel\b|titre\b|título|naam\b|name\b"
    r"|bezeichnung|nom\b|nombre\b|budget|kosten|cost|coût|presupuesto|begroting|aufwand|effort"
    r"|charge\b|esfuerzo|inspanning|dauer|laufzeit|duration|durée|duración|plazo|doorlooptijd"
    r"|start|beginn|begin|début|inicio|ende\b|end\b|fin\b|fecha|datum|date\b|termin|deadline"
    r"|gewünscht|wunsch|desired|wanted|fachbereich|bereich|abteilung|department|business unit"
    r"|service\b|direction\b|departamento|afdeling|status|stand\b|stage|phase|fase|etapa|état"
    r"|priorit|ziel|goal|objective|objectif|objetivo|doel|nutzen|benefit|bénéfice|beneficio|baten"
    r"|risiko|risk|risque|riesgo|ansprechpartner|auftraggeber|antragsteller|verantwort|leiter"
    r"|leitung|owner|sponsor|contact|responsable|beschreibung|description|descripción"
    r"|omschrijving|problem|ausgangslage|begründung|justification|bemerkung|remarks?\b|comment)",
    re.IGNORECASE,
)
_PIVOT = re.compile(
    r"(?:row labels|column labels|zeilenbeschriftungen|spaltenbeschriftungen"
    r"|étiquettes de (?:lignes|colonnes)|etiquetas de (?:fila|columna)|rijlabels|kolomlabels"
    r"|(?:sum|count|average|max|min) of .+|(?:summe|anzahl|mittelwert) von .+"
    r"|(?:somme|nombre|moyenne) de .+|(?:suma|cuenta|recuento|promedio) de .+"
    r"|(?:som|aantal|gemiddelde) van .+)",
    re.IGNORECASE,
)
_PIVOT_LABELS = re.compile(
    r"(?:row labels|column labels|zeilenbeschriftungen|spaltenbeschriftungen"
    r"|étiquettes de (?:lignes|colonnes)|etiquetas de (?:fila|columna)|rijlabels|kolomlabels)",
    re.IGNORECASE,
)
_MOST_WORDS = 5


def is_total(text: str) -> bool:
    """Whether a cell says nothing but that its row is a total, perhaps of what."""
    text = text.strip()
    match = _TOTAL.fullmatch(text)
    if match is None:
        return _TOTAL_BEHIND.fullmatch(text) is not None and len(text.split()) <= _MOST_WORDS
    return len(text.split()) <= _MOST_WORDS


def is_plain_total(text: str) -> bool:
    """Whether a cell is a word for a total and no more: ``Summe``, ``Total:``."""
    return _PLAIN_TOTAL.fullmatch(text.strip()) is not None


def is_sure_total(text: str) -> bool:
    """Whether a label begins with a word that no project is called by: ``Summe IT``."""
    return _SURE_TOTAL.match(text.strip()) is not None


def is_note(text: str) -> bool:
    """Whether a text begins as notes below or above a table do: ``* Stand: 3.4.``."""
    return _NOTE.match(text.strip()) is not None


def is_example(text: str) -> bool:
    """Whether a cell says that its row is an example."""
    return _EXAMPLE.fullmatch(text.strip()) is not None


def is_comment(text: str) -> bool:
    """Whether a text is marked as a comment, as in ``# to be filled in``."""
    return _COMMENT.fullmatch(text.strip()) is not None


def is_hint(text: str) -> bool:
    """Whether a cell says how to fill in its column: ``TT.MM.JJJJ``, ``Pflichtfeld``."""
    return _HINT.fullmatch(text.strip()) is not None


def is_form_label(text: str) -> bool:
    """Whether a text begins as labels of forms about a project do: ``Projekttitel``."""
    return _LABEL.match(text.strip()) is not None


def is_pivot_label(text: str) -> bool:
    """Whether a cell is a caption that only pivot tables have: ``Zeilenbeschriftungen``."""
    return _PIVOT_LABELS.fullmatch(text.strip()) is not None


def is_pivot_measure(text: str) -> bool:
    """Whether a cell is a caption of a pivot table: ``Summe von Kosten``."""
    return _PIVOT.fullmatch(text.strip()) is not None
