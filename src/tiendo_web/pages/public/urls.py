"""Addresses of the public pages."""

from django.urls import path

from tiendo_web.pages.public import article, closing, compared, data, maps, place, programme, report

urlpatterns = [
    path("", programme.home, name="home"),
    path("chuong-trinh/", programme.listing, name="programmes"),
    path("chuong-trinh/<slug:slug>/", programme.one, name="programme"),
    path("chuong-trinh/<slug:slug>/bao-cao/", report.one, name="report"),
    path("chuong-trinh/<slug:slug>/ket-qua-nam/", closing.one, name="closing"),
    path("cach-danh-gia/", closing.rules, name="rules"),
    path("chi-tieu/<int:pk>/", programme.target, name="target"),
    path("ban-do/", maps.one, name="map"),
    path("dia-ban/", programme.places, name="places"),
    path("dia-ban/<str:code>/", programme.place, name="place"),
    path("dia-ban/<str:code>/lich-su/", place.past, name="place-past"),
    path("van-ban/<int:pk>/", article.document, name="document"),
    path("bai-viet/", article.listing, name="articles"),
    path("bai-viet/<slug:slug>/", article.one, name="article"),
    path("bai-viet/<slug:slug>/y-kien/", article.comments, name="comments"),
    path("co-chu/<str:size>/", article.text_size, name="text-size"),
    path("du-lieu/", data.listing, name="data"),
    path("du-lieu/<slug:slug>/tien-do.csv", data.progress, name="csv-progress"),
    path("du-lieu/chi-tieu-<int:pk>.csv", data.target, name="csv-target"),
    path("du-lieu/noi-cung-cap-<int:pk>.csv", compared.table, name="csv-providers"),
    path("du-lieu/dia-ban-<str:code>-lich-su.csv", place.figures, name="csv-place-past"),
    path("du-lieu/dia-ban-<str:code>.csv", data.place, name="csv-place"),
    path("du-lieu/<slug:slug>/bao-cao.<str:kind>", report.file, name="report-file"),
    path("du-lieu/<slug:slug>/ket-qua-nam.csv", data.closing, name="csv-closing"),
    path("du-lieu/<slug:slug>/ke-hoach.csv", data.term, name="csv-term"),
    path("du-lieu/<slug:slug>/viec.csv", data.work, name="csv-work"),
    path("du-lieu/van-ban-<int:pk>.csv", data.document, name="csv-document"),
]
