"""Vietnamese capitals for regular expressions: a range such as À-Ỹ would take in small letters as well."""

UPPER = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"  # inside a character class
NAME = rf"[{UPPER}]\w*(?:[ -][{UPPER}]\w*){{0,3}}"  # a proper name of up to four words
NAME_OVER_LINES = NAME.replace("[ -]", r"(?:[ -]|\n(?!\n))")  # the same where a line may be wrapped inside it
SCHOOL = r"(?:[Tt]rường\s+)?(?:Trung\s+học\s+(?:cơ\s+sở|phổ\s+thông)|Tiểu\s+học|Mầm\s+non|Mẫu\s+giáo|THCS|THPT)\s+"
NAMED = rf"(?:{SCHOOL}|[Tt]rường\s+)?{NAME_OVER_LINES}"  # "Trường Trung học cơ sở Thủy Tây", "Thủy Tây"
# A thing that its kind tells from other names: "Trường THCS Thủy Tây", "xã Thạnh An".
THING = rf"{SCHOOL}{NAME_OVER_LINES}|(?:[Xx]ã|[Pp]hường|[Tt]hị trấn|[Tt]hôn|[Ấấ]p|[Bb]ản|[Hh]uyện)\s+{NAME_OVER_LINES}"
