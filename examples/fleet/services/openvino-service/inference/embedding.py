import math

from tenacity import stop_after_attempt, wait_fixed
from tenacity._asyncio import AsyncRetrying

from inference.device import DeviceBusy
from inference.models import Models

EMBEDDER = "sentence-small"


async def embed(models: Models, text: str) -> list[float]:
    """The text as a vector of length one; an empty text is the zero vector."""
    model = await models.get(EMBEDDER)
    async for attempt in AsyncRetrying(stop=stop_after_attempt(3), wait=wait_fixed(0.001)):
        with attempt:
            vector = await model.infer(text)
    return normalise(vector)


async def embed_or_nothing(models: Models, text: str) -> list[float] | None:
    try:
        return await embed(models, text)
    except DeviceBusy:
        return None
    except Exception as error:
        if isinstance(error.__cause__, DeviceBusy):
            return None
        raise


def normalise(vector: list[float]) -> list[float]:
    length = math.sqrt(sum(value * value for value in vector))
    return [value / length for value in vector] if length else vector


def similarity(one: list[float], other: list[float]) -> float:
    return sum(a * b for a, b in zip(one, other))
