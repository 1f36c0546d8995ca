from pytest import mark

from query.grammar import understand


@mark.parametrize(
    ("question", "measure", "room", "hours"),
    [
        ("How warm was the kitchen yesterday?", "temperature", "kitchen", (24, 48)),
        ("how humid is the bath", "humidity", "bath", (0, 0)),
        ("How bright was it in the living room today?", "illuminance", "living_room", (0, 24)),
    ],
)
def test_covered_sentences(question, measure, room, hours):
    query = understand(question)

    assert (query.measure, query.room, query.hours_ago) == (measure, room, hours)


@mark.parametrize("question", ["Turn on the light", "How fast is the car?", ""])
def test_the_rest_is_not_guessed_at(question):
    assert understand(question) is None
