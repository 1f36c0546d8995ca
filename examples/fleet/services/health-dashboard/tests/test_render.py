from pathlib import Path

import pytest
from render import hashed, render

PUBLIC = Path(__file__).parent.parent / "public"


def test_the_page_names_the_script_by_its_content(tmp_path):
    names = render(PUBLIC, tmp_path)

    script = hashed(PUBLIC / "app.js")
    assert names == sorted(["index.html", script])
    assert f'src="{script}"' in (tmp_path / "index.html").read_text()


def test_another_content_is_another_name(tmp_path):
    (tmp_path / "a.js").write_text("1")
    before = hashed(tmp_path / "a.js")
    (tmp_path / "a.js").write_text("2")

    assert hashed(tmp_path / "a.js") != before


def test_a_missing_file_stops_the_build(tmp_path):
    (tmp_path / "index.html").write_text("{{gone.js}}")

    with pytest.raises(LookupError, match="gone.js"):
        render(tmp_path, tmp_path / "build")
    assert not (tmp_path / "build").exists()


def test_a_page_without_files_is_copied(tmp_path):
    (tmp_path / "index.html").write_text("<p>{ not a place }</p>")

    assert render(tmp_path, tmp_path / "build") == ["index.html"]
