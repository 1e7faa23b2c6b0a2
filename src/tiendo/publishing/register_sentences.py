"""What is wrong with a population register, with the rule for counting it, or with the engine that counts."""

from __future__ import annotations

from collections.abc import Mapping

REGISTER_SENTENCES: Mapping[str, tuple[str, str]] = {
    "register-place-absent": (
        "Ngày {day}, “{register}” có {count} dòng còn hiệu lực mà không ghi địa bàn, không tính vào đâu được; hãy bổ sung mã địa bàn.",
        "On {day} “{register}” has {count} rows without a place, which count nowhere; give them the code of their place.",
    ),
    "register-place-unknown": (
        "Ngày {day}, “{register}” có {count} dòng còn hiệu lực ở mã địa bàn “{place}”, mã này không có trong danh sách địa bàn của ngày tính; "
        "hãy sửa mã hoặc danh sách.",
        "On {day} “{register}” has {count} rows of the place “{place}”, which the list of places of that day does not know; correct the "
        "code or the list.",
    ),
    "register-twice": (
        "{place}, ngày {day}: “{register}” có {count} dòng trùng khóa và trùng lần ghi với dòng khác nên không tính dòng nào; hãy giữ lại một "
        "dòng hoặc ghi lần ghi mới.",
        "{place}, {day}: “{register}” has {count} rows with the key and revision of another row, so none of them counts; keep one or "
        "give the newer a higher revision.",
    ),
    "register-row-unusable": (
        "{place}, ngày {day}: “{register}” có {count} dòng không có khóa hoặc lần ghi nên không tính; hãy bổ sung.",
        "{place}, {day}: “{register}” has {count} rows without a key or revision, which do not count; give them both.",
    ),
    "register-column-missing": (
        "Dữ liệu “{name}” không có cột “{missing_column}” mà quy tắc cần (đang có: {columns}); hãy sửa tên cột trong quy tắc.",
        "The register “{name}” has no column “{missing_column}”, which the rule needs (there are: {columns}); correct the rule.",
    ),
    "register-column-kind": (
        "Cột “{typed}” của “{name}” thuộc loại {kind}, quy tắc cần loại {example}; hãy xuất lại cột đó cho đúng loại.",
        "The column “{typed}” of “{name}” is of the kind {kind}, the rule needs {example}; export it again in that kind.",
    ),
    "register-column-case": (
        "Tệp “{name}” có các cột chỉ khác nhau chữ hoa, chữ thường ({columns}); hãy đổi tên một cột.",
        "The file “{name}” has columns that differ in capitals only ({columns}); rename one of them.",
    ),
    "register-parts-differ": (
        "Cột “{typed}” của tệp “{name}” không có hoặc khác loại so với tệp “{other}”; hãy xuất lại các tệp theo cùng một mẫu.",
        "The column “{typed}” of “{name}” is missing or of another type than in “{other}”; export all files in one form.",
    ),
    "register-empty": (
        "Không có tệp .parquet nào trong “{name}”; hãy kiểm tra lại đường dẫn.",
        "There is no .parquet file in “{name}”; check the path.",
    ),
    "register-file-name": (
        "Tên “{name}” có dấu * ? [ ] {{ }} \\ hoặc ngoặc kép, máy tính hiểu thành mẫu tên; hãy đổi tên.",
        "The name “{name}” has one of * ? [ ] {{ }} \\ or quotes, which stand for patterns; rename it.",
    ),
    "register-broken": (
        "Không đọc được “{name}” như tệp Parquet; hãy xuất lại tệp.",
        "“{name}” cannot be read as Parquet; export it again.",
    ),
    "register-memory": (
        "“{name}” cần hơn {count} GB bộ nhớ; hãy tăng --memory, hoặc dùng --engine spark trên nhiều máy.",
        "“{name}” needs more than {count} GB of memory; raise --memory, or use --engine spark on several machines.",
    ),
    "register-engine": (
        "{name} không tính được: {typed}; hãy kiểm tra các tệp dữ liệu rồi chạy lại.",
        "{name} cannot count it: {typed}; check the files and run it again.",
    ),
    "register-indicator": (
        "Chỉ tiêu “{indicator}” không tính được bằng cách đếm hộ hoặc người; hãy chọn chỉ tiêu cộng được hoặc tỷ lệ có tử số, mẫu số.",
        "“{indicator}” cannot be counted from households or persons; choose one that adds up, or a ratio of two counts.",
    ),
    "engine-missing": (
        "Máy này chưa cài {name}; hãy chạy: pip install “tiendo[scale]”.",
        "{name} is not installed here; run: pip install “tiendo[scale]”.",
    ),
    "engine-java": (
        "Không khởi động được Spark ({typed}); Spark cần Java 17 trở lên và địa chỉ --master đúng.",
        "Spark does not start ({typed}); it needs Java 17 or newer and the right --master.",
    ),
    "rule-broken": (
        "Tệp “{name}” không phải là TOML đúng cách ({typed}); hãy sửa dòng đó.",
        "“{name}” is not proper TOML ({typed}); correct that line.",
    ),
    "rule-key-missing": (
        "Quy tắc “{name}” thiếu mục “{key}”; hãy ghi thêm.",
        "The rule “{name}” lacks “{key}”; add it.",
    ),
    "rule-key-unknown": (
        "Quy tắc “{name}” có mục lạ “{key}”; các mục dùng được: {known}.",
        "The rule “{name}” has an unknown “{key}”; there may be: {known}.",
    ),
    "rule-value": (
        "Quy tắc “{name}”, mục “{key}”: không dùng được “{typed}”; hãy viết như: {example}.",
        "The rule “{name}”, “{key}”: “{typed}” cannot be used; write it like: {example}.",
    ),
}  # fmt: skip
