"""A file that is not there, is no text or is no TOML is refused, with the line if there is one."""

import pytest

from registry.theory.load import DEFAULT, Fault, TheoryError, load


@pytest.fixture
def faults(tmp_path):
    def refused(content: bytes):
        path = tmp_path / "city.toml"
        path.write_bytes(content)
        with pytest.raises(TheoryError) as caught:
            load(path)
        return caught.value.faults

    return refused


def test_missing_file_is_refused_by_its_name(tmp_path):
    with pytest.raises(TheoryError) as caught:
        load(tmp_path / "city.toml")

    assert caught.value.code == "broken_theory"
    assert str(caught.value) == (
        f"{tmp_path / 'city.toml'}: cannot be read (No such file or directory)"
    )


def test_empty_file_is_refused_as_that(faults):
    assert faults(b"\n \n") == (Fault(None, "is empty"),)


def test_file_that_is_not_utf_8_is_refused_with_the_line(faults):
    assert faults(b'version = "1"\narea = "caf\xe9"\n') == (Fault(2, "is not UTF-8 text"),)


def test_broken_toml_is_refused_with_the_line(faults):
    (fault,) = faults(b'version = "1"\n\narea = Den Haag\n')

    assert fault == Fault(3, "not TOML: Invalid value")


def test_toml_that_stops_halfway_is_refused_with_the_last_line(faults):
    (fault,) = faults(b'version = "1"\nlist = [\n\n')

    assert fault == Fault(2, "not TOML: Invalid value")


def test_toml_nested_without_end_is_refused_without_a_line(faults):
    (fault,) = faults(b"list = " + b"[" * 100_000)

    assert fault.line is None
    assert fault.reason.startswith("not TOML: ")


def test_same_key_twice_in_one_table_is_refused_with_the_second_line(faults):
    (fault,) = faults(b'version = "1"\nversion = "2"\n')

    assert fault.line == 2


def test_file_saved_with_a_byte_order_mark_and_windows_lines_is_accepted(tmp_path):
    path = tmp_path / "city.toml"
    path.write_bytes(b"\xef\xbb\xbf" + DEFAULT.read_bytes().replace(b"\n", b"\r\n"))

    assert load(path) == load()
