"""What counts as sound: the content decides, whatever the file is called."""

import pytest

from registry.spoken.audio import media_type_of
from tests.builders import a_wav

MP3 = bytes([0xFF, 0xFB, 0x90, 0x00])
OGG = b"OggS" + bytes(24) + b"OpusHead"
M4A = b"\0\0\0\x20ftypM4A " + bytes(40) + b"hdlr" + bytes(8) + b"soun"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (a_wav(), "audio/wav"),
        (OGG, "audio/ogg"),
        (OGG.replace(b"OpusHead", b"\x01vorbis"), "audio/ogg"),
        (M4A, "audio/mp4"),
        (b"ID3\x04" + bytes(20), "audio/mpeg"),
        (MP3 + bytes(400), "audio/mpeg"),
    ],
)
def test_each_kind_is_known_by_its_content(content: bytes, media_type: str) -> None:
    assert media_type_of(content) == media_type


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"RIFF",
        b"RIFF\0\0\0\0AVI ",
        OGG.replace(b"OpusHead", b"\x80theora"),
        M4A.replace(b"soun", b"vide"),
        M4A + b"vide",
        b"<!doctype html><script>",
        b"\x89PNG\r\n\x1a\n",
        bytes([0xFF, 0xD8, 0xFF, 0xE0]),
        bytes([0xFF, 0xF1, 0x50, 0x80]),
        bytes([0xFF, 0xFB, 0xF0, 0x00]),
        bytes([0xFF, 0xFB, 0x9C, 0x00]),
        bytes([0xFF, 0xEB, 0x90, 0x00]),
    ],
    ids=lambda content: content[:12].hex() or "nothing",
)
def test_what_is_no_sound_is_nothing(content: bytes) -> None:
    assert media_type_of(content) is None
