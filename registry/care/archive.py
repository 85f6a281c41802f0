"""The file of a backup: a packed folder with a list of what is in it, for all or for a few to read.

Nothing in it is a secret of the installation: the key that passes are hashed with stays out.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import tarfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Literal

import pyrage
from pydantic import TypeAdapter, ValidationError

LIST = "backup.json"
DATABASE = "database"
JOURNAL = "erased.txt"
THEORY = "theory.toml"
MAY_HOLD = frozenset({LIST, DATABASE, JOURNAL, THEORY})
SHUT = b"age-encryption.org/"
"""How a file begins that only the keeper of a key can open."""
BLOCK = 1024 * 1024

Progress = Callable[[int, int], None]


class BackupError(Exception):
    """A backup that can't be made or used; the text says why and what to do."""

    code = "backup"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup holds.

    `made_at` is when the copying began: what came in before that is in it. `newest` is the time of
    the newest entry, `revision` the version of its tables, `key` tells which secret it goes with
    and gives nothing of it away, `rows` counts each table, `files` has their SHA-256.
    """

    made_at: datetime
    newest: datetime | None
    revision: str
    database: Literal["sqlite", "postgresql"]
    key: str
    rows: Mapping[str, int]
    files: Mapping[str, str]
    format: Literal[1] = 1


_MANIFEST = TypeAdapter(Manifest)
_BROKEN = (
    tarfile.TarError,
    gzip.BadGzipFile,
    EOFError,
    zlib.error,
    ValidationError,
    FileNotFoundError,
)
"""What unpacking says of a file that is cut off, changed or something else."""


def pack(folder: Path, manifest: Manifest, target: Path) -> None:
    """Write a folder's files and their list as one file, safely on disk after that."""
    (folder / LIST).write_bytes(_MANIFEST.dump_json(manifest, indent=1))
    with target.open("wb") as raw:
        with tarfile.open(fileobj=raw, mode="w:gz", compresslevel=6) as packed:
            for name in (LIST, *manifest.files):
                packed.add(folder / name, arcname=name, filter=_plain)
        _settle(raw)


def _plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Say nothing of who made it on which machine."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mode = 0o600
    return entry


def shut(source: Path, target: Path, recipients: Sequence[Any]) -> None:
    """Write a file so that only the keepers of some keys can open it."""
    with source.open("rb") as plain, target.open("wb") as raw:
        pyrage.encrypt_io(plain, raw, list(recipients))
        _settle(raw)


def recipient(text: str) -> Any:
    """Read a public key, of age or of SSH. Raises BackupError."""
    kind = pyrage.ssh if text.startswith("ssh-") else pyrage.x25519
    try:
        return kind.Recipient.from_str(text.strip())
    except pyrage.RecipientError as error:
        raise BackupError("that is no public key: one starts with age1 or ssh-") from error


def identities(file: Path) -> list[Any]:
    """Read the private keys in a file, of age or of SSH. Raises BackupError and OSError."""
    content = file.read_bytes()
    try:
        if content.startswith(b"-----BEGIN"):
            return [pyrage.ssh.Identity.from_buffer(content)]
        lines = [line for line in content.decode("ascii").splitlines() if not line.startswith("#")]
        found = [pyrage.x25519.Identity.from_str(line.strip()) for line in lines if line.strip()]
    except (pyrage.IdentityError, UnicodeDecodeError) as error:
        raise BackupError(f"{file} holds no private key that opens backups") from error
    if not found:
        raise BackupError(f"{file} holds no private key that opens backups")
    return found


def unpack(file: Path, folder: Path, opened_by: Sequence[Any] = ()) -> Manifest:
    """Unpack a backup into an empty folder and return its list; every file is what it was.

    Raises BackupError for anything but a whole backup, and OSError.
    """
    with file.open("rb") as raw:
        if raw.read(len(SHUT)) != SHUT:
            raw.seek(0)
            return _unpack(file, raw, folder)
        raw.seek(0)
        if not opened_by:
            raise BackupError(f"{file} is shut: give the private key, --identity FILE")
        opened = folder / "opened"
        try:
            with opened.open("wb") as plain:
                pyrage.decrypt_io(raw, plain, list(opened_by))
        except pyrage.DecryptError as error:
            raise BackupError(f"{file} is damaged, or shut with another key") from error
    with opened.open("rb") as plain:
        found = _unpack(file, plain, folder)
    opened.unlink()
    return found


def _unpack(file: Path, raw: IO[bytes], folder: Path) -> Manifest:
    sums: dict[str, str] = {}
    try:
        with tarfile.open(fileobj=raw, mode="r:gz") as packed:
            for entry in packed:
                content = packed.extractfile(entry) if entry.isreg() else None
                if content is None or entry.name not in MAY_HOLD - sums.keys():
                    raise BackupError(f"{file} is no backup of Inloop")
                sums[entry.name] = _copied(content, folder / entry.name)
        found = _MANIFEST.validate_json((folder / LIST).read_bytes())
    except _BROKEN as error:
        raise BackupError(f"{file} is damaged, or no backup of Inloop") from error
    if {name: told for name, told in sums.items() if name != LIST} != dict(found.files):
        raise BackupError(f"{file} is damaged: its files are not those of its list")
    return found


def _copied(content: IO[bytes], target: Path) -> str:
    digest = hashlib.sha256()
    with target.open("wb") as file:
        while block := content.read(BLOCK):
            digest.update(block)
            file.write(block)
    return digest.hexdigest()


def sum_of(file: Path) -> str:
    """Return the SHA-256 of a file."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _settle(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())
