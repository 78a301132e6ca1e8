"""What the package offers to other programs: few names, each there, each explained."""

from __future__ import annotations

import inspect

import build_tools


def test_the_names_of_the_contract_are_public() -> None:
    assert {"prepare", "understand", "Edition", "EditionError", "Finding"} <= set(build_tools.__all__)


def test_every_public_name_exists_once_and_in_order() -> None:
    assert [name for name in build_tools.__all__ if not hasattr(build_tools, name)] == []
    assert list(build_tools.__all__) == sorted(set(build_tools.__all__)), "sort __all__, each name once"


def test_every_public_function_and_class_is_explained() -> None:
    things = [(name, getattr(build_tools, name)) for name in build_tools.__all__]
    explained = [(name, thing) for name, thing in things if inspect.isroutine(thing) or inspect.isclass(thing)]
    assert explained, "nothing public to look at"
    assert [name for name, thing in explained if not (thing.__doc__ or "").strip()] == []


def test_nothing_public_is_made_in_the_front_file() -> None:
    things = (getattr(build_tools, name) for name in build_tools.__all__)
    assert [thing for thing in things if getattr(thing, "__module__", "") == "build_tools"] == []
