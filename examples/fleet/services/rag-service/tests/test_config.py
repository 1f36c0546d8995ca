from src.config import read_settings


def test_the_environment_wins(tmp_path):
    env_file = tmp_path / ".env"
    env_file.write_text("RAG_TOP_K=7\nRAG_EMBEDDING_URL=http://file.test/\n")
    settings = read_settings(env_file, {"RAG_TOP_K": "2"})
    assert settings.top_k == 2
    assert settings.embedding_url == "http://file.test"


def test_defaults():
    assert read_settings(None, {}).port == 8027
