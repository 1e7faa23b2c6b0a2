"""The sentences of how a number came about, and of a year's closing; joined into `sentences.SENTENCES`."""

from __future__ import annotations

from collections.abc import Mapping

EXPLAINED_SENTENCES: Mapping[str, tuple[str, str]] = {
    "explained-verdict": ("Chỉ tiêu {number}: {word}.", "Target {number}: {word}."),
    "explained-pace": ("Đến nay {level}. {pace}.", "So far {level}. {pace}."),
    "explained-promised": ("Mức giao: {target}; theo {decision}.", "Promised: {target}; under {decision}."),
    "explained-promised-only": ("Mức giao: {target}.", "Promised: {target}."),
    "explained-quoted": ("Đọc từ câu: “{quote}”.", "Read from: “{quote}”."),
    "explained-baseline": (
        "Gốc so sánh {baseline}, tại ngày {as_of}. Nguồn: {source}.",
        "Baseline {baseline}, as of {as_of}. Source: {source}.",
    ),
    "explained-override": (
        "Người có thẩm quyền quyết định ngày {on}{under}: {reason}. Theo quy tắc là “{by_rule}”.",
        "Decided by an authorised signer on {on}{under}: {reason}. By the rule it is “{by_rule}”.",
    ),
    "explained-attainment": ("Tỷ lệ thực hiện {attainment}.", "Attainment {attainment}."),
    "explained-total": (
        "{indicator}, {period}: {level}{parts}; đủ số liệu của {reported}/{expected} địa bàn. {how}.",
        "{indicator}, {period}: {level}{parts}; complete from {reported} of {expected} places. {how}.",
    ),
    "explained-no-total": (
        "{indicator}, {period}: chưa có số tổng hợp. {how}.",
        "{indicator}, {period}: no total yet. {how}.",
    ),
    "explained-rest": (
        "Còn {count} địa bàn nữa, có trong tệp CSV của chỉ tiêu.",
        "{count} more places, in the CSV file of the target.",
    ),
    "explained-place": ("{place}: {level}{parts}{owed}.", "{place}: {level}{parts}{owed}."),
    "explained-no-value": ("{place}: chưa có số{owed}.", "{place}: no figure{owed}."),
    "explained-figure": (
        "{period}: {figure} (số {vintage}, lần sửa {revision}).",
        "{period}: {figure} ({vintage}, revision {revision}).",
    ),
    "explained-replaced": (
        "Số đã được thay, nay không dùng: {figure} (số {vintage}, lần sửa {revision}).",
        "Replaced and no longer used: {figure} ({vintage}, revision {revision}).",
    ),
    "explained-no-figure": (
        "{period}: chưa có số liệu, vì {reason} (lần sửa {revision}).",
        "{period}: no figure, because {reason} (revision {revision}).",
    ),
    "explained-owed": ("{period}: chưa báo cáo.", "{period}: not reported."),
    "explained-source": ("Nguồn: {source}.", "Source: {source}."),
    "explained-restated": (
        "Tính lại theo địa bàn ngày {day}, từ các số đã gửi ({documents}).",
        "Restated on the places of {day}, from the figures sent ({documents}).",
    ),
}
