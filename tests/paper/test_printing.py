"""The warm process for PDFs: one, at low priority, that holds nothing but its pipes."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from registry.paper import kept, pdf, printing
from registry.paper.printing import PaperBusy, Printer
from registry.paper.renderer import NICENESS
from registry.settings import ROOT

PAGE = (
    '<html lang="nl"><head><title>Blad</title><link rel="stylesheet" href="css/fonts.css"></head>'
    '<body style="font-family: Atkinson Hyperlegible Next"><p>{}</p></body></html>'
)
DAY = PAGE.format("Dag")


@pytest.fixture
def warm(tmp_path: Path) -> Iterator[Printer]:
    opened = Printer(tmp_path / "paper", seconds=300)  # of a machine that is busy with other tests
    yield opened
    opened.close()


def instead(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Let a process of this program stand where the renderer would."""

    def started() -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603  # this very Python
            [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    monkeypatch.setattr(printing, "_started", started)


def gone(pid: int) -> bool:
    """Whether a process ends within some seconds; what is dead but not buried has ended too."""
    for _ in range(100):
        try:
            status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
        except FileNotFoundError:
            return True
        if status.rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.1)
    return False


def test_the_same_page_is_the_same_bytes_in_every_process(warm: Printer, tmp_path: Path) -> None:
    first = warm.render(DAY, keep=False)
    warm.render(PAGE.format("Een ander woord"), keep=False)
    other = Printer(tmp_path / "other", seconds=300)
    try:
        again = other.render(DAY, keep=False)
    finally:
        other.close()
    assert first == warm.render(DAY, keep=False) == again == pdf.render(DAY)
    assert first != warm.render(PAGE.format("Nacht"), keep=False)


def test_it_starts_with_the_first_page_stays_and_gives_way_to_all_others(warm: Printer) -> None:
    assert warm.pid is None
    warm.render(DAY, keep=False)
    pid = warm.pid
    assert pid is not None
    assert os.getpriority(os.PRIO_PROCESS, pid) == NICENESS > os.getpriority(os.PRIO_PROCESS, 0)
    warm.render(PAGE.format("Nacht"), keep=False)
    assert warm.pid == pid


def test_it_has_no_database_and_no_settings(
    warm: Printer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "inloop.sqlite3"
    monkeypatch.setenv("INLOOP_DATA_DIR", str(tmp_path))
    with sqlite3.connect(file) as book:
        book.execute("CREATE TABLE visit (id)")
        warm.render(DAY, keep=True)
    process = Path(f"/proc/{warm.pid}")
    opened = [str(handle.readlink()) for handle in (process / "fd").iterdir()]
    assert not [name for name in opened if str(tmp_path) in name]
    assert len(opened) < 8, opened
    assert b"INLOOP_" not in (process / "environ").read_bytes()
    assert "libsqlite3" not in (process / "maps").read_text(encoding="utf-8")


def test_when_it_dies_the_next_page_starts_another(warm: Printer) -> None:
    warm.render(DAY, keep=False)
    first = warm.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    assert warm.render(DAY, keep=False).startswith(b"%PDF")
    assert warm.pid != first


def test_a_page_that_ends_it_each_time_is_refused_in_one_line(
    warm: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    instead(monkeypatch, "import sys; sys.stdin.buffer.read(8)")
    with pytest.raises(pdf.PaperError, match=r"^the process that makes PDFs ended twice.*$"):
        warm.render(DAY, keep=False)


def test_a_page_that_takes_too_long_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Printer(tmp_path / "paper", seconds=0.5)
    with monkeypatch.context() as patched:
        instead(patched, "import time; time.sleep(60)")
        began = time.monotonic()
        with pytest.raises(pdf.PaperError, match=r"^this page took longer than .* seconds.*$"):
            slow.render(DAY, keep=False)
        assert time.monotonic() - began < 20
    assert slow.pid is None
    slow.close()


def test_what_can_not_be_made_says_why_and_the_process_stays(warm: Printer) -> None:
    warm.render(DAY, keep=False)
    pid = warm.pid
    with pytest.raises(pdf.PaperError, match=r"^This page can't be put on paper: .*evil.css.*$"):
        warm.render(DAY.replace("css/fonts.css", "https://example.org/evil.css"), keep=False)
    assert warm.render(DAY, keep=False).startswith(b"%PDF")
    assert warm.pid == pid


def test_only_so_many_wait_so_that_threads_are_left_for_visitors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    instead(monkeypatch, "import time; time.sleep(60)")
    narrow = Printer(tmp_path / "paper", in_line=2, seconds=2)
    with ThreadPoolExecutor(2) as visitors:
        waiting = [visitors.submit(narrow.render, DAY, keep=False) for _ in range(2)]
        until(lambda: narrow.pid is not None)
        with pytest.raises(PaperBusy):
            narrow.render(DAY, keep=False)
        assert all(isinstance(one.exception(), pdf.PaperError) for one in waiting)
    narrow.close()


def until(so: Callable[[], bool]) -> None:
    for _ in range(200):
        if so():
            return
        time.sleep(0.05)
    raise TimeoutError


def test_it_ends_when_the_printer_closes(tmp_path: Path) -> None:
    opened = Printer(tmp_path / "paper", seconds=300)
    opened.render(DAY, keep=False)
    pid = opened.pid
    assert pid is not None
    opened.close()
    assert gone(pid)
    with pytest.raises((pdf.PaperError, RuntimeError)):
        opened.render(DAY, keep=False)


def test_it_ends_with_a_server_that_is_killed(tmp_path: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from registry.paper.printing import Printer\n"
        "warm = Printer(Path(sys.argv[1])); warm.check_ready(); print(warm.pid, flush=True)\n"
        "time.sleep(60)"
    )
    server = subprocess.Popen(  # noqa: S603  # this very Python
        [sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, cwd=ROOT
    )
    assert server.stdout is not None
    pid = int(server.stdout.readline())
    assert Path(f"/proc/{pid}").exists()
    server.kill()
    server.wait()
    server.stdout.close()
    assert gone(pid)


def test_a_finished_page_is_kept_and_not_made_again(warm: Printer, tmp_path: Path) -> None:
    made = warm.render(DAY, keep=True)
    assert (tmp_path / "paper").stat().st_mode & 0o777 == 0o700
    other = Printer(tmp_path / "paper")
    assert other.render(DAY, keep=True) == made
    assert other.pid is None, "found, so no process was needed"
    other.close()


@pytest.mark.parametrize("left", [0, 20, 500])
def test_half_a_file_is_never_handed_out(warm: Printer, tmp_path: Path, left: int) -> None:
    made = warm.render(DAY, keep=True)
    (file,) = (tmp_path / "paper").iterdir()
    file.write_bytes(file.read_bytes()[:left])
    assert warm.render(DAY, keep=True) == made
    assert len(file.read_bytes()) > len(made)


def test_what_is_not_to_be_kept_leaves_no_file(warm: Printer, tmp_path: Path) -> None:
    warm.render(DAY, keep=False)
    assert not (tmp_path / "paper").exists()


def test_a_full_disk_does_not_keep_a_page_from_being_made(warm: Printer, tmp_path: Path) -> None:
    (tmp_path / "paper").write_text("a file where the folder should be", encoding="utf-8")
    assert warm.render(DAY, keep=True).startswith(b"%PDF")


def test_the_oldest_go_where_there_are_too_many(tmp_path: Path) -> None:
    few = kept.Kept(tmp_path / "paper", most_bytes=3000)
    for number in range(4):
        few.keep(f"page {number}", bytes(900))
        time.sleep(0.02)
    assert [few.find(f"page {number}") is not None for number in range(4)] == [
        False, True, True, True,
    ]  # fmt: skip


def test_a_day_later_a_kept_page_is_gone(tmp_path: Path) -> None:
    few = kept.Kept(tmp_path / "paper")
    few.keep("old", b"pdf")
    (file,) = (tmp_path / "paper").iterdir()
    yesterday = time.time() - kept.LONGEST - 1
    os.utime(file, (yesterday, yesterday))
    assert few.find("old") is None
    few.keep("new", b"pdf")
    assert not file.exists()


def test_another_style_sheet_is_another_pdf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = kept.Kept(tmp_path / "paper")
    few.keep("page", b"pdf")
    assert few.find("page") == b"pdf"
    monkeypatch.setattr(kept, "files_hash", lambda: b"of other files")
    assert few.find("page") is None


def test_what_files_a_pdf_is_made_of_counts_styles_and_fonts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sheet.css").write_text("p {}", encoding="utf-8")
    monkeypatch.setattr(pdf, "FOLDER", tmp_path)
    before = kept.files_hash.__wrapped__()
    (tmp_path / "notes.txt").write_text("no part of a page", encoding="utf-8")
    assert kept.files_hash.__wrapped__() == before
    (tmp_path / "sheet.css").write_text("p { color: red }", encoding="utf-8")
    assert kept.files_hash.__wrapped__() != before


def test_forgetting_leaves_nothing(tmp_path: Path) -> None:
    few = kept.Kept(tmp_path / "paper")
    few.forget()
    few.keep("page", b"pdf")
    few.forget()
    assert list((tmp_path / "paper").iterdir()) == []
