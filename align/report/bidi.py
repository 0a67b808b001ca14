"""Text that comes from an article, made safe to show: direction, isolation, visible controls.

Sources: Unicode Standard Annex 9 (bidirectional algorithm: isolates, explicit embeddings and overrides).
"""

from __future__ import annotations

import re
import unicodedata

FSI = "\u2068"
PDI = "\u2069"
RLM = "\u200f"

# ISO 639-1/-3 codes of languages whose usual script runs from right to left.
_RTL = frozenset(
    ("ar", "arc", "arz", "azb", "ckb", "dv", "fa", "he", "ks", "nqo", "pnb", "ps", "sd", "ug", "ur", "yi")
)

# What could steer a terminal, reach past the text that holds it, break a line or hide words: control
# characters and lone surrogates, line and paragraph separators, embeddings, overrides and isolates (not the
# plain marks LRM, RLM and ALM, nor the joiners that scripts need), noncharacters, tag characters.
CONTROL = re.compile(
    "([\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\U000e0000-\U000e007f])"
)
_SPACE = re.compile(r"\s+")


def direction(lang: str) -> str:
    """Return "rtl", "ltr" or, where the language is not known, "auto": values of the HTML attribute `dir`."""
    code = lang.lower().replace("_", "-").split("-")[0]
    if code in ("", "und"):
        return "auto"
    return "rtl" if code in _RTL else "ltr"


def is_control(char: str, keep: str = "\n\t") -> bool:
    """Tell whether a character could steer a terminal or the direction of the text around it."""
    return char not in keep and CONTROL.match(char) is not None


def code_label(char: str) -> str:
    """Return the visible stand-in of a character, for instance "<U+202E>"."""
    return f"<U+{ord(char):04X}>"


def neutralise(text: str, keep: str = "\n\t") -> str:
    """Replace control, escape and bidi-control characters by their visible code, `<U+001B>`; keep `keep`."""
    return CONTROL.sub(lambda found: found[0] if found[0] in keep else code_label(found[0]), text)


def flat(text: str) -> str:
    """Put a text on one line, each run of white space as one space, and neutralise it."""
    return neutralise(_SPACE.sub(" ", text))


def has_rtl(text: str) -> bool:
    """Tell whether a text holds a letter or digit that runs, or makes text run, from right to left."""
    return any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in text if char > "\u0590")


def isolate(text: str, lang: str = "") -> str:
    """Wrap a text that holds right-to-left letters in U+2068 and U+2069; other text is returned as it is.

    Of a right-to-left language every piece is wrapped, and one that does not begin with such a letter
    gets a right-to-left mark first, so that every line runs the same way.
    """
    rtl = direction(lang) == "rtl"
    if not rtl and not has_rtl(text):
        return text
    if rtl and first_strong(text) not in ("R", "AL"):
        text = RLM + text
    return f"{FSI}{text}{PDI}"


def first_strong(text: str) -> str:
    """Return the bidirectional class of the first strong character, "L", "R" or "AL"; "" if there is none."""
    for char in text:
        found = unicodedata.bidirectional(char)
        if found in ("L", "R", "AL"):
            return found
    return ""
