import asyncio
from unittest.mock import AsyncMock, patch

import httpx
import pytest

from sports.feed import Feed

from .conftest import NOW, entry


class TestLooking:
    async def test_tells_and_remembers(self, tracker, world, memory):
        world.games = [entry(home=0)]
        await tracker.look()
        world.games = [entry(home=1)]
        (change,) = await tracker.look()
        assert change.kind == "scored"
        assert [told["text"] for told in world.told] == ["Anpfiff: Köln 0 : 0 Bochum", "Köln +1 → 1 : 0"]
        assert memory.scores == [("1", 0, 0, NOW), ("1", 1, 0, NOW)]

    async def test_other_teams_do_not_matter(self, tracker, world, memory):
        world.games = [entry(home_name="Aachen")]
        assert await tracker.look() == []
        assert memory.scores == []

    async def test_nothing_new_nothing_told(self, tracker, world, memory):
        world.games = [entry()]
        await tracker.look()
        await tracker.look()
        assert len(world.told) == len(memory.scores) == 1

    async def test_a_deaf_house_is_no_reason_to_stop(self, tracker, world, memory):
        world.games, world.deaf = [entry()], True
        assert await tracker.look() == []
        assert len(memory.scores) == 1


class TestFeed:
    async def test_asks_for_changes_only(self, client, world):
        world.games, world.etag = [entry()], '"v1"'
        feed = Feed(client)
        assert len(await feed.games()) == 1
        assert await feed.games() is None

    async def test_skips_broken_entries(self, client, world):
        world.games = [{"id": 7}, entry()]
        assert [game.id for game in await Feed(client).games()] == ["1"]


@pytest.mark.asyncio
async def test_an_outage_of_the_feed_is_survived(tracker):
    with patch.object(tracker, "_feed") as feed:
        feed.games = AsyncMock(side_effect=[httpx.ConnectError("away"), None, None])
        task = asyncio.create_task(tracker.follow(0))
        while feed.games.await_count < 2:
            await asyncio.sleep(0)
        task.cancel()
