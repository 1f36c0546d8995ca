from pytest import fixture

from query.asker import Asker
from query.grammar import Query


class Model:
    """Knows one answer and counts how often it was asked."""

    def __init__(self):
        self.questions = []

    async def __call__(self, question):
        self.questions.append(question)
        if "gibberish" in question:
            return None
        return Query("power", "house", (0, 24), source="model")


@fixture
def model():
    return Model()


@fixture
async def asker(model):
    asker = Asker(model, remember=2)
    yield asker
    asker._memory.clear()
