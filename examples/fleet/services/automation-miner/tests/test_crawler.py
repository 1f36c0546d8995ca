from miner.catalogue import Catalogue
from miner.crawler import crawl, pages
from miner.post import Post

FENCED = "```\nalias: {}\ntrigger: time\n```"


def forum(*page_bodies):
    async def fetch(number):
        if number > len(page_bodies):
            return []
        return [Post(number, body) for body in page_bodies[number - 1]]

    return fetch


async def test_pages_stop_at_the_first_empty_one():
    seen = [len(posts) async for posts in pages(forum(["a", "b"], ["c"]))]

    assert seen == [2, 1]


async def test_a_crawl_can_start_late():
    seen = [posts async for posts in pages(forum(["a"], ["b"], ["c"]), start=3)]

    assert len(seen) == 1


async def test_everything_found_is_stored(tmp_path):
    catalogue = Catalogue(str(tmp_path / "found.db"))
    await catalogue.open()

    stored = await crawl(forum([FENCED.format("one")], [FENCED.format("two"), "prose"]), catalogue)

    assert stored == 2
    assert {automation.alias for automation in await catalogue.top(9)} == {"one", "two"}
