"""Every example in a docstring of the house is run, and the rooms that should have some do."""

import doctest
import importlib
import pkgutil

import pytest

import navigator
from navigator import domain


def modules_of(package):
    return [module.name for module in pkgutil.walk_packages(package.__path__, prefix=f"{package.__name__}.")]


def run_examples(names):
    failed = tried = 0
    for name in names:
        result = doctest.testmod(importlib.import_module(name))
        failed += result.failed
        tried += result.attempted
    return failed, tried


@pytest.mark.parametrize(
    "room", [modules_of(domain), ["navigator.routing.pareto"], ["navigator.search.words"]], ids=str
)
def test_the_examples_of_a_room_are_true(room):
    failed, tried = run_examples(room)

    assert failed == 0
    assert tried > 0


def test_no_example_anywhere_in_the_house_is_wrong():
    servers = {"navigator.__main__", "navigator.web.wsgi"}

    failed, _ = run_examples(name for name in modules_of(navigator) if name not in servers)

    assert failed == 0
