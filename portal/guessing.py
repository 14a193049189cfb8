"""Guessing of passwords: limits for one account from one address, and for one address whatever the account."""

from axes.handlers.database import AxesDatabaseHandler
from django.db.models import Sum

ACCOUNTS = 5  # so many times the failures of one account may come from one address, which people may share


class Handler(AxesDatabaseHandler):
    """Counts failures by account and address, and by address alone, for which the limit is ACCOUNTS times as high."""

    def get_failures(self, request, credentials=None) -> int:
        """Return the number that is compared with AXES_FAILURE_LIMIT."""
        of_account, of_address = (
            attempts.aggregate(failures=Sum("failures_since_start"))["failures"] or 0
            for attempts in self.get_user_attempts(request, credentials)
        )
        return max(of_account, of_address // ACCOUNTS)
