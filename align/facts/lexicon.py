"""The number, unit and date words of a language, read once from the tables in `align/data`."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from align.facts.arabic import clitics, fold
from align.facts.wordlists import table

Phrases = dict[str, list[tuple[tuple[str, ...], str]]]

MARKS = "\u0610-\u061a\u064b-\u065f\u0670"
TOKEN = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?![\d:]|[.,]\d)"
    r"|\d+(?:[.,:\u066b\u066c\u060c'\u2019]\d+)*"
    rf"|(?:[^\W\d_][{MARKS}]*)+|\S"
)
_DASHES = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2019": "'", "\u2018": "'"})
_PARTICIPLE = re.compile("م.{3,}|.ا..")
_NUMBER_CLASSES = ("unit", "one", "elevenone", "teenonly", "teen", "ten", "hundred", "mult", "dual", "full")
# Letters of a Dutch noun for people that is known as the end of a longer word: `doden`, not `man`.
_HEAD = 5
# Concepts of states whose first Arabic form is a noun that has a dual.
_DUAL = ("person", "dead", "injured", "missing", "arrested", "displaced")
# The classes whose first words may begin a value.
_TRIGGERS = [
    "fraction",
    "ordinal",
    "ordinalunit",
    "vague",
    "modifier",
    "between",
    "multiple",
    "rankna",
    "month",
    "weekday",
    "part",
    "phase",
    "relative",
    "time",
    "timemodifier",
    "quarter",
    "halfpast",
    "halfto",
    "clockprefix",
    "centuryword",
    "decade",
    "decadeprefix",
    "money",
    "negative",
    "article",
    "hmonth",
    "yearprefix",
    "monthprefix",
    "dualunit",
    "dualnoun",
    "articlecue",
    "fixed",
    "oneunit",
    "onegoal",
    "halved",
    "share",
]


_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
# Roman numerals of two letters and more below forty, and the first one.
_ROMAN = frozenset(ten + unit for ten in ("", "x", "xx", "xxx") for unit in _UNITS) - {"", "v", "x", "xxx"}


def normal(text: str, lang: str) -> str:
    """Return the form of a word under which it is looked up."""
    word = text.lower().translate(_DASHES)
    return fold(word) if lang == "ar" else word


def words_of(form: str, lang: str) -> tuple[str, ...]:
    """Return the look-up forms of the words of a phrase."""
    if form.isalpha():
        return (normal(form, lang),)
    return tuple(normal(word, lang) for word in TOKEN.findall(form))


@cache
def unit_table() -> dict[str, tuple[str, float, float, str]]:
    """Return per unit id its base unit, factor, offset and short form."""
    return {row[0]: (row[1], float(row[2]), float(row[3]), row[4]) for row in table("units/units")}


@cache
def currency_families() -> dict[str, frozenset[str]]:
    """Return per generic currency the ones that share its word."""
    return {row[0]: frozenset(row[1].split("|")) for row in table("units/families")}


@cache
def concept_facets() -> dict[str, str]:
    """Return per counted concept its facet; two concepts of one facet exclude each other."""
    return {row[0]: row[1] for row in table("numbers/counted")}


@cache
def overlapping() -> frozenset[tuple[str, str]]:
    """Return the pairs of counted concepts that may name one thing, in both orders."""
    groups = [row[0].split("|") for row in table("numbers/overlaps")]
    return frozenset((x, y) for group in groups for x in group for y in group)


class Lexicon:
    """The words of one language, by class, ready for look-up."""

    def __init__(self, lang: str) -> None:
        """Read the tables of `lang`; a language without any gets digits, symbols and percent signs."""
        self.lang = lang
        self.tables: defaultdict[str, Phrases] = defaultdict(dict)
        self.cards: dict[str, tuple[str, float]] = {}
        self.cased: dict[str, str] = {}
        self.concepts: dict[str, str] = {}
        self.heads: tuple[tuple[str, str], ...] = ()
        self.singular: set[str] = set()
        self._known: dict[str, tuple[str, str]] = {}
        for kind, value, forms in table(f"numbers/{lang}"):
            self._add_all(kind, value, forms)
        for kind, value, forms in table(f"dates/{lang}"):
            self._add_all(kind, value, forms)
        for unit, forms in table(f"units/{lang}"):
            self._add_all("unitname", unit, forms)
        for unit, forms in table("units/symbols"):
            self._add_symbols(unit, forms)
        self._add_concepts()
        for phrases in self.tables.values():
            for options in phrases.values():
                options.sort(key=lambda option: -len(option[0]))
        self.decimal = "," if lang not in ("en", "ar", "he", "zh", "ja", "ko", "th") else "."
        self.stop = frozenset(self.tables.get("stop", ()))
        self.join = frozenset(self.tables.get("join", ()))
        self.vocabulary = self._vocabulary() if lang == "ar" else frozenset()
        self.starts = frozenset(first for kind in _TRIGGERS for first in self.tables.get(kind, ()))
        self.starts |= frozenset(self.cards) | frozenset("½¼¾⅓⅔⅛⅕")
        self.starts |= _ROMAN

    def _add(self, kind: str, value: str, form: str) -> None:
        words = words_of(form, self.lang)
        if kind in _NUMBER_CLASSES and len(words) == 1:
            self.cards.setdefault(words[0], (kind, float(value)))
        self.tables.setdefault(kind, {}).setdefault(words[0], []).append((words[1:], value))

    def _add_all(self, kind: str, value: str, forms: str) -> None:
        for form in forms.split("|"):
            if form.startswith("2") and kind == "unitname":
                self._add("dualunit", value, form[1:])
            elif form:
                self._add(kind, value, form)

    def _add_symbols(self, unit: str, forms: str) -> None:
        for form in forms.split("|"):
            bare = form.lstrip("^!")
            if "!" in form[:2]:
                self.cased[bare.replace(" ", "")] = unit
                kind = "casedunit"
            else:
                kind = "unitname"
            self._add(kind, unit, bare)
            if form.startswith("^"):
                self._add("money", f"{unit} {bare.replace(' ', '')}" if "!" in form[:2] else unit, bare)

    def _add_concepts(self) -> None:
        column = {"en": 2, "nl": 3, "ar": 4}.get(self.lang)
        if column is None:
            return
        for row in table("numbers/counted"):
            forms = [normal(form, self.lang) for form in row[column].split("|")]
            self.singular |= {form for form in forms if _plurals(form) & set(forms)}
            for form in forms:
                self.concepts.setdefault(words_of(form, self.lang)[-1] if " " in form else form, row[0])
            if self.lang == "ar" and (row[1] in ("thing", "role") or row[0] in _DUAL):
                stems = [form[:-1] + "ت" for form in forms if form.endswith("ه")]
                stems += [] if forms[0].endswith("ه") else [forms[0]]
                for stem in stems:
                    for ending in _dual_endings(stem, forms, row[1] == "role"):
                        self._add("dualnoun", row[0], stem + ending)
                        self.concepts.setdefault(stem + ending, row[0])
        if self.lang == "nl":
            of_people = (
                (form, concept) for form, concept in self.concepts.items() if self._heads(form, concept)
            )
            self.heads = tuple(sorted(of_people, key=lambda item: (-len(item[0]), item[0])))

    @staticmethod
    def _heads(form: str, concept: str) -> bool:
        """Say whether a noun for people is long enough to be known as the head of a compound."""
        return len(form) >= _HEAD and concept_facets()[concept] in ("person", "role", "state")

    def concept(self, word: str) -> str:
        """Return the counted concept that a word names, Dutch `verkeersdoden` included; "" if unknown."""
        if found := self.concepts.get(word, ""):
            return found
        return next((c for head, c in self.heads if word.endswith(head) and len(word) > len(head) + 2), "")

    def _vocabulary(self) -> frozenset[str]:
        words = set(self.cards) | set(self.concepts)
        for kind, phrases in self.tables.items():
            if kind != "notsix":
                words.update(phrases)
        return frozenset(words)

    def base(self, word: str) -> tuple[str, str]:
        """Return the known word inside a word, and the Arabic particles attached before it."""
        if self.lang != "ar":
            return word, ""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = clitics(word, self.vocabulary)
        return known


def _dual_endings(stem: str, forms: list[str], of_people: bool) -> tuple[str, ...]:
    """Return the endings of the Arabic dual that are no plural of the noun as well."""
    # Participles of people have a plural that is written like the dual: عاملين, موظفين.
    plain = stem[-1] != "ي" and stem + "ين" not in forms and not (of_people and _PARTICIPLE.fullmatch(stem))
    return tuple(end for end in ("ان", "ين") if (end == "ان" or plain) and stem + end not in forms)


def _plurals(form: str) -> set[str]:
    """Return what may be the English plural of a noun."""
    irregular = {"person": "people", "child": "children", "woman": "women", "man": "men"}
    return {f"{form}s", f"{form}es", f"{form[:-1]}ies", irregular.get(form, f"{form}s")}


@cache
def lexicon(lang: str) -> Lexicon:
    """Return the words of a language, read at first use."""
    return Lexicon(lang)
