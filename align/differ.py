"""The diff: which facts version b keeps, changes, adds or drops, compared with version a."""

from __future__ import annotations

import os

from align.aligner import align_encoded
from align.article import Article
from align.diffing.assemble import assemble
from align.diffing.judge import Judge, load_judge
from align.diffing.view import build_view
from align.diffing.weighing import gather, weigh
from align.encoder import Encoder, load_encoder
from align.encoders.threads import one_blas_thread
from align.encoding import encode_article
from align.locks import Locks
from align.reading import as_article
from align.result import Diff


def diff(
    a: Article | str | os.PathLike[str],
    b: Article | str | os.PathLike[str],
    encoder: Encoder | str | None = None,
    order: str = "auto",
    judge: Judge | None = None,
) -> Diff:
    """Compare two versions of an article fact by fact.

    `a` and `b` are articles, texts or paths; `encoder` is an encoder, a name, or None for the bundled one;
    `order` is "auto", "monotone" (a translation) or "free" (sentences may move). `judge` replaces the
    shipped weights.

    Raises:
        AlignError: a text cannot be read, or the encoder or an option is unusable.
    """
    x, y = as_article(a), as_article(b)
    model = load_encoder(encoder) if encoder is None or isinstance(encoder, str) else encoder
    return compared(x, y, model, order, judge or load_judge())


def compared(
    x: Article, y: Article, model: Encoder, order: str, weights: Judge, locks: Locks | None = None
) -> Diff:
    """Compare two articles; `locks` are obeyed by the alignment."""
    # One thread a product: the last digits, and with them rare verdicts, would depend on the number.
    with one_blas_thread():
        encoded = (encode_article(x, model), encode_article(y, model))
        alignment = align_encoded(x, y, *encoded, order=order, locks=locks, encoder=model)
        views = (build_view(x, model, encoded[0]), build_view(y, model, encoded[1]))
        facts = assemble(
            x, y, weigh(gather(*views, alignment, model, locks.parted if locks else ()), weights)
        )
    notes = (*x.notes, *y.notes, *alignment.notes)
    return Diff(x, y, alignment, facts, signature(model, alignment.order, weights), notes)


def signature(encoder: Encoder, order: str, judge: Judge) -> str:
    """Name every choice behind a result in one line."""
    from align import __version__

    name = getattr(encoder, "signature", type(encoder).__name__)
    return f"align {__version__} | encoder {name} | order {order} | weights {judge.name}"
