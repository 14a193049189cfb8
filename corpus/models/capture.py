"""What articles rest on: captures, the dates they give, and observations that an address gave nothing."""

import gzip

from django.core.files.storage import default_storage
from django.db import models
from django.db.models import OuterRef, Q

from .fields import EDTF_HELP, DateBasis, validate_edtf

SAMPLE = "corpus/sample/documents/"  # stands in the sources of the sample corpus, from wherever it was ingested


class Observation(models.Model):
    """Raw bytes as they were read, and where."""

    sha256 = models.CharField(max_length=64, help_text="SHA-256 of the raw bytes, under which they are stored.")
    source = models.TextField(help_text="Where it was read: path, then the position inside a container.")
    url = models.TextField(blank=True, help_text="Address it was captured from, where known.")
    captured_at = models.DateTimeField(null=True, blank=True, help_text="When the page was captured, where known.")
    http_status = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="HTTP status of the answer, where known."
    )
    media_type = models.CharField(max_length=80, help_text="Kind of the raw bytes, told by their content: text/html.")
    encoding = models.CharField(max_length=40, blank=True, help_text="Encoding that the answer’s header declared.")

    class Meta:
        abstract = True

    @staticmethod
    def storage_name(sha256: str) -> str:
        """The name under which raw bytes are stored, gzip-compressed, by their hash."""
        return f"{sha256[:2]}/{sha256[2:4]}/{sha256}.gz"

    def raw(self) -> bytes:
        """The raw bytes. Raises FileNotFoundError where the storage lost them."""
        with default_storage.open(self.storage_name(self.sha256)) as stored:
            return gzip.decompress(stored.read())

    def opening(self, size: int) -> bytes:
        """The first so many of the raw bytes. Raises OSError, EOFError or zlib.error where they are lost or damaged."""
        with default_storage.open(self.storage_name(self.sha256)) as stored, gzip.GzipFile(fileobj=stored) as whole:
            return whole.read(size)


class CaptureQuerySet(models.QuerySet):
    """Queries of captures."""

    def sample(self):
        """Captures of the sample corpus that comes with Dateline."""
        return self.filter(source__contains=SAMPLE)

    def public(self):
        """Those of articles that are not hidden."""
        return self.filter(article__hidden=False)

    def of_snapshots(self):
        """Each with ``snapshot``: the dated scrape that it is of was read to its end."""
        return self.annotate(snapshot=_snapshot())


def _snapshot() -> models.Exists:
    return models.Exists(Snapshot.objects.filter(series=OuterRef("series"), captured_at=OuterRef("captured_at")))


def _hidden_address() -> models.Exists:
    return models.Exists(Capture.objects.filter(url=OuterRef("url"), article__hidden=True).exclude(url=""))


class Capture(Observation):
    """One observation of a page or record. Immutable."""

    part = models.PositiveSmallIntegerField(
        default=0, help_text="Which story of a page that holds several, from 1; 0 where it holds one."
    )
    series = models.CharField(
        max_length=200, blank=True, help_text="The dated scrape it is a record of: kcna-*.json. Empty for pages."
    )
    size = models.PositiveIntegerField(help_text="Length of the raw bytes.")
    layout = models.CharField(max_length=40, help_text="The site layout that parsed it.")
    column = models.TextField(blank=True, help_text="Column or topic of the site under which it was listed.")
    added = models.DateTimeField(auto_now_add=True, help_text="When it was ingested.")
    article = models.ForeignKey(
        "Article", on_delete=models.CASCADE, related_name="captures", help_text="The article it shows."
    )
    revision = models.ForeignKey(
        "Revision", on_delete=models.CASCADE, related_name="captures", help_text="The wording it shows."
    )

    objects = CaptureQuerySet.as_manager()

    class Meta:
        ordering = ["captured_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sha256", "url", "captured_at", "part"], nulls_distinct=False, name="capture_once"
            )
        ]
        indexes = [
            models.Index(fields=["url"], name="capture_url", condition=~Q(url="")),
            models.Index(fields=["series", "captured_at"], name="capture_series", condition=~Q(series="")),
            # Every page asks whether there is any.
            models.Index(fields=["id"], name="capture_sample", condition=Q(source__contains=SAMPLE)),
        ]

    def __str__(self):
        return f"{self.sha256[:12]} {self.url or self.source}"

    @property
    def is_sample(self) -> bool:
        """Whether it is of the sample corpus."""
        return SAMPLE in self.source


class RefusedCapture(Observation):
    """What was read and gave no article, kept for another try."""

    outcome = models.OneToOneField(
        "Outcome", on_delete=models.CASCADE, related_name="refused", help_text="The outcome that says why."
    )

    class Meta:
        indexes = [models.Index(fields=["sha256"], name="refused_capture_bytes")]

    def __str__(self):
        return f"{self.sha256[:12]} {self.url or self.source}"


class DateCandidate(models.Model):
    """A date that one capture gives for its article, with where it was read."""

    capture = models.ForeignKey(
        Capture, on_delete=models.CASCADE, related_name="date_candidates", help_text="The capture that gives it."
    )
    edtf = models.CharField(max_length=60, validators=[validate_edtf], help_text=EDTF_HELP)
    basis = models.CharField(max_length=12, choices=DateBasis, help_text="Which part of the capture gives it.")
    evidence = models.TextField(help_text="The words or the part of the address it was read from.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["capture", "edtf", "basis"], name="date_candidate_once")]

    def __str__(self):
        return f"{self.edtf} ({self.get_basis_display()})"


class Snapshot(models.Model):
    """One dated scrape that was read to its end, so that what it does not list was not there."""

    series = models.CharField(max_length=200, help_text="Its file’s name with a star for the day: kcna-*.json.")
    captured_at = models.DateTimeField(help_text="The day in its file’s name, at midnight UTC.")

    class Meta:
        ordering = ["series", "captured_at"]
        constraints = [models.UniqueConstraint(fields=["series", "captured_at"], name="snapshot_once")]

    def __str__(self):
        return f"{self.series}, {self.captured_at:%Y-%m-%d}"


class StubQuerySet(models.QuerySet):
    """Queries of stubs."""

    def public(self):
        """Those whose address is not a hidden article's, each with ``snapshot``: the dated scrape that lists it was
        read to its end."""
        return self.filter(~_hidden_address()).annotate(snapshot=_snapshot())


class Stub(models.Model):
    """An address that a record names without its text. It shows what the corpus lacks."""

    url = models.TextField(help_text="The address.")
    title = models.TextField(blank=True, help_text="The headline, where the record has one.")
    series = models.CharField(max_length=200, blank=True, help_text="The dated scrape that lists it.")
    captured_at = models.DateTimeField(null=True, blank=True, help_text="When it was listed, where known.")
    source = models.TextField(help_text="Where it was read: path, then the position inside a container.")

    objects = StubQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["url", "series", "captured_at"], nulls_distinct=False, name="stub_once")
        ]

    def __str__(self):
        return self.title or self.url


class AbsenceQuerySet(models.QuerySet):
    """Queries of absences."""

    def of(self, article_id: int):
        """Those of the addresses under which this article was captured, oldest first."""
        urls = Capture.objects.filter(article=article_id).exclude(url="").values("url")
        return self.filter(url__in=urls).order_by("observed_at", "id")

    def public(self):
        """Those whose address is not a hidden article's."""
        return self.filter(~_hidden_address())

    def lately(self):
        """Those observed last, first."""
        return self.order_by(models.F("observed_at").desc(nulls_last=True), "-id")


class Absence(models.Model):
    """An observation that an address did not give its page. It deletes nothing."""

    url = models.TextField(help_text="The address.")
    observed_at = models.DateTimeField(null=True, blank=True, help_text="When it was asked for, where known.")
    http_status = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="404 or 410; empty where a later snapshot does not list it."
    )
    source = models.TextField(help_text="Where it was read, or the series of snapshots.")

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["url", "observed_at", "http_status"], nulls_distinct=False, name="absence_once"
            )
        ]

    def __str__(self):
        return f"{self.http_status or 'not listed'}: {self.url}"
