"""Why a figure cannot be said for the places of another day, and what is wrong with a file of places."""

from __future__ import annotations

from collections.abc import Mapping

PLACE_SENTENCES: Mapping[str, tuple[str, str]] = {
    "restate-place-unknown": (
        "Ngày {own_day} không có địa bàn nào mang mã “{place}”; hãy kiểm tra lại mã hoặc kỳ của số liệu.",
        "No place had the code “{place}” on {own_day}; check the code or the period of the figure.",
    ),
    "restate-place-ended": (
        "Địa bàn {place} đã hết hiệu lực trước ngày {day} và không nhập vào địa bàn nào, nên chuỗi số liệu “{indicator}” dừng "
        "ở đó; hãy tính từ số liệu của các xã, phường thuộc địa bàn.",
        "{place} ended before {day} and became part of no other, so its series of “{indicator}” ends there; work from "
        "the figures of its communes.",
    ),
    "restate-place-began": (
        "Địa bàn {place} lập sau ngày {day} và không tách từ địa bàn nào, nên ngày đó chưa có số liệu “{indicator}”.",
        "{place} began after {day} and came from no other, so there was no “{indicator}” of it on that day.",
    ),
    "restate-back-merged": (
        "Địa bàn {place} hợp thành từ {others}: số liệu “{indicator}” sau khi nhập không tách lại được theo địa bàn ngày {day}.",
        "{place} was made of {others}: a figure of “{indicator}” after the merger cannot be parted again for the places of {day}.",
    ),
    "restate-back-parted": (
        "Số liệu “{indicator}” của địa bàn {place} không tính ngược được theo địa bàn ngày {day}, vì {others} còn gồm phần "
        "của địa bàn khác.",
        "“{indicator}” of {place} cannot be said for the places of {day}, because {others} also holds parts of other places.",
    ),
    "restate-not-added": (
        "Chỉ tiêu “{indicator}” không cộng được giữa các địa bàn nên không tính lại được cho {place}; chỉ dùng khi cơ quan thống "
        "kê biên soạn lại.",
        "“{indicator}” does not add up over places, so it cannot be restated for {place}; only the office that compiles it can.",
    ),
    "restate-not-whole": (
        "Chỉ tiêu “{indicator}” là số bình quân hoặc điều kiện, chỉ tính lại được khi địa bàn cũ chuyển nguyên vẹn; {place} chỉ "
        "nhận một phần của địa bàn cũ.",
        "“{indicator}” is a mean or a condition, restated only where former places went whole; {place} holds only a part of one.",
    ),
    "restate-recognition": (
        "Kết quả công nhận “{indicator}” không tự chuyển sang {place} (gồm {others}); phải được xét, thừa nhận lại.",
        "The recognition “{indicator}” does not pass by itself to {place} (made of {others}); it has to be confirmed anew.",
    ),
    "restate-definitions": (
        "Số liệu “{indicator}” của {others} tính theo các định nghĩa khác nhau nên không gộp được cho {place}.",
        "“{indicator}” of {others} was counted by different definitions, so it cannot be brought together for {place}.",
    ),
    "restate-no-parts": (
        "Chỉ tiêu “{indicator}” của {place} cần tử số và mẫu số của từng địa bàn cũ ({others}); không lấy trung bình các tỷ lệ.",
        "“{indicator}” of {place} needs numerator and denominator of each former place ({others}); rates are not averaged.",
    ),
    "places-overlap": (
        "Mã “{place}” chỉ hai địa bàn trong cùng một ngày ({earlier} và {later}); hãy ghi ngày hết hiệu lực của địa bàn trước.",
        "The code “{place}” stands for two places on one day ({earlier} and {later}); give the earlier one its last day.",
    ),
    "places-cell": (
        "Dòng của địa bàn “{place}”: không đọc được “{typed}” ở cột {column}; hãy ghi như {example}.",
        "Row of the place “{place}”: “{typed}” in the column {column} cannot be read; write it like {example}.",
    ),
    "change-empty": (
        "Một thay đổi địa giới cần ít nhất một dòng từ địa bàn cũ sang địa bàn mới.",
        "A change of places needs at least one line from an old place to a new one.",
    ),
    "change-line-twice": (
        "Dòng từ “{place}” sang “{new}” có hai lần; hãy bỏ bớt một dòng.",
        "The line from “{place}” to “{new}” stands there twice; take one out.",
    ),
    "change-share": (
        "Tỷ lệ của “{place}” trong “{new}” là {share} ({basis}): phải lớn hơn 0 và không quá 1; chuyển nguyên vẹn thì ghi 1 và whole, "
        "một phần thì ghi căn cứ khác.",
        "The share of “{place}” in “{new}” is {share} ({basis}): it must be above 0 and at most 1; a whole place has 1 and "
        "whole, a part another basis.",
    ),
    "change-sum": (
        "Các phần của “{place}” cộng lại là {sum}, không phải 1: phần nào của địa bàn cũ cũng phải thuộc về một nơi.",
        "The shares of “{place}” add up to {sum}, not to 1: every part of a place goes somewhere.",
    ),
    "change-no-end": (
        "Không có địa bàn mã “{place}” hết hiệu lực vào ngày {day}; hãy sửa mã hoặc ngày.",
        "No place with the code “{place}” ends on {day}; mend the code or the day.",
    ),
    "change-no-begin": (
        "Không có địa bàn mã “{place}” bắt đầu vào ngày {day}; hãy sửa mã hoặc ngày.",
        "No place with the code “{place}” begins on {day}; mend the code or the day.",
    ),
    "change-code-taken": (
        "Mã “{place}” ngày {day} vẫn là {held}; hãy thêm dòng cho biết {held} chuyển đi đâu, hoặc nạp trước văn bản đã đổi địa bàn đó.",
        "The code “{place}” still stands for {held} on {day}; add a line that says where {held} goes, or load the act that "
        "changed it first.",
    ),
    "change-no-parent": (
        "“{name}” ({place}) thuộc mã “{parent}”, nhưng ngày {day} không có địa bàn nào mang mã đó; hãy sửa mã hoặc nạp trước văn bản "
        "lập địa bàn cấp trên.",
        "“{name}” ({place}) lies in the code “{parent}”, but no place has that code on {day}; mend the code, or load the act "
        "that made the place above first.",
    ),
    "change-old-unknown": (
        "Ngày {day} không có địa bàn nào mang mã “{place}”; hãy kiểm tra mã cũ (đủ số 0 ở đầu) hoặc ngày hiệu lực.",
        "No place had the code “{place}” on {day}; check the old code (with its leading zeros) or the first day.",
    ),
    "shapes-no-geojson": (
        "Tệp “{name}” không phải GeoJSON có danh sách vùng (FeatureCollection); hãy xuất lại từ phần mềm bản đồ dạng GeoJSON, WGS 84.",
        "The file “{name}” is no GeoJSON with a list of areas (FeatureCollection); export it again as GeoJSON, WGS 84.",
    ),
    "shapes-too-many": (
        "Tệp “{name}” có hơn {shapes} vùng hoặc {points} điểm; hãy đơn giản hóa đường biên rồi gửi lại.",
        "The file “{name}” has more than {shapes} areas or {points} points; simplify the outlines and send it again.",
    ),
    "shapes-no-code": (
        "Vùng thứ {number} trong tệp “{name}” không có mã địa bàn; hãy thêm thuộc tính {names} cho mỗi vùng.",
        "Area no. {number} in the file “{name}” has no code of a place; add a property {names} to each area.",
    ),
    "shapes-code-twice": (
        "Tệp “{name}” có hai vùng cùng mã “{typed}”; hãy gộp thành một vùng nhiều mảnh (MultiPolygon).",
        "The file “{name}” has two areas with the code “{typed}”; bring them together as one MultiPolygon.",
    ),
    "shapes-no-polygon": (
        "Vùng mã “{typed}” trong tệp “{name}” không phải đa giác; hãy gửi đường biên dạng Polygon hoặc MultiPolygon.",
        "The area with the code “{typed}” in the file “{name}” is no polygon; send outlines as Polygon or MultiPolygon.",
    ),
    "shapes-points": (
        "Tọa độ của vùng mã “{typed}” trong tệp “{name}” không phải kinh độ, vĩ độ; hãy xuất lại theo WGS 84 (EPSG:4326).",
        "The points of the area with the code “{typed}” in the file “{name}” are no degrees; export it again in WGS 84 (EPSG:4326).",
    ),
    "redrawing-two-acts": (
        "Một tệp chỉ nạp một văn bản và một ngày hiệu lực, ở đây có thêm “{typed}”; hãy tách thành hai tệp.",
        "One file holds one act and one first day, and here is another, “{typed}”; make two files.",
    ),
    "redrawing-too-long": (
        "Bảng có hơn {rows} dòng; hãy chia theo từng văn bản rồi nạp từng tệp.",
        "The table has more than {rows} rows; part it by acts and load one file each.",
    ),
    "change-two-out": (
        "Hai văn bản cùng nói địa bàn “{place}” chuyển đi đâu từ ngày {day}; hãy bỏ bớt một.",
        "Two changes say where “{place}” went on {day}; take one out.",
    ),
    "change-two-in": (
        "Hai văn bản cùng nói địa bàn “{place}” lập từ đâu vào ngày {day}; hãy bỏ bớt một.",
        "Two changes say where “{place}” came from on {day}; take one out.",
    ),
    "change-none": (
        "Địa bàn “{place}” không thay đổi vào ngày {day}, nên không có tỷ lệ để sửa.",
        "“{place}” did not change on {day}, so there is no share to correct.",
    ),
    "change-elsewhere": (
        "Các dòng của “{place}” dẫn tới nơi khác với văn bản ngày {day}; chỉ sửa tỷ lệ, không sửa nơi đến.",
        "The lines of “{place}” lead elsewhere than the change of {day} does; correct the shares only.",
    ),
    "place-unknown-name": (
        "Không có địa bàn nào tên hoặc mã “{typed}” {where}.",
        "No place has the name or code “{typed}” {where}.",
    ),
    "place-not-ended": (
        "Không có địa bàn mã “{typed}” nào hết hiệu lực trước ngày {day}; hãy bỏ --former để tính lại theo địa bàn ngày đó.",
        "No place with the code “{typed}” ended before {day}; leave --former out to restate for the places of that day.",
    ),
    "place-several": (
        "Có {count} địa bàn tên “{typed}” {where}; hãy ghi mã, hoặc thêm --in với tên huyện, tỉnh.",
        "{count} places are called “{typed}” {where}; give the code, or add --in with the district or province.",
    ),
    "place-accents": (
        "Không có địa bàn nào tên “{typed}” {where}; có phải một trong {count} địa bàn sau? Hãy ghi đủ dấu hoặc ghi mã.",
        "No place is called “{typed}” {where}; is it one of these {count}? Write the accents, or the code.",
    ),
}
