"""Language of a text: script first, then `langdetect`, seeded, with a prior for Dutch, English and Arabic."""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from align.errors import OptionError
from align.wordlists import entries, languages

if TYPE_CHECKING:
    from langdetect.detector_factory import DetectorFactory

UNKNOWN = "und"
# A few hundred words decide; the rest of a long text would only cost time.
_SAMPLE = 3000
# Script -> its letters, and the language codes that are written in it. A list of one code is the answer.
_SCRIPTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "latin": ("A-Za-zªºÀ-ÖØ-öø-ʯḀ-ỿ", ()),
    "arabic": ("ؠ-ي\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc", ("ar", "fa", "ur")),
    "cyrillic": ("\u0400-\u052f", ("ru", "uk", "bg", "mk")),
    "greek": ("\u0370-\u03ff\u1f00-\u1fff", ("el",)),
    "hebrew": ("\u05d0-\u05ea", ("he",)),
    "kana": ("\u3041-\u30ff\uff66-\uff9f", ("ja",)),
    "han": ("\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002ffff", ("zh",)),
    "hangul": ("\u1100-\u11ff\uac00-\ud7af", ("ko",)),
    "devanagari": ("\u0904-\u0939\u0958-\u0961", ("hi", "mr", "ne")),
    "bengali": ("\u0985-\u09b9", ("bn",)),
    "gurmukhi": ("\u0a05-\u0a39", ("pa",)),
    "gujarati": ("\u0a85-\u0ab9", ("gu",)),
    "tamil": ("\u0b85-\u0bb9", ("ta",)),
    "telugu": ("\u0c05-\u0c39", ("te",)),
    "kannada": ("\u0c85-\u0cb9", ("kn",)),
    "malayalam": ("\u0d05-\u0d39", ("ml",)),
    "sinhala": ("\u0d85-\u0dc6", ("si",)),
    "thai": ("\u0e01-\u0e46", ("th",)),
    "lao": ("\u0e81-\u0ec6", ("lo",)),
    "tibetan": ("\u0f40-\u0f6c", ("bo",)),
    "burmese": ("\u1000-\u102a", ("my",)),
    "georgian": ("\u10a0-\u10ff", ("ka",)),
    "ethiopic": ("\u1200-\u137f", ("am",)),
    "khmer": ("\u1780-\u17b3", ("km",)),
    "armenian": ("\u0531-\u0587", ("hy",)),
}
_COUNTERS = {name: re.compile(f"[{letters}]") for name, (letters, _) in _SCRIPTS.items()}
# Letters that only one language of a shared script writes, and the share of letters from which they decide.
_TELLTALES: dict[str, tuple[tuple[str, str, float], ...]] = {
    "arabic": (
        ("ku", "ڕڵێۆە", 0.04),
        ("ps", "ځڅډړږښڼۍ", 0.015),
        ("ur", "ٹڈڑںے", 0.02),
    ),
    "cyrillic": (("sr", "ђћ", 0.002),),
}
# Letters that Arabic itself writes only in foreign names.
_NOT_ARABIC = re.compile("[پچژگکیڤہھے]")
_PRIOR = {"nl": 10.0, "en": 10.0, "ar": 10.0}
# The languages at home here are always candidates, and for a few words without evidence the only ones:
# langdetect draws its samples again and again, so that a soft prior would be washed out.
_HOME = ("nl", "en")
_ALL_LATIN = (
    *("af", "ca", "cs", "cy", "da", "de", "en", "es", "et", "fi", "fr", "hr", "hu", "id", "it", "lt", "lv"),
    *("nl", "no", "pl", "pt", "ro", "sk", "sl", "so", "sq", "sv", "sw", "tl", "tr", "vi"),
)
_HOME_LETTERS = re.compile("[a-zA-Zàáâçèéêëïíñóôöúûü]")
# A share of function words from which only languages with about as many of them are candidates.
_CONFIRMED = 0.2
_NEARLY = 0.6
_FEW_WORDS = 8
_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"[a-z]{2}|und")


def normalise(lang: str) -> str:
    """Return the two-letter code of a language tag: `nl-BE` becomes `nl`.

    Raises:
        OptionError: not a two-letter code.
    """
    code = re.split("[-_]", lang.strip().lower(), maxsplit=1)[0]
    if not _CODE.fullmatch(code):
        raise OptionError(f"expected a two-letter language code such as nl, en or ar, got {lang!r}")
    return code


def detect(text: str) -> tuple[str, float]:
    """Return an ISO 639-1 code and a confidence in 0..1; ("und", 0.0) for a text without letters.

    Only the beginning of a long text is read. The answer depends on nothing but the text: langdetect draws
    its samples at random, so it gets the same seed each time.
    """
    sample = text[:_SAMPLE] if text[:_SAMPLE].strip() else text.lstrip()[:_SAMPLE]
    counts = {name: len(counter.findall(sample)) for name, counter in _COUNTERS.items()}
    if counts["kana"] * 20 > counts["han"]:
        counts["kana"] += counts["han"]
    total = sum(counts.values())
    if not total:
        return UNKNOWN, 0.0
    script = max(counts, key=lambda name: counts[name])
    letters = counts[script]
    for code, marks, share in _TELLTALES.get(script, ()):
        if sum(map(sample.count, marks)) >= share * letters:
            return code, round(letters / total, 4)
    if script == "latin":
        return _latin(sample)
    candidates = _SCRIPTS[script][1]
    if script == "arabic" and len(_NOT_ARABIC.findall(sample)) < 0.01 * letters:
        candidates = ("ar",)
    if len(candidates) == 1:
        return candidates[0], round(min(1.0, letters / total), 4)
    return _guess(sample, candidates) or (candidates[0], 0.5)


def _latin(sample: str) -> tuple[str, float]:
    """Decide among the common languages, or among all if too few function words confirm that."""
    capitals = sum(character.isupper() for character in sample)
    if capitals * 2 > len(sample) - sample.count(" "):
        sample = sample.lower()  # langdetect leaves out words in capitals
    words = _WORD.findall(sample.lower())
    hits = {code: sum(map(known.__contains__, words)) for code, known in _function_words().items()}
    best = max(hits.values())
    if best >= _CONFIRMED * len(words):
        floor = max(_NEARLY * best, *(hits[code] for code in _HOME))
        near = {code for code, count in hits.items() if count >= floor}
        candidates = tuple(sorted(near.union(_HOME)))
    elif len(words) < _FEW_WORDS and len(_HOME_LETTERS.findall(sample)) == sum(map(len, words)):
        candidates = _HOME
    else:
        candidates = _ALL_LATIN
    return _guess(sample, candidates) or (UNKNOWN, 0.0)


@cache
def _function_words() -> dict[str, frozenset[str]]:
    return {code: frozenset(entries("function_words", code)) for code in languages("function_words")}


@lru_cache(maxsize=16)
def _factory(codes: tuple[str, ...]) -> DetectorFactory:
    """Load the profiles of some languages; langdetect itself would load all 55 of them, in half a second."""
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory, LangProfile

    factory = DetectorFactory()
    factory.set_seed(0)
    for index, code in enumerate(codes):
        profile = json.loads((Path(PROFILES_DIRECTORY) / code).read_text("utf-8"))
        factory.add_profile(LangProfile(**profile), index, len(codes))
    return factory


def _guess(sample: str, codes: tuple[str, ...]) -> tuple[str, float] | None:
    """Return langdetect's best guess among some languages, or None where it finds nothing to go by."""
    from langdetect.lang_detect_exception import LangDetectException

    detector = _factory(codes).create()
    detector.set_prior_map({code: _PRIOR.get(code, 1.0) for code in codes})
    detector.append(sample)
    try:
        best = detector.get_probabilities()
    except LangDetectException:
        return None
    return (str(best[0].lang), round(min(1.0, float(best[0].prob)), 4)) if best else None
