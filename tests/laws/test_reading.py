"""Laws of reading: it never fails, and its spans never lie."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tiendo import pipeline
from tiendo.catalogue.load import load_catalogue
from tiendo.model.document import Document
from tiendo.model.target import Change
from tiendo.publishing.wording import format_exact

_PIECES = (
    "năm 2024 |phấn đấu |đạt |giảm |tăng thêm |tỷ lệ hộ nghèo |thu ngân sách |137,5 |94%|01 |tỉ đồng|; |, |. |\n|(|) |từ |"
    "không còn |xã |229.800 tấn|17 chỉ tiêu|6,5-7%|30/12/2023 |số 12/NQ-HĐND |là Trung học cơ sở Thủy Tây"
)
texts = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(_PIECES.split("|")), max_size=40).map("".join))


@settings(deadline=None)
@given(texts)
def test_any_text_is_read_and_every_span_holds_its_number(text: str) -> None:
    reading = pipeline.read_document(Document(text), load_catalogue())
    for figure in reading.figures:
        assert 0 <= figure.span.start < figure.span.end <= len(text)
        assert figure.span.holds(figure.number)
        assert figure.sentence.start <= figure.number.start and figure.number.end <= figure.sentence.end


_NOUNS = ("thu ngân sách nhà nước", "tổng sản lượng lương thực", "thu nhập bình quân đầu người")


@settings(deadline=None)
@given(
    st.sampled_from(_NOUNS),
    st.sampled_from(["", " đạt", " là"]),
    st.decimals(min_value=1, max_value=10**7, places=1),
    st.sampled_from(["tỷ đồng", "tấn", "triệu đồng"]),
    st.sampled_from(["", "tăng ", "giảm "]),
)
def test_a_target_built_from_the_grammar_reads_back(
    noun: str, verb: str, value: Decimal, unit: str, change: str
) -> None:
    middle = f" {change}" if change else f"{verb} "
    text = f"Năm 2024, huyện phấn đấu {noun}{middle}{format_exact(value, 'vi')} {unit}."
    (figure,) = pipeline.read_document(Document(text), load_catalogue()).figures
    wanted = {"": Change.NONE, "tăng ": Change.INCREASE, "giảm ": Change.DECREASE}[change]
    assert (figure.indicator, figure.value, figure.unit, figure.change) == (noun, value, unit, wanted)
