"""Addresses: the public at /, work at /lam-viec/, data at /api/v1/."""

from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from tiendo_web.pages.health import alive, ready

urlpatterns = [
    path("", include("tiendo_web.pages.public.urls")),
    path("lam-viec/", include("tiendo_web.pages.staff.urls")),
    path("ngon-ngu/", csrf_exempt(set_language), name="set-language"),  # a language is nobody's to steal
    path("healthz", alive),
    path("readyz", ready),
]
handler400 = "tiendo_web.pages.refusals.not_understood"
handler404 = "tiendo_web.pages.refusals.not_found"
handler403 = "tiendo_web.pages.refusals.not_allowed"
handler500 = "tiendo_web.pages.refusals.broken"
