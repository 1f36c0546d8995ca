import pytest

from suggestions.feedback import Feedback
from suggestions.scoring import Candidate
from suggestions.suggester import Suggester

CANDIDATES = [
    Candidate("lamp", frozenset({"light"}), 3.5, "ada"),
    Candidate("dusk", frozenset({"light", "sun"}), 4.5, "ada"),
    Candidate("vault", frozenset({"lock"}), 4.9, "bob"),
    Candidate("dull", frozenset({"light"}), 0.5, "bob"),
]


@pytest.fixture
async def feedback():
    return Feedback(tolerance=1)


@pytest.fixture(name="suggester")
async def make_suggester(feedback):
    yield Suggester(CANDIDATES, feedback)


async def test_best_first_and_nothing_dull(suggester):
    slugs = [candidate.slug async for candidate in suggester.suggest({"light", "sun"})]

    assert slugs == ["dusk", "lamp"]


async def test_no_more_than_asked_for(suggester):
    assert [candidate.slug for candidate in await suggester.first({"light", "sun", "lock"}, 2)] == ["vault", "dusk"]


async def test_a_refusal_in_between_is_honoured(suggester, feedback):
    found = []
    async for candidate in suggester.suggest({"light", "sun", "lock"}):
        found.append(candidate.slug)
        await feedback.turn_down("dusk", "ada")

    assert found == ["vault", "lamp"]


async def test_a_disliked_author_sinks(suggester, feedback):
    await feedback.turn_down("other", "ada")

    assert [candidate.slug for candidate in await suggester.first({"light", "sun"}, 5)] == ["dusk"]
