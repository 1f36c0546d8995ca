import pytest

from edge.actions import Action, InvalidAction


def test_from_json():
    action = Action.from_json({"automation": "evening", "service": "light.turn_on", "entity_id": "light.hall"})
    assert (action.domain, action.service) == ("light", "turn_on")


@pytest.mark.parametrize(
    "change",
    [{"entity_id": "Hall light"}, {"entity_id": "switch.hall"}, {"service": None}, {"service": "homeassistant"}],
)
def test_what_cannot_be_done(change):
    with pytest.raises(InvalidAction):
        document = {"automation": "a", "service": "light.turn_on", "entity_id": "light.hall"} | change
        if change.get("service") == "homeassistant":
            del document["entity_id"]
        Action.from_json(document)


def test_the_key_belongs_to_the_run(action):
    same = Action("evening", "light", "turn_on", "light.hall", {"brightness": 120}, run_id="r1")
    other = Action("evening", "light", "turn_on", "light.hall", {"brightness": 120}, run_id="r2")
    assert action.key == same.key != other.key
