"""What any encoder returns is checked; texts are folded, offsets stay those of the text."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from align.article import Article
from align.encoder import TokenVectors, load_encoder
from align.encoding import encode_article, encode_sentences, encode_spans, fold
from align.errors import EncoderError


class Given:
    """An encoder that returns what it was given."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer
        self.asked: list[str] = []

    def encode(self, sentences: list[str], /) -> Any:
        self.asked = sentences
        return self.answer


class Tensor:
    """What a tensor of another library looks like from here."""

    def detach(self) -> Tensor:
        return self

    cpu = float = detach

    def numpy(self) -> Any:
        return np.array([[0.0, 2.0]], dtype=np.float64)


@pytest.mark.parametrize(
    "answer", [[[0, 2]], [(0.0, 5.0)], np.array([[0, 3]]), np.array([[0.0, 1e-3]]), Tensor()]
)
def test_numbers_of_any_kind_become_unit_vectors(answer: Any) -> None:
    vectors = encode_sentences(Given(answer), ["one"])
    assert vectors.dtype == np.float32
    assert vectors.tolist() == [[0.0, 1.0]]


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (None, "encode must return 1 vectors, an array of shape (1, d); got shape ()"),
        ([], "encode must return 1 vectors, an array of shape (1, d); got shape (0,)"),
        ([1.0, 2.0], "encode must return 1 vectors, an array of shape (1, d); got shape (2,)"),
        ([[1.0], [2.0]], "encode must return 1 vectors, an array of shape (1, d); got shape (2, 1)"),
        ([[]], "encode must return 1 vectors, an array of shape (1, d); got shape (1, 0)"),
        (
            [[1.0, float("nan")]],
            "encode must return 1 vectors, an array of shape (1, d), of finite numbers; "
            "vector 0 holds NaN or infinity",
        ),
    ],
)
def test_anything_else_is_an_error_that_says_what_came(answer: Any, message: str) -> None:
    with pytest.raises(EncoderError) as caught:
        encode_sentences(Given(answer), ["one"])
    assert str(caught.value) == message


@pytest.mark.parametrize("answer", ["text", [["a", "b"]], [[1.0], [1.0, 2.0]], object()])
def test_what_is_not_numbers_is_an_error_of_one_line(answer: Any) -> None:
    with pytest.raises(
        EncoderError, match=r"^encode must return 1 vectors, an array of shape \(1, d\); got "
    ) as caught:
        encode_sentences(Given(answer), ["one"])
    assert "\n" not in str(caught.value)


def test_blank_sentences_are_zero_and_not_asked_for() -> None:
    encoder = Given([[3.0, 4.0]])
    vectors = encode_sentences(encoder, ["", "one", " \n\t", "one"])
    assert encoder.asked == ["one"]
    np.testing.assert_allclose(vectors, [[0, 0], [0.6, 0.8], [0, 0], [0.6, 0.8]], atol=1e-6)


def test_a_zero_vector_stays_zero() -> None:
    assert encode_sentences(Given([[0.0, 0.0]]), ["one"]).tolist() == [[0.0, 0.0]]


def test_only_blank_sentences_have_a_row_each() -> None:
    assert encode_sentences(Given([]), ["", " "]).shape[0] == 2
    assert encode_sentences(load_encoder(), ["", " "]).shape == (2, 512)


def test_token_vectors_must_fit_the_sentences() -> None:
    class Short(Given):
        def encode_tokens(self, sentences: list[str], /) -> list[TokenVectors]:
            return []

    article = Article.from_sentences(["one"], lang="en")
    with pytest.raises(EncoderError, match=r"^encode_tokens must return 1 results; got 0$"):
        encode_article(article, Short([[1.0]]))


def test_an_article_has_vectors_and_tokens_for_every_sentence() -> None:
    article = Article.from_sentences(["The dam held.", "", "The dam held."], lang="en")
    encoded = encode_article(article, load_encoder())
    assert encoded.vectors.shape == (3, 512)
    assert not encoded.vectors[1].any()
    assert encoded.tokens is not None
    assert [len(t.starts) for t in encoded.tokens] == [4, 0, 4]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("plain", "plain"),
        ("مُحَمَّدٌ", "محمد"),
        ("قـــال", "قال"),
        ("١٢٣٫٥ ٪٧", "123.5 7٪".replace("7٪", "%7")),
        ("۴۵ and ४५", "45 and 45"),
        ("\u200f«نعم»\u2069", "«نعم»"),
        ("½ x²", "½ x²"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text).text == folded


def test_spans_of_folded_words_are_those_of_the_text() -> None:
    text = "\u200fقَالَ مُحَمَّدٌ إنّ ١٢٣ شَخصًا نُقِلُوا."
    tokens = encode_article(Article.from_sentences([text], lang="ar"), load_encoder()).tokens
    assert tokens is not None
    words = [text[a:b] for a, b in zip(tokens[0].starts, tokens[0].ends, strict=True)]
    assert words == ["قَالَ", "مُحَمَّدٌ", "إنّ", "١٢٣", "شَخصًا", "نُقِلُوا", "."]


def test_spans_are_asked_for_in_the_folded_text() -> None:
    marked, plain = "قَالَ مُحَمَّدٌ ذَلِكَ", "قال محمد ذلك"
    start, end = marked.index("مُ"), marked.index(" ذ")
    a = encode_spans(load_encoder(), [marked], [[(start, end)]])[0]
    b = encode_spans(load_encoder(), [plain], [[(4, 8)]])[0]
    assert np.array_equal(a, b)


def test_vowel_marks_do_not_change_a_vector() -> None:
    vectors = encode_sentences(load_encoder(), ["قَالَ الرَّئِيسُ ذٰلِكَ", "قال الرئيس ذلك"])
    assert np.array_equal(vectors[0], vectors[1])
