from __future__ import annotations

import pytest
from reconciliation_examples import VALID, WRONG, invalid

from bilat_kg.link.reconciliation.messages import VERSIONS, definitions, fault

VALID_EXAMPLES = [(version, message, value) for version, all_ in VALID.items() for message, value in all_]
INVALID_EXAMPLES = list(invalid())


@pytest.mark.parametrize(("version", "message", "value"), VALID_EXAMPLES)
def test_a_message_of_the_protocol_is_accepted(version, message, value):
    assert fault(value, message, version) is None


@pytest.mark.parametrize(
    ("version", "message", "value"),
    [pytest.param(v, m, value, id=f"{v} {m} {told}") for v, m, told, value in INVALID_EXAMPLES],
)
def test_a_message_with_one_thing_wrong_is_refused(version, message, value):
    assert fault(value, message, version)


def test_the_examples_are_many_and_of_every_kind():
    assert len(VALID_EXAMPLES) == 42
    assert len(WRONG) == len(INVALID_EXAMPLES) == 96
    parts = {"identifier", "text", "uri", "count", "template", "type", "written", "types_of_entity", "property_value"}
    parts |= {
        "property_values",
        "choices",
        "default_of_setting",
        "query",
        "condition",
        "feature",
        "suggestion",
        "moment",
    }
    parts |= {"moment", "extended_property", "extended_value", "property_setting"}
    for version in VERSIONS:
        assert {message for message, _ in VALID[version]} == definitions(version)["$defs"].keys() - parts


def test_what_is_wrong_is_said_with_the_place_in_one_line():
    wrong = fault({"q0": {"query": "x", "limit": -3}}, "query_batch", "0.2")
    assert wrong == "q0.limit: -3 is less than the minimum of 1"
    long = fault({"q0": {"query": ["\n" * 10_000]}}, "query_batch", "0.2")
    assert len(long) < 300
    assert "\n" not in long


def test_a_message_that_a_version_does_not_have():
    with pytest.raises(KeyError, match="has no message flyout"):
        fault({}, "flyout", "1.0-draft")
