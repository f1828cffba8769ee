"""Whether a piece of text is cut at its beginning or its end; knows no lines, and nothing of what the text is for."""

import re

# A bracketed remark may follow the end of a sentence: “……开工。（甲乙 摄）”
_REMARK = re.compile(r"\s*[（(【\[][^（()）【】\[\]]*[）)】\]]$")
_COMPLETE = re.compile(r"[。！？!?…；;：:][”’」』）)】》\"']*$")
_TAIL = 100  # characters; no remark in brackets is longer
_BRACKETS = {"（": "）", "(": ")", "《": "》", "【": "】", "[": "]"}
_OPEN_AT_MOST = 60  # characters that a bracket may stay open for; further back, its other half was left out
_UNFINISHED_START = re.compile(r"[，。、；：！？,.;:!?）)”’》】…]")


def is_complete(text: str) -> bool:
    """Whether a text ends with the end of a sentence, a colon or a semicolon, a remark in brackets left aside.

    >>> is_complete("“马上开工！”"), is_complete("大桥合龙。（甲乙 摄）"), is_complete("（完）")
    (True, True, True)
    >>> is_complete("大桥今年将"), is_complete("大桥（二期）")
    (False, False)
    """
    tail = text[-_TAIL:]
    before = _REMARK.sub("", tail)
    return not before or bool(_COMPLETE.search(before) or _COMPLETE.search(tail))


def is_open(text: str) -> bool:
    """Whether a bracket or a book title that begins in a text goes on after its end.

    >>> is_open("本报讯（通讯员 甲小乙"), is_open("（一）渔船归港")
    (True, False)
    """
    closers: list[str] = []
    for character in text[-_OPEN_AT_MOST:]:
        if character in _BRACKETS:
            closers.append(_BRACKETS[character])
        elif closers and character == closers[-1]:
            closers.pop()
    return bool(closers)


def closes(text: str) -> bool:
    """Whether a text closes a bracket that it did not open.

    >>> closes("编辑：甲小乙）"), closes("（三门湾）")
    (True, False)
    """
    opened = 0
    for character in text:
        opened += (character in _BRACKETS) - (character in _BRACKETS.values())
        if opened < 0:
            return True
    return False


def goes_on(text: str) -> bool:
    """Whether a line opens with a mark that nothing can open with.

    >>> goes_on("，渔船归港。"), goes_on("渔船归港。")
    (True, False)
    """
    return bool(_UNFINISHED_START.match(text))
