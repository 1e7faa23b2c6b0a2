"""Why a figure was read as it was, in words: the grammar rules of the reading stage and what a mark shows."""

from __future__ import annotations

from collections.abc import Mapping

# Rule of the reader → what it looked at (Vietnamese, English).
RULE_WORDS: Mapping[str, tuple[str, str]] = {
    "level": (
        "mức phải đạt: số đứng sau tên chỉ tiêu, có hay không có “đạt”, “còn”",
        "level to reach: the number after the name, with or without “to reach”",
    ),
    "increase": (
        "mức tăng: số đứng sau “tăng”, “thêm”",
        "increase: the number after “up by” or “more”",
    ),
    "decrease": ("mức giảm: số đứng sau “giảm”", "decrease: the number after “down by”"),
    "new": (
        "làm mới: số đứng sau “trồng mới”, “thành lập mới”",
        "newly made: the number after a verb with “new”",
    ),
    "compared": (
        "so với kỳ trước: số đứng sau “cao hơn”, “thấp hơn” kỳ đó",
        "compared: the number after “higher” or “lower than” an earlier period",
    ),
    "zero": (
        "không còn: “không còn”, “không có”, “xóa hết” đọc là 0",
        "none left: “none left” and the like are read as 0",
    ),
    "all": (
        "toàn bộ: “tất cả”, “toàn bộ” không kèm số đọc là 100%",
        "all of them: “all” without a number is read as 100%",
    ),
    "table": (
        "bảng: số ở ô kế hoạch hoặc thực hiện, tên chỉ tiêu ở đầu dòng",
        "table: the number in a plan or result cell, the name at the start of its row",
    ),
    "by-hand": ("người soát thêm bằng tay", "added by hand by a person"),
}


def describe_rule(rule: str, language: str) -> str:
    """The rule in words; its name where it has none."""
    vietnamese, english = RULE_WORDS.get(rule, (rule, rule))
    return english if language == "en" else vietnamese
