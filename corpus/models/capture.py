"""The evidence of articles: captures, their date candidates, stubs, and observations that a page was absent."""

import gzip

from django.core.files.storage import default_storage
from django.db import models
from django.db.models import OuterRef, Q

from .fields import EDTF_HELP, DateBasis, believed_time, short_address, validate_edtf

SAMPLE = "corpus/sample/documents/"  # part of every source of the sample corpus, wherever it was ingested from


class Observation(models.Model):
    """Raw bytes as they were read, and their source."""

    sha256 = models.CharField(max_length=64, help_text="SHA-256 of the raw bytes, which is also their storage key.")
    source = models.TextField(help_text="Path it was read from, then the position inside a container.")
    url = models.TextField(blank=True, help_text="URL it was captured from, if known.")
    captured_at = models.DateTimeField(null=True, blank=True, help_text="When the page was captured, if known.")
    http_status = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="HTTP status of the response, if known."
    )
    media_type = models.CharField(
        max_length=80, help_text="Media type of the raw bytes, detected from their content: text/html."
    )
    encoding = models.CharField(max_length=40, blank=True, help_text="Encoding declared in the response header.")

    class Meta:
        abstract = True

    @staticmethod
    def storage_name(sha256: str) -> str:
        """Return the storage name of the gzip-compressed raw bytes with this hash."""
        return f"{sha256[:2]}/{sha256[2:4]}/{sha256}.gz"

    def raw(self) -> bytes:
        """Return the raw bytes. Raise FileNotFoundError if the storage does not have them."""
        with default_storage.open(self.storage_name(self.sha256)) as stored:
            return gzip.decompress(stored.read())

    def opening(self, size: int) -> bytes:
        """Return the first ``size`` raw bytes. Raise OSError, EOFError or zlib.error if they are lost or damaged."""
        with default_storage.open(self.storage_name(self.sha256)) as stored, gzip.GzipFile(fileobj=stored) as whole:
            return whole.read(size)


class CaptureQuerySet(models.QuerySet):
    def sample(self):
        """Filter the captures of the sample corpus that comes with Dateline."""
        return self.filter(source__contains=SAMPLE)

    def public(self):
        """Filter the captures whose article is not hidden."""
        return self.filter(article__hidden=False)

    def of_snapshots(self):
        """Annotate captures with ``snapshot``: whether their dated scrape was read to its end."""
        return self.annotate(snapshot=_snapshot())


def _snapshot() -> models.Exists:
    return models.Exists(Snapshot.objects.filter(series=OuterRef("series"), captured_at=OuterRef("captured_at")))


def _hidden_address() -> models.Exists:
    return models.Exists(Capture.objects.filter(url=OuterRef("url"), article__hidden=True).exclude(url=""))


class Capture(Observation):
    """One observation of a page or record. Immutable."""

    part = models.PositiveSmallIntegerField(
        default=0, help_text="Number of the story on a page with several, from 1; 0 on a page with one."
    )
    series = models.CharField(
        max_length=200, blank=True, help_text="Series of dated scrapes it belongs to: kcna-*.json. Empty for pages."
    )
    size = models.PositiveIntegerField(help_text="Length of the raw bytes.")
    layout = models.CharField(max_length=40, help_text="The site layout that parsed it.")
    column = models.TextField(blank=True, help_text="Column or topic of the site under which it was listed.")
    added = models.DateTimeField(auto_now_add=True, help_text="When it was ingested.")
    article = models.ForeignKey(
        "Article", on_delete=models.CASCADE, related_name="captures", help_text="The article it shows."
    )
    revision = models.ForeignKey(
        "Revision", on_delete=models.CASCADE, related_name="captures", help_text="The revision it shows."
    )

    objects = CaptureQuerySet.as_manager()

    class Meta:
        ordering = ["captured_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sha256", "url", "captured_at", "part"], nulls_distinct=False, name="capture_once"
            ),
            believed_time("captured_at", "capture_time_believed"),
            short_address("capture_url_short"),
        ]
        indexes = [
            models.Index(fields=["url"], name="capture_url", condition=~Q(url="")),
            models.Index(fields=["series", "captured_at"], name="capture_series", condition=~Q(series="")),
            # Every page asks whether one exists.
            models.Index(fields=["id"], name="capture_sample", condition=Q(source__contains=SAMPLE)),
        ]

    def __str__(self):
        return f"{self.sha256[:12]} {self.url or self.source}"

    @property
    def is_sample(self) -> bool:
        """Whether it belongs to the sample corpus."""
        return SAMPLE in self.source


class RefusedCapture(Observation):
    """The raw bytes of a refused record, kept to be parsed again."""

    outcome = models.OneToOneField(
        "Outcome", on_delete=models.CASCADE, related_name="refused", help_text="The outcome, which has the reason."
    )

    class Meta:
        indexes = [models.Index(fields=["sha256"], name="refused_capture_bytes")]
        constraints = [believed_time("captured_at", "refused_capture_time_believed")]

    def __str__(self):
        return f"{self.sha256[:12]} {self.url or self.source}"


class DateCandidate(models.Model):
    """A date that one capture gives for its article, with its evidence."""

    capture = models.ForeignKey(
        Capture, on_delete=models.CASCADE, related_name="date_candidates", help_text="The capture it was read from."
    )
    edtf = models.CharField(max_length=60, validators=[validate_edtf], help_text=EDTF_HELP)
    basis = models.CharField(max_length=12, choices=DateBasis, help_text="The part of the capture it was read from.")
    evidence = models.TextField(help_text="The words or the part of the URL it was read from.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["capture", "edtf", "basis"], name="date_candidate_once")]

    def __str__(self):
        return f"{self.edtf} ({self.get_basis_display()})"


class Snapshot(models.Model):
    """One dated scrape that was read to its end, so that what it does not list was absent."""

    series = models.CharField(max_length=200, help_text="File name with a star in place of the day: kcna-*.json.")
    captured_at = models.DateTimeField(help_text="The day in the file name, at midnight UTC.")

    class Meta:
        ordering = ["series", "captured_at"]
        constraints = [
            models.UniqueConstraint(fields=["series", "captured_at"], name="snapshot_once"),
            believed_time("captured_at", "snapshot_time_believed"),
        ]

    def __str__(self):
        return f"{self.series}, {self.captured_at:%Y-%m-%d}"


class StubQuerySet(models.QuerySet):
    def public(self):
        """Filter the stubs whose URL is not a hidden article's, annotated with ``snapshot``: whether the dated scrape
        that lists them was read to its end."""
        return self.filter(~_hidden_address()).annotate(snapshot=_snapshot())


class Stub(models.Model):
    """A URL that a record lists without its text. It shows what the corpus lacks."""

    url = models.TextField(help_text="The URL.")
    title = models.TextField(blank=True, help_text="The headline, if the record has one.")
    series = models.CharField(max_length=200, blank=True, help_text="The series of dated scrapes that lists it.")
    captured_at = models.DateTimeField(null=True, blank=True, help_text="When it was listed, if known.")
    source = models.TextField(help_text="Path it was read from, then the position inside a container.")

    objects = StubQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["url", "series", "captured_at"], nulls_distinct=False, name="stub_once"),
            believed_time("captured_at", "stub_time_believed"),
            short_address("stub_url_short"),
        ]

    def __str__(self):
        return self.title or self.url


class AbsenceQuerySet(models.QuerySet):
    def of(self, article_id: int):
        """Filter the absences of the URLs that this article was captured from, oldest first."""
        urls = Capture.objects.filter(article=article_id).exclude(url="").values("url")
        return self.filter(url__in=urls).order_by("observed_at", "id")

    def public(self):
        """Filter the absences whose URL is not a hidden article's."""
        return self.filter(~_hidden_address())

    def lately(self):
        """Order by time of observation, latest first."""
        return self.order_by(models.F("observed_at").desc(nulls_last=True), "-id")


class Absence(models.Model):
    """An observation that a URL did not return its page. It deletes nothing."""

    url = models.TextField(help_text="The URL.")
    observed_at = models.DateTimeField(null=True, blank=True, help_text="When it was requested, if known.")
    http_status = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="404 or 410; empty if a later snapshot does not list the URL."
    )
    source = models.TextField(help_text="Path it was read from, or the series of snapshots.")

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["url", "observed_at", "http_status"], nulls_distinct=False, name="absence_once"
            ),
            believed_time("observed_at", "absence_time_believed"),
            short_address("absence_url_short"),
        ]

    def __str__(self):
        return f"{self.http_status or 'not listed'}: {self.url}"
