import pytest

from corpus import captions


@pytest.mark.parametrize(
    "text",
    [
        "渔船归港。（甲小乙 摄）",
        "渔船归港(企业供图)",
        "渔船归港。（新华社发）",
        "渔船归港。（资料图片）",
        "渔船归港。 记者 甲小乙 摄",
        "渔船归港。 通讯员供图",
        "甲小乙 摄",
        "▲渔船归港",
        "图②：渔船归港",
        "上图为渔船归港。",
    ],
)
def test_captions(text: str) -> None:
    assert captions.is_caption(text)


@pytest.mark.parametrize(
    "text",
    [
        "渔船归港。（甲小乙 丙丁 文/图）",
        "渔船今年增长一成。（数据由渔业局提供）",
        "（甲小乙 文/摄）",
        "图书馆开门了。",
        "他拍摄了渔船归港。",
        "渔船归港" * 40 + "。（甲小乙 摄）",
    ],
)
def test_what_only_resembles_a_caption(text: str) -> None:
    assert not captions.is_caption(text)


@pytest.mark.parametrize("text", ["图 示", "漫\u3000画", "示意图"])
def test_labels(text: str) -> None:
    assert captions.is_label(text)


def test_no_verb_is_taken_for_a_credit() -> None:
    assert not captions.is_credited("渔船归港。他正在拍摄")
