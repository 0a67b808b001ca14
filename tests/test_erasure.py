"""What a sentence gains without one of its parts, and what lengths say of parts that are missing."""

from __future__ import annotations

import numpy as np
import pytest

from align.aligner import align_encoded
from align.article import Article
from align.diffing.erasure import Erasure
from align.diffing.negations import affirmations
from align.diffing.presence import bead_partners, find_presence
from align.diffing.view import View, build_view
from align.encoder import Encoder, load_encoder
from align.encoding import encode_article, encode_sentences, encode_without

DUTCH = [
    "De brug over de rivier is gesloten, omdat de pijlers door het hoge water zijn beschadigd.",
    "De burgemeester heeft de scholen in de binnenstad gesloten.",
    "Drie bussen rijden om langs de haven.",
]
ENGLISH = [
    "The bridge over the river is closed.",
    "The mayor has closed the schools in the city centre.",
    "Three buses take the long way round by the harbour.",
]


class Letters:
    """An encoder with nothing but `encode`."""

    def encode(self, sentences: list[str], /) -> list[list[float]]:
        return [
            [s.lower().count(letter) + 0.01 for letter in "abcdefghijklmnopqrstuvwxyz"] for s in sentences
        ]


def views(a: list[str], b: list[str], lang_a: str = "nl", lang_b: str = "en") -> Erasure:
    encoder = load_encoder()
    articles = Article.from_sentences(a, lang=lang_a), Article.from_sentences(b, lang=lang_b)
    encoded = [encode_article(article, encoder) for article in articles]
    found: list[View] = [build_view(x, encoder, e) for x, e in zip(articles, encoded, strict=True)]
    alignment = align_encoded(*articles, *encoded, order="monotone", encoder=encoder)
    return Erasure((found[0], found[1]), bead_partners(alignment))


def test_a_sentence_comes_nearer_without_the_clause_that_the_other_version_lacks() -> None:
    erasure = views(DUTCH, ENGLISH)
    view = erasure.views[0]
    gains = {}
    for index, claim in enumerate(view.facts.claims):
        if claim.sentence == 0:
            others = erasure.beads[0][0]
            gains[claim.text] = erasure.gain(0, 0, view.claims_without[index], others)
    bridge, pillars = gains.values()
    assert pillars > 0 > bridge


def test_lengths_tell_a_missing_clause() -> None:
    erasure = views(DUTCH, ENGLISH)
    size = len("omdat de pijlers door het hoge water zijn beschadigd.")
    assert erasure.missing(0, 0, size) > 0.5
    assert erasure.missing(0, 1, len(DUTCH[1]) // 2) < 0
    assert erasure.missing(0, 1, len(DUTCH[1])) == 0.0, "a claim that is its whole sentence"


@pytest.mark.parametrize("encoder", [load_encoder(), Letters()], ids=["bundled", "plain"])
def test_encode_without_is_near_the_vector_of_the_rest(encoder: Encoder) -> None:
    text = "The bridge over the river is closed because the pillars are damaged."
    cut = text.index(" because")
    (rows,) = encode_without(encoder, [text], [[(cut, len(text)), (0, len(text))]])
    rest = encode_sentences(encoder, [text[:cut], text])
    assert rows[0] @ rest[0] > rows[0] @ rest[1]
    assert rows[0] @ rest[0] > 0.9
    assert not rows[1].any()


def test_spans_of_folded_text_are_moved_along() -> None:
    encoder = load_encoder()
    plain, marked = "أُغلق الجسر بسبب الفيضان", "أُغْلِقَ الجِسْرُ بسبب الفيضان"
    (a,) = encode_without(encoder, [plain], [[(plain.index("بسبب"), len(plain))]])
    (b,) = encode_without(encoder, [marked], [[(marked.index("بسبب"), len(marked))]])
    assert np.allclose(a, b, atol=1e-5)


def test_the_negation_without_a_counterpart_is_the_one_that_differs() -> None:
    dutch = ["De minister was niet te laat en de bus reed gewoon door.", *DUTCH[1:]]
    english = ["The minister was not late and the bus did not drive on.", *ENGLISH[1:]]
    erasure = views(dutch, english)
    presences = find_presence(erasure, 0), find_presence(erasure, 1)
    (found,) = affirmations(erasure, 1, presences[1])
    negation = found.source
    assert english[0][negation.start : negation.end + 6].startswith("not drive")
    assert found.sentence == 0
    assert affirmations(erasure, 0, presences[0]) == ()
