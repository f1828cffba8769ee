from datetime import date

import pytest

from corpus.furniture.body import Body, body_of
from corpus.furniture.buttons import BUTTONS, LISTS
from corpus.furniture.credits import CREDITS
from corpus.furniture.notices import LONG_NOTICES, NOTICES
from corpus.layout import Part, lay_out, paragraphs

ARTICLE = "大桥今天上午建成通车。全长三公里。"
RULES = (*BUTTONS, *LISTS, *CREDITS, *NOTICES, *LONG_NOTICES)

# By rule: pieces that are set apart below an article, and articles' own ends that look like one.
EXAMPLES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "button": (
        ("返回搜狐，查看更多", "分享让更多人看到", "阅读剩余全文（ ）", "展开全文", "【纠错】"),
        ("请点“分享让更多人看到”按钮。", "游客可在入口处查看更多照片。"),
    ),
    "share bar": (("分享到： 微信 微博 QQ空间", "一键分享至朋友圈"), ("她把照片分享到微信群。", "经验分享到此结束。")),
    "applause": (("觉得不错，点个“在看”", "了解项目详情，请戳“阅读原文”"), ("他点赞了这座大桥。", "妈妈在看书。")),
    "follow": (
        ("长按二维码关注我们", "更多好看内容，请关注甬江晚报公众号", "点击关注 甬江晚报", "打开APP查看全文"),
        ("市民可扫描二维码报名参加活动。", "市民打开手机客户端就能查公交，很方便。", "大家都很关注大桥。"),
    ),
    "channel": (("更多精彩内容请进入社会新闻",), ("更多精彩内容请进入展馆参观。",)),
    "bare reading list": (("往期回顾", "猜你喜欢"), ("展览还有往期回顾环节。",)),
    "advertisement": (("广告 三天学会开大桥 ×",), ("大桥两侧不设广告。", "广告牌已经拆除")),
    "reading list": (
        ("相关阅读：《老码头有了新生意》《谁来守护老码头》",),
        ("他的相关阅读是《老码头》。", "推荐阅读《老码头》一书。"),
    ),
    "original title": (("（原标题：大桥今天正式通车）",), ("这篇报道的原标题：大桥通车。",)),
    "printed page": (("《甬江晚报》（2023年07月24日 03版）",), ("《甬江晚报》7月24日3版刊登了照片。",)),
    "source": (
        ("来源：甬江晚报", "（来源：甬江晚报）", "本文转自丨甬江晚报", "来源：甬江晚报 记者 甲小乙"),
        ("调查的资金来源：财政拨款。", "电力的来源：风电、光伏和水电。", "大桥的照片来源不明。"),
    ),
    "editor in brackets": (
        ("【责任编辑：甲小乙】", "(责任编辑：甲小乙 CN096)", "【编辑:甲小乙】"),
        ("（编辑部的人都去了，一个不少）。",),
    ),
    "editors": (
        ("责任编辑：甲小乙 校对：丙丁", "编辑 甲小乙 校对 丙丁", "编辑丨甲乙 责编丨丙丁 监制丨戊己", "编辑/甲小乙"),
        ("编辑说：责任编辑：甲小乙今天上班。", "他当了十年责任编辑，熟悉每一座桥。", "这本书由甲小乙策划。"),
    ),
    "editor without a name": (("责任编辑：",), ("他的职务是责任编辑。",)),
    "editor without a colon": (("校对甲小乙",), ("报社正在招聘编辑。", "他在报社做校对")),
    "picture note": (
        ("图源：甬江晚报", "（图片来源：甬江晚报）"),
        ("图源网站上有大桥的照片。", "专家说，图片来源：卫星"),
    ),
    "no reprint": (
        ("未经授权，不得转载。", "转载请注明出处", "本网独家稿件，转载请注明来源。"),
        ("未经许可不得驶上大桥。", "平台规定：转载须注明出处。"),
    ),
    "rights": (
        ("版权归原作者所有，向原创致敬", "如有侵权，请联系我们删除。", "版权侵权联系电话：0574-1234567"),
        ("大桥设计的版权归市政府。", "法院认为，如有侵权应当赔偿。"),
    ),
    "from the net": (("（图片来自网络，如有不妥请联系我们）",), ("骗子的话术来自网络。",)),
    "risk notice": (("风险提示：市场有风险，投资需谨慎。",), ("风险提示：大桥合龙前请绕行。",)),
    "prices": (
        ("名称 代码 最新价 涨跌幅", "甬江股份 600000 12.30 +0.12 +0.99%\n大桥建设 000001 8.10 -0.02 -0.25%"),
        ("甬江股份（600000.SH）今天上涨0.99%。", "甬江股份(600000.SH)收报12.30元，涨0.99%"),
    ),
    "labelled notice": (
        ("免责声明：本网转载此文，不代表本网观点。", "版权声明：本文版权属于甬江晚报。"),
        ("大桥公司发布声明：大桥明天通车。", "声明：大桥明天起收费。"),
    ),
    "reprint with title": (
        ("本文属于原创文章，如若转载，请注明来源：大桥今天通车https://example.cn/1.html",),
        ("本文属于原创文章。",),
    ),
    "owned": (("本网（平台）所刊载内容之知识产权为甬江晚报所有。",), ("大桥的知识产权属于设计院。",)),
    "no advice": (
        ("本文不构成投资建议，股市有风险，投资需谨慎。", "以上内容由甬江财经根据公开信息整理，与本站立场无关。"),
        ("他说，这些看法不构成投资建议。", "投资大桥要谨慎。"),
    ),
    "tip-off": (
        ("24小时报料热线0574-1234567。", "【投稿、合作请加微信 yongjiang】", "您有新闻线索欢迎拨打热线0574-1234567"),
        ("有市民报料称大桥漏水。", "警方感谢提供线索的市民。"),
    ),
    "about links": (("广告声明：文内含有的对外跳转链接，结果仅供参考。",), ("他为大桥做了广告声明。",)),
}


def cleaned(raw: str, title: str | None = None) -> Body:
    return body_of(lay_out(raw, [Part("body", (span,)) for span in paragraphs(raw, 0, len(raw))]), title)


def test_every_rule_has_an_example_and_a_counter_example() -> None:
    assert EXAMPLES.keys() == {rule.name for rule in RULES}
    assert all(fits and misses for fits, misses in EXAMPLES.values())


@pytest.mark.parametrize(("name", "piece"), [(name, piece) for name, (fits, _) in EXAMPLES.items() for piece in fits])
@pytest.mark.parametrize("gap", ["", "\n", "   "])
def test_a_piece_below_an_article_is_set_apart(name: str, piece: str, gap: str) -> None:
    assert cleaned(ARTICLE + gap + piece).layout.text == ARTICLE
    (rule,) = (rule for rule in RULES if rule.name == name)
    assert any(rule.piece.fullmatch(line) for line in (piece, *piece.split("\n")))


@pytest.mark.parametrize("end", [end for _, misses in EXAMPLES.values() for end in misses])
@pytest.mark.parametrize("text", ["{end}", ARTICLE + "{end}", ARTICLE + "\n{end}\n" + ARTICLE])
def test_an_article_keeps_its_own_words(end: str, text: str) -> None:
    assert cleaned(text.format(end=end)).layout.text == text.format(end=end)


@pytest.mark.parametrize("piece", [piece for rule in RULES if rule.lines for piece in EXAMPLES[rule.name][0]])
def test_a_line_of_nothing_else_goes_from_the_middle_and_says_nothing(piece: str) -> None:
    body = cleaned(f"{ARTICLE}\n{piece}\n{ARTICLE}")
    assert body.layout.text == f"{ARTICLE}\n{ARTICLE}"
    assert (body.source, body.published) == (None, None)


@pytest.mark.parametrize("line", ["编辑推荐", "往期回顾", "校对工作"])
def test_a_heading_in_the_middle_stays(line: str) -> None:
    text = f"{ARTICLE}\n{line}很忙\n{ARTICLE}"
    assert cleaned(text).layout.text == text


def test_footers_go_however_they_follow_each_other() -> None:
    footers = "（记者 甲小乙）来源：甬江晚报  流程编辑：u008   如遇版权问题，请与本网联系。返回搜狐，查看更多责任编辑："
    body = cleaned(ARTICLE + footers)
    assert (body.layout.text, body.source, body.byline) == (ARTICLE, "甬江晚报", ("甲小乙",))


def test_what_footers_say_is_read() -> None:
    body = cleaned(f"{ARTICLE}（原标题：大桥今天正式通车）《甬江晚报》（2023年07月24日 03版）")
    assert (body.title, body.source, body.published) == ("大桥今天正式通车", "甬江晚报", date(2023, 7, 24))


@pytest.mark.parametrize("source", ["甬江晚报、三江日报", "网络", "视觉中国", "甬江晚报等"])
def test_several_outlets_or_none_are_no_source(source: str) -> None:
    body = cleaned(f"{ARTICLE}来源：{source}")
    assert (body.layout.text, body.source) == (ARTICLE, None)


def test_editors_are_nobodys_byline() -> None:
    assert cleaned(f"{ARTICLE}编辑：甲小乙 责编 丙丁").byline == ()
    signed = f"{ARTICLE}（文/甲小乙 审校/丙丁）"
    assert (cleaned(signed).layout.text, cleaned(signed).byline) == (signed, ())


def test_a_list_of_other_articles_goes_with_its_heading() -> None:
    text = f"{ARTICLE}\n相关阅读\n老码头的新生意\n谁来守护老码头？"
    assert cleaned(text).layout.text == ARTICLE
    assert cleaned(f"{text}\n{ARTICLE}").layout.text == f"{text}\n{ARTICLE}"
