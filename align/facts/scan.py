"""One sentence cut into words, with look-ups of the phrases of its language."""

from __future__ import annotations

from dataclasses import dataclass, field

from align.facts.compounds import compound
from align.facts.lexicon import TOKEN, Lexicon, lexicon, normal

_SPLIT_FIRST = frozenset("etdvzanhmw")


@dataclass(slots=True)
class Scan:
    """The words of a sentence: as written, as looked up, with offsets.

    `norm` holds folded words (in Arabic without attached particles, those are in `particles`), `full` with
    them; `given` maps the positions of compound number words to their values.
    """

    text: str
    words: Lexicon
    raw: list[str] = field(default_factory=list)
    norm: list[str] = field(default_factory=list)
    full: list[str] = field(default_factory=list)
    particles: list[str] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    given: dict[int, float] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self.norm)

    def match(self, kind: str, i: int) -> tuple[str, int] | None:
        """Return the value and end of the longest phrase of a class at word `i`, if any."""
        if not 0 <= i < len(self.norm):
            return None
        table, word = self.words.tables.get(kind, {}), self.norm[i]
        for rest, value in table.get(word, ()):
            end = i + 1 + len(rest)
            if not rest or tuple(self.full[i + 1 : end]) == rest or tuple(self.norm[i + 1 : end]) == rest:
                return value, end
        if kind == "fraction" and word.startswith("ال"):
            return next(((value, i + 1) for rest, value in table.get(word[2:], ()) if not rest), None)
        if kind == "unitname" and word.endswith("ا"):
            # the accusative of one word, where a unit of two begins with it too: "مترا", "مترا مربعا"
            return next(((value, i + 1) for rest, value in table.get(word[:-1], ()) if not rest), None)
        return None

    def word(self, i: int) -> str:
        """Return the look-up form of word `i`, "" outside of the sentence."""
        return self.norm[i] if 0 <= i < len(self.norm) else ""

    def is_number(self, i: int) -> bool:
        """Say whether word `i` starts with a digit."""
        return 0 <= i < len(self.norm) and self.norm[i][0].isdecimal()

    def glued(self, i: int) -> bool:
        """Say whether word `i` follows the one before it without a space."""
        return 0 < i < len(self.norm) and self.start[i] == self.end[i - 1]

    def is_word(self, i: int) -> bool:
        """Say whether word `i` is made of letters."""
        return 0 <= i < len(self.norm) and self.norm[i][0].isalpha()

    def bare(self, i: int) -> str:
        """Return the look-up form of word `i` without the Arabic article."""
        word = self.word(i)
        return word[2:] if word.startswith("ال") else word

    def concept(self, i: int) -> str:
        """Return the counted concept that word `i` names, "" if it is not known."""
        return self.words.concept(self.word(i)) or self.words.concept(self.bare(i))

    def holds_and(self, i: int) -> bool:
        """Say whether an Arabic `و` is attached before word `i`."""
        return 0 <= i < len(self.norm) and self.particles[i][:1] == "و"


def scan(text: str, lang: str) -> Scan:
    """Cut a sentence into words."""
    words = lexicon(lang)
    out = Scan(text, words)
    for found in TOKEN.finditer(text):
        raw = found.group()
        word = normal(raw, lang)
        compound_like = lang in ("nl", "de") and len(word) > 5 and word[0] in _SPLIT_FIRST
        if compound_like and word not in words.cards and _split(out, found.start(), raw, word):
            continue
        base, particles = words.base(word)
        _push(out, raw, base, particles, found.start(), word)
    return out


def _push(out: Scan, raw: str, norm: str, particles: str, start: int, full: str = "") -> None:
    norm = norm or raw
    out.raw.append(raw)
    out.norm.append(norm)
    out.full.append(full or norm)
    out.particles.append(particles)
    out.start.append(start)
    out.end.append(start + len(raw))


def _split(out: Scan, start: int, raw: str, word: str) -> bool:
    """Push a compound as its parts.

    Number and noun (`tweejarige`), weekday and part of day (`vrijdagochtend`).
    """
    words = out.words
    if word in words.starts:
        return False
    size = 0
    if "dag" in word:
        size = word.index("dag") + 3
        if word[:size] not in words.tables["weekday"] or word[size:] not in words.tables["part"]:
            size = 0
    if not size:
        found = compound(word, words.lang)
        if found is None:
            return False
        value, size = found
        rest = word[size:]
        suffix = next(
            (s for s in ("ste", "de") if rest == s or (rest.startswith(s) and rest[len(s) :] == "n")), ""
        )
        if suffix:
            out.given[len(out.norm)] = -value
            _push(out, raw, word, "", start)
            return True
        if rest and rest not in words.tables["suffix"]:
            return False
        out.given[len(out.norm)] = value
    _push(out, raw[:size], word[:size], "", start)
    if size < len(word):
        _push(out, raw[size:], word[size:], "", start + size)
    return True
