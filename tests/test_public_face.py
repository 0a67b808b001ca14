"""The public face: names, values that cannot change, and what holds for every one of them."""

from __future__ import annotations

import dataclasses
import importlib
import importlib.util
import inspect
import pickle
import re
from typing import Any

import pytest

import align
from align import errors
from align.report.records import SCHEMA

TEXT_A = "De dijk brak dinsdag. In het dorp kwamen 46 mensen om, zegt de burgemeester."
TEXT_B = "The dike broke on Tuesday. In the village 48 people died, the mayor says."
VALUES = ["Alignment", "Article", "Bead", "Diff", "Evidence", "Fact", "Link", "Sentence"]


@pytest.fixture(scope="module")
def result() -> align.Diff:
    return align.diff(TEXT_A, TEXT_B)


def parts(value: Any) -> list[Any]:
    """Return a value and every dataclass inside it."""
    if dataclasses.is_dataclass(value):
        return [value, *(p for field in dataclasses.fields(value) for p in parts(getattr(value, field.name)))]
    if isinstance(value, tuple):
        return [p for item in value for p in parts(item)]
    return []


def test_names_are_sorted_strings_without_repeats() -> None:
    assert all(isinstance(name, str) for name in align.__all__)
    assert align.__all__ == sorted(set(align.__all__))


def test_every_name_is_there_and_listed() -> None:
    for name in align.__all__:
        assert getattr(align, name) is not None
        assert name in dir(align)
    with pytest.raises(AttributeError, match="module 'align' has no attribute 'nonsense'"):
        align.nonsense  # noqa: B018


def test_star_import_gives_the_names() -> None:
    found: dict[str, Any] = {}
    exec("from align import *", found)
    assert set(align.__all__) <= set(found)


def test_every_name_says_where_it_lives() -> None:
    """What a name is must be defined in the package, not passed through from elsewhere."""
    for name in align.__all__:
        item = getattr(align, name)
        assert item.__name__ == name
        assert item.__module__.startswith("align.")
        assert getattr(importlib.import_module(item.__module__), name) is item


def test_no_name_is_also_a_module() -> None:
    """Importing `align.x` would put the module in the place of the function."""
    assert not [name for name in align.__all__ if importlib.util.find_spec(f"align.{name}")]


def test_every_name_is_documented_and_typed() -> None:
    for name in align.__all__:
        item = getattr(align, name)
        assert inspect.getdoc(item), name
        if inspect.isfunction(item):
            signature = inspect.signature(item)
            assert signature.return_annotation is not signature.empty, name
            assert all(p.annotation is not p.empty for p in signature.parameters.values()), name


def test_version_is_that_of_the_distribution() -> None:
    metadata = importlib.import_module("importlib.metadata")
    try:
        found = metadata.version("article-align")
    except metadata.PackageNotFoundError:
        pytest.skip("the distribution is not installed")
    assert align.__version__ == found


def test_every_error_is_in_the_tree() -> None:
    tree = set(re.findall(r"\b(\w+Error)\b", (errors.__doc__ or "").split("Each message")[0]))
    classes = {name for name, item in vars(errors).items() if inspect.isclass(item)}
    assert tree == classes
    assert all(issubclass(getattr(errors, name), errors.AlignError) for name in classes)


def test_parts_of_a_result_cannot_be_changed(result: align.Diff) -> None:
    found = parts(result)
    assert {type(part).__name__ for part in found} == set(VALUES)
    for part in found:
        field = dataclasses.fields(part)[0].name
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(part, field, getattr(part, field))


def test_a_result_survives_pickling(result: align.Diff) -> None:
    copy = pickle.loads(pickle.dumps(result))
    assert copy == result
    assert hash(copy) == hash(result)
    assert copy.to_json() == result.to_json()


def test_equal_inputs_give_equal_results(result: align.Diff) -> None:
    again = align.diff(TEXT_A, TEXT_B)
    assert again is not result
    assert again == result
    assert align.diff(TEXT_A, TEXT_B + " Het einde.") != result


def test_ids_are_stable_and_distinct(result: align.Diff) -> None:
    ids = [fact.id for fact in result.facts]
    assert ids == [f"f{number}" for number in range(1, len(ids) + 1)]
    assert {fact.within for fact in result.facts} <= {"", *ids}


def test_the_dictionary_is_the_json(result: align.Diff) -> None:
    json = importlib.import_module("json")
    assert json.loads(result.to_json()) == result.to_dict()
    assert result.to_dict()["schema"] == SCHEMA == 1


# A wrong value cannot exist: (what is built, part of the message).
@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: align.Article("Hello.", "en", (align.Sentence(0, 0, 5, "Hello!", 0),)), "does not fit"),
        (lambda: align.Article("Hello.", "en", (align.Sentence(1, 0, 6, "Hello.", 0),)), "count from 0"),
        (lambda: align.Alignment(1, 1, (), (align.Bead((0,), (), 1.0),)), "exactly once"),
        (lambda: align.Fact("f1", "changed", "date", 1.0, "", None, None), "lacks a side"),
        (
            lambda: align.Fact(
                "f1", "dropped", "date", 1.0, "", *[align.Evidence(0, 0, 1, "x")] * 2
            ),
            "only one side",
        ),
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused(build: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        build()
