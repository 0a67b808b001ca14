"""The verdict on a pair is about the articles, not about the page around them."""

from __future__ import annotations

import align

FORM = (
    "\n\nShare\n\nLeave a comment\n\nYour email address will not be published.\n\n"
    "Required fields are marked *\n"
)
STORM = (
    "Storm cuts off island\n\nA storm cut off the island of Arnsey on Monday. Ferries stayed in port and "
    "300 homes had no power. The mayor said that help would come by air. Schools are closed until Thursday."
)
CHESS = (
    "Veteran wins chess title\n\nAnna Berg won the national chess title for the fifth time. She beat the "
    "youngest player of the field in 62 moves. The final was played in front of a full hall."
)


def test_the_same_comment_form_does_not_make_two_articles_comparable() -> None:
    bare, framed = align.align(STORM, CHESS), align.align(STORM + FORM, CHESS + FORM)
    assert framed.comparable < 0.5
    assert abs(framed.comparable - bare.comparable) < 0.05


def test_boilerplate_has_no_counterpart() -> None:
    a, b = (align.Article.from_text(text + FORM, lang="en") for text in (STORM, STORM))
    found = align.align(a, b)
    assert found.comparable > 0.5
    ignored = {s.id for s in a.sentences if s.role == "boilerplate"}
    assert ignored
    assert all(bead.is_null for bead in found.beads if ignored & set(bead.a))
