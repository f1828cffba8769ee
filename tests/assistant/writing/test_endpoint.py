import gc
import logging
import time
from collections.abc import Iterator

import pytest

from assistant.writing.endpoint import CALLS, OpenAIGenerator
from assistant.writing.generate import Generator
from assistant.writing.material import Material
from corpus.errors import GeneratorFailed
from tests.assistant.writing.scripted_endpoint import DONE, HEARTBEAT, Endpoint, Reply, endpoint, event, refuses, writes

SHOWN = (Material("南湖大桥全长3.2公里，总投资约8亿元。"), Material("北湖大桥尚未开工，计划2025年建成。"))
TRUE = "南湖大桥全长3.2公里。[1]"
AT_ONCE = {"retry_after": "0"}


def model(seen: Endpoint, first: float = 20, whole: float = 20) -> OpenAIGenerator:
    return OpenAIGenerator(seen.url, "fable", "sk-secret", first, whole)


def write(generator: Generator) -> Iterator[str]:
    return generator.write("多长？", SHOWN)


def failure(generator: Generator) -> str:
    with pytest.raises(GeneratorFailed) as caught:
        list(write(generator))
    return caught.value.detail


def test_the_name_says_which_model_writes_and_nothing_shows_the_key() -> None:
    named: Generator = OpenAIGenerator("http://user:sk-secret@model:8080/v1", "fable", "sk-secret")
    assert named.name == "llm:fable"
    assert repr(named) == "OpenAIGenerator('fable', 'model:8080')"


def test_pieces_come_as_they_are_written() -> None:
    with endpoint(Reply([(0, event(None)), (0, event("全长")), (0, event("3.2公里。[1]")), (0, DONE)])) as seen:
        assert list(write(model(seen))) == ["全长", "3.2公里。[1]"]


def test_the_request_holds_question_and_numbered_passages_and_says_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_ORG_ID", "org-of-another-address")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "Authorization: Bearer of-another-address")
    with endpoint(writes("好。")) as seen:
        list(write(model(seen)))
    (headers,), (body,) = seen.headers, seen.bodies
    assert headers["authorization"] == "Bearer sk-secret"
    assert headers["user-agent"].startswith("wenju/")
    assert "openai-organization" not in headers
    assert (body["model"], body["stream"], body["temperature"], body["max_tokens"]) == ("fable", True, 0, 600)
    assert [message["role"] for message in body["messages"]] == ["system", "user"]
    assert SHOWN[1].text in body["messages"][1]["content"]


@pytest.mark.parametrize("status", [408, 409, 429, 500, 503])
def test_what_may_pass_is_tried_again(status: int) -> None:
    with endpoint(refuses(status, **AT_ONCE), refuses(status, **AT_ONCE), writes(TRUE)) as seen:
        assert list(write(model(seen))) == [TRUE]
    assert len(seen.bodies) == 3


def test_three_tries_are_enough() -> None:
    with endpoint(refuses(503, **AT_ONCE)) as seen:
        assert "自己出错了" in failure(model(seen))
    assert len(seen.bodies) == 3


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (
            refuses(400, "bad_thing"),
            "不接受这样的请求；请确认它兼容 OpenAI 的 chat/completions 接口（HTTP 400 bad_thing）",
        ),
        (refuses(401, "sk-secret is no key"), "不认这个密钥；请检查 WENJU_LLM_API_KEY（HTTP 401）"),
        (refuses(402), "余额不足"),
        (refuses(403), "无权使用"),
        (refuses(404, "model_not_found"), "不存在；请检查 WENJU_LLM_MODEL"),
        (refuses(418), "拒绝了请求；请检查 WENJU_LLM_BASE_URL 和 WENJU_LLM_MODEL（HTTP 418）"),
    ],
)
def test_what_will_not_pass_is_asked_once_and_said_in_words(reply: Reply, words: str) -> None:
    with endpoint(reply) as seen:
        said = failure(model(seen))
    assert said.startswith("语言模型 fable（127.0.0.1:")
    assert words in said
    assert "sk-secret" not in said
    assert len(seen.bodies) == 1


def test_a_server_that_asks_for_longer_than_there_is_time_is_not_waited_for() -> None:
    started = time.monotonic()
    with endpoint(refuses(429, retry_after="30")) as seen:
        assert "请求太多" in failure(model(seen))
    assert len(seen.bodies) == 1
    assert time.monotonic() - started < 15


def test_what_a_server_asks_for_is_waited() -> None:
    started = time.monotonic()
    with endpoint(refuses(429, retry_after="0.7"), writes(TRUE)) as seen:
        assert list(write(model(seen))) == [TRUE]
    assert time.monotonic() - started >= 0.7


def test_nothing_is_tried_again_after_the_first_piece() -> None:
    broken = Reply([(0, event("全长")), (0, b'data: {"error": {"message": "gone"}}\n\n')])
    with endpoint(broken, writes(TRUE)) as seen:
        pieces = write(model(seen))
        assert next(pieces) == "全长"
        with pytest.raises(GeneratorFailed, match="fable"):
            next(pieces)
    assert len(seen.bodies) == 1


@pytest.mark.parametrize("param", ["max_tokens", "temperature"])
def test_a_model_that_knows_a_parameter_by_another_name_is_asked_that_way_from_then_on(param: str) -> None:
    with endpoint(refuses(400, "unsupported_parameter", param), writes(TRUE)) as seen:
        generator = model(seen)
        assert list(write(generator)) == list(write(generator)) == [TRUE]
    assert ["max_tokens" in body for body in seen.bodies] == [True, False, False]
    assert "temperature" not in seen.bodies[1]
    assert seen.bodies[1]["max_completion_tokens"] > 600


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply([(0, DONE)]), "没有写出任何内容"),
        (Reply([(0, b"data: {broken\n\n")]), "无法读懂（JSONDecodeError）"),
        (Reply([(0, b"<html>hello</html>")]), "没有写出任何内容"),
    ],
)
def test_an_answer_that_is_none_is_said_to_be_none(reply: Reply, words: str) -> None:
    with endpoint(reply) as seen:
        assert words in failure(model(seen))


def test_a_port_where_nobody_listens_is_named() -> None:
    with endpoint(writes("好。")) as seen:
        pass
    assert "连接不上；请确认那边的服务已启动" in failure(model(seen, 1.5))


def test_a_host_that_is_not_there_is_named_at_once() -> None:
    said = failure(OpenAIGenerator("http://model.invalid/v1", "fable", "key"))
    assert said == "语言模型 fable（model.invalid）找不到主机；请检查 WENJU_LLM_BASE_URL 和网络"


@pytest.mark.parametrize("reply", [Reply(before=1, pieces=[(0, DONE)]), Reply([(0, event("好")), (3, event("。"))])])
def test_a_late_first_sentence_is_not_waited_for(reply: Reply) -> None:
    started = time.monotonic()
    with endpoint(reply) as seen:
        assert "太慢：0.4 秒内没有写出第一句；可以调大 WENJU_LLM_FIRST_SECONDS" in failure(model(seen, 0.4))
        assert time.monotonic() - started < 3


def test_heartbeats_hold_up_neither_the_limit_nor_the_connection() -> None:
    with endpoint(Reply([(0.05, HEARTBEAT)] * 400)) as seen:
        assert "太慢" in failure(model(seen, 0.4))
        assert seen.hung_up.wait(10)


def test_an_endless_answer_is_cut_off() -> None:
    with endpoint(Reply([(0.05, event("好。"))] * 400)) as seen:
        pieces = write(model(seen, whole=1.5))
        assert next(pieces) == "好。"
        with pytest.raises(GeneratorFailed, match=r"1\.5 秒内没有写完；可以调大 WENJU_LLM_SECONDS"):
            list(pieces)


def test_who_stops_reading_lets_go_of_the_connection() -> None:
    with endpoint(Reply([(0.05, event("好。"))] * 400)) as seen:
        pieces = write(model(seen))
        next(pieces)
        del pieces
        gc.collect()
        assert seen.hung_up.wait(10)


def test_so_many_ask_at_once_and_no_more() -> None:
    with endpoint(Reply([(0, event("好。")), (8, DONE)])) as seen:
        generator = model(seen)
        waiting = [write(generator) for _ in range(CALLS)]
        for pieces in waiting:
            assert next(pieces) == "好。"
        assert failure(generator) == f"语言模型 fable 正忙：同时有 {CALLS} 个问题在等它，这次改用原文回答"
        assert len(seen.bodies) == CALLS


def test_neither_key_nor_prompt_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with endpoint(refuses(500, **AT_ONCE), writes(TRUE)) as seen:
        list(write(model(seen)))
    assert caplog.records
    assert "sk-secret" not in caplog.text
    assert SHOWN[0].text not in caplog.text


def test_a_place_is_free_again_after_each_answer() -> None:
    with endpoint(writes(TRUE)) as seen:
        generator = model(seen)
        assert [list(write(generator)) for _ in range(CALLS + 1)] == [[TRUE]] * (CALLS + 1)
