import pytest

from corpus import cues


@pytest.mark.parametrize("text", ["编者按：新年好。", "【编者按】新年好。", "编者的话 新年好。", "开栏的话：新年好。"])
def test_notes(text: str) -> None:
    assert cues.is_note(text)


@pytest.mark.parametrize("text", ["编者按", "【开栏的话】"])
def test_a_label_announces_a_note(text: str) -> None:
    assert cues.is_note_label(text)


@pytest.mark.parametrize("text", ["图 示", "责任编辑：甲小乙 校对：丙丁", "（下转第4版）", "上接A1版"])
def test_what_is_no_part_of_an_article(text: str) -> None:
    assert cues.is_apart(text)


@pytest.mark.parametrize("text", ["年份  产值  增速", "2019\t1200\t6.1%", "2020年 1350 12.5%"])
def test_rows(text: str) -> None:
    assert cues.is_row(text)


@pytest.mark.parametrize("text", ["老码头　新生意", "本报记者 甲小乙 通讯员 丙丁", "全长 3 公里"])
def test_what_only_resembles_a_row(text: str) -> None:
    assert not cues.is_row(text)


@pytest.mark.parametrize("text", ["一、修路", "（二）买机器", "3. 建学校", "④种树", "- 装路灯", "第一章 概况"])
def test_points_are_no_titles(text: str) -> None:
    assert cues.is_point(text)
    assert not cues.is_title(text)


@pytest.mark.parametrize("text", ["第三条跨湖大桥开工", "3.5万吨渔获上岸", "谁来守护老码头？"])
def test_titles_that_resemble_points(text: str) -> None:
    assert cues.is_title(text)


def test_a_long_line_with_a_stop_is_no_title() -> None:
    assert not cues.is_title("东湖的粮仓去年接待了八十人次，每逢周末还有志愿者来教孩子们下棋！")


@pytest.mark.parametrize(
    "text", ["编者按：新年好。", "本报讯（记者 甲小乙）渔船归港。", "記者 甲小乙", "【甬江晚报讯】渔船归港。"]
)
def test_openings(text: str) -> None:
    assert cues.is_opening(text)
