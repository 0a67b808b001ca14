"""Arabic that lost its spaces: where they belong, and what the encoder makes of the text."""

from __future__ import annotations

import numpy as np
import pytest

from align.article import Article
from align.encoder import load_encoder
from align.encoding import encode_article, encode_sentences, fold
from align.runons import lost_spaces, runs_together

SPACED = "تعهدت كوريا الشمالية في اجتماع هذا الشهر بتفكيك موقع صواريخ قرب الحدود"
RUN_TOGETHER = "تعهدتكورياالشمالية فياجتماعهذاالشهر بتفكيكموقعصواريخ قربالحدود"
ENGLISH = "North Korea promised in a meeting this month to dismantle a missile site near the border"


def words(part: str, first: bool) -> float | None:
    """A vocabulary of three words, and single letters that are unlikely."""
    if first and part in ("وزارة", "الصحة", "العالمية"):
        return -5.0
    return -9.0 if len(part) == 1 else None


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("الصحةالعالمية", "الصحة العالمية"),
        ("وزارةالصحةالعالمية", "وزارة الصحة العالمية"),
        ("إلىالمدينة", "إلى المدينة"),
        ("والاستراتيجيات", "والاستراتيجيات"),
        ("no Arabic at all", "no Arabic at all"),
        ("", ""),
    ],
)
def test_spaces_go_behind_final_letters_and_between_known_words(text: str, parted: str) -> None:
    for cut in reversed(lost_spaces(text, words)):
        text = f"{text[:cut]} {text[cut:]}"
    assert text == parted


@pytest.mark.parametrize(
    ("text", "expected"),
    [(RUN_TOGETHER, True), (SPACED, False), ("الاستقلالية", False), (ENGLISH, False), ("", False)],
)
def test_only_text_that_lost_most_of_its_spaces_runs_together(text: str, expected: bool) -> None:
    assert runs_together(text) is expected


def test_text_that_runs_together_is_encoded_nearly_like_the_text_itself() -> None:
    encoder = load_encoder()
    english, spaced, together = encode_sentences(encoder, [ENGLISH, SPACED, RUN_TOGETHER])
    as_given = np.asarray(encoder.encode([RUN_TOGETHER]))[0]
    assert english @ spaced > 0.7
    assert english @ together > english @ as_given + 0.15
    assert spaced @ together > 0.9


def test_words_and_spans_keep_the_offsets_of_the_text_as_given() -> None:
    encoder = load_encoder()
    article = Article.from_sentences([RUN_TOGETHER], lang="ar")
    tokens = encode_article(article, encoder).tokens
    assert tokens is not None
    spans = list(zip(tokens[0].starts.tolist(), tokens[0].ends.tolist(), strict=True))
    assert "".join(RUN_TOGETHER[a:b] for a, b in spans) == RUN_TOGETHER.replace(" ", "")
    folded = fold(RUN_TOGETHER, encoder)
    start = RUN_TOGETHER.index("الشمالية")
    assert folded.text[slice(*folded.forth(start, start + 8))].strip() == "الشمالية"
    assert folded.back(*folded.forth(start, start + 8)) == (start, start + 8)
