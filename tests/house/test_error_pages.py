"""An error page tells people what to do next, and comes even when its own template breaks."""

import pytest
from flask import Flask, abort
from jinja2 import DictLoader
from sqlalchemy import create_engine, text

from registry import errors
from registry.write_lock import DatabaseBusy


@pytest.fixture
def app(bare_app: Flask) -> Flask:
    """The bare app with pages that fail in different ways."""

    @bare_app.get("/fails/<int:status>")
    def fails(status: int) -> str:
        abort(status)

    @bare_app.get("/breaks")
    def breaks() -> str:
        raise RuntimeError("the name of a resident")

    @bare_app.get("/busy")
    def busy() -> str:
        raise DatabaseBusy

    @bare_app.get("/asks/<path:statement>")
    def asks(statement: str) -> str:
        file = "/no/such/folder/file" if statement == "away" else ""
        engine = create_engine(f"sqlite://{file}")
        with engine.connect() as connection:
            return str(connection.execute(text(statement)))

    return bare_app


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 410, 413, 415, 422, 429, 500, 503])
def test_every_error_is_a_page_of_its_own_status(app: Flask, status: int) -> None:
    response = app.test_client().get(f"/fails/{status}")
    assert response.status_code == status
    assert response.mimetype == "text/html"
    assert "<h1" in response.text
    assert response.text != errors.LAST_RESORT


def test_an_unexpected_fault_is_a_500_that_tells_nothing_of_it(app: Flask) -> None:
    response = app.test_client().get("/breaks")
    assert response.status_code == 500
    assert "Er ging iets mis." in response.text
    assert "resident" not in response.text


def test_a_busy_database_asks_to_wait(app: Flask) -> None:
    response = app.test_client().get("/busy")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"


def test_a_database_that_is_away_asks_to_wait_and_a_wrong_question_does_not(app: Flask) -> None:
    assert app.test_client().get("/asks/away").status_code == 503
    assert app.test_client().get("/asks/SELECT * FROM nothing").status_code == 500


def test_a_method_that_is_not_there_says_which_are(app: Flask) -> None:
    response = app.test_client().delete("/healthz")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


@pytest.mark.parametrize("template", ["{{ nothing_of_the_kind }}", "{% broken"])
def test_the_last_resort_comes_when_the_error_page_itself_fails(app: Flask, template: str) -> None:
    app.jinja_env.loader = DictLoader({"errors/error.html": template})
    response = app.test_client().get("/nowhere")
    assert response.status_code == 404
    assert response.text == errors.LAST_RESORT


def test_the_last_resort_comes_when_the_words_can_not_be_had(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_text: str) -> str:
        raise RuntimeError("no catalogue")

    monkeypatch.setattr(errors, "_", broken)
    response = app.test_client().get("/nowhere")
    assert (response.status_code, response.text) == (404, errors.LAST_RESORT)
