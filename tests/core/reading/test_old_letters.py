"""The letters of the fonts used before Unicode: every letter of the alphabet, by font and by what gives Vietnamese."""

from __future__ import annotations

import docx
import pytest
from docx.oxml.ns import qn

from tests.core.reading.files import word
from tiendo.reading.formats import open_document
from tiendo.reading.formats.old_letters import convert, encoding_of_font, from_old_letters

SAID = "Năm 2024, huyện Tân Lập phấn đấu giảm tỷ lệ hộ nghèo còn 1,2%, tổng sản lượng lương thực 229.800 tấn."
TCVN3 = "N¨m 2024, huyÖn T©n LËp phÊn ®Êu gi¶m tû lÖ hé nghÌo cßn 1,2%, tæng s¶n l\xadîng l\xad¬ng thùc 229.800 tÊn."
VNI = "Naêm 2024, huyeän Taân Laäp phaán ñaáu giaûm tyû leä hoä ngheøo coøn 1,2%, toång saûn löôïng löông thöïc 229.800 taán."
LETTERS = "à á ả ã ạ ă ằ ắ ẳ ẵ ặ â ầ ấ ẩ ẫ ậ đ è é ẻ ẽ ẹ ê ề ế ể ễ ệ ì í ỉ ĩ ị ò ó ỏ õ ọ ô ồ ố ổ ỗ ộ ơ ờ ớ ở ỡ ợ ù ú ủ ũ ụ ư ừ ứ ử ữ ự ỳ ý ỷ ỹ ỵ"
# The two alphabets as their standards list them (TCVN 5712:1993 VN3; VNI for Windows), in the order of LETTERS.
TCVN3_LETTERS = "µ ¸ ¶ · ¹ ¨ » ¾ ¼ ½ Æ © Ç Ê È É Ë ® Ì Ð Î Ï Ñ ª Ò Õ Ó Ô Ö × Ý Ø Ü Þ ß ã á â ä « å è æ ç é ¬ ê í ë ì î ï ó ñ ò ô \xad õ ø ö ÷ ù ú ý û ü þ"
VNI_LETTERS = "aø aù aû aõ aï aê aè aé aú aü aë aâ aà aá aå aã aä ñ eø eù eû eõ eï eâ eà eá eå eã eä ì í æ ó ò oø où oû oõ oï oâ oà oá oå oã oä ô ôø ôù ôû ôõ ôï uø uù uû uõ uï ö öø öù öû öõ öï yø yù yû yõ î"


@pytest.mark.parametrize(("encoding", "letters"), [("tcvn3", TCVN3_LETTERS), ("vni", VNI_LETTERS)])
def test_every_letter_of_the_alphabet(encoding: str, letters: str) -> None:
    for written, letter in zip(letters.split(" "), LETTERS.split(" "), strict=True):
        assert convert(written, encoding) == letter


@pytest.mark.parametrize("written", [TCVN3, VNI], ids=["tcvn3", "vni"])
def test_a_text_file_is_read_whatever_font_it_was_typed_for(written: str) -> None:
    assert open_document(written.encode("latin-1"), "plan.txt").text == SAID
    assert open_document(written.encode(), "plan.txt").text == SAID  # pasted from there into Unicode


@pytest.mark.parametrize(
    "said",
    [
        SAID,
        "España: el año nuevo, la mañana y el corazón; más allá del señor.",
        "Die Größe der Straße für Müller ist 5 € wert.",
        "Le café résumé déjà vu à la façon française.",
        "GRDP ± 0,5 §3 ©®¤¥ £ 30",
    ],
)
def test_what_is_unicode_stays_as_it_is(said: str) -> None:
    assert from_old_letters(said) == said


def test_capitals_typed_in_a_font_of_capitals_are_capitals() -> None:
    assert convert("UBND HUYÖN T©n LËp", "tcvn3") == "UBND HUYỆN Tân Lập"
    assert convert("kÕ ho¹ch", "tcvn3", capitals=True) == "KẾ HOẠCH"


@pytest.mark.parametrize(
    ("font", "encoding"), [(".VnTime", "tcvn3"), (".VnTimeH", "tcvn3"), ("VNI-Times", "vni"), ("Times New Roman", None)]
)
def test_a_font_tells_its_encoding(font: str, encoding: str | None) -> None:
    assert encoding_of_font(font) == encoding


def test_a_word_file_may_mix_old_fonts_with_unicode() -> None:
    def build(written: docx.document.Document) -> None:
        paragraph = written.add_paragraph()
        for font, said in ((".VnTimeH", "kÕ ho¹ch "), (".VnTime", "n¨m 2024: "), ("VNI-Times", "giaû"), ("VNI-Times", "m ngheøo, "), ("Arial", "đạt 5%")):  # fmt: skip
            run = paragraph.add_run(said)
            run.font.name = font
            run._element.rPr.rFonts.set(qn("w:hAnsi"), font)

    assert open_document(word(build), "plan.docx").text.strip() == "KẾ HOẠCH năm 2024: giảm nghèo, đạt 5%"


def test_the_font_of_a_style_counts_where_a_run_names_none() -> None:
    def build(written: docx.document.Document) -> None:
        written.styles["Normal"].font.name = ".VnTime"
        written.add_paragraph("N¨m 2024 gi¶m 21 hé nghÌo")

    assert open_document(word(build), "plan.docx").text.strip() == "Năm 2024 giảm 21 hộ nghèo"
