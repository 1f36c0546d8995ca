import pytest

from src.passages import cut, split_sentences


def test_sentences_end_at_punctuation():
    assert split_sentences("Eins. Zwei! Drei? Vier… Fünf") == ["Eins.", "Zwei!", "Drei?", "Vier…", "Fünf"]


def test_a_short_text_is_one_passage():
    assert [p.text for p in cut("manual", "Change the filter. Twice a year.", 20, 2)] == [
        "Change the filter. Twice a year."
    ]


def test_passages_overlap():
    passages = cut("manual", "One two three. Four five six. Seven eight nine.", 6, 2)
    assert [p.text for p in passages] == ["One two three. Four five six.", "five six. Seven eight nine."]
    assert [p.key for p in passages] == ["manual#0", "manual#1"]


def test_an_empty_text_has_no_passage():
    assert cut("manual", "  \n ", 10, 1) == []


def test_the_overlap_must_be_smaller():
    with pytest.raises(ValueError):
        cut("manual", "text", 5, 5)
