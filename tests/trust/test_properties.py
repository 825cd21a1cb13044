"""What holds for every text: quotes are slices, counts and dates are in order, the same text gives the same record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.config import settings as configured
from dateline.extract.contract import line, record
from dateline.intervals import bounds
from dateline.pipeline import layers, run
from dateline.types import DateValue, Document

PIECES = (
    "Gunmen killed",
    "A bomb exploded in",
    "Kabul",
    "Quetta",
    "Boko Haram",
    "the Taliban",
    "claimed responsibility",
    "police said",
    "12 people",
    "at least",
    "dozens",
    "no one was killed",
    "denied that",
    "on 3 May 2021",
    "yesterday",
    "two years before that",
    "In 2014,",
    "Aisha Bello, 34,",
    "was shot dead",
    "her mother said",
    "the US embassy warned of",
    "because of",
    "\n",
    ". ",
    ", ",
    "\u201c",
    "(",
    "\u202e",
    "\ud800",
    "\x00",
    "\u0301",
    "\U0001f4a3",
    "\u041aabul",
    "1,000,000",
    "9999999999999999999999999999",
    "- ",
    "12-year-old",
    "\u0661\u0662 people",
    "Mr. ",
    "U.N. ",
    "'s ",
    "and his son",
)
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), min_size=1, max_size=30).map(" ".join)
QUICK = settings(max_examples=40)


@pytest.fixture(scope="module", autouse=True)
def grammar() -> Iterator[None]:
    """On grammar alone: what holds does not rest on the model, and 40 texts take a second."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATELINE_ENGINE", "grammar")
        configured.cache_clear()
        yield
    configured.cache_clear()


@QUICK
@given(text=texts)
@example("Aisha Bello, 34, was shot dead in Kabul. Bello's mother, Halima Bello, said Bello was 12.")
@example("\u202e12 people were killed in \u041aabul on 3 May 2021\u202c, police said.")
def test_every_quote_is_a_slice_and_the_same_text_gives_the_same_record(text: str) -> None:
    document = Document(id="d", text=text, title=text[:40], published=date(2021, 5, 4))
    said = record(run(document))
    for group in (*said["incidents"], *said["advisories"], *said["actors"]):
        for one in group["statements"]:
            assert 0 <= one["start"] < one["end"] <= len(text) and text[one["start"] : one["end"]] == one["quote"]
    assert json.loads(line(run(document))) == json.loads(json.dumps(said))


@QUICK
@given(text=texts)
def test_layers_lie_in_the_text_and_values_in_order(text: str) -> None:
    annotated = layers(Document(id="d", text=text, published=date(2021, 5, 4)))
    for mention in (*annotated.times, *annotated.places, *annotated.actors, *annotated.counts, *annotated.events, *annotated.words):
        assert 0 <= mention.span.start < mention.span.end <= len(text)
    for count in annotated.counts:
        known = [number for number in (count.value.low, count.value.best, count.value.high) if number is not None]
        assert known == sorted(known) and all(number >= 0 for number in known)
    for time in annotated.times:
        found = bounds(time.value) if time.value else None
        assert found is None or found[0] <= found[1]


@QUICK
@given(
    number=st.integers(2, 99_999),
    frame=st.sampled_from(("{} people were killed", "At least {} people were killed", "killing {} civilians")),
)
def test_a_number_of_dead_is_read_as_it_is_written(number: int, frame: str) -> None:
    text = (
        f"A bomb exploded in Quetta, {frame.format(f'{number:,}')}."
        if "killing" in frame
        else f"{frame.format(f'{number:,}')} in Quetta."
    )
    lows = [count.value.low for count in layers(Document(id="d", text=text)).counts if count.effect == "killed"]
    assert lows == [number]


@QUICK
@given(day=st.dates(date(1950, 1, 1), date(2035, 12, 31)), form=st.sampled_from(("%d %B %Y", "%B %d, %Y", "%Y-%m-%d")))
def test_a_date_is_read_as_it_is_written(day: date, form: str) -> None:
    annotated = layers(Document(id="d", text=f"A bomb killed 12 people in Quetta on {day.strftime(form)}."))
    assert DateValue(day.isoformat(), "day") in [time.value for time in annotated.times]


@QUICK
@given(published=st.dates(date(1990, 1, 1), date(2035, 12, 31)), weekday=st.integers(0, 6))
def test_a_weekday_is_the_last_one_before_publication(published: date, weekday: int) -> None:
    name = (date(2024, 1, 1) + timedelta(weekday)).strftime("%A")
    annotated = layers(Document(id="d", text=f"A bomb killed 12 people in Quetta on {name}.", published=published))
    (value,) = [time.value for time in annotated.times if time.value]
    assert value.value is not None
    found = date.fromisoformat(value.value)
    assert found.weekday() == weekday and timedelta(0) <= published - found <= timedelta(7)
