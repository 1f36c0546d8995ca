import asyncio

from pytest import mark

from query.asker import Asker


async def test_the_grammar_spares_the_model(asker, model):
    query = await asker.ask("How cold is the hall?")

    assert query.source == "grammar"
    assert model.questions == []


@mark.parametrize("question", ["What did we burn?", "Energy please"])
async def test_the_model_is_asked_otherwise(asker, model, question):
    assert (await asker.ask(question)).source == "model"
    assert model.questions == [question]


async def test_an_answer_is_remembered(asker, model):
    await asker.ask("What did we burn?")
    await asker.ask("What did we burn?")

    assert len(model.questions) == 1


async def test_the_oldest_answer_is_forgotten(asker, model):
    for question in ("one?", "two?", "three?", "one?"):
        await asker.ask(question)

    assert model.questions == ["one?", "two?", "three?", "one?"]


async def test_gibberish_is_not_remembered(asker, model):
    assert await asker.ask_all(["gibberish", "gibberish"]) == [None, None]
    assert asker.asked_model == 2


@mark.asyncio
async def test_a_slow_model_is_given_up_on():
    async def slow(question):
        await asyncio.sleep(5)

    assert await Asker(slow, patience=0.01).ask("Well?") is None
