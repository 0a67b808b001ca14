"""Locks of sentences: what they rule out is gone, and the other beads are decided around them."""

from __future__ import annotations

import pytest
from test_matrix import Letters

import align
from align.aligner import align_encoded
from align.alignment import Alignment
from align.article import Article
from align.encoding import encode_article
from align.locks import Locks

TWICE = ["A red fox ran home.", "It rained all day.", "A red fox ran home now."]
ONCE = ["A red fox ran home.", "It rained all day."]


def aligned(locks: Locks | None, order: str) -> Alignment:
    a, b = (Article.from_sentences(s, lang="en") for s in (TWICE, ONCE))
    model = Letters()
    vectors = encode_article(a, model), encode_article(b, model)
    return align_encoded(a, b, *vectors, order=order, locks=locks, encoder=model)


def beads(found: Alignment) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    return {(bead.a, bead.b) for bead in found.beads}


def test_an_unlinked_sentence_finds_another_partner() -> None:
    assert ((0,), (0,)) in beads(aligned(None, "free"))
    found = beads(aligned(Locks(unlinks=((0, 0),)), "free"))
    assert not [1 for a, b in found if 0 in a and 0 in b]
    assert ((2,), (0,)) in found


@pytest.mark.parametrize("order", ["free", "monotone", "auto"])
def test_no_lock_is_broken_and_every_sentence_stays(order: str) -> None:
    for i in range(3):
        for j in range(2):
            apart = aligned(Locks(unlinks=((i, j),)), order)
            assert not [1 for bead in apart.beads if i in bead.a and j in bead.b]
            assert not [1 for link in apart.links if (link.a, link.b) == (i, j)]
            locked = aligned(Locks(beads=(((i,), (j,)),)), order)
            assert ((i,), (j,)) in beads(locked)


@pytest.mark.parametrize("order", ["free", "monotone"])
def test_locking_what_was_found_changes_no_bead(order: str) -> None:
    plain = beads(aligned(None, order))
    assert beads(aligned(Locks(beads=tuple(sorted(plain))), order)) == plain


def test_a_locked_bead_moves_what_stood_in_its_place() -> None:
    found = beads(aligned(Locks(beads=(((2,), (0,)),)), "free"))
    assert ((2,), (0,)) in found
    assert not [1 for a, b in found if 0 in a and b]


def test_claims_are_searched_anew_without_an_unlinked_sentence() -> None:
    from align.corrections import Corrections, diff_with

    a, b = (Article.from_sentences(s, lang="en") for s in (ONCE, TWICE))
    plain = align.diff(a, b, encoder=Letters())
    near = next(f for f in plain.facts if f.kind == "claim" and f.a and f.a.sentence == 0)
    assert near.b
    locks = Corrections(Locks(unlinks=((0, near.b.sentence),)))
    found = diff_with(a, b, locks, encoder=Letters())
    again = next(f for f in found.facts if f.kind == "claim" and f.a and f.a.sentence == 0)
    assert again.status == near.status == "kept"
    assert again.b
    assert {near.b.sentence, again.b.sentence} == {0, 2}
