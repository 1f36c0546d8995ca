import pytest

from agent.conversation import Conversation, tokens


@pytest.mark.parametrize("text, count", [("", 1), ("abcd", 1), ("abcde", 2), ("Straße", 2)])
def test_tokens(text, count):
    assert tokens(text) == count


def test_the_oldest_messages_go_first():
    conversation = Conversation("s", budget=7)
    for word in ("one.....", "two.....", "three..."):
        conversation.add("user", word)
    assert [m.text for m in conversation.window()] == ["s", "one.....", "two.....", "three..."]
    conversation.add("user", "four....")
    assert [m.text for m in conversation.window()] == ["s", "two.....", "three...", "four...."]


def test_a_tool_answer_does_not_come_first():
    conversation = Conversation("s", budget=5)
    conversation.add("user", "x" * 40)
    conversation.add("tool", "t", "list_room")
    conversation.add("assistant", "a")
    assert [m.role for m in conversation.window()] == ["system", "assistant"]


def test_the_newest_message_is_always_there():
    conversation = Conversation("s", budget=2)
    conversation.add("user", "x" * 400)
    assert len(conversation.window()) == 2
