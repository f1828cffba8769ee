"""Settings: defaults, the environment, and sentences instead of tracebacks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.settings import PREFIX, PROJECT, Settings, load_settings, settings_page
from corpus.errors import BadSetting

NO_PREFIX = "随附的编码器不用前缀：WENJU_ENCODER_QUERY_PREFIX 等要与 WENJU_ENCODER 一起设"


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)


def test_defaults_need_no_environment() -> None:
    settings = load_settings()
    assert settings.data == PROJECT / "data"
    assert (settings.host, settings.port, settings.encoder) == ("127.0.0.1", 8000, None)


def test_the_environment_is_read_and_what_is_given_goes_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENJU_PORT", "9000")
    monkeypatch.setenv("WENJU_DATA", "~/news")
    monkeypatch.setenv("WENJU_HOST", "")
    settings = load_settings(port=9001, data=None)
    assert settings.port == 9001
    assert settings.data == Path.home() / "news"
    assert settings.host == "127.0.0.1"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("WENJU_PORT", "八千", "WENJU_PORT=八千：应为整数"),
        ("WENJU_PORT", "65536", "WENJU_PORT=65536：不能大于 65535"),
        ("WENJU_LLM_BASE_URL", "localhost", "WENJU_LLM_BASE_URL=localhost：应符合 ^https?://"),
        ("WENJU_LLM_MODEL", "qwen3", "WENJU_LLM_BASE_URL 和 WENJU_LLM_MODEL 要一起设，现在只设了一个"),
        ("WENJU_LLM_FIRST_SECONDS", "0", "WENJU_LLM_FIRST_SECONDS=0：不能小于 1"),
        ("WENJU_LLM_SECONDS", "601", "WENJU_LLM_SECONDS=601：不能大于 600"),
        ("WENJU_ENCODER_QUERY_PREFIX", "query: ", NO_PREFIX),
        ("WENJU_ENCODER_PASSAGE_PREFIX", "passage: ", NO_PREFIX),
        ("WENJU_CONVERSATION_DAYS", "-1", "WENJU_CONVERSATION_DAYS=-1：不能小于 0"),
        ("WENJU_MAX_UPLOAD_BYTES", "1", "WENJU_MAX_UPLOAD_BYTES=1：不能小于 1000"),
    ],
)
def test_a_bad_value_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSetting) as caught:
        load_settings()
    assert caught.value.detail == sentence


def test_a_prefix_keeps_the_space_at_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENJU_ENCODER", "intfloat/multilingual-e5-small")
    monkeypatch.setenv("WENJU_ENCODER_QUERY_PREFIX", "query: ")
    monkeypatch.setenv("WENJU_RERANKER", "BAAI/bge-reranker-base")
    settings = load_settings()
    assert (settings.encoder_query_prefix, settings.encoder_passage_prefix) == ("query: ", None)
    assert settings.reranker == "BAAI/bge-reranker-base"


def test_several_bad_values_are_all_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENJU_PORT", "-1")
    monkeypatch.setenv("WENJU_LOG_LEVEL", "loud")
    with pytest.raises(BadSetting, match=r"WENJU_PORT=-1.*WENJU_LOG_LEVEL=loud"):
        load_settings()


def test_the_key_shows_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENJU_LLM_API_KEY", "sk-secret")
    settings = load_settings()
    assert settings.llm_api_key is not None
    assert settings.llm_api_key.get_secret_value() == "sk-secret"
    assert "sk-secret" not in repr(settings)


def test_every_setting_says_what_it_means() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_the_page_of_settings_is_up_to_date() -> None:
    page = PROJECT / "docs" / "settings.md"
    assert page.read_text(encoding="utf-8") == settings_page()


def test_the_page_can_be_written_by_its_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "assistant.settings"], capture_output=True, check=True, encoding="utf-8", cwd=PROJECT
    )
    assert done.stdout == settings_page()


def test_hosts_are_names_with_commas_between_them(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().url_hosts == frozenset()
    monkeypatch.setenv("WENJU_URL_HOSTS", "News.example.cn, www.example.cn")
    assert load_settings().url_hosts == {"news.example.cn", "www.example.cn"}
