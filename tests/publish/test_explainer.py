from __future__ import annotations

import importlib.util
import io
import json
import re
import string
import sys
from datetime import date as date_of
from pathlib import Path
from typing import Any

import pytest

from dateline.codebook.tables import table
from dateline.publish import render_html, render_json, render_markdown
from dateline.publish.dossier import Dossier
from dateline.publish.explainer import explain
from dateline.publish.notes import numbered, sentences
from dateline.publish.sentences import Evidence, Explainer, Section, Sentence, UnsupportedError, ordered
from dateline.publish.speakers import speaker
from dateline.publish.tell_warnings import _is_later
from dateline.publish.wording import counted, date, figure, graphic, listed, number, people, when, where

_spec = importlib.util.spec_from_file_location("told", Path(__file__).with_name("told.py"))
assert _spec is not None and _spec.loader is not None
made = importlib.util.module_from_spec(_spec)
sys.modules["told"] = made
_spec.loader.exec_module(made)


@pytest.fixture(params=["baidoa", "maiduguri"])
def dossier(request: pytest.FixtureRequest) -> Dossier:
    return getattr(made, request.param)()  # type: ignore[no-any-return]


def text_of(dossier: Dossier) -> str:
    return "\n".join(sentence.text for sentence in sentences(explain(dossier)))


# ---- no sentence without a statement ---------------------------------------------------------------------------------


def test_a_sentence_without_a_statement_cannot_be_made() -> None:
    with pytest.raises(UnsupportedError):
        Sentence("Nine people were killed.", ())
    with pytest.raises(UnsupportedError):
        Sentence(" ", (Evidence("d", "s", "nine", 0, 4),))


def test_every_sentence_rests_on_quotes_that_stand_in_their_articles(dossier: Dossier) -> None:
    told = list(sentences(explain(dossier)))
    assert len(told) > 8
    for sentence in told:
        assert sentence.evidence
        for one in sentence.evidence:
            assert dossier.papers[one.paper].text[one.start : one.end] == one.quote


def test_every_sentence_rests_on_statements_of_the_record(dossier: Dossier) -> None:
    known = {s["id"] for each in (dossier.incident, *dossier.others) for s in each["statements"]}
    beside = {"group", "groups", "warnings", "motives"}
    for section in explain(dossier).sections:
        for sentence in section.sentences:
            assert section.key in beside or {one.statement for one in sentence.evidence} <= known, sentence.text


def test_every_sentence_is_a_template(dossier: Dossier) -> None:
    heads = [re.split(r"\{", template)[-1] for template in table("explainer")["templates"].values()]
    ends = {head.partition("}")[2] for head in heads}
    assert all(any(sentence.text.endswith(end) for end in ends) for sentence in sentences(explain(dossier)))


def test_templates_have_slots_and_end_in_a_stop() -> None:
    for name, template in table("explainer")["templates"].items():
        assert [slot for _, slot, _, _ in string.Formatter().parse(template) if slot], name
        assert template.endswith("."), name


# ---- how it reads ------------------------------------------------------------------------------------------------------


def test_the_toll_is_told_with_its_changes() -> None:
    text = text_of(made.baidoa())
    assert "at least nine people killed" in text
    assert "rose to at least 21" in text
    assert re.search(r"lowered to 18, Somali officials said", text)


def test_conflicts_are_written_as_conflicts() -> None:
    contested = next(section for section in explain(made.maiduguri()).sections if section.key == "contested")
    text = contested.sentences[0].text
    assert "38 (" in text and "at least 41 (" in text and "44 (" in text


def test_background_stands_in_the_order_of_dates() -> None:
    before = next(section for section in explain(made.maiduguri()).sections if section.key == "before")
    years = [re.search(r"\b20\d\d\b", sentence.text) for sentence in before.sentences]
    found = [year[0] for year in years if year]
    assert found == sorted(found) and len(found) >= 2


def test_no_sentence_stands_twice_and_none_is_graphic(dossier: Dossier) -> None:
    told = [sentence.text for sentence in sentences(explain(dossier))]
    assert len(told) == len(set(told))
    assert not any(graphic(text) for text in told)
    assert not any(re.search(r"\{|\}|  | ,|,\.|\.\.|None", text) for text in told)


@pytest.mark.parametrize(
    ("value", "quote", "said"),
    [
        ({"low": 9, "best": 9, "high": None, "qualifier": "at_least"}, "", "at least nine people"),
        ({"low": 1, "best": 1, "high": 1, "qualifier": "exact"}, "", "one person"),
        ({"low": 1500, "best": None, "high": 2000, "qualifier": "range"}, "", "between 1,500 and 2,000 people"),
        ({"low": 12, "best": None, "high": None, "qualifier": "vague"}, "dozens of shoppers", "dozens of people"),
        ({"low": 3, "best": None, "high": None, "qualifier": "vague"}, "Several people", "several people"),
        ({"low": None, "best": None, "high": 183, "qualifier": "up_to"}, "", "up to 183 people"),
    ],
)
def test_counts_keep_their_words(value: Any, quote: str, said: str) -> None:
    assert people(value, quote) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"value": "2024-03-22", "precision": "day"}, "on 22 March 2024"),
        ({"value": "2021-08", "precision": "month"}, "in August 2021"),
        ({"value": "2020", "precision": "year"}, "in 2020"),
        ({"value": "2022-05-03/2022-05-05", "precision": "range"}, "between 3 and 5 May 2022"),
        ({"value": None, "precision": "unknown"}, None),
    ],
)
def test_dates_are_written_out(value: Any, said: str | None) -> None:
    assert when(value) == said
    assert (date(value) is None) == (said is None)


def test_places_take_their_articles() -> None:
    site = {"name": "market in Jos", "country": "NG", "precision": "site"}
    assert where(site, "a market in Jos") == "at a market in Jos, Nigeria,"
    assert where({"name": "Jos", "country": "NG", "precision": "town"}) == "in Jos, Nigeria,"
    assert where({"name": "Radisson Blu", "country": "ML", "precision": "site"}) == "at Radisson Blu, Mali,"
    assert where({"name": "Mogadishu", "country": "SO", "precision": "site"}) == "in Mogadishu, Somalia,"
    assert where({"name": "Harbour Road", "country": "NG", "precision": "site"}) == "on Harbour Road, Nigeria,"
    assert where({"name": None, "country": None}) is None


@pytest.mark.parametrize(
    ("given", "kind", "said"),
    [
        ("police", "official", "police"),
        ("killing nine people, a police officer", "official", "a police officer"),
        ("Ada Obi, the district police chief", "official", "the district police chief"),
        ("Ada Obi", "witness", None),
        ("Ada Obi, a shopkeeper", "witness", "a shopkeeper"),
        ("credit for the attack", "unknown", None),
        ("No group", "perpetrator", None),
        ("Its spokesman", "perpetrator", "a spokesman"),
        (None, None, None),
    ],
)
def test_speakers_are_roles_not_private_names(given: str | None, kind: str | None, said: str | None) -> None:
    assert speaker({"speaker": given, "source_kind": kind}) == said


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ("Six police officers", "six police officers"),
        ("13 American service members", "13 American service members"),
        ("4 children", "four children"),
        ("four of the wounded", None),
        ("Ada Obi and 3 others", None),
        ("at least 46 of them", None),
        ("18", None),
        ("9, who had come to play", None),
        ("a third person", None),
        ("a police officer", "a police officer"),
    ],
)
def test_counted_quotes_name_nobody(quote: str, said: str | None) -> None:
    assert counted(quote) == said


def test_words_for_numbers_and_lists() -> None:
    assert [number(n) for n in (1, 9, 10, 1234)] == ["one", "nine", "10", "1,234"]
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert figure({"low": 9, "best": 9, "high": 9}) == "nine"


# ---- notes and formats -------------------------------------------------------------------------------------------------


def test_notes_are_numbered_in_the_order_of_use(dossier: Dossier) -> None:
    explainer = explain(dossier)
    numbers, notes = numbered(explainer, dossier.papers)
    assert [note.number for note in notes] == list(range(1, len(notes) + 1))
    assert set(numbers.values()) == {note.number for note in notes}
    assert all(note.source for note in notes)


def test_evidence_keeps_one_quote_of_each_article_first() -> None:
    one, two, three = (Evidence(paper, "s", "q", start, start + 1) for paper, start in (("a", 0), ("a", 5), ("b", 0)))
    wide = Evidence("a", "s", "q" * 9, 0, 9)
    assert ordered([one, two, three]) == (one, three, two)
    assert ordered([one, two, wide, three]) == (wide, three)


def test_html_is_self_contained_and_every_number_has_its_anchor(dossier: Dossier) -> None:
    page = render_html.render(explain(dossier), dossier.papers)
    assert "<script" not in page and "<img" not in page and "<link" not in page and "@import" not in page and "url(" not in page
    targets = set(re.findall(r'href="#(note-\d+)"', page))
    assert targets and targets == set(re.findall(r'id="(note-\d+)"', page))
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert all(address.startswith(("#", "https://")) for address in re.findall(r'href="([^"]*)"', page))


def test_html_shows_words_of_others_as_text() -> None:
    bad = '<script>alert("1")</script>'
    evidence = Evidence("d", "s", bad, 0, len(bad))
    paper = type(next(iter(made.baidoa().papers.values())))
    shown = paper("d", bad, publisher=bad, title=bad, url="javascript:alert(1)")
    section = Section("happened", "What happened", (Sentence("It happened.", (evidence,)),))
    explainer = Explainer("i1", bad, (section,), (shown,), "gtd")
    page = render_html.render(explainer)
    assert "<script" not in page and "javascript:" not in page
    assert "<script" not in render_markdown.render(explainer) and "javascript:" not in render_markdown.render(explainer)


def test_json_gives_offsets_and_statements(dossier: Dossier) -> None:
    shown = json.loads(json.dumps(render_json.render(explain(dossier), dossier.papers)))
    for note in shown["notes"]:
        assert dossier.papers[note["document"]].text[note["start"] : note["end"]] == note["quote"]
        assert note["statement"].startswith("s")
    assert all(sentence["notes"] for section in shown["sections"] for sentence in section["sentences"])


def test_word_document_opens_and_holds_every_sentence(dossier: Dossier) -> None:
    docx = pytest.importorskip("docx", reason="python-docx is not installed (extra docx)")
    from dateline.publish.render_docx import render

    explainer = explain(dossier)
    opened = docx.Document(io.BytesIO(render(explainer, dossier.papers)))
    text = "\n".join(paragraph.text for paragraph in opened.paragraphs)
    assert all(sentence.text in text for sentence in sentences(explainer))


def test_the_same_dossier_gives_the_same_bytes(dossier: Dossier) -> None:
    pages = {render_html.render(explain(dossier), dossier.papers) for _ in range(2)}
    assert len(pages) == 1


def test_warnings_keep_their_words() -> None:
    section = next(section for section in explain(made.maiduguri()).sections if section.key == "warnings")
    text = " ".join(sentence.text for sentence in section.sentences)
    assert "Nigeria's intelligence service warned the governor of Borno State in October" in text
    assert "warned Americans in Borno State to avoid markets" in text


RECALLED = (
    "Bomb kills nine in Maiduguri\n\n"
    "A bomb killed nine people at a market in Maiduguri on 12 March 2025, police said.\n\n"
    "In April 2014, gunmen killed four people in Chibok.\n\n"
    "On 3 March 2025 the police warned traders of an attack on the market.\n"
)


@pytest.mark.parametrize(("place", "warned"), [("Maiduguri", True), ("Chibok", False)])
def test_a_warning_is_one_of_the_news_and_not_of_what_it_recalls(place: str, warned: bool, tmp_path: Path) -> None:
    article = tmp_path / "report.txt"
    article.write_text(RECALLED, encoding="utf-8")
    keys = [section.key for section in explain(made.told(str(article), place, main=place == "Maiduguri")).sections]
    assert ("warnings" in keys) is warned


@pytest.mark.parametrize(
    ("warned", "attacked", "later"),
    [
        ("2025-03-13", "2025-03-12", True),
        ("2025-03", "2025-03-12", False),
        ("2025-04/2025-05", "2025-03-12/2025-03-14", True),
        (None, "2025-03-12", False),
    ],
)
def test_a_warning_after_the_attack_was_none(warned: str | None, attacked: str, later: bool) -> None:
    assert _is_later({"value": warned}, {"value": attacked}) is later


def test_a_suspect_without_a_name_is_one(tmp_path: Path) -> None:
    article = tmp_path / "report.txt"
    article.write_text(
        "Two stabbed to death in Leeds\n\n"
        "Two people were stabbed to death at a tram stop in Leeds on 12 April 2025, police said.\n\n"
        "An 18-year-old man has been arrested on suspicion of murder.\n",
        encoding="utf-8",
    )
    told = [sentence.text for section in explain(made.told(str(article), "Leeds")).sections for sentence in section.sentences]
    assert "An 18-year-old man is suspected of the attack." in told
    assert not any(text.startswith("No statement on who") for text in told)


def test_an_abduction_of_the_past_is_told_with_those_taken(tmp_path: Path) -> None:
    article = tmp_path / "report.txt"
    article.write_text(
        "Bomb kills nine in Maiduguri\n\n"
        "A bomb killed nine people at a market in Maiduguri on 12 March 2025. Boko Haram said it did it.\n\n"
        "What has the group done before?\n\nIn April 2014 it abducted 276 schoolgirls in Chibok.\n",
        encoding="utf-8",
    )
    before = next(section for section in explain(made.told(str(article), "Maiduguri")).sections if section.key == "before")
    assert [sentence.text.split(";")[0] for sentence in before.sentences] == [
        "In April 2014, 276 people were abducted in Chibok, Nigeria"
    ]


def test_the_group_that_a_government_blames_is_told_beside_the_claimant() -> None:
    text = (
        "Bombs tore through two hotels in Colombo on Sunday, killing 32 people, police said. Islamic State said on Tuesday that it "
        "had carried out the attacks.\n\nThe government blamed a little-known local group, National Thowheed Jamath (NTJ). NTJ was "
        "founded in 2014 in the east of the island."
    )
    told = text_of(made.of_text(text, date_of(2019, 4, 23)))
    assert "Islamic State claimed responsibility" in told
    assert "The government blamed National Thow" in told
    assert "founded in 2014" in told
