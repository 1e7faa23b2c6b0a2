"""Vietnamese capitals for regular expressions: a range such as À-Ỹ would take in small letters as well."""

UPPER = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"  # inside a character class
NAME = rf"[{UPPER}]\w*(?:[ -][{UPPER}]\w*){{0,3}}"  # a proper name of up to four words
