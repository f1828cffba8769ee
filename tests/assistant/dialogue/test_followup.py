import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Turn
from assistant.dialogue.exchange import Exchange
from assistant.dialogue.followup import standalone
from assistant.dialogue.moves import MOVES, Move
from assistant.dialogue.reference import RULES, ReferenceRule, resolved

_SECONDS = 0.15  # ten times what it takes, for a busy machine
FACTORIES = "宁波今年要建多少家市级智能工厂？"
CHAIR = "康赛妮集团的董事长是谁？"
CHAIR_ANSWER = "康赛妮集团董事长是薛惊理。[1]"
BRIDGE = "甬江大桥什么时候通车？"
BUILDER = "甬江大桥由哪家公司承建？"
BUILDER_ANSWER = "甬江大桥由宏达建设集团承建。[1]"
COLLAPSE = "甬江大桥垮塌造成几人受伤？"
PARCELS = "圆通上半年营收是多少？"
EXPORTS = "2022年宁波出口额是多少？"
HOMES = "海曙区老旧小区改造涉及多少户？"
RACE = "东钱湖马拉松有多少人报名？"
BANK = "宁波银行给多少家企业放了贷款？"


def ask(question: str, *earlier: str | tuple[str, str]) -> str:
    history: list[Turn] = []
    for turn in earlier:
        asked, answer = (turn, "") if isinstance(turn, str) else turn
        history += [Turn("user", asked)] + ([Turn("assistant", answer)] if answer else [])
    return standalone(question, history)


@pytest.mark.parametrize(
    ("earlier", "question", "full"),
    [
        ("康赛妮去年营收多少？", "那雅戈尔呢？", "雅戈尔去年营收多少？"),
        ("康赛妮去年营收多少？", "前年呢", "康赛妮前年营收多少？"),
        (FACTORIES, "杭州呢？", "杭州今年要建多少家市级智能工厂？"),
        (FACTORIES, "未来工厂呢？", "宁波今年要建多少家未来工厂？"),
        (FACTORIES, "那明年呢", "宁波明年要建多少家市级智能工厂？"),
        (CHAIR, "独立董事呢？", "康赛妮集团的独立董事是谁？"),
        (CHAIR, "那员工人数呢", "康赛妮集团的员工人数是多少？"),
        (PARCELS, "申通呢？", "申通上半年营收是多少？"),
        (EXPORTS, "2021年呢？", "2021年宁波出口额是多少？"),
        (EXPORTS, "进口额呢？", "2022年宁波进口额是多少？"),
        ("《长风》的票房是多少？", "那《远山》呢", "《远山》的票房是多少？"),
        ("华为Mate60售价多少？", "小米14呢？", "小米14售价多少？"),
        ("8月10日油价涨了多少？", "8月24日呢？", "8月24日油价涨了多少？"),
        ("台风杜苏芮登陆时风力几级？", "那卡努呢？", "台风卡努登陆时风力几级？"),
        ("北仑区有几家省级绿色工厂？", "鄞州区呢？", "鄞州区有几家省级绿色工厂？"),
        ("北仑区有几家省级绿色工厂？", "慈溪有几家？", "慈溪有几家省级绿色工厂？"),
        ("余姚今年新开几家养老院？", "那慈溪今年新开几家养老院？", "慈溪今年新开几家养老院？"),
        ("成都大运会开幕式几点开始？", "闭幕式呢？", "成都大运会闭幕式几点开始？"),
        ("宁波港今年吞吐量多少？", "上海港呢？", "上海港今年吞吐量多少？"),
        (RACE, "女子组呢？", "东钱湖马拉松女子组有多少人报名？"),
        ("特斯拉上海工厂有多少员工？", "柏林工厂呢？", "柏林工厂有多少员工？"),
        (BANK, "建设银行呢", "建设银行给多少家企业放了贷款？"),
    ],
)
def test_another_thing_is_asked_about(earlier: str, question: str, full: str) -> None:
    assert ask(question, earlier) == full


@pytest.mark.parametrize(
    ("earlier", "question", "full"),
    [
        (CHAIR, "有多少员工？", "康赛妮集团有多少员工？"),
        (CHAIR, "总部在哪里", "康赛妮集团总部在哪里？"),
        (FACTORIES, "投资多少？", "宁波今年要建市级智能工厂，投资多少？"),
        (FACTORIES, "去年建了多少家？", "宁波要建市级智能工厂，去年建了多少家？"),
        (COLLAPSE, "什么时候发生的？", "甬江大桥垮塌受伤，什么时候发生的？"),
        (COLLAPSE, "原因是什么？", "甬江大桥垮塌受伤，原因是什么？"),
        (COLLAPSE, "谁负责调查？", "甬江大桥垮塌受伤，谁负责调查？"),
        (BUILDER, "什么时候开工？", "甬江大桥什么时候开工？"),
        ("华为Mate60售价多少？", "什么时候开售？", "华为Mate60什么时候开售？"),
        ("《长风》的票房是多少？", "导演是谁？", "《长风》导演是谁？"),
        (EXPORTS, "增长了多少？", "2022年宁波出口额增长了多少？"),
        (EXPORTS, "在全国排第几？", "2022年宁波出口额在全国排第几？"),
        (HOMES, "要花多少钱？", "海曙区老旧小区改造，要花多少钱？"),
        (RACE, "男子组冠军是谁？", "东钱湖马拉松报名，男子组冠军是谁？"),
        ("宁波港今年吞吐量多少？", "比去年增长多少？", "宁波港吞吐量比去年增长多少？"),
        ("特斯拉上海工厂有多少员工？", "面积多大？", "特斯拉上海工厂面积多大？"),
        ("宁波有哪四家企业入围未来工厂？", "第二个是谁？", "宁波有企业入围未来工厂，第二个是谁？"),
        ("杭州亚运会有多少个国家参加？", "其中新增了哪些？", "杭州亚运会参加的国家中，新增了哪些？"),
    ],
)
def test_a_missing_subject_is_put_in_front(earlier: str, question: str, full: str) -> None:
    assert ask(question, earlier) == full


@pytest.mark.parametrize(
    ("earlier", "question", "full"),
    [
        ((CHAIR, CHAIR_ANSWER), "他今年多大？", "康赛妮集团的董事长，薛惊理今年多大？"),
        (CHAIR, "该公司总部在哪里？", "康赛妮集团总部在哪里？"),
        (CHAIR, "其总部在哪里？", "康赛妮集团的总部在哪里？"),
        ((BUILDER, BUILDER_ANSWER), "该公司有多少员工？", "甬江大桥，宏达建设集团有多少员工？"),
        ((BUILDER, BUILDER_ANSWER), "总部在哪里？", "甬江大桥，宏达建设集团总部在哪里？"),
        (BRIDGE, "这座桥有多长？", "甬江大桥有多长？"),
        (BRIDGE, "这座大桥有多长？", "甬江大桥有多长？"),
        (HOMES, "李望川怎么看？", "海曙区老旧小区改造，李望川怎么看？"),
        (BRIDGE, "它总投资多少？", "甬江大桥总投资多少？"),
        (BRIDGE, "该项目由哪家公司承建？", "甬江大桥由哪家公司承建？"),
        (COLLAPSE, "这起事故谁负责？", "甬江大桥垮塌受伤，谁负责？"),
        ("张桂梅是哪所学校的校长？", "她今年多大了？", "张桂梅是学校的校长，今年多大了？"),
        (
            ("哪个城市夺得了总冠军？", "重庆队夺冠。重庆市民上街庆祝。[1]"),
            "当地有多少人口？",
            "夺得了总冠军，重庆有多少人口？",
        ),
        (
            ("谁获得了男子百米冠军？", "谢震业以9秒97夺冠。[1]"),
            "他的成绩是多少？",
            "获得了男子百米冠军，谢震业的成绩是多少？",
        ),
    ],
)
def test_words_that_point_back_give_way_to_names(earlier: str | tuple[str, str], question: str, full: str) -> None:
    assert ask(question, earlier) == full


@pytest.mark.parametrize(
    ("earlier", "question", "full"),
    [
        ((PARCELS, "申通呢？"), "净利润呢？", "申通上半年净利润是多少？"),
        ((PARCELS, "净利润呢？"), "那韵达呢？", "韵达上半年净利润是多少？"),
        ((FACTORIES, "杭州呢？"), "去年呢？", "杭州去年要建多少家市级智能工厂？"),
        ((HOMES, "什么时候完工？"), "江北区呢？", "江北区老旧小区改造，什么时候完工？"),
        ((CHAIR, "有多少员工？"), "那雅戈尔集团呢？", "雅戈尔集团有多少员工？"),
    ],
)
def test_what_was_named_two_turns_ago_is_still_there(earlier: tuple[str, str], question: str, full: str) -> None:
    assert ask(question, earlier[0], earlier[1]) == full


@pytest.mark.parametrize(
    "question",
    [
        "成都大运会什么时候开幕？",
        "雅戈尔的智能工厂投资了多少？",
        "谁是宁波市市长？",
        "为什么康赛妮集团停产？",
        "在宁波举行的亚帆赛哪天闭幕？",
        "《长风》的导演是谁？",
        "比亚迪7月销量是多少？",
        "江城 新桥 长度",
        "什么是未来工厂？",
        "到底什么叫做亚健康？",
    ],
)
def test_a_question_that_stands_on_its_own_comes_back_unchanged(question: str) -> None:
    assert ask(question, BANK) == question
    assert ask(question) == question


@pytest.mark.parametrize(
    ("earlier", "question", "full"),
    [
        (
            ("入围的企业有哪几家？", "甲乙、东方电缆、雅戈尔。[1]"),
            "第二个是做什么的？",
            "入围的企业，东方电缆是做什么的？",
        ),
        (("入围的企业有哪几家？", "甲乙、东方电缆、雅戈尔。[1]"), "最后一家在哪？", "入围的企业，雅戈尔在哪？"),
        (("入围的企业有哪几家？", "甲乙、东方电缆、雅戈尔。[1]"), "第二家是哪家？", "入围的企业中，第二家是哪家？"),
        (("入围的企业有哪几家？", "有5家。[1]"), "第二家是做什么的？", "入围的企业，第二家是做什么的？"),
        ("入围的企业有几家？", "还有谁？", "入围的企业，还有谁？"),
        ("郑州取消限购了吗？", "为什么？", "郑州取消限购，为什么？"),
        (COLLAPSE, "后来呢？", "甬江大桥垮塌受伤，后来怎么样了？"),
        (PARCELS, "不对，我问的是申通", "申通上半年营收是多少？"),
        (PARCELS, "我是说净利润", "圆通上半年净利润是多少？"),
        (PARCELS, "请问一下去年同期呢，谢谢", "圆通去年同期营收是多少？"),
        (RACE, "具体是那几个？", "东钱湖马拉松报名，具体是哪几个？"),
        ("甬江队想引进哪两名外援？", "雅戈尔队呢，想签谁", "甬江队想引进外援，雅戈尔队想签谁？"),
    ],
)
def test_a_conversation_goes_on(earlier: str | tuple[str, str], question: str, full: str) -> None:
    assert ask(question, earlier) == full


def test_a_topic_two_turns_back_is_found_again() -> None:
    assert ask("大桥多长？", "甬江大桥哪年通车？", "小米14售价多少？") == "甬江大桥通车，大桥多长？"


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.name)
def test_every_move_writes_its_example_out(move: Move) -> None:
    earlier = Exchange("余姚的甬江厂里有几家企业？", "甲乙、丙丁和戊己。")
    assert move.write(move.example, earlier) not in (None, move.example)


def test_forty_turns_are_written_out_in_a_moment() -> None:
    history = [
        Turn("user", question) for number in range(20) for question in (f"第{number}届展会花了多少钱？", "那去年呢？")
    ]
    started = time.process_time()
    standalone("为什么？", history)
    assert time.process_time() - started < _SECONDS


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.example)
def test_every_word_that_points_back_is_resolved(rule: ReferenceRule) -> None:
    full = resolved(rule.example, "甬江市的甬江大桥由张三丰的甬江集团承建吗？", "")
    assert full is not None
    assert "甬江" in full or "张三丰" in full


def test_there_behind_a_name_is_that_name() -> None:
    assert resolved("联通那边有几家", "宁波移动和多少家企业签了合作协议？", "") is None
    assert resolved("那边有几家", "宁波和多少家企业签了合作协议？", "") == "宁波企业签了合作协议，有几家"


def test_small_talk_is_no_context() -> None:
    assert ask("杭州呢？", "你好", FACTORIES, ("谢谢", "不客气！")) == "杭州今年要建多少家市级智能工厂？"


def test_answers_without_a_question_before_them_are_no_context() -> None:
    assert standalone("有多少员工？", (Turn("assistant", "您好！"),)) == "有多少员工？"


@given(st.lists(st.text(max_size=30), max_size=4), st.text(max_size=40))
def test_any_conversation_can_be_written_out(turns: list[str], question: str) -> None:
    history = [Turn("assistant" if index % 2 else "user", text) for index, text in enumerate(turns)]
    assert isinstance(standalone(question, history), str)
