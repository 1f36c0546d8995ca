import asyncio

import pytest

from suggestions.feedback import Feedback


@pytest.fixture
async def feedback():
    return Feedback(tolerance=2)


class TestFeedback:
    async def test_one_refusal_is_no_dislike(self, feedback):
        await feedback.turn_down("lamp", "ada")

        assert await feedback.disliked_authors() == set()
        assert await feedback.was_turned_down("lamp")

    async def test_two_refusals_are(self, feedback):
        await asyncio.gather(feedback.turn_down("lamp", "ada"), feedback.turn_down("lock", "ada"))

        assert await feedback.disliked_authors() == {"ada"}

    async def test_the_same_blueprint_counts_once(self, feedback):
        for _ in range(3):
            await feedback.turn_down("lamp", "ada")

        assert await feedback.disliked_authors() == set()
