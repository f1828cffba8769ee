"""The bundled articles themselves: complete front matter, and every key figure beside its subject and status."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

import corpus
from corpus.article import Article
from corpus.sample import sample_articles
from corpus.sentences import sentences

FOLDER = Path(corpus.__file__).parent / "sample"
FILES = tuple(sorted(FOLDER.glob("*.md")))
FRONT_MATTER = ("title", "source", "published", "section", "digest_of")

# A row holds if one sentence of the bundled articles has all of it: subject, figure with comparator, status or time.
KEY_FIGURES = (
    ("市级智能工厂", "150家以上", "目标"),
    ("省级“未来工厂”", "5家以上", "目标"),
    ("省级工业互联网创建平台", "25个以上", "目标"),
    ("优秀工业APP", "200个以上", "目标"),
    ("先导区", "2个领域", "目标"),
    ("平台体系", "“1+N+X”", "目标"),
    ("“未来工厂”名单", "28家", "2020年"),
    ("宁波", "4家企业", "入围"),
    ("“未来工厂”", "七个方面", "聚焦"),
    ("得力", "2021年3月", "签约"),
    ("宁波移动", "12家企业", "已"),
    ("宁波移动", "12家企业", "两个多月"),
    ("吉德电器", "12家企业", "已"),
    ("宁波联通", "5家企业", "已"),
    ("宁波联通", "12家企业", "计划"),
    ("宁波联通", "2021年5月", "计划"),
    ("宁波电信", "5家企业", "接连"),
    ("招工信息", "2020年", "2021年5月"),
    ("技术大改造", "2016年", "启动"),
    ("技术大改造", "三年", "为期"),
    ("规模以上工业企业", "7942家", "已"),
    ("改造项目", "8761个", "已"),
    ("工业机器人", "12584台", "累计达到"),
    ("工业机器人", "12584台", "“十三五”期间"),
    ("成套装备生产线", "15条", "已"),
    ("改造项目", "5450个", "竣工投产"),
    ("改造项目", "5450个", "2017年至2019年"),
    ("智能工厂项目", "超100个", "累计"),
    ("国开行宁波分行", "逾1500亿元", "累计发放贷款"),
    ("综合交通、乡村振兴、城市更新", "3个领域", "已累计"),
)

# The same for what is reported without a figure: who, what or with whom, status.
KEY_FACTS = (
    ("雅戈尔", "三地", "将"),
    ("吉利汽车", "首批“未来工厂”", "浙江"),
    ("宁波入围", "东方电缆、康赛妮、吉利、雅戈尔", "4家"),
    ("乐歌股份", "5G全连接智能工厂", "计划"),
    ("美康生物", "“区块链+医疗检验”", "将"),
    ("得力", "中兴通讯、宁波移动", "决定"),
    ("宁波移动", "东海集团、宁水集团、吉德电器和得力", "已"),
    ("宁波联通", "狮丹努、乐歌、兴利模具和金山双鹿", "已"),
    ("金山双鹿", "全球最大的碱性电池生产基地", "计划"),
    ("金山双鹿", "MEC边缘云计算系统", "计划"),
    ("吉德电器", "5G示范标杆", "力争"),
    ("曾家军", "宁波市智能制造协会", "秘书长"),
    ("姚丽红", "宁波科宁达工业有限公司", "总经理"),
    ("余奋伟", "博菱电器", "副总经理"),
    ("李东亚", "国开行宁波分行", "行长"),
    ("国开行", "杭甬复线、甬金铁路", "将全力支持"),
    ("国开行宁波分行", "政银合作", "将"),
    ("孝闻片城市更新", "融资", "全面展开"),
    ("孝闻街", "城市更新", "将要开工|即将开工|终于要开工"),
    ("宁波日报和甬派客户端", "“强党建、育人才、提形象”", "专题宣传"),
)

TARGETS = re.compile(r"(?<!\d)(?:150家|5家|25个|200个)以上")
ACHIEVED = re.compile("达到|建成|完成|已建|已有|已打造|已遴选")


@pytest.fixture(scope="module")
def articles() -> tuple[Article, ...]:
    return tuple(sample_articles())


@pytest.fixture(scope="module")
def texts(articles: tuple[Article, ...]) -> tuple[str, ...]:
    return tuple(sentence.text for article in articles for sentence in sentences(article.text))


def front_matter(file: Path) -> dict[str, object]:
    _, head, _ = file.read_text(encoding="utf-8").split("---\n", 2)
    fields: dict[str, object] = yaml.safe_load(head)
    return fields


def test_every_file_becomes_one_article(articles: tuple[Article, ...]) -> None:
    assert len(articles) == len(FILES)
    assert len(articles) >= 24


def test_ids_and_titles_are_unique(articles: tuple[Article, ...]) -> None:
    assert len({article.id for article in articles}) == len(articles)
    assert len({article.title for article in articles}) == len(articles)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_front_matter_is_complete(file: Path) -> None:
    fields = front_matter(file)
    assert not [name for name in FRONT_MATTER if not fields.get(name)]
    assert isinstance(fields["published"], date)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_nominal_date_is_declared(file: Path) -> None:
    assert "版面未印日期" in str(front_matter(file)["digest_of"])


def test_articles_carry_their_front_matter(articles: tuple[Article, ...]) -> None:
    expected = {tuple(front_matter(file)[name] for name in FRONT_MATTER[:4]) for file in FILES}
    assert {(a.title, a.source, a.published, a.section) for a in articles} == expected


def test_articles_are_short(articles: tuple[Article, ...]) -> None:
    lengths = {article.id: len("".join(article.text.split())) for article in articles}
    assert {name: length for name, length in lengths.items() if not 150 <= length <= 450} == {}


@pytest.mark.parametrize(("subject", "detail", "status"), KEY_FIGURES + KEY_FACTS)
def test_a_sentence_carries_the_fact(texts: tuple[str, ...], subject: str, detail: str, status: str) -> None:
    words = status.split("|")
    assert [text for text in texts if subject in text and detail in text and any(word in text for word in words)]


def test_target_figures_are_never_reported_as_achieved(texts: tuple[str, ...]) -> None:
    named = [text for text in texts if TARGETS.search(text)]
    assert len(named) >= 4
    assert [text for text in named if "目标" not in text or ACHIEVED.search(text)] == []
