"""Translation memory: the beads of an alignment as TMX 1.4 (LISA, 2005)."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from align.alignment import Alignment
from align.article import Article

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# XML 1.0 has no way to write these, not even escaped (production 2, Char).
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_tmx(a: Article, b: Article, alignment: Alignment) -> str:
    """Return the beads with two sides as translation units; gaps have no unit, as the format knows none."""
    from align import __version__

    root = ElementTree.Element("tmx", version="1.4")
    ElementTree.SubElement(
        root,
        "header",
        {
            "creationtool": "article-align",
            "creationtoolversion": __version__,
            "segtype": "sentence" if all(len(k.a) + len(k.b) <= 2 for k in alignment.beads) else "block",
            "o-tmf": "article-align",
            "adminlang": "en",
            "srclang": a.lang,
            "datatype": "plaintext",
        },
    )
    body = ElementTree.SubElement(root, "body")
    for bead in alignment.beads:
        if not bead.is_null:
            unit = ElementTree.SubElement(body, "tu")
            ElementTree.SubElement(unit, "prop", type="x-score").text = f"{bead.score:.4f}"
            for side, article, ids in (("a", a, bead.a), ("b", b, bead.b)):
                _variant(unit, side, article, ids)
    ElementTree.indent(root)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
    return head + ElementTree.tostring(root, encoding="unicode") + "\n"


def _variant(unit: ElementTree.Element, side: str, article: Article, ids: tuple[int, ...]) -> None:
    """Add one language's words to a unit, with the numbers of its sentences."""
    variant = ElementTree.SubElement(unit, "tuv", {_XML_LANG: article.lang})
    if article.name:
        ElementTree.SubElement(variant, "prop", type="x-version").text = _NOT_XML.sub("", article.name)
    ElementTree.SubElement(variant, "prop", type="x-sentences").text = f"{side}:{','.join(map(str, ids))}"
    words = " ".join(article.sentences[i].text for i in ids)
    ElementTree.SubElement(variant, "seg").text = _NOT_XML.sub("", words)
