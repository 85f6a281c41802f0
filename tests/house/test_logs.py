"""The log holds an allow-list of fields, and nothing of who asked or what they sent."""

import json

import pytest
import structlog
from flask import Flask

from registry import logs


@pytest.fixture
def app(bare_app: Flask) -> Flask:
    """The bare app with a page under a changing address, and one that breaks."""

    @bare_app.post("/people/<name>")
    def people(name: str) -> str:
        return name

    @bare_app.get("/breaks")
    def breaks() -> str:
        raise RuntimeError("Fatima asked for help")

    return bare_app


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    """Return the log so far, line by line."""
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_request_is_one_line_of_allowed_fields(
    app: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure()
    app.config["WTF_CSRF_ENABLED"] = False
    app.test_client().post(
        "/people/fatima?token=secret",
        data={"quote": "a word of hers"},
        headers={"User-Agent": "Tablet/1", "X-Forwarded-For": "192.0.2.7"},
    )
    [line] = lines(capsys)
    assert set(line) <= logs.FIELDS
    assert (line["method"], line["route"], line["status"]) == ("POST", "/people/<name>", 200)
    written = json.dumps(line)
    for private in ("fatima", "secret", "word", "Tablet", "192.0.2.7", "127.0.0.1"):
        assert private not in written


def test_a_fault_is_logged_by_type_and_place_without_its_text(
    app: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure()
    app.test_client().get("/breaks")
    fault = next(line for line in lines(capsys) if line["event"] == "fault")
    assert fault["exception_type"] == "RuntimeError"
    assert "breaks" in str(fault["where"])
    assert "Fatima" not in json.dumps(fault)


def test_a_field_that_is_not_on_the_list_is_dropped(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure()
    structlog.get_logger().info("request", status=200, ip="192.0.2.7", body="words")
    [line] = lines(capsys)
    assert line["status"] == 200
    assert not {"ip", "body"} & set(line)


def test_a_refused_form_is_timed_too(app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure()
    app.test_client().post("/people/fatima")
    [line] = lines(capsys)
    assert line["status"] == 400
    assert float(str(line["ms"])) > 0
