"""The commands of `wenju`, run in process over a small library of their own."""

import gc
import json
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from assistant.cli import BAD_USAGE, DONE, FAILED, run
from assistant.settings import PROJECT
from index.encoder import load_encoder
from index.library import Library
from index.prepare import prepare
from index.store.store import Store
from tests.assistant.writing.scripted_endpoint import endpoint, refuses, writes
from tests.index.articles import numbered

ARTICLES = (
    {
        "id": "a1",
        "title": "跨湖大桥通车",
        "text": "跨湖大桥昨日通车。大桥全长3公里，投资5.6亿元。",
        "published": "2021-05-31",
    },
    {"id": "a2", "title": "新图书馆开放", "text": "新图书馆周一开放。馆内有藏书50万册。", "source": "某市日报"},
)
Told = pytest.CaptureFixture[str]


def lines(*records: object) -> str:
    return "\n".join(json.dumps(record, ensure_ascii=False) for record in records) + "\n"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder that is not there yet, named by the environment."""
    folder = tmp_path / "data"
    monkeypatch.setenv("WENJU_DATA", str(folder))
    return folder


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    path.write_text(lines(*ARTICLES), encoding="utf-8")
    return path


@pytest.fixture
def filled(data: Path, news: Path, capsys: Told) -> Path:
    assert run(["ingest", str(news)]) == DONE
    capsys.readouterr()
    return data


def test_ingest_says_what_became_of_everything(data: Path, news: Path, capsys: Told) -> None:
    news.write_text(lines(*ARTICLES, {"id": "a3"}, {"text": 7}), encoding="utf-8")
    assert run(["ingest", str(news)]) == DONE
    told = capsys.readouterr()
    assert told.out.splitlines()[:-1] == [
        "新增 2，更新 0，未变 0，未收录 2",
        f"  {news}:3：缺少 “text”（正文）",
        f"  {news}:4：“text” 应是文字，得到 7",
    ]
    assert re.fullmatch(r"用时 \d+ 秒，\d+ 篇/秒", told.out.splitlines()[-1])
    assert told.err == ""
    assert (data / "wenju.db").exists()


def test_ingest_leaves_the_process_as_it_was(data: Path, news: Path) -> None:
    before = gc.get_threshold()
    assert run(["ingest", str(news)]) == DONE
    assert gc.get_threshold() == before


def test_ingest_reads_no_address_that_the_setting_does_not_name(
    data: Path, news: Path, monkeypatch: pytest.MonkeyPatch, capsys: Told
) -> None:
    assert run(["ingest", str(news), "https://news.example.cn/1.html"]) == FAILED
    told = capsys.readouterr().err
    assert "WENJU_URL_HOSTS 里没有 news.example.cn" in told
    monkeypatch.setenv("WENJU_URL_HOSTS", "localhost")
    assert run(["ingest", "file:///etc/passwd"]) == FAILED
    assert "只读取 https:// 开头的网址" in capsys.readouterr().err
    assert not data.exists()
    assert run(["ingest", "https://localhost/1.html"]) == FAILED
    assert "不是公网地址" in capsys.readouterr().out


def test_ingest_again_changes_nothing_and_a_change_is_a_new_version(filled: Path, news: Path, capsys: Told) -> None:
    assert run(["ingest", str(news)]) == DONE
    assert "新增 0，更新 0，未变 2，未收录 0" in capsys.readouterr().out
    news.write_text(lines({**ARTICLES[0], "text": "跨湖大桥今日通车。"}), encoding="utf-8")
    assert run(["ingest", str(news)]) == DONE
    assert "新增 0，更新 1，未变 0，未收录 0" in capsys.readouterr().out


def test_ingest_counts_the_reasons_and_writes_every_rejection(data: Path, tmp_path: Path, capsys: Told) -> None:
    bad, rejects = tmp_path / "bad.jsonl", tmp_path / "rejects.jsonl"
    bad.write_text("{\n" + lines(*[{"id": f"b{number}"} for number in range(24)], ARTICLES[0]), encoding="utf-8")
    assert run(["ingest", str(bad)]) == DONE
    assert capsys.readouterr().out.splitlines()[:4] == [
        "新增 1，更新 0，未变 0，未收录 25",
        f"  24 条：缺少 “text”（正文），例如 {bad}:2",
        f"  {bad}:1：不是有效的 JSON（第 2 个字符处有误）",
        "  用 --rejects FILE 可逐条写出",
    ]
    assert run(["ingest", str(bad), "--rejects", str(rejects)]) == DONE
    assert f"  逐条写在 {rejects}" in capsys.readouterr().out
    written = [json.loads(line) for line in rejects.read_text(encoding="utf-8").splitlines()]
    assert [rejection["name"] for rejection in written] == [f"{bad}:{number}" for number in range(1, 26)]
    assert all(rejection["reason"] for rejection in written)


def test_ingest_gives_what_an_article_lacks(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "one.jsonl"
    path.write_text(lines({"id": "c1", "text": "海塘合龙。"}), encoding="utf-8")
    assert run(["ingest", str(path), "--source", "某县报", "--published", "2021年6月1日"]) == DONE
    with Library.open(data, load_encoder(), read_only=True) as library:
        article = library.article("c1")
    assert article is not None
    assert (article.source, str(article.published)) == ("某县报", "2021-06-01")


def test_ingest_of_nothing_usable_fails(data: Path, tmp_path: Path, capsys: Told) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_bytes(b"\xff\xfe\x00")
    assert run(["ingest", str(path)]) == FAILED
    assert "未收录 1" in capsys.readouterr().out


def test_a_data_folder_that_is_given_goes_before_the_environment(data: Path, news: Path, tmp_path: Path) -> None:
    assert run(["ingest", str(news), "--data", str(tmp_path / "other")]) == DONE
    assert (tmp_path / "other" / "wenju.db").exists()
    assert not data.exists()


def test_search_finds_passages(filled: Path, capsys: Told) -> None:
    assert run(["search", "图书馆的藏书", "-k", "1"]) == DONE
    told = capsys.readouterr().out
    assert "新图书馆开放 · 某市日报" in told
    assert "50万册" in told
    assert "大桥" not in told


def test_search_as_json_has_the_shape_of_the_api(filled: Path, capsys: Told) -> None:
    assert run(["search", "大桥", "--json"]) == DONE
    hit = json.loads(capsys.readouterr().out)["hits"][0]
    assert (hit["document_id"], hit["published"]) == ("a1", "2021-05-31")


@pytest.mark.parametrize(
    ("options", "document"),
    [
        (["--source", "某市日报"], "a2"),
        (["--document", "a2"], "a2"),
        (["--from", "2021-05-31", "--to", "2021-05-31", "--today", "2021-06-01"], "a1"),
    ],
)
def test_search_is_narrowed_by_outlet_document_and_day(
    filled: Path, options: list[str], document: str, capsys: Told
) -> None:
    assert run(["search", "大桥和图书馆", "--json", *options]) == DONE
    assert [hit["document_id"] for hit in json.loads(capsys.readouterr().out)["hits"]] == [document]


def test_ask_is_narrowed_too(filled: Path, capsys: Told) -> None:
    assert run(["ask", "大桥全长多少？", "--from", "2022-01-01", "--json"]) == DONE
    assert json.loads(capsys.readouterr().out)["status"] == "not_found"


def test_a_range_of_days_that_ends_before_it_begins_is_bad_usage(filled: Path, capsys: Told) -> None:
    assert run(["search", "大桥", "--from", "2021-06-01", "--to", "2021-05-01"]) == BAD_USAGE
    assert "--from 晚于 --to" in capsys.readouterr().err


def test_search_reads_beside_a_writer(filled: Path, capsys: Told) -> None:
    with Library.open(filled, load_encoder()):
        assert run(["search", "大桥"]) == DONE
        assert "跨湖大桥" in capsys.readouterr().out
        assert run(["ingest", str(filled)]) == FAILED
    assert capsys.readouterr().err.startswith("数据文件夹正被占用：")


def test_what_a_killed_ingest_left_out_of_the_indexes_is_said(data: Path, capsys: Told) -> None:
    encoder = load_encoder()
    with Library.open(data, encoder) as library:
        library.ingest(numbered(2_001), processes=0)
    with closing(Store.open(data / "wenju.db")) as store:
        generation = store.start(encoder.name, encoder.dimension).row
        store.write(generation, prepare(numbered(401, 2_001), encoder))
    for command in ("ask", "search"):
        assert run([command, "编号7的水库今天蓄水多少立方米？"]) == DONE
        told = capsys.readouterr()
        assert "编号7的水库" in told.out
        assert told.err.startswith("提示：最近的 401 次改动还没有编入索引")


def test_an_empty_folder_is_filled_with_the_bundled_articles(data: Path, capsys: Told) -> None:
    assert run(["search", "未来工厂"]) == DONE
    assert "未来工厂" in capsys.readouterr().out
    assert run(["verify"]) == DONE


def test_verify_and_reindex(filled: Path, capsys: Told) -> None:
    assert run(["verify"]) == DONE
    assert "文章 2，" in capsys.readouterr().out
    assert run(["reindex"]) == DONE
    assert "索引已重建：2 篇" in capsys.readouterr().out
    assert run(["verify"]) == DONE


def test_verify_of_a_damaged_database_fails_in_words(filled: Path, capsys: Told) -> None:
    (filled / "wenju.db").write_bytes(b"no database at all" * 1000)
    assert run(["verify"]) == FAILED
    assert capsys.readouterr().err.startswith("数据库已损坏：")


def test_ask_says_the_bare_value_first_and_the_proof_last(filled: Path, capsys: Told) -> None:
    assert run(["ask", "跨湖大桥全长多少公里？"]) == DONE
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("3公里")
    assert said[3:] == ["", "[1] 跨湖大桥通车 · 2021-05-31", "    大桥全长3公里，投资5.6亿元。"]


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("跨湖大桥全长3公里。[1]", "（由语言模型 fable 生成，逐句核对过）"),
        (
            "跨湖大桥全长3公里。[1]跨湖大桥全长30公里。[1]",
            "（由语言模型 fable 生成，逐句核对过；另有 1 句没有通过核对，已删去）",
        ),
        ("跨湖大桥全长30公里。[1]", "（语言模型写的 1 句没有通过核对，没有采用；以上摘自原文）"),
    ],
)
def test_ask_says_who_wrote_and_how_much_was_dropped(
    filled: Path, written: str, label: str, monkeypatch: pytest.MonkeyPatch, capsys: Told
) -> None:
    monkeypatch.setenv("WENJU_LLM_MODEL", "fable")
    with endpoint(writes(written)) as seen:
        monkeypatch.setenv("WENJU_LLM_BASE_URL", seen.url)
        assert run(["ask", "跨湖大桥全长多少公里？"]) == DONE
    assert label in capsys.readouterr().out.splitlines()


def test_ask_quotes_where_the_language_model_fails(
    filled: Path, monkeypatch: pytest.MonkeyPatch, capsys: Told, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("WENJU_LLM_MODEL", "fable")
    monkeypatch.setenv("WENJU_LLM_API_KEY", "sk-secret")
    with endpoint(refuses(401)) as seen:
        monkeypatch.setenv("WENJU_LLM_BASE_URL", seen.url)
        assert run(["ask", "跨湖大桥全长多少公里？", "--json"]) == DONE
    answer = json.loads(capsys.readouterr().out)
    assert (answer["generator"], answer["short_answer"], answer["dropped"]) == ("extractive", "3公里", 0)
    (message,) = caplog.messages
    assert "不认这个密钥；请检查 WENJU_LLM_API_KEY" in message
    assert "sk-secret" not in message


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["ask"], "用法有误：缺少 QUESTION。运行 wenju ask --help 查看用法"),
        (["aks", "x"], "用法有误：没有命令 aks。"),
        (["ask", "一", "二"], "用法有误：多出了参数 二。"),
        (["ask", "\udcff"], "用法有误：QUESTION 的值不对：不是 UTF-8 编码的文字。"),
        (["search", "x", "-k", "0"], "用法有误：-k 的值不对：不能小于 1。"),
        (["search", "x", "-k", "many"], "用法有误：-k 的值不对：应为整数。"),
        (["search", "x", "-k"], "用法有误：选项 -k 后面缺少值。"),
        (["search", "x", "--all"], "用法有误：没有选项 --all。"),
        (["ingest"], "用法有误：缺少 PATH。"),
        (["ingest", "x", "--published", "2021-02-30"], "用法有误：--published 的值不对：应是 2021-05-31 这样的日期"),
    ],
)
def test_bad_usage_is_one_line_and_exit_code_two(arguments: list[str], sentence: str, capsys: Told) -> None:
    assert run(arguments) == BAD_USAGE
    told = capsys.readouterr()
    assert told.err.startswith(sentence)
    assert told.err.count("\n") == 1
    assert not told.out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["ingest", "/none/at/all"], "文件无法读取：找不到文件或文件夹：/none/at/all"),
        (["eval", "/none/at/all"], "设置有误：找不到题集文件 /none/at/all"),
        (["verify"], "数据文件夹无法使用："),
        (["search", "x", "--data", "/dev/null/x"], "数据文件夹无法使用：数据文件夹 /dev/null/x "),
        (["ingest", "pyproject.toml", "--rejects", "/none/at/all"], "读写出错："),
    ],
)
def test_a_failure_is_one_line_and_exit_code_one(arguments: list[str], sentence: str, data: Path, capsys: Told) -> None:
    assert run(arguments) == FAILED
    told = capsys.readouterr()
    assert told.err.startswith(sentence)
    assert told.err.count("\n") == 1


def test_a_bad_setting_is_named(data: Path, monkeypatch: pytest.MonkeyPatch, capsys: Told) -> None:
    monkeypatch.setenv("WENJU_PORT", "八千")
    assert run(["verify"]) == FAILED
    assert capsys.readouterr().err == "设置有误：WENJU_PORT=八千：应为整数\n"


@pytest.mark.parametrize(
    "command", [[], ["ingest"], ["ask"], ["search"], ["verify"], ["reindex"], ["backup"], ["restore"], ["eval"]]
)
def test_help_is_in_chinese(command: list[str], capsys: Told) -> None:
    assert run([*command, "--help"] if command else []) == DONE
    told = capsys.readouterr().out
    assert "用法：" in told
    for english in ("Usage", "Options", "Arguments", "Commands", "Show this message"):
        assert english not in told


def test_eval_prints_the_figures_and_writes_the_report(filled: Path, tmp_path: Path, capsys: Told) -> None:
    path, out = tmp_path / "set.jsonl", tmp_path / "report.json"
    question = {"question": "大桥全长多少？", "standalone": "大桥全长多少？", "doc_ids": ["a1"]}
    path.write_text(
        lines(
            {"id": "t1", "kind": "factoid", **question, "must_include": [["3公里"]], "evidence": ["全长3公里"]},
            {"id": "t2", "kind": "claim", **question},
        ),
        encoding="utf-8",
    )
    assert run(["eval", str(path), "--out", str(out), "--show", "1"]) == DONE
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("factoid      answer=")
    assert told[0].endswith("hit@1=1.0  hit@5=1.0  hit@10=1.0  n=1")
    assert told[1] == "claim        不评分  n=1"
    assert told[2].startswith("proved=")
    report = json.loads(out.read_text(encoding="utf-8"))
    assert [row["id"] for row in report["rows"]] == ["t1", "t2"]
    assert run(["eval", str(path), "--kind", "list"]) == BAD_USAGE


def test_eval_of_the_search_alone_says_what_each_way_finds(filled: Path, tmp_path: Path, capsys: Told) -> None:
    path, out = tmp_path / "set.jsonl", tmp_path / "report.json"
    question = {"question": "大桥全长多少？", "standalone": "大桥全长多少？", "doc_ids": ["a1"]}
    path.write_text(lines({"id": "t1", "kind": "factoid", **question}), encoding="utf-8")
    assert run(["eval", str(path), "--search", "--out", str(out)]) == DONE
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("factoid    lexical  hit@1=1.000")
    assert json.loads(out.read_text(encoding="utf-8"))["rows"][0]["final"] == 1


@pytest.mark.slow
def test_an_interrupted_ingest_ends_in_words_and_goes_on(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    many = ({"id": f"m{number}", "text": f"第{number}座桥通车。" * 40} for number in range(20_000))
    path.write_text(lines(*many), encoding="utf-8")
    # What a shell runs in the background ignores the signal, and hands that down.
    heed = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    program = f"{heed}; from ui.command import main; main()"
    command = [sys.executable, "-c", program, "ingest", str(path), "--processes", "1"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, cwd=PROJECT, start_new_session=True) as child:
        while not (data / "wenju.db").exists():
            time.sleep(0.05)
        time.sleep(1.0)
        # As a terminal does it: to the workers as well.
        os.killpg(child.pid, signal.SIGINT)
        _, told = child.communicate(timeout=60)
    assert child.returncode == FAILED
    assert re.fullmatch(r"已中断；(已收录的 \d+ 篇都已保存|还没有收录)，再运行同一条命令就会接着收录\n", told.decode())
    assert run(["verify"]) == DONE
