"""Records of the evidence behind a row: mentions, reports, wordings, captures and their date candidates."""

from rest_framework import serializers

from corpus.models import (
    Absence,
    Capture,
    DateCandidate,
    Lineup,
    LineupPlace,
    Mention,
    Participation,
    Report,
    Revision,
    Teaser,
)
from corpus.models.event import Role
from corpus.records import OrNone, ParticipantRecord, PersonNamed

from .references import ArticleNamed, EventNamed, RecordAddress


class MentionRecord(serializers.ModelSerializer):
    """One mention of a person in a wording."""

    person = PersonNamed(read_only=True, help_text="The person named.")

    class Meta:
        model = Mention
        fields = ["person", "part", "start", "end", "surface", "titles", "list_order", "uncertain", "rule", "version"]


class ParticipantPrinted(serializers.Serializer):
    """A participant of an event, as one report prints it."""

    name = serializers.CharField(help_text="The name as this report prints it.")
    role = serializers.ChoiceField(choices=Role.choices, help_text="The person's role in the event.")
    order = serializers.IntegerField(help_text="Printed order, from 1.")
    title = OrNone(help_text="Titles printed with the name.")


class ReportRecord(serializers.ModelSerializer):
    """An article's report of an event, with the sentence it was extracted from."""

    date = OrNone(help_text="The day this report states, EDTF.")
    date_basis = OrNone(help_text="The evidence for this report's date.")
    place_name = OrNone(help_text="The place as this report prints it.")
    participants = ParticipantPrinted(
        many=True, read_only=True, help_text="The participants, as this report prints them."
    )

    class Meta:
        model = Report
        fields = ["sentence", "start", "end", "date", "date_basis", "place_name", "participants", "rule", "version"]


class EventReported(ReportRecord):
    """An event that an article's current wording reports."""

    event = EventNamed(read_only=True, help_text="The reported event.")

    class Meta(ReportRecord.Meta):
        fields = ["event", *ReportRecord.Meta.fields]


class ReportedBy(ReportRecord):
    """A report of an event, with its article."""

    article = ArticleNamed(source="revision.article", read_only=True, help_text="The article that reports it.")

    class Meta(ReportRecord.Meta):
        fields = ["article", *ReportRecord.Meta.fields]


class ParticipantSaid(ParticipantRecord):
    """A participant of an event, with the sentence that names them."""

    article = serializers.IntegerField(
        source="report.revision.article_id", default=None, allow_null=True, help_text="Id of the article that says so."
    )
    sentence = OrNone(help_text="The sentence that names them; null if no report does.")

    class Meta:
        model = Participation
        fields = [*ParticipantRecord.Meta.fields, "article", "sentence", "start", "end"]


class LineupPlaceRecord(serializers.ModelSerializer):
    """One place in a line-up."""

    person = PersonNamed(source="mention.person", read_only=True, help_text="The person named.")
    title = OrNone(help_text="Titles printed with the name there.")
    surface = serializers.CharField(source="mention.surface", read_only=True, help_text="The name as printed.")
    start = serializers.IntegerField(
        source="mention.start", read_only=True, help_text="Offset of the name in the text."
    )
    end = serializers.IntegerField(source="mention.end", read_only=True, help_text="Offset after the name.")

    class Meta:
        model = LineupPlace
        fields = ["person", "order", "title", "surface", "start", "end"]


class LineupRecord(serializers.ModelSerializer):
    """A printed list of three or more people."""

    people = LineupPlaceRecord(many=True, read_only=True, help_text="Who is listed, in printed order.")

    class Meta:
        model = Lineup
        fields = ["kind", "sentence", "start", "end", "people", "rule", "version"]


class LineupPrinted(LineupRecord):
    """A line-up that an article's current wording prints."""

    event = EventNamed(read_only=True, allow_null=True, help_text="The event it belongs to; null if it stands alone.")

    class Meta(LineupRecord.Meta):
        fields = ["event", *LineupRecord.Meta.fields]


class LineupPrintedBy(LineupRecord):
    """A line-up of an event, with the article that prints it."""

    article = ArticleNamed(source="revision.article", read_only=True, help_text="The article that prints it.")

    class Meta(LineupRecord.Meta):
        fields = ["article", *LineupRecord.Meta.fields]


class RevisionRecord(serializers.ModelSerializer):
    """One wording of an article, without its text."""

    record = RecordAddress("api-revision", "article_id", "wording")
    current = serializers.BooleanField(read_only=True, help_text="Whether it is the article's current wording.")

    class Meta:
        model = Revision
        fields = ["wording", "record", "title", "current", "first_captured", "added"]


class RevisionTextRecord(RevisionRecord):
    """One wording of an article with its text and mentions."""

    mentions = MentionRecord(source="named", many=True, read_only=True, help_text="Its mentions of people, in order.")

    class Meta(RevisionRecord.Meta):
        fields = [*RevisionRecord.Meta.fields, "text", "mentions"]


class DateCandidateRecord(serializers.ModelSerializer):
    """A date that one capture gives for its article, with its evidence."""

    class Meta:
        model = DateCandidate
        fields = ["edtf", "basis", "evidence"]


class CaptureRecord(serializers.ModelSerializer):
    """One observation of a page or record. Immutable."""

    url = OrNone(help_text="URL it was captured from, if known.")
    encoding = OrNone(help_text="Encoding declared in the response header.")
    column = OrNone(help_text="Column or topic of the site that lists it.")
    wording = serializers.CharField(source="revision.wording", read_only=True, help_text="The wording it has.")
    date_candidates = DateCandidateRecord(many=True, read_only=True, help_text="Every date it gives.")

    class Meta:
        model = Capture
        fields = [
            "sha256", "url", "source", "captured_at", "http_status", "media_type", "encoding", "size", "layout",
            "column", "added", "wording", "date_candidates",
        ]  # fmt: skip


class AbsenceRecord(serializers.ModelSerializer):
    """An observation that a URL of the article did not return its page."""

    class Meta:
        model = Absence
        fields = ["url", "observed_at", "http_status"]


class TeaserRecord(serializers.ModelSerializer):
    """A link to another article on the article's page. It is never body text."""

    date = OrNone(help_text="Its date, EDTF.")
    url = OrNone(help_text="URL it links to, if known.")

    class Meta:
        model = Teaser
        fields = ["text", "date", "url", "position"]


class ReprintRecord(serializers.Serializer):
    """Another article with almost the same text."""

    article = ArticleNamed(read_only=True, help_text="The other article.")
    similarity = serializers.FloatField(read_only=True, help_text="Share of the words, in order, that both have.")
