"""Recognition, on letters that nobody has seen: what must be found, and what must not be taken for a citation."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from build_tools.citations import as_json, cite, load_forms, shipped_forms
from build_tools.citations.forms import Example, Form
from build_tools.citations.reading import readings
from build_tools.citations.vocabulary import variants
from tests.citing import citations_of, differences, letter_of, load_cases

CASES = load_cases()


@pytest.mark.parametrize("case", [case for _, case in CASES], ids=[name for name, _ in CASES])
def test_a_letter_gives_these_citations_and_no_others(case: dict[str, Any]) -> None:
    found, _ = citations_of(case["text"])
    assert [one.quote for one in found] == [one["quote"] for one in case["finds"]]
    faults = [fault for one, expected in zip(found, case["finds"], strict=True) for fault in differences(one, expected)]
    assert not faults


def test_the_cases_are_many_and_a_sixth_of_them_must_give_nothing_or_stay_open() -> None:
    assert len(CASES) >= 150
    bare = [name for name, case in CASES if not case["finds"] or any(f.get("authorities") == [] for f in case["finds"])]
    assert len(bare) >= len(CASES) // 6


def test_the_figures_of_the_cases(capsys: pytest.CaptureFixture[str]) -> None:
    wanted = right = found_all = 0
    for _, case in CASES:
        found, _ = citations_of(case["text"])
        found_all += len(found)
        wanted += len(case["finds"])
        by_quote = {(one.quote, one.within) for one in found}
        right += sum(any(quote == one["quote"] for quote, _ in by_quote) for one in case["finds"])
    with capsys.disabled():
        print(f"\n{len(CASES)} invented letters: {right} of {wanted} citations found, {right} of {found_all} right")
    assert right >= wanted * 0.95
    assert right >= found_all * 0.98


EXAMPLES = [(form, example) for form in shipped_forms().forms for example in form.examples]
COUNTER_EXAMPLES = [(form, text) for form in shipped_forms().forms for text in form.counter_examples]


@pytest.mark.parametrize(("form", "example"), EXAMPLES, ids=[f"{f.name} {e.quote[:40]}" for f, e in EXAMPLES])
def test_the_example_of_a_form_is_found(form: Form, example: Example) -> None:
    text = f"{example.before}\n\n{example.text}" if example.before else example.text
    found, _ = citations_of(text)
    match = next((one for one in found if one.quote == example.quote), None)
    assert match is not None, [one.quote for one in found]
    assert tuple(cited.authority for cited in match.authorities) == example.authorities
    assert (match.pin.text if match.pin else "") == example.pin


@pytest.mark.parametrize(("form", "text"), COUNTER_EXAMPLES, ids=[f"{f.name} {t[:40]}" for f, t in COUNTER_EXAMPLES])
def test_the_counter_example_of_a_form_gives_nothing(form: Form, text: str) -> None:
    found, _ = citations_of(text)
    assert [one.quote for one in found] == []


def test_no_form_and_no_word_list_holds_what_only_one_letter_of_the_edition_says(root: Path) -> None:
    """Names, numbers and dates of the five letters' own matter: none may stand in shipped data."""
    of_the_letters = ("zerbaijan", "rmenia", "Karabakh", "Mendez", "Chiragov", "13216", "822 (", "2023", "Kwaja")
    files = sorted((root / "build_tools" / "citations").rglob("*.yml"))
    assert len(files) > 8
    for file in files:
        data = file.read_text(encoding="utf-8")
        assert [word for word in of_the_letters if word in data] == [], file


def test_spans_hold_the_words_in_the_witness_over_markup_page_breaks_and_odd_spaces() -> None:
    text = (
        "It broke the *Charter* of the **United Nations** and the Vienna Convention\u00a0on the Law\u202fof Treaties, "
        "and the International Covenant on Civil\n\nand Political Rights of the members."
    )
    letter = letter_of(text)
    found, _ = cite(letter)
    words = [[letter.witness.slice(span) for span in one.spans] for one in found]
    assert ["Vienna Convention\u00a0on the Law\u202fof Treaties"] in words
    assert any("".join(parts).startswith("*Charter* of the **United Nations**") for parts in words)
    for one in found:
        for start, end in one.spans:
            assert 0 <= start < end <= len(letter.witness.text)


def test_the_copy_leads_back_to_the_same_characters() -> None:
    letter = letter_of("A “quoted” *word*, a soft\u00adhyphen, two  spaces, S/2011\u20115 and an end.¹\n\n¹ A note.")
    for reading in readings(letter):
        for at, character in enumerate(reading.text):
            for span in reading.spans(at, at + 1):
                raw = letter.witness.slice(span)
                assert raw == character or raw in "“”\u2011\u00a0\n\u202f’"


def test_an_invisible_character_inside_a_symbol_does_not_hide_it() -> None:
    found, _ = citations_of("It was circulated as S/2017\u200b/555 and as A/\u00ad71/880 of the organs.")
    assert [one.authorities[0].authority for one in found] == ["S/2017/555", "A/71/880"]


def test_json_has_the_shape_that_checks_rely_on() -> None:
    found, _ = citations_of("One.¹ Two.²\n\n¹ A/70/110, para. 3.\n\n² Ibid., para. 4.")
    shown = as_json(found[1])
    assert list(shown) == [
        "quote", "line", "spans", "in", "form", "authorities", "pin", "antecedent", "candidates", "declared",
        "certainty",
    ]  # fmt: skip
    assert shown["in"] == "note 2"
    assert shown["antecedent"]["note"] == "1"  # type: ignore[index]
    assert shown["antecedent"]["rule"] == "ibid"  # type: ignore[index]
    assert shown["authorities"][0]["authority"] == "A/70/110"  # type: ignore[index]


def test_brackets_in_a_name_stand_for_one_or_none_and_may_nest() -> None:
    assert set(variants("[UN |]Pact[ on [Fish|Boats]|]")) == {
        "UN Pact on Fish", "UN Pact on Boats", "UN Pact", "Pact on Fish", "Pact on Boats", "Pact",
    }  # fmt: skip


OWN_FORM = """
moot-document:
  form: symbol
  triggers: [DOC/]
  before: 8
  starts: A-Z
  tokens:
    body: {regex: "(?:RXC|ARC|SYL)"}
    number: {regex: "\\\\d{1,4}/\\\\d{2}"}
  patterns: ["{body}\\\\.DOC/{number}"]
  name builder: {parts: ["Moot, {body}.DOC/{number}"]}
  examples:
    - {text: "See RXC.DOC/1/08.", quote: RXC.DOC/1/08}
    - {text: "See ARC.DOC/7/11.", quote: ARC.DOC/7/11}
    - {text: "See SYL.DOC/1/11.", quote: SYL.DOC/1/11}
  counter-examples: [The MC read a DOC/file., A DOC/1 of ours.]
"""


def test_an_edition_adds_a_form_without_code(tmp_path: Path) -> None:
    folder = tmp_path / "annotations" / "citations"
    folder.mkdir(parents=True)
    (folder / "moot.yml").write_text(OWN_FORM, encoding="utf-8")
    forms, findings = load_forms(tmp_path)
    assert findings == ()
    found, _ = citations_of("The Council decided so in RXC.DOC/1/08, para. 4, last year.", forms=forms)
    assert [(one.quote, one.authorities[0].authority, one.pin.text if one.pin else "") for one in found] == [
        ("RXC.DOC/1/08, para. 4", "Moot, RXC.DOC/1/08", "para. 4")
    ]
    assert citations_of("The Council decided so in RXC.DOC/1/08 last year.")[0] == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("form: symbol", "form: sign", 3, "moot-document.form: must be one of"),
        ("  before: 8", "  befor: 8", 5, "moot-document.befor: no form has this field"),
        ('patterns: ["{body}', 'patterns: ["({body}', 2, "moot-document: the pattern cannot be used"),
        ("counter-examples: [The MC read a DOC/file., A DOC/1 of ours.]", "counter-examples: [One]", 16, "at least 2"),
    ],
)
def test_a_fault_in_an_own_form_is_told_with_file_and_line(
    tmp_path: Path, old: str, new: str, line: int, message: str
) -> None:
    folder = tmp_path / "annotations" / "citations"
    folder.mkdir(parents=True)
    (folder / "moot.yml").write_text(OWN_FORM.replace(old, new), encoding="utf-8")
    forms, findings = load_forms(tmp_path)
    assert [(finding.path, finding.line) for finding in findings] == [("annotations/citations/moot.yml", line)]
    assert message in findings[0].message
    assert len(forms.forms) == len(shipped_forms().forms)


@pytest.mark.parametrize(
    "unit",
    [
        "A/", "Ibid., ", "Ibid. ", "resolution 1 (1900), ", "A/70/110, ", "Article 5 of the Charter. ",
        "Doe v. Roe, no. 123/45, ", "UN Charter (hereafter the Thing). Thing. ", "supra note 5, ", "Smith, op. cit., ",
        "order of 1 May 2000 ", "Convention on ", "joint statement of 5 May 2010, ", "https://x.example/a ",
        "*Some Title* (2010) 5, ", "First and Second Geneva Conventions, ", "Article 1 thereof, ",
        "*Some Coast* case, ", "Case C-1/99, ", "*Roe v. Doe*, Case No. IT-98-1-A, *Roe*, ", "[1999] UKSC 1, ",
        "I.C.J. Reports 1999, p. 9, ", "communication No. 1/1999, ", "general comment No. 3, ",
        "ILO Convention No. 87, ", "the Council resolution 45/1, ", "UA RUR 1/2020, ",
        "note verbale No. 1/99 of 3 May 2019, ", "article 3 of the Covenant, ",
    ],
)  # fmt: skip
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    def seconds(count: int) -> float:
        letter = letter_of("Of this: " + unit * count + "and so on.")
        start = time.process_time()
        cite(letter)
        return time.process_time() - start

    seconds(500)
    small, large = seconds(2_500), seconds(10_000)
    assert large < 8 * small + 0.2, f"four times the text took {large:.2f} s after {small:.2f} s"


def test_all_faults_of_an_own_file_are_told_at_once_with_line_and_column(tmp_path: Path) -> None:
    folder = tmp_path / "annotations" / "citations"
    folder.mkdir(parents=True)
    broken = OWN_FORM.replace("form: symbol", "form: sign").replace("before: 8", "before: some\n  before: 8")
    (folder / "moot.yml").write_text(broken, encoding="utf-8")
    _, findings = load_forms(tmp_path)
    told = {(finding.line, finding.column, finding.message.partition(":")[0]) for finding in findings}
    assert {(3, 3, "moot-document.form"), (6, 3, "moot-document.before")} <= told


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["A/", "Ibid., ", "resolution 1 (1900),"])
def test_fifty_thousand_repetitions_take_less_than_ten_seconds(unit: str) -> None:
    letter = letter_of("Of this: " + unit * 50_000)
    start = time.process_time()
    cite(letter)
    assert time.process_time() - start < 10
