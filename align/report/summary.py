"""A summary in words, in English, Dutch or Arabic; every sentence cites the facts it speaks of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from align.errors import OptionError
from align.report import view
from align.report.bidi import FSI, PDI, flat
from align.report.display import shorten, text_width
from align.result import Diff, Evidence, Fact

LANGUAGES = ("ar", "en", "nl")
_MOST = 5  # changed facts told one by one, and values listed in one sentence
_WORDS = 40  # columns of an inserted value


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence; `inserted` words come from the input, in language `lang` ("" if not known)."""

    text: str
    inserted: bool = False
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the summary and the ids of the facts that it rests on."""

    parts: tuple[Part, ...]
    facts: tuple[str, ...]

    @property
    def citation(self) -> str:
        """The ids in short: "f1–f3, f7"."""
        return cite(self.facts)

    @property
    def runs(self) -> tuple[tuple[str, str], ...]:
        """The pieces of the citation, each with its first id: ("f1", "f1–f3"), ("f7", "f7")."""
        return tuple(runs(self.facts))

    def rendered(self, inserted: Callable[[Part], str]) -> str:
        """Return the sentence with its citation; `inserted` writes the words that come from the input."""
        words = "".join(inserted(part) if part.inserted else part.text for part in self.parts)
        return f"{words} [{self.citation}]" if self.facts else words

    def __str__(self) -> str:
        """Return the sentence with its citation; inserted words are isolated: they may run the other way."""
        return self.rendered(lambda part: f"{FSI}{part.text}{PDI}")


def plural(lang: str, count: int) -> str:
    """Return the plural category of a whole number, as in Unicode CLDR: "one", "few", "other" …"""
    if lang == "ar":
        if count < 3:
            return ("zero", "one", "two")[count]
        rest = count % 100
        return "few" if 3 <= rest <= 10 else "many" if rest >= 11 else "other"
    return "one" if count == 1 else "other"


@lru_cache(maxsize=8)
def templates_of(lang: str) -> dict[str, str]:
    """Read the sentences of a language.

    Raises:
        OptionError: there are none for it.
    """
    if lang not in LANGUAGES:
        raise OptionError(f"expected a summary language of {', '.join(LANGUAGES)}, got {lang!r}")
    text = (files("align.report") / "templates" / f"summary.{lang}.txt").read_text("utf-8")
    rows = [line.partition(" = ") for line in text.splitlines() if line and not line.startswith("#")]
    return {key: sentence for key, _, sentence in rows}


def fill(template: str, words: Mapping[str, Sequence[Part]]) -> tuple[Part, ...]:
    """Put words in the places of a template that bear their names."""
    parts: list[Part] = []
    for index, piece in enumerate(re.split(r"\{(\w+)\}", template)):
        parts += words[piece] if index % 2 else [Part(piece)] if piece else []
    return tuple(parts)


def joined(pieces: Iterable[Sequence[Part]], separator: str) -> list[Part]:
    """Put a separator between pieces."""
    found: list[Part] = []
    for piece in pieces:
        found += [Part(separator), *piece] if found else piece
    return found


def summarise(diff: Diff, lang: str = "en") -> tuple[Sentence, ...]:
    """Return the summary of a diff in "en", "nl" or "ar".

    Raises:
        OptionError: another language is asked for.
    """
    writer = _Writer(diff, lang, templates_of(lang))
    return tuple(writer.sentences())


def cite(ids: Iterable[str]) -> str:
    """Shorten a list of ids: three or more that count up become a range, "f1–f3"."""
    return ", ".join(label for _, label in runs(ids))


def runs(ids: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Yield the pieces of a citation, each behind its first id."""
    found: list[list[str]] = []
    for name in ids:
        if found and _follows(found[-1][-1], name):
            found[-1].append(name)
        else:
            found.append([name])
    for run in found:
        if len(run) > 2:
            yield run[0], f"{run[0]}–{run[-1]}"
        else:
            yield from ((name, name) for name in run)


def _follows(first: str, second: str) -> bool:
    one, two = (re.fullmatch(r"(\D*)(\d+)", name, re.ASCII) for name in (first, second))
    return bool(one and two and one[1] == two[1] and int(one[2]) + 1 == int(two[2]))


@dataclass(frozen=True, slots=True)
class _Writer:
    """Fills the sentences of one language with the facts of one diff."""

    diff: Diff
    lang: str
    templates: dict[str, str]

    def sentences(self) -> Iterable[Sentence]:
        """Yield what matters most first: a warning, changes, gaps on both sides, open questions, the rest."""
        if not self.diff.facts:
            yield self._say("nothing", ())
            return
        if view.strangers(self.diff):
            yield self._say("low", ())
        kept = self._facts("kept")
        if len(kept) == len(self.diff.facts):
            yield self._say("same", kept)
            return
        yield from self._changed()
        for status in ("dropped", "added"):
            found = self._facts(status)
            claims = {fact.id for fact in found if fact.kind == "claim"}
            loose = [fact for fact in found if fact.kind != "claim" and fact.within not in claims]
            yield from self._counted(f"{status}.claims", [fact for fact in found if fact.id in claims])
            yield from self._counted(f"{status}.details", loose)
        yield from self._counted("unsure", self._facts("unsure"))
        yield from self._counted("kept", [fact for fact in kept if fact.kind == "claim"])

    def _facts(self, status: str) -> list[Fact]:
        return [fact for fact in self.diff.facts if fact.status == status]

    def _changed(self) -> Iterable[Sentence]:
        """Tell the surest changes one by one, those with the same words together."""
        changed = self._facts("changed")
        same: dict[tuple[str, Part, Part], list[Fact]] = {}
        for fact in changed:
            same.setdefault((fact.kind, self._value(fact), self._value(fact, "b")), []).append(fact)
        surest = sorted(same.values(), key=lambda facts: -max(fact.confidence for fact in facts))[:_MOST]
        for (kind, x, y), facts in same.items():
            if facts in surest:
                yield self._say("changed", facts, kind=[Part(self.templates[f"kind.{kind}"])], x=[x], y=[y])
        told = {fact.id for facts in surest for fact in facts}
        yield from self._counted("more", [fact for fact in changed if fact.id not in told])

    def _counted(self, key: str, facts: list[Fact]) -> Iterable[Sentence]:
        """Say a sentence that counts facts; nothing is said of none."""
        if facts:
            shown = ([self._value(fact, "a" if fact.a else "b")] for fact in facts[:_MOST])
            values = joined(shown, self.templates["separator"])
            if len(facts) > _MOST:
                values.append(Part(" …"))
            name = f"{key}.{plural(self.lang, len(facts))}"
            yield self._say(name, facts, n=[Part(str(len(facts)))], list=values)

    def _value(self, fact: Fact, side: str = "a") -> Part:
        """Return the words of one side, shortened."""
        found: Evidence | None = view.side_of(fact, side)
        words = flat(found.text if found else "")
        if found and found.value and text_width(words) > _WORDS > text_width(found.value):
            return Part(flat(found.value), True)  # the normal form, where the words are long
        return Part(shorten(words, _WORDS), True, view.article_of(self.diff, side).lang)

    def _say(self, key: str, facts: Iterable[Fact], **words: list[Part]) -> Sentence:
        """Fill one template; `{a}` and `{b}` are the names of the versions."""
        for side in ("a", "b"):
            name = view.label(view.article_of(self.diff, side), side)
            words[side] = [Part(flat(name), True)]
        return Sentence(fill(self.templates[key], words), tuple(fact.id for fact in facts))
