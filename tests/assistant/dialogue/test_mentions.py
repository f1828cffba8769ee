import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dialogue.mentions import MentionKind, mentions


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("宁波今年要建多少家市级智能工厂？", [("宁波", "place"), ("今年", "time"), ("市级智能工厂", "noun")]),
        ("康赛妮集团的董事长是谁", [("康赛妮集团", "organisation"), ("董事长", "relation")]),
        ("甬江大桥全长多少", [("甬江大桥", "name"), ("全长", "relation")]),
        ("张桂梅2023年8月在哪", [("张桂梅", "person"), ("2023年8月", "time")]),
        ("《长风》票房多少", [("《长风》", "name"), ("票房", "relation")]),
        ("小米14和Mate60", [("小米14", "name"), ("Mate60", "name")]),
        ("工厂5家", [("工厂", "noun")]),
        ("宁波移动和联通", [("宁波移动", "organisation"), ("联通", "organisation")]),
        ("工业APP和手机X9", [("工业APP", "noun"), ("手机X9", "name")]),
        ("有几个", []),
    ],
)
def test_what_is_named(text: str, named: list[tuple[str, MentionKind]]) -> None:
    assert [(mention.text, mention.kind) for mention in mentions(text)] == named


@given(st.text())
def test_mentions_of_any_text_lie_in_order(text: str) -> None:
    end = 0
    for mention in mentions(text):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        end = mention.end
