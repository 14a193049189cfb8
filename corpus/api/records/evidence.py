"""What the facts of a record rest on: mentions, reports, wordings, captures and the dates they give."""

from rest_framework import serializers

from corpus.models import Absence, Capture, DateCandidate, Mention, Report, Revision, Teaser
from corpus.models.event import Role
from corpus.records import OrNone, PersonNamed

from .references import ArticleNamed, EventNamed, RecordAddress


class MentionRecord(serializers.ModelSerializer):
    """One place in a wording where a person is named."""

    person = PersonNamed(read_only=True, help_text="Who is named.")

    class Meta:
        model = Mention
        fields = ["person", "part", "start", "end", "surface", "titles", "list_order", "uncertain", "rule", "version"]


class ParticipantPrinted(serializers.Serializer):
    """One who took part in an event, as one report prints it."""

    name = serializers.CharField(help_text="The name as this report prints it.")
    role = serializers.ChoiceField(choices=Role.choices, help_text="What the person was in it.")
    order = serializers.IntegerField(help_text="Printed order, from 1.")
    title = OrNone(help_text="Offices printed with the name.")


class ReportRecord(serializers.ModelSerializer):
    """An article's account of an event, with the sentence it rests on."""

    date = OrNone(help_text="The day this report states, EDTF.")
    date_basis = OrNone(help_text="On what this report's date rests.")
    place_name = OrNone(help_text="The place as this report prints it.")
    participants = ParticipantPrinted(many=True, read_only=True, help_text="Who took part, as this report prints it.")

    class Meta:
        model = Report
        fields = ["sentence", "start", "end", "date", "date_basis", "place_name", "participants", "rule", "version"]


class EventReported(ReportRecord):
    """An event that an article's current wording reports."""

    event = EventNamed(read_only=True, help_text="What is reported.")

    class Meta(ReportRecord.Meta):
        fields = ["event", *ReportRecord.Meta.fields]


class ReportedBy(ReportRecord):
    """A report of an event, with its article."""

    article = ArticleNamed(source="revision.article", read_only=True, help_text="The article that reports it.")

    class Meta(ReportRecord.Meta):
        fields = ["article", *ReportRecord.Meta.fields]


class RevisionRecord(serializers.ModelSerializer):
    """One wording of an article, but for its text."""

    record = RecordAddress("api-revision", "article_id", "wording")
    current = serializers.BooleanField(read_only=True, help_text="Whether the article is worded so now.")

    class Meta:
        model = Revision
        fields = ["wording", "record", "title", "current", "first_captured", "added"]


class RevisionTextRecord(RevisionRecord):
    """One wording of an article with its text and the places where it names people."""

    mentions = MentionRecord(source="named", many=True, read_only=True, help_text="Where it names whom, in order.")

    class Meta(RevisionRecord.Meta):
        fields = [*RevisionRecord.Meta.fields, "text", "mentions"]


class DateCandidateRecord(serializers.ModelSerializer):
    """A date that one capture gives for its article, with where it was read."""

    class Meta:
        model = DateCandidate
        fields = ["edtf", "basis", "evidence"]


class CaptureRecord(serializers.ModelSerializer):
    """One observation of a page or record. Immutable."""

    url = OrNone(help_text="Address it was captured from, where known.")
    encoding = OrNone(help_text="Encoding that the answer’s header declared.")
    column = OrNone(help_text="Column or topic of the site under which it was listed.")
    wording = serializers.CharField(source="revision.wording", read_only=True, help_text="The wording it shows.")
    date_candidates = DateCandidateRecord(many=True, read_only=True, help_text="Every date it gives.")

    class Meta:
        model = Capture
        fields = [
            "sha256", "url", "source", "captured_at", "http_status", "media_type", "encoding", "size", "layout",
            "column", "added", "wording", "date_candidates",
        ]  # fmt: skip


class AbsenceRecord(serializers.ModelSerializer):
    """An observation that an address of the article did not give its page."""

    class Meta:
        model = Absence
        fields = ["url", "observed_at", "http_status"]


class TeaserRecord(serializers.ModelSerializer):
    """A link stub on the article's page for another article. Never body text."""

    date = OrNone(help_text="Its date, EDTF.")
    url = OrNone(help_text="Address it links to, where known.")

    class Meta:
        model = Teaser
        fields = ["text", "date", "url", "position"]


class ReprintRecord(serializers.Serializer):
    """Another article with almost the same text."""

    article = ArticleNamed(read_only=True, help_text="The other article.")
    similarity = serializers.FloatField(read_only=True, help_text="Share of the words, in order, that both have.")
