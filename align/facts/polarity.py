"""Negation, modality and degree: words that turn, weaken or grade a statement, in classes of no language."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from align.facts.lexicon import lexicon
from align.facts.model import Mark
from align.facts.tokens import Token, tokens
from align.facts.wordlists import phrases

# Dutch and English affixes that negate an adjective; short and common words with that look are no negations.
_AFFIXES = {
    "en": re.compile(
        r"(?:un|non-?)(?!der|ion|ilat|it|iv|ique|iform|til|less|cle|like|anim)[a-z]{4,}"
        r"(?:ed|able|ible|al|ful|ing|ly|ous|ic|ary|ant|ent)|\w{3,}less(?:ly|ness)?|non(?!e|sens|stop)\w{5,}"
        r"|(?:im|in|ir)(?:possib|compet|eligib|access|capab|effect|suffic|complete|visib|secur|adequa|appropri|regul|relev|respons)\w+"
    ),
    "nl": re.compile(
        r"on(?!t(?!ev|oe)|der|rust|weer|geval|heil|raad|kosten|geveer|gelu[kc]|dank|line|middel|langs|ze|s\b|omst)"
        r"[a-z]{3,}(?:baar|bare|lijk|lijke|ig|ige|d|de|t|te|en|end|ende|s|se|p|pe|el|ele|er|ers)|\w{3,}lo(?:os|ze)"
    ),
}
# What follows "deny" where it says that something is not so; one can also be denied entry, or a goal.
_DENIABLE = re.compile(
    r"\w{3,}ing|that|any|all|it|this|having|reports?|claims?|charges|rumou?rs|accusations?|allegations?|involvement"
    r"|responsibility|suggestions?|guilt|news|existence|knowledge|there"
)
_FINITE = re.compile(r"is|are|was|were|has|have|had|will|would|could")
# Negation that hides in a word, or is only near to it: a translation may say it with "not", or leave it out.
_NEAR = frozenset({"lack", "few", "hardly", "only"})
_PLAIN = frozenset({"not", "never", "none"})
_PREFIXES = ("no-", "non-", "niet-", "anti-", "un-")
_NT = re.compile(r"\w+n't|can't|cant|dont|didnt|isnt", re.IGNORECASE)
# Dutch words that negate a clause by themselves.
DUTCH_NOT = frozenset(("niet", "geen", "nooit"))
_ARABIC_NOT = frozenset(["لا", "لن", "لم", "ولا", "ولن", "ولم", "فلا", "فلن", "فلم", "ليس", "ليست", "وليس"])
# Words in which the exception to an Arabic negation follows it, and what ends its statement.
_EXCEPTION = 15
_ENDS = frozenset(".;؛:?؟!")
_IMPERFECT = re.compile(r"[يتنا]\w{2,}")
# What makes a time of a negation before it.
_UNTIL = frozenset(("until", "totdat"))
# What opens a comparison behind a negation, and what goes on with it.
_AS = {"en": (("as", "so"), "as"), "nl": (("zo", "even", "zoveel"), "als")}
# What stands before a comparative that makes a superlative behind a negation.
_SUCH = frozenset(("a", "an", "any", "no", "een", "geen"))
# Behind these stands a name.
_TITLES = frozenset(("السيد", "السيده"))
# Words that, behind a negation and before a time, tell when something does happen; parts of such times.
_BEFORE = {"en": ("before",), "nl": ("voor", "vóór"), "ar": ("قبل",)}
_PARTS = frozenset(("next", "end", "volgende", "eind", "begin", "half", "نهايه", "منتصف", "مطلع", "اواخر"))
_PERFECT_LOOK = re.compile(r"ت[وم]\w+ت|ت\w{2}ي?ت?|ا(?:ن|ست|ت|[^ن]ت)\w+|ا\w{2,3}|نُ?ق?ل\w?")


def find_marks(text: str, lang: str) -> tuple[Mark, ...]:
    """Find negations, modality and words of degree.

    Kinds and values are the same in every language. "negation": "not", "none", "never", "without", "no
    longer", "not yet", "denied". "near", what is close to a negation: "hardly", "few", "only", and "lack" for
    negation that hides in a word (impossible, fail, refuse), which a faithful translation may say with "not".
    "modality": "possible", "able", "likely", "seems", "reported", "would", "should", "must". "degree":
    "all", "most", "mostly", "many", "some", "completely", "partly", "almost", "heavily", "lightly".
    """
    found = tokens(text)
    table = phrases("polarity", lang)
    marks: list[Mark] = []
    covered: set[int] = set()
    for first, last, (kind, value) in table.scan(found):
        covered.update(range(first, last))
        value = _decide(value, found, first, last)
        if lang == "ar" and value == "not" and _says_only(found, last):
            continue
        if value in _PLAIN and (_says_most(found, last, lang) or _compares(found, last, lang)):
            value = "lack"
        if kind == "negation" and (_says_when(found, first, last, lang) or _is_none(found, first, last)):
            continue
        if kind != "-" and value:
            marks.append(_mark(text, found[first].start, found[last - 1].end, kind, value))
    affix = _AFFIXES.get(lang)
    for index, token in enumerate(found):
        if index in covered:
            continue
        if lang == "en" and "n't" in token.norm and _NT.fullmatch(token.norm):
            if _says_when(found, index, index + 1, lang):
                continue
            marks.append(_mark(text, token.start, token.end, "negation", "not"))
        elif (lang != "ar" and token.norm.startswith(_PREFIXES) and token.norm[-1].isalpha()) or (
            affix is not None and len(token.norm) > 5 and affix.fullmatch(token.norm)
        ):
            marks.append(_mark(text, token.start, token.end, "negation", "lack"))
    return tuple(sorted(marks, key=lambda mark: (mark.start, mark.end)))


def _mark(text: str, start: int, end: int, kind: str, value: str) -> Mark:
    if value in _NEAR:
        kind = "near"
    return Mark(kind, 0, start, end, text[start:end], value)


def _decide(value: str, found: Sequence[Token], first: int, last: int) -> str:
    """Settle a value that depends on its neighbours; an empty string means that it is no mark."""
    if not value.endswith("?"):
        return value
    return _RULES[value](found, first, last)


def _possible(found: Sequence[Token], first: int, last: int) -> str:
    """Take Arabic qad for "may" only before an imperfect verb: before a perfect it says that it happened."""
    if last >= len(found):
        return ""
    word = found[last].norm
    if word in ("لا", "لن"):
        return "possible"
    return "possible" if _IMPERFECT.fullmatch(word) and not _PERFECT_LOOK.fullmatch(word) else ""


def _not(found: Sequence[Token], first: int, last: int) -> str:
    """Take Arabic ma for "not" only where a perfect verb and an exception follow; mostly it is "what"."""
    rest = [token.norm for token in found[last : last + 8]]
    return "not" if "الا" in rest and found[first].norm in ("ما", "وما") else ""


def _says_when(found: Sequence[Token], first: int, last: int, lang: str) -> bool:
    """Say whether a negation tells when something happens: "could not take off until sunrise", `لن يفتح قبل
    الخميس`, `gaat niet voor donderdag open`, `geen oordeel zolang het onderzoek niet klaar is`.
    """
    if lang == "nl" and _as_long_as(found, first, last):
        return True
    behind = found[last : last + _EXCEPTION]
    for token, following in pairwise(behind):
        if token.norm in _UNTIL:
            return True
        if token.norm in _BEFORE.get(lang, ()) and _is_time(following, lang):
            return True
        if token.norm in _ENDS or token.norm in (",", "،", "and", "but", "en", "maar"):
            return False
    return False


def _as_long_as(found: Sequence[Token], first: int, last: int) -> bool:
    """Say whether a Dutch negation is one of two around `zolang`, which together say "until"."""
    before = [token.norm for token in found[max(0, first - _EXCEPTION) : first]]
    behind = [token.norm for token in found[last : last + _EXCEPTION]]
    return any(
        "zolang" in words and not DUTCH_NOT.isdisjoint(words[words.index("zolang") :])
        for words in (before[::-1], behind)
    )


def _is_time(token: Token, lang: str) -> bool:
    """Say whether a word behind "before" begins a time: a weekday, a month, or the end of one."""
    tables = lexicon(lang).tables
    return token.norm in _PARTS or any(token.norm in tables.get(kind, ()) for kind in ("weekday", "month"))


def _is_none(found: Sequence[Token], first: int, last: int) -> bool:
    """Say whether a negation is none: the "No" of "No. 1", or an Arabic "not" that is the article of a
    foreign name, which opens a quotation with no verb behind it, or the name of Mr Fleiss.
    """
    if found[first].text == "No":
        return any(token.norm[:1].isdigit() for token in found[last : last + 2])
    if first and found[first - 1].norm in _TITLES and found[first].norm.startswith("ف"):
        return True
    if found[first].norm != "لا" or not 0 < first < len(found) - 1:
        return False
    return found[first - 1].text in '«"“' and not _IMPERFECT.fullmatch(found[last].norm)


def _says_only(found: Sequence[Token], last: int) -> bool:
    """Say whether an Arabic negation is none: with "only" or "except" behind it, it says "only"."""
    if any(token.norm in ("فقط", "فحسب") for token in found[last : last + 5]):
        return True
    for token, following in pairwise(found[last : last + _EXCEPTION]):
        if token.norm == "سوي":
            return True
        if token.norm == "الا":
            return not following.norm.startswith("ان")  # "except that" begins another statement
        if token.norm in _ENDS:
            return False
    return False


def _says_most(found: Sequence[Token], last: int, lang: str) -> bool:
    """Say whether a negation makes a superlative: "has not seen a worse disaster" is the worst."""
    tables = lexicon(lang).tables
    if lang == "ar":
        return any(token.norm in tables["superlative"] for token in found[last : last + 5])
    more = tables.get("comparative", {})
    return any(x.norm in _SUCH and y.norm in more for x, y in pairwise(found[last - 1 : last + 5]))


def _compares(found: Sequence[Token], last: int, lang: str) -> bool:
    """Say whether a negation is that of a comparison, which may be turned: "not as fast as", faster."""
    firsts, second = _AS.get(lang, ((), ""))
    opens = last < len(found) and found[last].norm in firsts
    return opens and any(token.norm == second for token in found[last + 1 : last + _EXCEPTION])


def _never(found: Sequence[Token], first: int, last: int) -> str:
    """Take Arabic abadan for "never" by itself only: behind a negation it strengthens that one."""
    before = {token.norm for token in found[max(0, first - 8) : first]}
    return "never" if before.isdisjoint(_ARABIC_NOT) else ""


def _other(found: Sequence[Token], first: int, last: int) -> str:
    """Take Arabic ghayr for negation in a word, unless a doubled letter makes it the verb "to change"."""
    return "" if "\u0651" in found[first].text else "lack"


def _except(found: Sequence[Token], first: int, last: int) -> str:
    """Tell Arabic alla, "that not", from illa, "except", by the hamza that folding takes off."""
    return "not" if "أ" in found[first].text else "lack"


def _denied(found: Sequence[Token], first: int, last: int) -> str:
    """Take "deny" for a negation where a statement follows: one can also be denied a visa."""
    following = [token.norm for token in found[last : last + 6]]
    stated = any(_DENIABLE.fullmatch(word) for word in following[:3])
    return "denied" if stated or any(_FINITE.fullmatch(word) for word in following) else "lack"


def _most(found: Sequence[Token], first: int, last: int) -> str:
    """Take "most" for a share only before a plural: before an adjective it is a superlative."""
    before = found[first - 1].norm if first else ""
    after = found[last].norm if last < len(found) else ""
    superlative = before in ("the", "a", "at", "its", "their", "his", "her", "our", "my") or before.endswith(
        "'s"
    )
    return "most" if not superlative and (after.endswith("s") or after == "people") else ""


_RULES: dict[str, Callable[[Sequence[Token], int, int], str]] = {
    "possible?": _possible,
    "not?": _not,
    "most?": _most,
    "lack?": _other,
    "except?": _except,
    "never?": _never,
    "denied?": _denied,
}
