"""Signing in and out, changing the password and the mail address. Accounts are created in the admin site."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import UpdateView


class SignInView(LoginView):
    """The login form. django-axes throttles guessing, as it does in the admin site."""

    template_name = "accounts/login.html"
    redirect_authenticated_user = True
    extra_context = {"site_name": settings.SITE_NAME}  # Django would pass the host

    def get_redirect_url(self):
        """Return the target of the URL, unless it is this page itself."""
        target = super().get_redirect_url()
        return "" if target.partition("?")[0] == self.request.path else target


class SignOutView(LogoutView):
    """Sign out, by POST only, so that no link on another site can do so."""


class PasswordView(PasswordChangeView):
    """Change one's own password; the admin site offers that only to staff."""

    template_name = "accounts/password.html"
    success_url = reverse_lazy("savedsearch-list")

    def form_valid(self, form):
        """Save the password, and say so."""
        messages.success(self.request, "Your password is changed.")
        return super().form_valid(form)


class AddressForm(forms.ModelForm):
    """The address that mail goes to."""

    class Meta:
        model = get_user_model()
        fields = ["email"]
        labels = {"email": "Mail goes to"}


@method_decorator(never_cache, name="dispatch")
class AddressView(LoginRequiredMixin, UpdateView):
    """Change one's own mail address."""

    form_class = AddressForm
    template_name = "accounts/savedsearch_address.html"
    success_url = reverse_lazy("savedsearch-list")

    def get_object(self):
        """Return the signed-in user."""
        return get_user_model().objects.get(pk=self.request.user.pk)

    def form_valid(self, form):
        """Save the address, and say so."""
        messages.success(self.request, f"Mail goes to {form.cleaned_data['email'] or 'nobody'} from now on.")
        return super().form_valid(form)
