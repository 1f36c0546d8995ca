from src.health import beat, is_alive


def test_a_fresh_heartbeat(tmp_path):
    beat(tmp_path / "beat")
    assert is_alive(tmp_path / "beat")


def test_an_old_heartbeat(tmp_path):
    (tmp_path / "beat").write_text("1000")
    assert not is_alive(tmp_path / "beat", now=2000)


def test_no_heartbeat(tmp_path):
    assert not is_alive(tmp_path / "beat")
