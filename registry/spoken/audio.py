"""What kind of sound a file holds, told by its content: never by its name."""

from __future__ import annotations

RIFF, WAVE = b"RIFF", b"WAVE"
OGG_PAGE, OGG_VOICES = b"OggS", (b"OpusHead", b"\x01vorbis")
MP4, SOUND_TRACK, FILM_TRACK = b"ftyp", b"soun", b"vide"
TAGGED = b"ID3"
FIRST_PAGE = 512


def media_type_of(content: bytes) -> str | None:
    """Return "audio/wav", "audio/ogg", "audio/mp4" or "audio/mpeg"; None for anything else."""
    if content[:4] == RIFF and content[8:12] == WAVE:
        return "audio/wav"
    if content[:4] == OGG_PAGE:
        first = content[:FIRST_PAGE]
        return "audio/ogg" if any(voice in first for voice in OGG_VOICES) else None
    if content[4:8] == MP4:
        only_sound = SOUND_TRACK in content and FILM_TRACK not in content
        return "audio/mp4" if only_sound else None
    return "audio/mpeg" if content[:3] == TAGGED or _is_mp3_frame(content[:4]) else None


def _is_mp3_frame(header: bytes) -> bool:
    """Tell whether four bytes begin a frame of MPEG audio layer III, with a rate that exists."""
    if len(header) < 4:
        return False
    synchronised = header[0] == 0xFF and header[1] & 0xE0 == 0xE0
    version, layer = header[1] >> 3 & 3, header[1] >> 1 & 3
    bit_rate, sample_rate = header[2] >> 4, header[2] >> 2 & 3
    return (
        synchronised
        and version != 1
        and layer == 1
        and bit_rate not in (0, 15)
        and (sample_rate != 3)
    )
