import pytest

from miner.catalogue import Catalogue
from miner.post import Automation


@pytest.fixture
async def catalogue(tmp_path):
    catalogue = Catalogue(str(tmp_path / "miner.db"))
    await catalogue.open()
    return catalogue


async def test_the_most_copied_comes_first(catalogue):
    await catalogue.add(Automation("quiet", ("time",), 1))
    await catalogue.add(Automation("loud", ("state",), 9))

    assert [automation.alias for automation in await catalogue.top(5)] == ["loud", "quiet"]


async def test_a_known_alias_gains_copies(catalogue):
    await catalogue.add(Automation("dusk", ("sun",), 2))
    await catalogue.add(Automation("dusk", ("sun",), 5))

    (only,) = await catalogue.top(5)
    assert only.copies == 7


async def test_an_empty_catalogue_has_no_top(catalogue):
    assert await catalogue.top(5) == []
