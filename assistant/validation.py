"""What pydantic finds wrong, said in Chinese with the field's name; knows neither settings nor requests."""

from collections.abc import Mapping, Sequence

from pydantic_core import ErrorDetails

REASONS: Mapping[str, str] = {
    "bool_parsing": "应为 true 或 false",
    "bool_type": "应为 true 或 false",
    "dict_type": "应为 JSON 对象",
    "extra_forbidden": "没有这一项",
    "finite_number": "应为有限的数",
    "greater_than_equal": "不能小于 {ge}",
    "int_from_float": "应为整数",
    "int_parsing": "应为整数",
    "int_parsing_size": "整数过大",
    "int_type": "应为整数",
    "json_invalid": "不是有效的 JSON（{error}）",
    "less_than_equal": "不能大于 {le}",
    "list_type": "应为列表",
    "literal_error": "只能是 {expected}",
    "missing": "缺少这一项",
    "model_attributes_type": "应为 JSON 对象，且请求头 Content-Type 为 application/json",
    "model_type": "应为 JSON 对象",
    "string_pattern_mismatch": "应符合 {pattern}",
    "string_too_long": "最多 {max_length} 个字符",
    "string_too_short": "至少 {min_length} 个字符",
    "string_type": "应为字符串",
    "string_unicode": "含有不成对的代理字符（如 \\ud800），不是有效的文字",
    "too_long": "最多 {max_length} 项",
}


def reason(error: ErrorDetails) -> str:
    """Say what is wrong with one value.

    >>> reason({"type": "string_too_long", "loc": ("question",), "msg": "", "input": "", "ctx": {"max_length": 2000}})
    '最多 2000 个字符'
    """
    known = REASONS.get(error["type"])
    return known.format_map(error.get("ctx", {})).replace(" or ", " 或 ") if known else error["msg"]


def field(place: Sequence[str | int]) -> str:
    """Name the place of a value as a person would write it.

    >>> field(("history", 0, "content"))
    'history[0].content'
    """
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in place)
    return "".join(parts).removeprefix(".")
