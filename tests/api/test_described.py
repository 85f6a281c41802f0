"""The OpenAPI document is valid, and the API is as it says, whoever asks and whatever they ask."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, assume, given, settings
from jsonschema import Draft202012Validator
from limits import RateLimitItemPerMinute
from openapi_spec_validator import validate
from schemathesis import GenerationMode

from registry.api import door
from registry.api.openapi import document
from registry.sheets.page_data import Sheet
from registry.sheets.services import sheet_json
from registry.sheets.span_data import Span
from registry.sheets.together_data import Together
from tests.api.conftest import Keys
from tests.sheets.build import a_sheet, an_empty_month, october_figures
from tests.sheets.test_spans import BOTH
from tests.sheets.test_together import ANKER, LINDE, together
from tests.web.conftest import Neighbourhood

DOCUMENT = "/api/v1/openapi.json"
SHUT_OUT = ("wrong", "revoked", "nobody")
WHO = ("every", "linde", *SHUT_OUT)


def test_the_document_is_valid() -> None:
    validate(document())


def strict(schema: Any) -> Any:
    """Return a schema that takes exactly the fields it names."""
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: strict(part) for name, part in schema.items()}
    if schema.get("type") == "object" and "properties" in schema:
        made |= {"additionalProperties": False, "required": list(schema["properties"])}
    return made


@pytest.mark.parametrize(
    "sheet",
    [
        a_sheet(words="Dag.", quote="Ik kom graag."),
        a_sheet(an_empty_month()),
        a_sheet(replace(october_figures(), phone_visits=7, suspect=3), example=True),
        together(LINDE, ANKER),
        BOTH,
    ],
    ids=["full", "closed", "example", "joint", "quarter"],
)
def test_a_sheet_prints_exactly_what_the_document_names(sheet: Any) -> None:
    schemas = strict(copy.deepcopy(document()["components"]["schemas"]))
    kinds = {Sheet: "IssuedSheet", Together: "JointSheet", Span: "IssuedPeriod"}
    printed = schemas[kinds[type(sheet)]]
    printed["properties"].pop("issue")
    printed["required"].remove("issue")
    whole = {"components": {"schemas": schemas}, **printed}
    Draft202012Validator(whole).validate(sheet_json(sheet))


@pytest.fixture
def the_api(issued: Neighbourhood, monkeypatch: pytest.MonkeyPatch) -> schemathesis.BaseSchema:
    """Return the API with issued sheets, in a minute that takes any number of questions."""
    monkeypatch.setattr(door, "PACE", RateLimitItemPerMinute(1_000_000))
    return schemathesis.openapi.from_wsgi(DOCUMENT, issued.app)


def ways(operation: Any) -> Iterator[Any]:
    """Yield what makes questions as described, and where there are, others than described."""
    yield operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    if operation.path_parameters or operation.query:
        yield operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)


def is_asked_so(case: schemathesis.Case) -> bool:
    """Tell whether all of a question is in its address: a list of nothing leaves no trace there."""
    return all(value not in ([], {}) for value in (case.query or {}).values())


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize("who", WHO)
def test_whatever_is_asked_is_answered_as_described(
    the_api: schemathesis.BaseSchema, keys: Keys, who: str
) -> None:
    key = getattr(keys, who, None)
    headers = {} if key is None else {"Authorization": f"Bearer {key}"}
    asked = set()
    for found in the_api.get_all_operations():
        operation = found.ok()
        for questions in ways(operation):

            @given(case=questions)
            @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
            def ask(case: schemathesis.Case) -> None:
                assume(is_asked_so(case))
                answer = case.call_and_validate(headers=headers)
                assert answer.status_code < 500
                if who in SHUT_OUT:
                    assert answer.status_code in (401, 404), "404: no such address at all"

            ask()
        asked.add(operation.path)
    assert asked == set(document()["paths"]) - {DOCUMENT}, "it asks for itself once, to begin with"
