"""The command `edition`: arguments in, report and exit status out. Nothing is decided here."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from build_tools import pipeline
from build_tools.draft import need
from build_tools.errors import EditionError, SourceError, ToolMissing
from build_tools.knowledge import knowledge_of, require_edition
from build_tools.memory import collect_seldom
from build_tools.render import inspection
from build_tools.report import Finding, has_errors, in_order

OK, FINDINGS, USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Returns 0 for nothing of severity error, 1 for findings of severity error, 2 for wrong usage or an input that cannot
    be read.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a file name may hold bytes that are no text
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _parser().parse_args(arguments)
    collect_seldom()
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except EditionError as error:
        _tell(str(error))
        return USAGE
    except BrokenPipeError:  # the reader of our output has gone, as `| head` does
        sys.stderr.close()
        return OK
    except KeyboardInterrupt:
        _tell("stopped")
        return USAGE
    except OSError as error:
        _tell(f"{error.filename or 'the file system'}: {error.strerror or error}")
        return USAGE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="edition",
        description="Build, check and inspect an annotated reading edition of letters.",
        epilog="example: edition build",
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def add(
        name: str, command: Callable[[argparse.Namespace], int], text: str, example: str
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name, help=text, description=text[0].upper() + text[1:] + ".", epilog=f"example: {example}"
        )
        made.set_defaults(command=command)
        return made

    build = add("build", _build, "make the whole edition and prove it", "edition build --site-dir site")
    build.add_argument("--site-dir", type=Path, default=Path("site"), metavar="DIR", help="where to (default: site)")
    convert = add(
        "convert", _convert, "write the letters as Markdown files, for people", "edition convert --out build/markdown"
    )
    convert.add_argument(
        "--out", type=Path, default=Path("build/markdown"), metavar="DIR", help="where to (default: build/markdown)"
    )
    check = add("check", _check, "list every finding; writes nothing", "edition check --format json")
    check.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    check.add_argument(
        "--suggest",
        action="store_true",
        help="print patches for notes whose words have changed, for `git apply`; the findings go to standard error",
    )
    inspect = add(
        "inspect",
        _inspect,
        "show what the tool understands of any transcription",
        "edition inspect --format json letter.txt   (before a name that begins with a dash put -- )",
    )
    inspect.add_argument("files", nargs="+", metavar="FILE", help="a transcription; any number, in any folder")
    inspect.add_argument(
        "--format", choices=("text", "json"), default="text", help="json: one object a file, one file a line"
    )
    inspect.add_argument("--alone", action="store_true", help="leave out what the edition in this folder knows of it")
    serve = add("serve", _serve, "preview the edition while you edit it", "edition serve --port 8000")
    serve.add_argument("--port", type=int, default=8000, help="default: 8000")
    bundle = add("bundle", _bundle, "make files to carry away, in dist/", "edition bundle zip")
    bundle.add_argument(
        "kinds", nargs="*", metavar="KIND", help="zip, single, epub, pdf, zim, teacher, student; any number"
    )
    bundle.add_argument("--all", action="store_true", help="every kind")
    bundle.add_argument(
        "--keep-sizes",
        action="store_true",
        help="write their sizes into annotations/downloads.yml, for the page on downloads; to be committed",
    )
    bundle.add_argument(
        "--site-dir", type=Path, default=Path("site"), metavar="DIR", help="where the site is built (default: site)"
    )
    add(
        "release",
        _release,
        "keep the ids of this version for good, and put its changes together",
        "edition release   (when the version in annotations/edition.yml is the new one and all is committed)",
    )
    new = commands.add_parser("new", help="start a letter or a note", description="Start a letter or a note.")
    commands = new.add_subparsers(metavar="WHAT", required=True)
    letter = add("letter", _new_letter, "start a letter from a transcription", "edition new letter ~/received/scan.txt")
    letter.add_argument("file", type=Path, metavar="FILE", help="the transcription")
    example = 'edition new note 2020-01-31-sender "words of the letter"'
    note = add("note", _new_note, "start a note on words of a letter, with a selector that fits exactly once", example)
    note.add_argument("letter", metavar="LETTER", help="id of the letter: the name of its file without .txt")
    note.add_argument("words", metavar="WORDS", help="the words, as the page shows them, in quotation marks")
    note.add_argument("--line", type=int, help="line of the transcription, where the words stand several times")
    return parser


def _build(options: argparse.Namespace) -> int:
    return _built(options)[0]


def _built(options: argparse.Namespace) -> tuple[int, pipeline.Prepared]:
    """Build the site; the status, and what the site was made from."""
    from build_tools.web.publish import publish  # the site generator is slow to load and only needed here

    prepared = _prepared()
    findings = list(prepared.findings)
    if prepared.publishable:
        _progress("building the site")
        pipeline.keep_ids(prepared)
        findings += publish(prepared.edition, prepared.html, options.site_dir)
    status = _report(findings)
    if status == OK:
        _progress(f"built: open {options.site_dir / 'index.html'}")
    else:
        _tell(f"nothing was published; {options.site_dir} is as it was")
    return status, prepared


def _convert(options: argparse.Namespace) -> int:
    prepared = _prepared()
    if prepared.publishable:
        options.out.mkdir(parents=True, exist_ok=True)
        for letter_id, text in prepared.markdown.items():
            (options.out / f"{letter_id}.md").write_text(text, encoding="utf-8", newline="\n")
    return _report(prepared.findings)


def _check(options: argparse.Namespace) -> int:
    prepared = _prepared()
    findings = in_order(prepared.findings)
    if options.suggest:
        for patch in pipeline.suggested(prepared):
            print(patch, end="")
        return _report(findings)
    if options.format == "json":
        print(
            json.dumps(
                [inspection.finding(each) | {"path": each.path} for each in findings], ensure_ascii=False, indent=1
            )
        )
    else:
        for each in findings:
            print(each)
    return _status(findings)


def _inspect(options: argparse.Namespace) -> int:
    knowledge = None if options.alone else knowledge_of(Path())
    status = OK
    for name in options.files:
        try:
            draft = pipeline.understand(Path(name), name, knowledge)
        except SourceError as error:
            _tell(str(error))
            status = USAGE
            continue
        findings = in_order(draft.findings)
        account = need(draft.account).as_json()
        seen = inspection.inspection(need(draft.letter), account, draft.citations_json(), findings)
        if options.format == "json":
            print(json.dumps(seen, ensure_ascii=False))
        else:
            print(inspection.as_text(seen))
        status = max(status, FINDINGS if has_errors(findings) else OK)
    return status


def _serve(options: argparse.Namespace) -> int:
    from build_tools.web.serve import serve

    require_edition(Path())
    return serve(Path().resolve(), options.port)


def _release(_: argparse.Namespace) -> int:
    from build_tools.changelog import release_changes
    from build_tools.releases import write_release

    prepared = _prepared()
    if not prepared.publishable:
        status = _report(prepared.findings)
        _tell("nothing was released; the errors come first")
        return status
    release = pipeline.release_of(prepared)
    kept, findings = write_release(prepared.edition.root, release)
    if kept:
        pipeline.keep_ids(prepared)
        changed, in_changes = release_changes(prepared.edition.root, release.version, release.date)
        findings = (*findings, *in_changes)
        for path in (kept, *changed):
            print(path.relative_to(prepared.edition.root))
    return _report(findings)


def _bundle(options: argparse.Namespace) -> int:
    from build_tools.bundle import BUNDLES, NotProved, write_checksums

    unknown = [kind for kind in options.kinds if kind not in BUNDLES]
    if unknown or not (options.kinds or options.all):
        wrong = f"unknown kind: {', '.join(unknown)}" if unknown else "name a kind or --all"
        _tell(f"{wrong}; there are: {', '.join(BUNDLES)}")
        return USAGE
    status, prepared = _built(options)
    if status != OK:
        return status
    edition = prepared.edition
    dist = Path("dist")
    files: list[Path] = []
    for kind in BUNDLES if options.all else dict.fromkeys(options.kinds):
        _progress(f"making {kind}")
        try:
            made = BUNDLES[kind](edition, options.site_dir.resolve(), dist)
        except NotProved as fault:  # the other kinds are made all the same
            status = max(status, _report(fault.findings))
            continue
        except ToolMissing as fault:
            _tell(f"{kind}: {fault}")
            status = USAGE
            continue
        files += made
        for path in made:
            _progress(f"made {path}")
    if options.keep_sizes and files:
        from build_tools.web.downloads import keep_sizes

        print(keep_sizes(edition, files).relative_to(edition.root))
    if dist.is_dir():
        write_checksums(dist)
    return status


def _new_letter(options: argparse.Namespace) -> int:
    from build_tools.declare import new_letter

    require_edition(Path())
    draft = pipeline.understand(options.file, str(options.file))
    written, findings = new_letter(Path(), options.file, need(draft.letter))
    for path in written:
        print(path)
    return _report(findings)


def _new_note(options: argparse.Namespace) -> int:
    from build_tools.apparatus import new_note

    edited = pipeline.one_letter(Path(), options.letter)
    scaffold, findings = new_note(Path(), edited.id, edited.letter, options.words, options.line)
    if scaffold:
        print(scaffold.path)
        print(scaffold.text, end="")
    return _report(findings)


def _prepared() -> pipeline.Prepared:
    root = Path().resolve()
    return pipeline.prepare(root, progress=_progress)


def _report(findings: Iterable[Finding]) -> int:
    """Tell findings on standard error and turn them into the exit status."""
    ordered = in_order(findings)
    for each in ordered:
        _tell(str(each), plain=True)
    return _status(ordered)


def _status(findings: Iterable[Finding]) -> int:
    """An input that cannot be read counts for more than a fault in one that can."""
    found = tuple(findings)
    if any(each.rule == "witness-unreadable" for each in found):
        return USAGE
    return FINDINGS if has_errors(found) else OK


def _tell(text: str, *, plain: bool = False) -> None:
    print(text if plain else f"edition: {text}", file=sys.stderr)


def _progress(text: str) -> None:
    """Say what is being done, in a terminal only."""
    if sys.stderr.isatty():
        print(text, file=sys.stderr)
