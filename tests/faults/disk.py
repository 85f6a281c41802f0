"""What a disk holds after a power cut, told from a log of what a program wrote and synced.

The log is strace's (`-f -y -xx`). A write reaches the disk for certain only by a sync of its file
that began after it; until then any part of it, by sectors, may be there or not.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
WATCHED = ("pwrite64", "fdatasync", "fsync", "ftruncate", "sendto", "unlink")
WATCH = ("strace", "-f", "-y", "-xx", "-s", "100000", "--seccomp-bpf")
"""What a server is started under; then `-e trace=…`, `-o FILE`."""
BEGUN = re.compile(r"(?P<thread>\d+) +(?P<call>\w+)\((?P<rest>.*)$")
ENDED = re.compile(r"(?P<thread>\d+) +<\.\.\. (?P<call>\w+) resumed>(?P<rest>.*)$")
FILE = re.compile(r"\d+<(?P<path>[^>]*)>")
WRITE = re.compile(r'\d+<[^>]*>, "(?P<bytes>[^"]*)", \d+(?:, (?P<offset>\d+))?')
SIZE = re.compile(r"\d+<[^>]*>, (?P<size>\d+)")


@dataclass(frozen=True, slots=True)
class Call:
    """What a program asked of the system: a write, a sync's begin or end, a cut, an answer."""

    kind: str
    path: str
    thread: int
    data: bytes = b""
    offset: int = 0


def calls(log: Iterable[str]) -> Iterator[Call]:
    """Yield what a log tells, in its order; of a sync both its begin and its end."""
    syncing: dict[int, str] = {}
    for line in log:
        if begun := BEGUN.match(line):
            thread, kind, rest = int(begun["thread"]), begun["call"], begun["rest"]
            if kind in ("fdatasync", "fsync"):
                syncing[thread] = _path(rest)
                yield Call("sync", syncing[thread], thread)
                if "unfinished" not in rest:
                    yield Call("synced", syncing.pop(thread), thread)
            elif kind in ("pwrite64", "sendto", "ftruncate"):
                yield _call(kind, rest, thread)
        elif (ended := ENDED.match(line)) and ended["call"] in ("fdatasync", "fsync"):
            thread = int(ended["thread"])
            yield Call("synced", syncing.pop(thread), thread)


def _call(kind: str, rest: str, thread: int) -> Call:
    path = _path(rest)
    if kind == "ftruncate" and (size := SIZE.match(rest)):
        return Call("cut", path, thread, offset=int(size["size"]))
    write = WRITE.match(rest)
    if write is None:
        raise ValueError(f"not understood: {kind}({rest[:80]}")
    named = "answer" if kind == "sendto" else "write"
    return Call(named, path, thread, _bytes(write["bytes"]), int(write["offset"] or 0))


def _path(rest: str) -> str:
    found = FILE.match(rest)
    return _bytes(found["path"]).decode() if found else ""


def _bytes(text: str) -> bytes:
    """Return what a string of the log stands for; paths may be written plainly."""
    plain = text.encode()
    return bytes.fromhex(text.replace("\\x", "")) if text.startswith("\\x") else plain


@dataclass
class File:
    """A file as the disk has it for certain, and what was written since, in order."""

    safe: bytearray
    since: list[Call] = field(default_factory=list)

    def sync(self, upto: int) -> None:
        """Make the first so many of the writes since certain."""
        for call in self.since[:upto]:
            put(self.safe, call)
        del self.since[:upto]

    def after_a_cut(self, chance: random.Random) -> bytes:
        """Return what may be there: of each write since all, nothing, or some of its sectors."""
        there = bytearray(self.safe)
        for call in self.since:
            fate = chance.choice(("whole", "lost", "torn"))
            if fate == "whole":
                put(there, call)
            elif fate == "torn":
                for start in range(0, len(call.data), SECTOR):
                    if chance.random() < 0.5:
                        part = call.data[start : start + SECTOR]
                        put(there, Call("write", call.path, 0, part, call.offset + start))
        return bytes(there)


def put(there: bytearray, call: Call) -> None:
    """Carry a write or a cut out."""
    if call.kind == "cut":
        del there[call.offset :]
        there.extend(bytes(call.offset - len(there)))
        return
    there.extend(bytes(max(0, call.offset - len(there))))
    there[call.offset : call.offset + len(call.data)] = call.data


class Disk:
    """The files of a folder that a log tells of, as they were when it began."""

    def __init__(self, files: Iterable[Path]) -> None:
        """Read the files; one that is not there yet is empty."""
        self.files = {
            str(file): File(bytearray(file.read_bytes() if file.exists() else b""))
            for file in files
        }
        self._syncing: dict[int, int] = {}

    def follow(self, call: Call) -> None:
        """Do what a call did, as far as it is about these files."""
        file = self.files.get(call.path)
        if file is None:
            return
        if call.kind in ("write", "cut"):
            file.since.append(call)
        elif call.kind == "sync":
            self._syncing[call.thread] = len(file.since)
        elif call.kind == "synced":
            file.sync(self._syncing.pop(call.thread))

    def after_a_cut(self, folder: Path, chance: random.Random) -> None:
        """Write into a folder what may be left after a power cut at this moment."""
        for path, file in self.files.items():
            (folder / Path(path).name).write_bytes(file.after_a_cut(chance))
