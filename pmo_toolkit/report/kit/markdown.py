"""Markdown cells as HTML, read as JupyterLab reads them.

Whatever HTML comes out has yet to be cleaned.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import TYPE_CHECKING

import mistune

if TYPE_CHECKING:
    from mistune import BlockParser, BlockState, InlineParser, InlineState, Markdown

_PLUGINS = ("strikethrough", "table", "url", "task_lists", "def_list")
#: Formulas, which a page without script cannot set: shown as they were written, their stars and
#: underlines kept.
_FORMULA = (
    r"(?s:(?<!\\)\$\$.+?(?<!\\)\$\$|\\\\\[.+?\\\\\]|\\\\\(.+?\\\\\)"
    r"|\\begin\{(?P<formula_kind>[a-z]*\*?)\}.*?\\end\{(?P=formula_kind)\})"
)
_SHORT_FORMULA = r"(?s:(?<![$\\])\$.+?(?<![$\\])\$)"
#: A heading may begin without a space after its marks, as in JupyterLab.
_HEADING = r"^ {0,3}(?P<atx_1>#{1,6})(?!#+)(?P<atx_2>[ \t]*(.*?)?)$"


def markdown(source: str) -> str:
    """HTML of a Markdown text, with its own HTML as it stands: not safe before it has been cleaned.

    Parameters
    ----------
    source : str
        With tables, lists of tasks and of definitions, and struck text.
    """
    html = _reader()(source)
    assert isinstance(html, str)
    return html


@cache
def _reader() -> Markdown:
    renderer = mistune.HTMLRenderer(escape=False, allow_harmful_protocols=True)
    reader = mistune.create_markdown(escape=False, renderer=renderer, plugins=_PLUGINS)
    _read_formulas(reader)
    return reader


def _read_formulas(reader: Markdown) -> None:
    """Formulas are words that hold no Markdown."""
    reader.block.specification["atx_heading"] = _HEADING
    reader.block.register("formula", _FORMULA, _formula_alone, before=reader.block.rules[0])
    reader.inline.register(
        "formula", f"{_FORMULA}|{_SHORT_FORMULA}", _formula, before=reader.inline.rules[0]
    )
    assert isinstance(reader.renderer, mistune.HTMLRenderer)
    reader.renderer.register("formula", lambda _, text: escape(text, quote=False))


def _formula_alone(_: BlockParser, match: re.Match[str], state: BlockState) -> int:
    state.add_paragraph(match[0])
    return match.end()


def _formula(_: InlineParser, match: re.Match[str], state: InlineState) -> int:
    text = re.sub(r"^\\(?=\\[(\[])|\\(?=\\[)\]]$)", "", match[0])
    state.append_token({"type": "formula", "raw": text})
    return match.end()
