import time

import pytest

from assistant.questions.small_talk import RULES, read_small_talk, small_talk
from assistant.questions.talk_rule import Holding, TalkRule

SAID = (
    "你好|您好呀|Hi there!|hello|Good morning|谢谢你的耐心解答|谢谢，你回答得很好|太感谢了|非常感谢您的帮助！|"
    "thank you so much|辛苦啦|你能做什么？|你会什么|怎么用？|你怎么用|这个系统怎么用？|数据从哪来？|"
    "你的数据是从哪里来的|数据来源是什么|新闻来源|有多少篇文章？|你收录了多少篇新闻|库里有多少篇文章|"
    "一共收录了多少篇|最新到哪天|最新的报道是哪天？|数据更新到什么时候|你收录了哪些年的新闻|收录了哪些媒体？|"
    "你会不会编造？|你会瞎说吗|你的回答可靠吗？|你是ChatGPT吗|你是不是文心一言？|你是真人吗|你用的什么模型|"
    "你是谁做的？|谁开发了你|你是哪家公司的|能不能联网|你可以上网吗？|你觉得房价怎么样|你怎么看待俄乌冲突|"
    "你对人工智能有什么看法？|预测一下明天股价|帮我预测明天的天气|我该不该买房？|写一首诗|"
    "帮我写一首关于春天的诗|给我写段代码|写代码|翻译一下：今天天气很好|把“你好”翻译成英文|算一下 1+1|1+1=?|"
    "1+1等于几|12*8=|画一只猫|放首歌|帮我订张机票|你真笨|你是个傻瓜|滚|傻逼|sb|asdfghjkl|fghjk|。。。|？！|"
    "😀😀|👍|12345|2023|哈哈哈哈😂|我|他|看|查一下|为什么？|多少|然后呢|啊啊啊啊|哈哈哈|666|谢谢你！再见|"
    "你好，你是谁？|你好！你能做什么？|早上好呀😊|在吗？在吗？|喂喂喂|who are you?|what can you do|"
    "嗯嗯，好的，谢谢|你喜欢谁|给我讲个笑话|我有个问题|你真棒|what's up|are you a robot?|bye bye|请问你是谁|"
    "你说错了|答非所问|test"
)
ASKED = (
    "算一下宁波和杭州GDP相差多少|帮我查一下翻译官几点播|你好，为什么工厂停工？|写歌的人叫什么|"
    "你觉得谁的演技最好的是哪部电影？|真是好|谢谢公司的董事长是谁？|早安宁波是什么栏目？|你好李焕英票房多少？|"
    "测试赛什么时候？|再见爱人几点播？|哈哈镜公司的总部在哪？|你好，大桥什么时候通车？|谢谢，那宁波呢？|"
    "你好，请问宁波今年要建多少家智能工厂？|早餐店有几家|好未来营收|再见阿郎票房|人人网|谢谢惠顾是谁|天天向上|"
    "早稻产量多少|喂养指南|行程码下线了吗|行长是谁|算力规模多大|算命先生案判了几年|测试版何时上线|"
    "你好星期六收视率|晚安家居营收多少|晚安电影节|拜城县人口|赞比亚总统是谁|赞助商有哪些|嗨学网退费|嘿嘿公司|"
    "帮助贫困户多少户|功能性饮料销量|翻译机销量多少|翻译官电视剧什么时候播出|翻译成英文的小说有几部？|"
    "写诗的机器人叫什么|写代码的人工智能叫什么名字？|画一只猫的画家是谁|预测一下台风路径的是哪个机构|"
    "预测今年GDP增长多少|预测明年经济增速的机构有哪些？|谁预测了房价|专家怎么看房价|专家对房价有什么看法？|"
    "他对此怎么看|你怎么看这部电影的导演是谁|ChatGPT是谁开发的？|ChatGPT有多少用户|文心一言什么时候发布|"
    "豆包有多少用户|谁开发了文心一言|谁创造了世界纪录|谁写的红楼梦|机器人大会什么时候开|"
    "人工智能公司有多少家？|有多少家媒体参加|有多少篇论文被撤稿|期刊收录了多少篇论文|展览收录了哪些作品|"
    "宁波日报收录了多少篇文章|最新的疫苗是哪天上市|最新的政策是什么|数据局什么时候成立|数据来源于哪个部门|"
    "数据中心有多少座|资料馆在哪|新闻发布会几点开始|报道的记者是谁|网站有多少用户|系统软件销量|"
    "联网汽车有多少辆|能不能上网课|上网课的学生有多少|编程大赛冠军是谁|编造疫情谣言被拘几日|会不会下雨|"
    "会不会降息|会不会涨价|笨笨是谁|傻瓜相机销量|垃圾分类什么时候实施|垃圾焚烧厂投资多少|白痴造句法作者|"
    "滚动新闻|滚装船出口多少辆|CCTV|BBC|NBA|HTML|BYD|5G|GDP|滴滴|当当|妈妈|奶奶|钉钉|QQ|12306客服电话|"
    "1+X证书有多少种|2+26城市是哪些|2023年GDP|3.15晚会|110报警电话多少个|99公益日|618销售额|我爱我家营收|"
    "我国人口多少|他信回国了吗|她的一万天几点播|这家公司叫什么|那达慕大会何时举行|看守所所长是谁|查处了多少人|"
    "说唱歌手被抓|搜狗被谁收购|给排水工程投资|做空机构是谁|走私案判几年|打开门锁的人是谁|开学时间|"
    "继续教育学时|详细规划|还有多少人失踪|然后发生了什么|结果公布了吗|怎么办理护照|怎么样才能领补贴|"
    "为什么停工|多少人死亡|几个人受伤|什么是未来工厂|谁去世了|哪里地震|哪里的荔枝最贵|是谁拍的|是否停牌|"
    "对华投资|不丹国王是谁|没有碳|好人好事|好孩子营收|对不起我爱你收视|高兴集团|你好世界展|大家好才是真的好|"
    "各位好友|各位好汉|下午好时光|中安科技市值|下安村在哪|上午几点开会|晚好几天|早安少女组|good year轮胎|"
    "hello kitty乐园在哪|hi3516芯片|ok镜多少钱|hey tea|help基金|test drive|no man's sky|yes theory|iPhone15|"
    "tiktok用户|sbs电视台|sb20法案|草地贪夜蛾|靠山屯在哪|操盘手|妈的多重宇宙票房|大模型有多少个|"
    "程序员平均工资|客服电话|我该不该买房是哪部剧|你觉得谁会赢|你觉得宁波今年GDP增速是多少？|推荐信|"
    "订机票的平台哪家最多|放首歌的钱|歌手2023几点播|故事大王比赛|笑话大王|聊天机器人公司融资多少|聊城人口|"
    "随便果汁|无聊猿多少钱|累计确诊多少|困境儿童有多少|饿了么骑手有多少|烦恼解忧店|你的名字票房|你的数据|"
    "你的答案票房|我是谁的宝贝|您好科技公司|在吗被开除|有人吗啡中毒|编程|写作"
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.example)
def test_every_rule_answers_its_example(rule: TalkRule) -> None:
    assert small_talk(rule.example, opens=True) == rule.reply
    assert rule.reply.count("。") == 1 or "！" in rule.reply
    assert "[1]" not in rule.reply


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("您好呀", "您好"),
        ("  早上好！ ", "您好"),
        ("谢谢你啦", "不客气"),
        ("好的谢谢", "不客气"),
        ("谢谢，再见", "再见"),
        ("你好，你是谁？", "问据"),
        ("你能做什么", "问据"),
        ("哈哈哈哈", "具体的事"),
        ("给我讲个笑话吧", "具体的事"),
        ("？？？", "没有看出"),
        ("啊啊啊啊", "具体的事"),
        ("你好！123", "您好"),
        ("把“你好”翻译成英文", "帮不上忙"),
        ("算一下 1+1", "帮不上忙"),
        ("你觉得房价怎么样？", "看法"),
        ("我该不该买房？", "预测"),
        ("能不能联网？", "不上网"),
        ("你会编造答案吗？", "核对"),
        ("thank you so much", "不客气"),
        ("fghjk", "没有看出"),
        ("😀😀", "没有看出"),
        ("asdfgh", "没有看出"),
        ("12345", "没有看出"),
    ],
)
def test_small_talk(text: str, part: str) -> None:
    reply = small_talk(text)
    assert reply is not None
    assert part in reply


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "宁波",
        "BYD",
        "5G",
        "你好，大桥何时通车",
        "早餐店有几家",
        "好未来营收",
        "再见阿郎票房",
        "人人网",
        "谢谢惠顾是谁",
        "天天向上",
    ],
)
def test_what_may_be_a_question_is_left_alone(text: str) -> None:
    assert small_talk(text) is None


@pytest.mark.parametrize("text", SAID.split("|"))
def test_what_asks_nothing_of_the_news_is_answered_with_a_sentence(text: str) -> None:
    assert small_talk(text, opens=True)


@pytest.mark.parametrize("opens", [True, False])
@pytest.mark.parametrize("text", ASKED.split("|"))
def test_a_question_that_only_begins_like_small_talk_goes_on(text: str, opens: bool) -> None:
    assert small_talk(text, opens=opens) is None


@pytest.mark.parametrize("text", ["为什么？", "谁", "多少？", "然后呢", "有多少篇报道？"])
def test_what_may_go_on_from_an_earlier_question_is_small_talk_only_without_one(text: str) -> None:
    assert small_talk(text, opens=True)
    assert small_talk(text) is None


@pytest.mark.parametrize(
    ("text", "holding"),
    [
        ("你好，你收录了多少篇文章？", "count"),
        ("最新的报道是哪天？", "span"),
        ("收录了哪些媒体？", "outlets"),
        ("你是谁？", None),
    ],
)
def test_what_is_asked_of_the_collection_is_told_apart(text: str, holding: Holding | None) -> None:
    talk = read_small_talk(text)
    assert talk is not None
    assert talk.holding == holding


def test_long_chatter_takes_no_time() -> None:
    started = time.process_time()
    for text in (
        "哈" * 5000 + "家",
        "你好" * 2500 + "问",
        "1" * 5000 + "家",
        "！" * 5000 + "a1",
        "1+" * 2500 + "家",
        "你真是真" * 1200,
        "写" * 5000,
        "把" * 4000,
        "你觉得" * 1500,
    ):
        small_talk(text)
    assert time.process_time() - started < 1
