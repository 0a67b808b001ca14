"""Translation memory: well-formed, gaps left out, and read back by another program."""

from __future__ import annotations

import io
from xml.etree import ElementTree

import pytest
import report_samples as samples

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def test_units_are_the_beads_with_two_sides() -> None:
    diff = samples.fire()
    units = ElementTree.fromstring(diff.to_tmx()).findall("body/tu")
    found = [tuple(variant.findtext("seg") for variant in unit.findall("tuv")) for unit in units]
    beads = [bead for bead in diff.alignment.beads if not bead.is_null]
    assert found == [(diff.a.sentences[k.a[0]].text, diff.b.sentences[k.b[0]].text) for k in beads]
    assert {variant.get(LANG) for variant in units[0].findall("tuv")} == {"nl", "en"}


def test_control_characters_do_not_break_the_file() -> None:
    root = ElementTree.fromstring(samples.hostile().to_tmx())
    assert "\x1b" not in "".join(root.itertext())
    assert "<script>" in "".join(root.itertext())


def test_the_header_has_what_the_format_requires() -> None:
    root = ElementTree.fromstring(samples.flood().to_tmx())
    header = root.find("header")
    assert root.get("version") == "1.4"
    assert header is not None
    required = {
        "creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype",
    }  # fmt: skip
    assert required <= set(header.keys())


def test_another_program_reads_it_back() -> None:
    tmx = pytest.importorskip("translate.storage.tmx", reason="translate-toolkit is not installed")
    diff = samples.flood()
    store = tmx.tmxfile(io.BytesIO(diff.to_tmx().encode()), sourcelanguage="en", targetlanguage="ar")
    pairs = [(str(unit.source), str(unit.target)) for unit in store.units]
    assert pairs == [(diff.a.sentences[i].text, diff.b.sentences[i].text) for i in (0, 1)]
