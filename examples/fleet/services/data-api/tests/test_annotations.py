import pytest

from src.annotations import Note, NotStored, escaped, quoted

from .conftest import NOW

NOTE = Note("light.hall", 'Birne "E27" getauscht', "eva", NOW)


def test_a_note_is_one_line(writer, influx):
    writer.write(NOTE)
    query, line = influx.written[0]
    assert query["bucket"] == ["home_events"]
    assert line == (
        'note,author=eva,entity_id=light.hall,instance=test text="Birne \\"E27\\" getauscht" 1756728000000'
    )


def test_a_lost_note_is_an_error(writer, influx):
    influx.status = 403
    with pytest.raises(NotStored, match="read only token"):
        writer.write(NOTE)


def test_the_old_notebook(writer, influx):
    assert writer.write_all([NOTE, Note("light.attic", "neu", "max muster", NOW)]) == 2
    query, body = influx.written[0]
    assert query["precision"][0] in ("ms", "millisecond")
    assert body.split("\n")[1] == 'note,author=max\\ muster,entity_id=light.attic text="neu" 1756728000000'


@pytest.mark.parametrize("tag, text", [("a b", "a\\ b"), ("a,b=c", "a\\,b\\=c"), ("plain", "plain")])
def test_escaped(tag, text):
    assert escaped(tag) == text


def test_quoted():
    assert quoted('a "b" \\') == 'a \\"b\\" \\\\'
