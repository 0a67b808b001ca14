"""What is told as a cause, of whatever sort: `because of malaria`, `wegens een staking`, `بسبب عاصفة`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.facts.contrasts import Contrast
from align.facts.tokens import tokens
from align.facts.wordlists import phrases

# The dimension of words that say something only as a cause: illness, debts.
REASON = "reason"
# The dimensions of contrasts whose words may be a cause.
CAUSES = frozenset(
    (
        "animal", "attack", "crime", "device", "disaster", "disease", "drug", "energy", "gathering", "injury",
        "missile", "penalty", REASON, "substance", "unrest", "weapon", "weather", "work", "wreck",
    )
)  # fmt: skip
# How many words behind "because of" the cause may stand, and what ends a cause.
_WORDS = 6
_ENDS = frozenset(",،;؛:.!?()")


def find_causes(text: str, lang: str, contrasts: Sequence[Contrast]) -> Iterator[Contrast]:
    """Find the words of known contrasts that stand behind a word of cause.

    `contrasts` are those of the sentence, in order, with its offsets. Their dimension becomes "cause", so
    that causes of different sorts can be compared: a storm, a strike.
    """
    words = tokens(text)
    taken = set()
    for _, last, _ in phrases("causal", lang).scan(words):
        end = last
        while end < min(last + _WORDS, len(words)) and words[end].text not in _ENDS:
            end += 1
        if end == last:
            continue
        start, stop = words[last].start, words[end - 1].end
        first = next((c for c in contrasts if c.dimension in CAUSES and start <= c.start < stop), None)
        if first is not None and first.start not in taken:
            taken.add(first.start)
            yield Contrast("cause", first.value, first.start, first.end, first.text)
