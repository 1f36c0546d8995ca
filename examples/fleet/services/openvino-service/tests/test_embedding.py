import pytest

from inference.embedding import EMBEDDER, embed, embed_or_nothing, normalise, similarity


async def test_a_vector_has_length_one(models):
    vector = await embed(models, "the hall")

    assert similarity(vector, vector) == pytest.approx(1.0)


async def test_a_hiccup_is_tried_again(models, device):
    device.busy_inferring = 2

    await embed(models, "hall")

    assert device.models[EMBEDDER].calls == 3


async def test_a_lasting_failure_is_nothing(models, device):
    device.busy_inferring = 9

    assert await embed_or_nothing(models, "hall") is None


def test_the_zero_vector_stays():
    assert normalise([0.0, 0.0]) == [0.0, 0.0]
