"""Logo: made anew from what was sent, refused where it can't be, printed where it belongs."""

from __future__ import annotations

import io

import pytest
from flask.testing import FlaskClient
from PIL import Image, PngImagePlugin
from sqlalchemy import select

from registry import pictures
from registry.audit import AuditEntry
from registry.centres import picture, queries
from registry.centres.picture import PictureRefused, made_anew
from registry.database import reading
from tests.web.conftest import Neighbourhood

PAGE = "/team/instellingen/logo"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
SECRET = "52.0457, 4.2819"


@pytest.fixture
def coordinator(neighbourhood: Neighbourhood) -> FlaskClient:
    return neighbourhood.browser("coordinator")


def a_picture(kind: str = "PNG", size: tuple[int, int] = (300, 120), **more: object) -> bytes:
    """Return a red picture that tells where it was taken."""
    made, kept = Image.new("RGB", size, "red"), io.BytesIO()
    if kind == "PNG":
        told = PngImagePlugin.PngInfo()
        told.add_text("Where", SECRET)
        made.save(kept, kind, pnginfo=told)
    else:
        exif = Image.Exif()
        exif[0x010E] = SECRET
        exif[0x0112] = more.get("turned", 1)
        made.save(kept, kind, exif=exif)
    return kept.getvalue()


def send(client: FlaskClient, content: bytes, name: str = "logo.png") -> object:
    return client.post(PAGE, data={"picture": (io.BytesIO(content), name)})


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_nothing_but_the_picture_is_kept(kind: str) -> None:
    sent = a_picture(kind)
    assert SECRET.encode() in sent
    made = made_anew(sent + b"GIF89a and what hides behind it")
    assert SECRET.encode() not in made.content
    assert b"hides" not in made.content
    with Image.open(io.BytesIO(made.content)) as kept:
        assert (kept.format, kept.size, kept.info) == ("PNG", (300, 120), {})
        assert kept.convert("RGB").getpixel((5, 5))[0] > 250  # type: ignore[index]


def test_a_large_one_is_made_smaller_and_one_on_its_side_is_set_upright() -> None:
    assert (made_anew(a_picture(size=(3000, 900))).width) == 600
    turned = made_anew(a_picture("JPEG", (100, 200), turned=6))
    assert (turned.width, turned.height) == (200, 100)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (SVG, "unreadable"),
        (b"", "unreadable"),
        (b"GIF89a", "unreadable"),
        (a_picture("JPEG")[:400], "unreadable"),
        (a_picture(size=(39, 400)), "small"),
        (a_picture(size=(5001, 5000)), "pixels"),
        (a_picture(size=(20000, 20000)), "pixels"),
        (bytes(picture.MOST_BYTES + 1), "large"),
    ],
    ids=["svg", "empty", "gif", "cut", "small", "many pixels", "a bomb", "many bytes"],
)
def test_what_can_be_no_logo_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(PictureRefused) as refused:
        made_anew(content)
    assert refused.value.code == code


def test_a_logo_is_kept_replaced_and_removed_on_the_record(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    here = neighbourhood.linde
    assert "Er is nog geen logo." in coordinator.get(PAGE).text
    assert send(coordinator, a_picture()).status_code == 303  # type: ignore[attr-defined]
    page = coordinator.get(PAGE).text
    assert "Het logo is bewaard." in page
    assert 'src="data:image/png;base64,' in page
    first = queries.logo(centre_id=here)
    send(coordinator, a_picture(size=(90, 60)))
    second = queries.logo(centre_id=here)
    for _ in range(2):
        coordinator.post(f"{PAGE}/weg")
    assert queries.logo(centre_id=here) is None
    assert first is not None
    assert second is not None
    names = f"{first.digest[:8]}, 300 x 120", f"{second.digest[:8]}, 90 x 60"
    with reading() as connection:
        rows = connection.execute(
            select(AuditEntry.action, AuditEntry.before, AuditEntry.after).where(
                AuditEntry.action.like("centre.logo%")
            )
        ).all()
    assert {(row.action, row.before["logo"], row.after["logo"]) for row in rows} == {
        ("centre.logo", None, names[0]),
        ("centre.logo", names[0], names[1]),
        ("centre.logo_off", names[1], None),
    }
    assert queries.logo(centre_id=neighbourhood.anker) is None


def test_what_is_wrong_is_said_at_the_field_and_the_old_logo_stays(
    neighbourhood: Neighbourhood, coordinator: FlaskClient
) -> None:
    send(coordinator, a_picture())
    response = coordinator.post(PAGE, data={"picture": (io.BytesIO(SVG), "logo.svg")})
    assert response.status_code == 422
    assert "Een SVG kan niet." in response.text
    assert 'href="#picture"' in response.text
    assert coordinator.post(PAGE, data={}).status_code == 422
    assert queries.logo(centre_id=neighbourhood.linde) is not None


def test_more_than_a_logo_is_not_taken_in(coordinator: FlaskClient) -> None:
    large = bytes(picture.MOST_BYTES + 128 * 1024)
    response = coordinator.post(PAGE, data={"picture": (io.BytesIO(large), "logo.png")})
    assert response.status_code == 413


def test_only_a_png_is_read_from_an_address() -> None:
    content = made_anew(a_picture()).content
    assert pictures.content_of(pictures.address_of(content)) == content
    assert pictures.content_of("data:image/svg+xml;base64,AAAA") is None
    assert pictures.content_of("https://example.org/logo.png") is None
