"""A move that is killed anywhere is gone on with: the short form of `make fault-move`."""

from __future__ import annotations

from tests import postgres
from tests.demo.conftest import THURSDAY_NOON, FillIn
from tests.demo.conftest import fill_in as fill_in
from tests.faults.moving import there_and_back


def test_killed_twice_all_of_it_arrives_and_comes_back(
    fill_in: FillIn,  # a fixture
    postgresql: postgres.Server,
) -> None:
    folder, name = fill_in(seed=2).data_dir, postgresql.create()
    killed, (there, back) = there_and_back(
        folder, postgresql.address(name), now=THURSDAY_NOON, kills=2, longest=3
    )
    assert killed == 2
    assert there.splitlines()[:2] == back.splitlines()[:2]
    postgresql.drop(name)
