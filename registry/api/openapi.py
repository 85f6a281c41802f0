"""The OpenAPI 3.1 document: its addresses by hand, the shape of a sheet from its own types."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from registry.api.asked import MOST_PAGES, MOST_PER_PAGE, PER_PAGE, PERIOD, SLUG
from registry.api.shapes import FIGURES, Schema, schema_of
from registry.sheets.page_data import Sheet
from registry.sheets.span_data import Span
from registry.sheets.together_data import Together

VERSION = "1.0.0"
TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer", "minimum": 0}
YES_NO: Schema = {"type": "boolean"}
NULL_OR_TEXT: Schema = {"type": ["string", "null"]}
DAY: Schema = {"type": "string", "format": "date"}
CHECKSUM: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
ALWAYS = ["state", "theory_version", "template_version", "issue"]
"""What every sheet says, of whatever template."""

ABOUT = """The figures of issued sheets of neighbourhood meeting centres, exactly as printed.

Only issued sheets are here, never a draft. A correction is a next version; earlier ones stay.
Counts of visits and attendance are exact; people and cases are rounded to five, and fewer than five
are withheld. Send `Authorization: Bearer KEY`; the team of a centre gives and revokes keys."""


@lru_cache
def document() -> dict[str, Any]:
    """Return the whole document."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Inloop: issued figures", "version": VERSION, "description": ABOUT},
        "servers": [{"url": "/"}],
        "security": [{"key": []}],
        "paths": _paths(),
        "components": {
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
            "headers": {"ETag": {"description": "For If-None-Match.", "schema": TEXT}},
            "responses": _refusals(),
            "schemas": _schemas(),
        },
    }


def _paths() -> dict[str, Any]:
    slug = _parameter("slug", "path", {"type": "string", "pattern": SLUG}, "A centre.")
    period = _parameter("period", "path", {"type": "string", "pattern": PERIOD}, _OF_PERIOD)
    version = _parameter("version", "path", {"type": "integer", "minimum": 1}, "Counts from 1.")
    centre = _parameter("centre", "query", {"type": "string", "pattern": SLUG}, "Of this one only.")
    sheet, joint = "/api/v1/sheets/{slug}/{period}", "/api/v1/joint/{period}"
    return {
        "/api/v1/openapi.json": {
            "get": {
                "operationId": "openapi",
                "summary": "This document",
                "security": [],
                "responses": {"200": _json({"type": "object"}), "304": _UNCHANGED},
            }
        },
        "/api/v1/centres": _get("centres", "The centres that this key opens", "Centres"),
        "/api/v1/sheets": _list("sheets", "Issued sheets, the newest period first", [centre]),
        sheet: _one("sheet", "An issued sheet, its last version", [slug, period]),
        f"{sheet}/{{version}}": _one("version", "One version", [slug, period, version]),
        "/api/v1/joint": _list("joint_sheets", "Issued sheets of all centres together", []),
        joint: _one("joint", "A joint sheet, its last version", [period], "JointSheet"),
        f"{joint}/{{version}}": _one(
            "joint_version", "One version of a joint sheet", [period, version], "JointSheet"
        ),
    }


_OF_PERIOD = "A month (2026-10), a quarter (2026-Q4) or a year (2026)."
_UNCHANGED = {"description": "Unchanged since the ETag that was sent."}


def _shape(name: str) -> Schema:
    """Return the shape of an answer; at a sheet's address a quarter or a year may stand too."""
    schema = {"$ref": f"#/components/schemas/{name}"}
    period = {"$ref": "#/components/schemas/IssuedPeriod"}
    return {"anyOf": [schema, period]} if name in ("IssuedSheet", "JointSheet") else schema


def _get(name: str, summary: str, shape: str, **more: Any) -> dict[str, Any]:
    answers = {"200": _json(_shape(shape)), "304": _UNCHANGED}
    refused = {code: {"$ref": f"#/components/responses/{code}"} for code in ("401", "429", "503")}
    responses = {**answers, **refused, **more.pop("responses", {})}
    return {"get": {"operationId": name, "summary": summary, "responses": responses, **more}}


def _list(name: str, summary: str, parameters: list[Schema]) -> dict[str, Any]:
    whole = {"type": "integer", "minimum": 1}
    pages = {**whole, "maximum": MOST_PAGES, "default": 1}
    lines = {**whole, "maximum": MOST_PER_PAGE, "default": PER_PAGE}
    period = {"type": "string", "pattern": PERIOD}
    refused = ("400", "404") if name == "joint_sheets" else ("400",)
    return _get(
        name,
        summary,
        "Sheets",
        parameters=[
            *parameters,
            _parameter("period", "query", period, _OF_PERIOD),
            _parameter("page", "query", pages, "Which page."),
            _parameter("per_page", "query", lines, "How many lines a page has."),
        ],
        responses={code: {"$ref": f"#/components/responses/{code}"} for code in refused},
    )


def _one(
    name: str, summary: str, parameters: list[Schema], shape: str = "IssuedSheet"
) -> dict[str, Any]:
    refused = {code: {"$ref": f"#/components/responses/{code}"} for code in ("404", "410")}
    return _get(name, summary, shape, parameters=parameters, responses=refused)


def _parameter(name: str, place: str, schema: Schema, about: str) -> Schema:
    made = {"name": name, "in": place, "description": about, "schema": schema}
    return {**made, "required": True} if place == "path" else made


def _json(schema: Schema) -> dict[str, Any]:
    return {
        "description": "Done.",
        "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
        "content": {"application/json": {"schema": schema}},
    }


def _refusals() -> dict[str, Any]:
    about = {
        "400": "The query says something that is not known.",
        "401": "No key, an unknown one, or one that was revoked.",
        "404": "Not there, or not for this key.",
        "410": "This version was withdrawn.",
        "429": "This key asks too often.",
        "503": "Too busy; ask again later.",
    }
    body = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {code: {"description": said, "content": body} for code, said in about.items()}


def _schemas() -> dict[str, Schema]:
    shapes: dict[str, Schema] = dict(FIGURES)
    return {
        **_sheet(Sheet, "IssuedSheet", "centre", shapes),
        **_sheet(Together, "JointSheet", "area", shapes),
        **_sheet(Span, "IssuedPeriod", "name", shapes),
        **shapes,
        **_lists(),
        "Issue": _object(
            {"number": TEXT, "code": TEXT, "version": NUMBER, **_ISSUED, "address": NULL_OR_TEXT},
            description="The marks of an issued sheet. The checksum is the SHA-256 of all but "
            "these, as JSON with sorted keys and no spaces, in UTF-8.",
        ),
        "Problem": _object(
            {"type": TEXT, "title": TEXT, "status": NUMBER},
            {"detail": TEXT},
            description="RFC 9457.",
        ),
    }


_ISSUED: dict[str, Schema] = {"issued_on": DAY, "checksum": CHECKSUM, "why": NULL_OR_TEXT}


def _sheet(kind: type, name: str, whose: str, shapes: dict[str, Schema]) -> dict[str, Schema]:
    """Return the shape of a kind of sheet with its marks; those of its parts go into `shapes`."""
    schema_of(kind, shapes)
    printed = shapes.pop(kind.__name__)
    marks = {"issue": {"$ref": "#/components/schemas/Issue"}}
    properties = {**printed["properties"], **marks}
    return {name: {**printed, "properties": properties, "required": [whose, *ALWAYS]}}


def _lists() -> dict[str, Schema]:
    centre = _object({"slug": TEXT, "name": TEXT, "opened_on": DAY})
    listed = {"type": "array", "items": {"$ref": "#/components/schemas/Listed"}}
    period = {"type": "string", "pattern": PERIOD}
    return {
        "Centres": _object({"centres": {"type": "array", "items": centre}}),
        "Sheets": _object({"total": NUMBER, "page": NUMBER, "pages": NUMBER, "sheets": listed}),
        "Listed": _object(
            {
                "centre": NULL_OR_TEXT,
                "period": period,
                "version": NUMBER,
                "number": TEXT,
                **_ISSUED,
                "current": YES_NO,
                "withdrawn": YES_NO,
                "address": TEXT,
            },
            description="A version of an issued sheet; `centre` is null for a joint one.",
        ),
    }


def _object(
    always: dict[str, Schema], perhaps: dict[str, Schema] | None = None, **more: str
) -> Schema:
    return {
        "type": "object",
        **more,
        "properties": {**always, **(perhaps or {})},
        "required": list(always),
    }
