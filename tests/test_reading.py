"""Reading: decoding, what cannot be read, and pre-split sentences."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from align.article import Article
from align.errors import InputError, OptionError
from align.reading import article_from_text, read

DUTCH = (
    "De ministers van Oekraïne en België kwamen maandag bijeen in het Catshuis. Zij spraken er over één "
    "punt: de grens. “Wij zijn het eens”, zei de premier. De zaak wordt later dit jaar geëvalueerd."
)
ARABIC = (
    "اجتمع وزراء الخارجية يوم الاثنين في العاصمة لبحث أوضاع الحدود. وقال رئيس الوزراء إن الطرفين متفقان على "
    "كل النقاط. وسيعقد اجتماع آخر في نهاية العام؟"
)


def written(folder: Path, data: bytes) -> Path:
    path = folder / "story.txt"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("text", [DUTCH, ARABIC], ids=["nl", "ar"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_and_plain_unicode(tmp_path: Path, text: str, encoding: str) -> None:
    article = read(written(tmp_path, text.encode(encoding)))
    assert (article.text, article.notes, article.name) == (text, (), "story.txt")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (DUTCH, "utf-16-le"),
        (DUTCH, "utf-16-be"),
        (ARABIC, "utf-16-le"),
        (ARABIC, "utf-16-be"),
        (DUTCH, "cp1252"),
        (ARABIC, "cp1256"),
    ],
)
def test_a_guessed_encoding_gives_the_right_text_and_a_note(tmp_path: Path, text: str, encoding: str) -> None:
    article = read(written(tmp_path, text.encode(encoding)))
    assert article.text == text
    assert [note.split(",")[0] for note in article.notes] == [f"decoded as {encoding}"]


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    text = "One is here.\r\nTwo is here.\rThree is here.\n"
    assert read(written(tmp_path, text.encode()), lang="en").text == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "expected text in {path}, got nothing"),
        (b"\xef\xbb\xbf", "expected text in {path}, got nothing"),
        (b" \n\t", "expected text in {path}, got only white space"),
        (b"One\0 two", "expected text in {path}, got binary data (a NUL byte at 3)"),
        (b"\x89PNG\x01\x02\x03\x04\x05", "expected text in {path}, got binary data"),
        (
            b"\xff\xfeO\x00\x00\xd8",
            "expected utf-16-le in {path}, as its byte-order mark says, "
            "got a bad byte at 2; save it as UTF-8",
        ),
        (
            "One\0 two".encode("utf-16"),
            "expected text in {path}, got a NUL character at 3; is it a binary file?",
        ),
    ],
)
def test_what_cannot_be_read_is_one_line(tmp_path: Path, data: bytes, message: str) -> None:
    path = written(tmp_path, data)
    with pytest.raises(InputError) as caught:
        read(path)
    assert str(caught.value) == message.format(path=path)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    missing = tmp_path / "none.txt"
    with pytest.raises(InputError) as caught:
        read(missing)
    assert str(caught.value) == f"expected a file, found none at {missing}; check the path"
    with pytest.raises(InputError) as caught:
        read(str(tmp_path))
    assert str(caught.value) == f"expected a file, got a folder: {tmp_path}; name a file in it"


def test_a_path_that_no_system_takes() -> None:
    with pytest.raises(InputError, match=r"^cannot read .*: embedded null byte$"):
        read("a\0b")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(DUTCH.encode("cp1252"))))
    article = read("-")
    assert (article.text, article.name, article.lang) == (DUTCH, "-", "nl")


def test_empty_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    with pytest.raises(InputError, match=r"^expected text in standard input, got nothing$"):
        read("-")


def test_open_files(tmp_path: Path) -> None:
    path = written(tmp_path, DUTCH.encode())
    with path.open("rb") as binary, path.open(encoding="utf-8") as text:
        assert read(binary) == read(text) == read(path)
    assert read(io.StringIO(DUTCH), name="draft").name == "draft"
    assert read(io.BytesIO(DUTCH.encode())).name == ""


def test_an_open_file_in_the_wrong_encoding(tmp_path: Path) -> None:
    path = written(tmp_path, DUTCH.encode("cp1252"))
    with (
        path.open(encoding="utf-8") as file,
        pytest.raises(InputError, match=r"^cannot read story\.txt: 'utf-8'"),
    ):
        read(file)


def test_a_text_with_half_a_surrogate_pair() -> None:
    with pytest.raises(InputError) as caught:
        article_from_text("One \ud800 two", name="draft")
    assert (
        str(caught.value) == "expected Unicode text in draft, got half a surrogate pair at 4; decode it anew"
    )


@pytest.mark.parametrize("lang", ["nl", "nl-BE", "NL", "nl_NL"])
def test_a_given_language_is_normalised(lang: str) -> None:
    article = Article.from_text(DUTCH, lang=lang)
    assert (article.lang, article.lang_confidence) == ("nl", 1.0)


@pytest.mark.parametrize("lang", ["dutch", "nld", "", "n", "12"])
def test_a_language_that_is_no_code(lang: str) -> None:
    with pytest.raises(OptionError) as caught:
        Article.from_text(DUTCH, lang=lang)
    assert str(caught.value) == f"expected a two-letter language code such as nl, en or ar, got {lang!r}"


def test_a_language_without_rules_is_noted() -> None:
    article = Article.from_text("Det regnar i dag. Alla stannar hemma.", lang="sv")
    assert len(article.sentences) == 2
    assert article.notes == (
        "there are no splitting rules for language 'sv': neutral rules split the sentences",
    )


def test_a_text_without_letters_has_no_language() -> None:
    article = Article.from_text("1 2 3")
    assert (article.lang, article.lang_confidence) == ("und", 0.0)
    assert article.notes == ("the language is unknown: neutral rules split the sentences",)


def test_sentences_keep_their_indices() -> None:
    article = Article.from_sentences(["One is here.", "", "  Two is here. ", " "], lang="en", name="draft")
    assert [(s.id, s.text, s.role) for s in article.sentences] == [
        (0, "One is here.", "content"),
        (1, "", "content"),
        (2, "Two is here.", "content"),
        (3, "", "content"),
    ]
    assert article.text == "One is here.\n\n  Two is here. \n "
    assert all(article.text[s.start : s.end] == s.text for s in article.sentences)


def test_blank_sentences_only() -> None:
    article = Article.from_sentences(["", " "])
    assert ([s.text for s in article.sentences], article.lang) == (["", ""], "und")


@pytest.mark.parametrize(
    ("sentences", "message"),
    [
        ([], "expected at least one sentence, got none"),
        ("One.", "expected a list of sentences, got one str; use Article.from_text to split a text"),
        (["One.", 2], "expected str sentences, got int at index 1"),
        (
            ["a\0"],
            "expected text in sentence 0 of the sentences, got a NUL character at 1; is it a binary file?",
        ),
    ],
)
def test_sentences_that_cannot_be_used(sentences: list[str], message: str) -> None:
    with pytest.raises(InputError) as caught:
        Article.from_sentences(sentences)
    assert str(caught.value) == message


def test_a_text_must_be_a_str() -> None:
    with pytest.raises(
        InputError, match=r"^expected a text \(str\), got bytes; decode bytes first, or use align\.read$"
    ):
        article_from_text(b"One.")  # type: ignore[arg-type]
