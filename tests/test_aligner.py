"""The aligner on small texts: merges, gaps, moves, symmetry, and every corner case decided."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from align import engine
from align.aligner import ORDER_NOTE, align, align_encoded, align_vectors, swapped
from align.alignment import Alignment, Bead, Link
from align.article import Article
from align.encoding import Encoded
from align.errors import InputError, OptionError
from align.locks import Locks

Vectors = NDArray[np.float32]


def unit(rows: NDArray[np.float64]) -> Vectors:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def topics(count: int, seed: int = 0) -> Vectors:
    """Return unit vectors that are nearly orthogonal."""
    return unit(np.random.default_rng(seed).normal(size=(count, 64)))


def noisy(vectors: Vectors, seed: int = 1) -> Vectors:
    return unit(vectors + 0.05 * np.random.default_rng(seed).normal(size=vectors.shape))


def pairs(alignment: Alignment) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.a, bead.b) for bead in alignment.beads]


def article(texts: list[str], lang: str = "en") -> Article:
    return Article.from_sentences(texts, lang=lang)


class Words:
    """An encoder for tests: a sentence is the sum of fixed random vectors of its words."""

    def encode(self, sentences: list[str], /) -> Vectors:
        return np.stack([self._sentence(s) for s in sentences])

    def _sentence(self, sentence: str) -> Vectors:
        seeds = [
            int.from_bytes(word.encode(), "little") % 2**32 for word in sentence.lower().rstrip(".").split()
        ]
        return np.sum([np.random.default_rng(seed).normal(size=64) for seed in seeds], axis=0).astype(
            np.float32
        )


LINES = [
    "harbour cranes stopped turning yesterday",
    "ministers refused every offer",
    "bread prices doubled since spring",
    "doctors opened three tents",
    "rain flooded northern villages",
    "pupils returned after lunch",
]


def test_a_faithful_copy_is_all_one_to_one_and_in_order() -> None:
    x = topics(12)
    found = align_vectors(x, noisy(x))
    assert pairs(found) == [((i,), (i,)) for i in range(12)]
    assert found.order == "monotone"
    assert found.comparable > 0.9
    assert not found.notes


def test_a_sentence_of_one_side_alone_is_a_null_bead_in_its_place() -> None:
    x = topics(12)
    found = align_vectors(x, noisy(np.delete(x, 4, axis=0)))
    assert ((4,), ()) in pairs(found)
    assert [bead.a for bead in found.beads] == [(i,) for i in range(12)]
    assert sum(bead.is_null for bead in found.beads) == 1


def test_a_merged_sentence_is_one_bead() -> None:
    whole = [*LINES[:2], f"{LINES[2]} {LINES[3]}", *LINES[4:]]
    found = align(article(LINES), article(whole), encoder=Words())
    assert pairs(found) == [((0,), (0,)), ((1,), (1,)), ((2, 3), (2,)), ((4,), (3,)), ((5,), (4,))]
    assert [(link.a, link.b) for link in found.links] == [(0, 0), (1, 1), (2, 2), (3, 2), (4, 3), (5, 4)]


def test_a_moved_block_is_moved_and_neither_dropped_nor_added() -> None:
    x = topics(14)
    order = [*range(4), *range(9, 14), *range(4, 9)]
    found = align_vectors(x, noisy(x[order]))
    assert found.order == "free"
    assert not any(bead.is_null for bead in found.beads)
    assert {(link.a, link.b) for link in found.links} == {(i, j) for j, i in enumerate(order)}
    assert sum(link.moved for link in found.links) == 5


@pytest.mark.parametrize("size", [1, 2])
@pytest.mark.parametrize("order", ["auto", "free"])
def test_a_sentence_that_moved_by_itself_is_moved_in_a_long_text(size: int, order: str) -> None:
    x = topics(40)
    places = [*range(5), *range(5 + size, 30), *range(5, 5 + size), *range(30, 40)]
    y = noisy(x[places])
    found = align_vectors(x, y, order=order)
    assert found.order == "free"
    assert not any(bead.is_null for bead in found.beads)
    assert [link.a for link in found.links if link.moved] == list(range(5, 5 + size))
    turned = align_vectors(y, x, order=order)
    assert {(link.b, link.a) for link in turned.links} == {(link.a, link.b) for link in found.links}


def test_sentences_left_out_on_both_sides_are_joined_only_if_they_match() -> None:
    x = topics(24)
    y = noisy(x).copy()
    y[7], x_other = noisy(topics(30)[29:])[0], topics(30)[28]
    x[15] = x_other
    found = align_vectors(x, y)
    assert found.order == "monotone"
    assert not any(link.moved for link in found.links)


def test_order_can_be_forced() -> None:
    x = topics(10)
    y = noisy(x[[5, 6, 7, 8, 9, 0, 1, 2, 3, 4]])
    found = align_vectors(x, y, order="monotone")
    assert found.order == "monotone"
    assert all(k.b < m.b for k, m in zip(found.links, found.links[1:], strict=False))
    assert align_vectors(x, y, order="free").order == "free"


def test_texts_too_long_to_test_their_order_say_that_it_was_taken_for_granted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engine, "MOST_FREE_NODES", 100)
    x = topics(12)
    y = noisy(x[[*range(6, 12), *range(6)]])
    found = align_vectors(x, y)
    assert (found.order, found.notes[:1]) == ("monotone", (ORDER_NOTE,))
    assert ORDER_NOTE not in align_vectors(x, y, order="monotone").notes
    assert align_vectors(x, y, order="free").order == "free"
    assert not align_vectors(x[:8], noisy(x[:8])).notes


@pytest.mark.parametrize("order", ["auto", "monotone", "free"])
@pytest.mark.parametrize("seed", range(6))
def test_swapping_the_sides_swaps_the_result(order: str, seed: int) -> None:
    rng = np.random.default_rng(seed)
    x = topics(9, seed)
    y = noisy(x[rng.permutation(9)[: int(rng.integers(1, 9))]], seed)
    assert align_vectors(y, x, order=order) == swapped(align_vectors(x, y, order=order))


def test_swapping_texts_swaps_links_of_comparable_texts_too() -> None:
    texts = [f"{LINES[0]} {LINES[1]}", LINES[2], LINES[3]], [LINES[1], LINES[0], LINES[4], LINES[1]]
    a, b = (article(t) for t in texts)
    assert align(b, a, encoder=Words()) == swapped(align(a, b, encoder=Words()))


def test_identical_texts_are_aligned_with_themselves_even_where_sentences_repeat() -> None:
    x = topics(6)[[0, 1, 2, 0, 3, 0, 4, 5]]
    found = align_vectors(x, x)
    assert pairs(found) == [((i,), (i,)) for i in range(8)]


@pytest.mark.parametrize(("n", "m"), [(0, 0), (0, 3), (3, 0)])
def test_an_empty_side_gives_null_beads_alone(n: int, m: int) -> None:
    found = align_vectors(topics(3)[:n], topics(3)[:m])
    assert pairs(found) == [((i,), ()) for i in range(n)] + [((), (j,)) for j in range(m)]
    assert found.links == ()
    assert found.comparable == (1.0 if n == m else 0.0)


def test_one_sentence_each_is_one_bead_if_they_match() -> None:
    x = topics(1)
    assert pairs(align_vectors(x, noisy(x))) == [((0,), (0,))]


def test_blank_sentences_keep_their_ids_and_stand_alone() -> None:
    texts = [LINES[0], " ", LINES[1], LINES[2]]
    found = align(article(texts), article(LINES[:3]), encoder=Words())
    assert pairs(found) == [((0,), (0,)), ((1,), ()), ((2,), (1,)), ((3,), (2,))]


def test_two_texts_of_blanks_are_versions_of_one_another() -> None:
    blank = Encoded(np.zeros((2, 4), dtype=np.float32), None)
    found = align_encoded(article([" ", ""]), article(["", " "]), blank, blank)
    assert all(bead.is_null for bead in found.beads)
    assert found.comparable == 1.0


def test_unrelated_texts_get_a_warning() -> None:
    found = align_vectors(topics(12), topics(12, seed=9))
    assert found.comparable < 0.5
    assert found.notes == (
        f"the two texts hardly look like versions of one article (comparable {found.comparable:.2f}): "
        "read the result with care",
    )


def test_every_score_is_a_probability() -> None:
    x = topics(15)
    found = align_vectors(x, noisy(x[::-1]))
    scores = [item.score for item in (*found.beads, *found.links)]
    assert all(0.0 <= score <= 1.0 for score in scores)


def test_long_texts_are_aligned_in_a_band() -> None:
    x = topics(700)
    kept = np.setdiff1d(np.arange(700), [100, 101, 102, 103, 390, 555])
    found = align_vectors(x, noisy(x[kept]), order="monotone")
    right = {(int(i), j) for j, i in enumerate(kept)}
    assert {(link.a, link.b) for link in found.links} == right


def test_wrong_arguments_are_named() -> None:
    x = topics(2)
    with pytest.raises(OptionError) as caught:
        align_vectors(x, x, order="sorted")
    assert str(caught.value) == 'expected an order of "auto", "monotone" or "free", got \'sorted\''
    with pytest.raises(InputError, match="expected a length for each of 2 vectors, got 3 lengths"):
        align_vectors(x, x, [1.0, 2.0, 3.0], [1.0, 2.0])


def test_locks_win_and_cut_beads_fall_apart() -> None:
    a, b = article(LINES), article(LINES)
    codes = [Encoded(Words().encode(LINES), None)] * 2
    scaled = [replace(c, vectors=unit(c.vectors.astype(np.float64))) for c in codes]
    locks = Locks(beads=(((0,), (1,)),), links=((3, 5),), unlinks=((2, 2),))
    found = align_encoded(a, b, scaled[0], scaled[1], locks=locks)
    assert Bead((0,), (1,), 1.0) in found.beads
    assert {((1,), ()), ((), (0,))} <= set(pairs(found))
    assert Link(3, 5, 1.0) in found.links
    assert (2, 2) not in {(link.a, link.b) for link in found.links}
    turned = align_encoded(b, a, scaled[1], scaled[0], locks=locks.swapped())
    assert turned == swapped(found)


def test_a_lock_on_a_sentence_that_is_not_there_is_refused() -> None:
    code = Encoded(unit(Words().encode(LINES[:2]).astype(np.float64)), None)
    with pytest.raises(OptionError) as caught:
        align_encoded(article(LINES[:2]), article(LINES[:2]), code, code, locks=Locks(links=((0, 7),)))
    assert str(caught.value) == "a lock names sentence 7 of side b, which has 2; use 0 to 1"
