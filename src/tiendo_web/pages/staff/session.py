"""Log in, log out, change the password. Guessing is slowed down by django-axes (settings)."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash, views
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from tiendo_web import clock
from tiendo_web.actions import add_person


class LogIn(views.LoginView):
    """The log-in form; who is logged in already goes straight to work."""

    template_name = "staff/login.html"
    redirect_authenticated_user = True


class LogOut(views.LogoutView):
    """Back to the public home page."""


class ChangePassword(views.PasswordChangeView):
    """A new password for oneself; other sessions of the same person end."""

    template_name = "staff/password.html"
    success_url = reverse_lazy("staff-home")
    success_message = _("Đã đổi mật khẩu.")

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        add_person.change_password(password=form.cleaned_data["new_password1"], by=form.user, today=clock.today())
        update_session_auth_hash(self.request, form.user)
        messages.success(self.request, self.success_message)
        return redirect(self.get_success_url())
