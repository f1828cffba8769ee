"""`wenju eval` and the scorer that asks over HTTP give the same figures, on a small set of our own."""

import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.api.app import create_app
from assistant.evaluation.evaluate import normal, score
from assistant.evaluation.questionset import Item
from assistant.evaluation.scorecard import FIGURES
from assistant.service import Assistant
from assistant.settings import PROJECT, Settings
from assistant.startup import assistant_over, open_filled
from index.library import Library

SCORER = Path(os.environ.get("WENJU_DEV_DATA", PROJECT.parent / "shared")) / "eval" / "score.py"

pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(not SCORER.is_file(), reason="the scorer is not here; WENJU_DEV_DATA names its folder"),
]

ITEMS = (
    Item(
        id="t1",
        kind="factoid",
        question="宁波今年的智能工厂目标是多少家？",
        standalone="宁波今年的智能工厂目标是多少家？",
        doc_ids=("smart-factories",),
        evidence=("建设150家以上市级智能工厂",),
        must_include=(("150家以上", "150 家以上"),),
    ),
    Item(
        id="t2",
        kind="list",
        question="哪些企业与宁波联通合作？",
        standalone="哪些企业与宁波联通合作？",
        must_include=(("狮丹努",), ("乐歌",), ("并无此人",)),
    ),
    Item(
        id="t3",
        kind="followup",
        turns=("国开行宁波分行发放了多少贷款？",),
        question="用在哪里？",
        standalone="国开行宁波分行的贷款用在哪里？",
        evidence=("重点项目建设",),
        must_include=(("项目",),),
    ),
    Item(id="t4", kind="unanswerable", question="火星上有几家工厂？", standalone="火星上有几家工厂？"),
)


class InProcess:
    """The scorer's client, without a network in between."""

    def __init__(self, http: TestClient) -> None:
        self.http = http

    def call(self, method: str, path: str, body: Any = None) -> tuple[Any, float]:
        return self.http.request(method, path, json=body).raise_for_status().json(), 1.0

    def text(self, document_id: str) -> str:
        text: str = self.http.get(f"/v1/documents/{document_id}").json()["text"]
        return text


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, Assistant, TestClient]]:
    settings = Settings(data=tmp_path_factory.mktemp("agree") / "data")
    with open_filled(settings) as library:
        assistant = assistant_over(library, settings)
        yield library, assistant, TestClient(create_app(assistant, library, settings))


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_both_find_the_same_right_and_wrong(
    scorer: ModuleType, bundled: tuple[Library, Assistant, TestClient], item: Item
) -> None:
    library, assistant, http = bundled
    ours = score(item, assistant, library.retriever, library)
    theirs = scorer.score_question(InProcess(http), {**item.model_dump(), "verdict": None})
    assert ours.figures == {name: theirs[name] for name in FIGURES if name in theirs}
    assert list(ours.proofs) == theirs["proofs"]
    assert ours.answer is not None
    assert ours.answer.answer == theirs["got"]


@pytest.mark.parametrize("text", ["Ａ１,２３４ 家", "“甲”，乙。丙；丁：", "1,23", " \u3000\n", "50％ ＋ 3㎞²"])
def test_both_fold_text_alike(scorer: ModuleType, text: str) -> None:
    assert normal(text) == scorer.norm(text)
