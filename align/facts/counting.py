"""What a number counts: the noun after it, or before it in Arabic and in labels such as "Chapter 1"."""

from __future__ import annotations

from dataclasses import dataclass

from align.facts.lexicon import concept_facets, overlapping
from align.facts.scan import Scan

_REACH = 4
# How far from its verb the particle of Dutch `kwamen ... om` may stand, in words.
_CLAUSE = 14


@dataclass(frozen=True, slots=True)
class Counted:
    """The counted noun as written and its concept; `label` if it names the number ("Chapter 1").

    `state` is what befell the persons counted.
    """

    text: str = ""
    concept: str = ""
    label: bool = False
    state: str = ""


def counted(scan: Scan, start: int, end: int, ordinal: bool = False) -> Counted:
    """Find what the number from word `start` to `end` counts."""
    words = scan.words
    if not ordinal and is_label(scan, start, end):
        k = start - 1
        if scan.word(k) == "." or scan.word(k) in words.tables["numberlabel"]:
            k = max(0, k - (2 if scan.word(k) == "." else 1))
        return Counted(scan.raw[k], scan.concept(k), True)
    if words.lang == "ar" and _before_first(scan, start, end, ordinal):
        return Counted(scan.raw[start - 1], scan.concept(start - 1), ordinal)
    found = _after(scan, end, ordinal)
    if not ordinal and _of_population(scan, start):
        return Counted(found.text, "population")
    near = {scan.word(start - 1), scan.word(start - 2)}
    if not ordinal and not found.concept and not near.isdisjoint(words.tables.get("headcount", ())):
        return Counted("", "person")
    if not found.text and words.lang == "ar":
        found = _before(scan, start)
    facet = concept_facets().get(found.concept, "")
    if facet == "state":
        return Counted(found.text, found.concept, state=found.concept)
    if facet not in ("person", "role") or ordinal or not (state := state_of(scan, start, end)):
        return found
    return Counted(found.text, state if facet == "person" else found.concept, state=state)


def _of_population(scan: Scan, start: int) -> bool:
    """Say whether a number is that of inhabitants: `a population of one million people`."""
    cues = (scan.match("populationcue", start - back) for back in (1, 2, 3, 4) if start >= back)
    return any(cue is not None and start - 1 <= cue[1] <= start for cue in cues)


def state_of(scan: Scan, start: int, end: int) -> str:
    """Return what befell the persons counted, said in the same clause.

    "23 people were killed", `مقتل 23 شخصا`.
    """
    for step, first, reach in ((1, end, 7), (-1, start - 1, 4)):
        for k in range(first, first + step * reach, step):
            joined = scan.holds_and(k)
            if not scan.is_word(k) or scan.word(k) in scan.words.join or (joined and step > 0):
                break
            if step < 0 and scan.word(k) in scan.words.tables.get("among", ()):
                break  # "eleven missing, three firefighters among them": the three are told of elsewhere
            if state := _state_at(scan, k):
                return state
            if joined:
                break
    return ""


def _state_at(scan: Scan, k: int) -> str:
    """Return the state that word `k` or the phrase from it on names; Dutch `kwamen ... om` is one."""
    if phrase := scan.match("state", k):
        return phrase[0]
    if scan.words.lang == "nl" and (scan.word(k) == "om" or scan.match("perish", k)):
        end = next((i for i in range(k, len(scan)) if not scan.is_word(i)), len(scan))
        verb = any(scan.match("perish", i) for i in range(max(0, end - _CLAUSE), end))
        return "dead" if verb and scan.word(end - 1) == "om" else ""
    concept = scan.concept(k)
    return concept if concept and concept_facets()[concept] == "state" else ""


def is_label(scan: Scan, start: int, end: int) -> bool:
    """Say whether the word before a number names it: "Chapter 1", "Warehouse 4", "الفصل 1"."""
    words, before = scan.words, scan.bare(start - 1)
    if before == "." and scan.word(start - 2) in words.tables["numberlabel"]:
        return True
    if before not in words.tables.get("label", ()):
        return False
    if scan.glued(start) or (end < len(scan) and scan.is_word(end) and scan.word(end) not in words.stop):
        return False
    return (
        words.lang == "ar"
        or scan.word(start - 2) not in words.tables.get("per", ())
        or scan.raw[start - 1][0].isupper()
    )


def _before_first(scan: Scan, start: int, end: int, ordinal: bool) -> bool:
    """Say whether an Arabic number is an adjective after its noun: `القتلى الخمسة`, `الفصل الأول`."""
    definite = scan.particles[start].endswith("ال") or (ordinal and scan.particles[start].endswith("لل"))
    return definite and scan.is_word(start - 1) and scan.word(start - 1) not in scan.words.stop


def _after(scan: Scan, end: int, ordinal: bool = False) -> Counted:
    """Find the noun phrase after a number: up to a function word or punctuation mark, four words at most."""
    words, concept, k = scan.words, "", end
    joined = scan.word(k) == "-" and scan.glued(k) and scan.glued(k + 1)
    if joined or scan.word(k) in ('"', "”", "»", "'"):
        k += 1
    if scan.word(k) in words.tables["of"]:
        k += 1
        while scan.word(k) in words.tables["det"]:
            k += 1
    first = last = k
    if words.lang == "ar" and k < len(scan) and scan.particles[k] in ("ل", "لل", "ب", "بال", "ك"):
        return Counted()
    while k < len(scan) and k < first + _REACH and (scan.is_word(k) or scan.word(k) == "-"):
        word = scan.word(k)
        if word in words.stop and (k > first or word not in words.concepts):
            break
        if k in scan.given or word in words.cards:
            break
        if (
            words.lang == "ar"
            and k > first
            and (scan.holds_and(k) or scan.particles[k] in ("ب", "ل", "ك", "بال", "لل"))
        ):
            break
        found = scan.concept(k)
        if found and not ordinal and concept_facets()[found] == "time":
            found = ""
        if found and concept == "man" and words.lang == "ar" and concept_facets()[found] == "role":
            concept = found  # "men of the police"
        if found and not (concept and (ordinal or words.lang == "ar")):
            concept, last = found, k
            if words.lang == "nl" or (words.lang == "en" and word not in words.singular):
                k += 1
                break  # a verb or a second noun phrase follows: "children miss school"
        elif not concept:
            last = k if words.lang != "ar" or k == first else last
        k += 1
        if joined and concept:
            break  # "a three-storey school" counts storeys
    if scan.word(k) == "'" and scan.word(k + 1) == "s":
        # "six of the city's dams" counts dams, "six of the city's 14 dams" leaves it to the 14.
        own = first > end and k > first and not scan.is_number(k + 2) and k + 2 not in scan.given
        return _after(scan, k + 2, ordinal) if own else Counted()
    if k == first:
        return Counted()
    return Counted(scan.text[scan.start[first] : scan.end[last]], concept)


def _before(scan: Scan, start: int) -> Counted:
    """Take the noun right before an Arabic number, as in `عدد القتلى 31`, if it is a known concept."""
    concept = scan.concept(start - 1) if not scan.match("modifier", start - 1) else ""
    return Counted(scan.raw[start - 1], concept) if concept else Counted()


def exclude(x: str, y: str) -> bool:
    """Say whether two concepts cannot be one: two of one facet, or a person and a thing."""
    if not x or not y or x == y or (x, y) in overlapping():
        return False
    facets = concept_facets()
    if "loose" in (facets[x], facets[y]):
        return False
    if "time" in (facets[x], facets[y]):
        return True
    return facets[x] == facets[y] or (facets[x] == "thing") != (facets[y] == "thing")
