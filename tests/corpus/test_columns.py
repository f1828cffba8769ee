from corpus.columns import unwrapped
from corpus.lines import printed_lines
from corpus.page import page_articles


def shown(raw: str) -> list[str]:
    return [line.text for line in unwrapped(printed_lines(raw))]


def test_lines_that_are_paragraphs_are_left_alone() -> None:
    assert shown("老码头\n渔船今天归港。\n大家都来看。") == ["老码头", "渔船今天归港。", "大家都来看。"]


def test_an_indented_column_is_unwrapped_even_where_a_line_ends_with_a_sentence() -> None:
    column = (
        "　　渔船今天上午归港\n了，大家都来码头看。\n渔民说今年的鱼比去年\n多，个头大，价钱也比\n去年好。\n"
        "　　下午又来了三艘渔\n船。"
    )
    assert shown(column) == [
        "渔船今天上午归港了，大家都来码头看。渔民说今年的鱼比去年多，个头大，价钱也比去年好。",
        "下午又来了三艘渔船。",
    ]


def test_a_column_without_indents_is_unwrapped_up_to_its_short_lines() -> None:
    column = (
        "老码头\n渔船今天上午归港了，大\n家都来码头看，渔民说今\n年的鱼比去年多，个头也\n大一些。\n"
        "下午又来了三艘，都停在\n新泊位上。"
    )
    assert shown(column) == [
        "老码头",
        "渔船今天上午归港了，大家都来码头看，渔民说今年的鱼比去年多，个头也大一些。",
        "下午又来了三艘，都停在新泊位上。",
    ]


def test_a_byline_between_a_headline_and_a_column_stands_alone() -> None:
    column = "老码头换新颜渔船归港来\n□本报记者甲小乙\n渔船今天上午归港了，大\n家都来码头看，渔民说今\n年的鱼多。"
    assert shown(column) == [
        "老码头换新颜渔船归港来",
        "□本报记者甲小乙",
        "渔船今天上午归港了，大家都来码头看，渔民说今年的鱼多。",
    ]


def test_a_number_broken_by_a_column_is_whole_again() -> None:
    [article] = page_articles("　　渔港今年第一季度的\n总产值是1\n234万元，其中远洋渔\n船占了六成多。")
    assert article.text == "渔港今年第一季度的总产值是1234万元，其中远洋渔船占了六成多。"


def test_many_open_lines_take_no_time() -> None:
    [line] = unwrapped(printed_lines("渔船归港，归港归港\n" * 20_000))
    assert len(line.spans) == 20_000


def test_a_label_and_a_caption_stand_alone_in_an_indented_column() -> None:
    column = "　　渔船今天上午归港了，\n大家都来码头看，渔民\n图 示\n说今年的鱼多，个头也\n渔港。（甲乙 摄）\n大。"
    assert shown(column) == [
        "渔船今天上午归港了，大家都来码头看，渔民",
        "图 示",
        "说今年的鱼多，个头也",
        "渔港。（甲乙 摄）",
        "大。",
    ]


def test_a_bracket_goes_on_over_a_line_that_looks_like_a_byline() -> None:
    column = "　　本报讯（通讯员 甲乙\n记者 丙丁）渔船今天上\n午归港了，渔民说今年\n的鱼多。"
    assert shown(column) == ["本报讯（通讯员 甲乙记者 丙丁）渔船今天上午归港了，渔民说今年的鱼多。"]


def test_a_caption_is_wrapped_as_a_paragraph_is() -> None:
    column = (
        "　　渔船今天上午归\n港了，大家都来码头\n看，渔民们\n\n渔民正在新码头上卸\n下渔获。（甲乙 摄）\n\n"
        "都很高兴，说鱼多，\n个头也大。"
    )
    assert shown(column)[1] == "渔民正在新码头上卸下渔获。（甲乙 摄）"


def test_kicker_title_and_subtitle_are_not_read_on() -> None:
    column = (
        "全市水上公交网一次织密\n十二条航线今天都开通\n——乘船上班\n　　本报讯（记者 甲乙）今天\n起，市民可以乘船上班，"
        "一\n张票通用，换乘不用出站。"
    )
    assert shown(column)[:3] == ["全市水上公交网一次织密", "十二条航线今天都开通", "——乘船上班"]


def test_columns_of_different_widths_on_one_page() -> None:
    page = (
        "渔船今天上午归港了，大\n家都来码头看，渔民说今\n年的鱼比去年多。\n\n\n"
        "书屋由旧粮仓改建而成，保留了原来的木梁，藏书三\n万册，免费借阅。早上八点开门，晚上十点关门，周一\n休息。"
    )
    assert shown(page) == [
        "渔船今天上午归港了，大家都来码头看，渔民说今年的鱼比去年多。",
        "书屋由旧粮仓改建而成，保留了原来的木梁，藏书三万册，免费借阅。早上八点开门，晚上十点关门，周一休息。",
    ]


def test_a_full_line_that_ends_a_sentence_is_read_on() -> None:
    column = "渔船今天上午归港了，大\n家都来看。渔民都高兴。\n今年的鱼比去年多，个头\n也大一些。"
    assert shown(column) == ["渔船今天上午归港了，大家都来看。渔民都高兴。今年的鱼比去年多，个头也大一些。"]


def test_verse_and_points_are_no_column() -> None:
    verse = ["山上的路", "通向海边的码头", "船从远方来", "带着盐和灯"]
    points = ["1、修路", "2、买机器", "3、建学校", "4、装路灯"]
    assert shown("\n".join(verse)) == verse
    assert shown("\n".join(points)) == points
