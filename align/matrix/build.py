"""Compare N versions of an article: one matrix of facts × versions."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace

from align.article import Article
from align.derivation import derive
from align.diffing.judge import Judge, load_judge
from align.encoder import Encoder, load_encoder
from align.encoders.threads import one_blas_thread
from align.errors import OptionError
from align.matrix.evidence import Pairs, gather_pairs
from align.matrix.locks import RowLocks
from align.matrix.model import Matrix
from align.matrix.order import permuted
from align.matrix.rows import build_rows
from align.matrix.two import rows_of_two
from align.reading import as_article


def compare(
    versions: Sequence[Article | str | os.PathLike[str]],
    encoder: Encoder | str | None = None,
    order: str = "auto",
    judge: Judge | None = None,
    progress: Callable[[int, int], None] | None = None,
    locks: RowLocks | None = None,
) -> Matrix:
    """Compare versions of an article, fact by fact, in one matrix.

    `versions` are articles, texts or paths, two at least; `encoder`, `order` and `judge` are those of
    `diff`; `progress` is told the number of pairs done and of all pairs. `locks` say which places are one
    fact, and which are not: they are obeyed, the rest is decided around them. The result does not depend on
    the order of the versions, except for the order of its columns.

    Raises:
        OptionError: fewer than two versions are given, or locks contradict each other.
        AlignError: a text cannot be read, or the encoder or an option is unusable.
    """
    if isinstance(versions, str | os.PathLike):
        raise OptionError("expected a list of versions, got one text or path; give two versions or more")
    articles = [as_article(version) for version in versions]
    if len(articles) < 2:
        raise OptionError(f"expected two versions or more, got {len(articles)}; add another one")
    decreed = locks or RowLocks()
    decreed.check(len(articles))
    model = load_encoder(encoder) if encoder is None or isinstance(encoder, str) else encoder
    weights = judge or load_judge()
    # All work is done on versions sorted by their words, so that no tie is broken by the order of arguments.
    ranks = sorted(range(len(articles)), key=lambda k: _sort_key(articles[k]))
    # One thread a product: the last digits, and with them rare verdicts, would depend on the number.
    with one_blas_thread():
        pairs = gather_pairs([articles[k] for k in ranks], model, order, weights, progress)
    from align.differ import signature

    found = from_pairs(pairs, signature(model, order, weights), decreed.renumbered(ranks))
    return replace(permuted(found, ranks), notes=decreed.notes())


def from_pairs(pairs: Pairs, signature: str, locks: RowLocks | None = None) -> Matrix:
    """Build the matrix of versions whose pairs are weighed, in the order of the pairs."""
    articles = tuple(view.article for view in pairs.views)
    rows = (rows_of_two if pairs.size == 2 else build_rows)(pairs, locks or RowLocks())
    return Matrix(articles, rows, pairs.alignments, derive(articles, rows), signature)


def _sort_key(article: Article) -> tuple[str, str, tuple[tuple[int, int, str], ...], str]:
    cuts = tuple((s.start, s.end, s.role) for s in article.sentences)
    return article.text, article.lang, cuts, article.name
