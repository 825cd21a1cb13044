from __future__ import annotations

import csv
import importlib.util
import io
import json
import sys
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from dateline.cli.export import records
from dateline.errors import Malformed, SettingsError
from dateline.publish.crosswalk import crosswalk
from dateline.publish.crosswalk_acled import acled, fatalities, geo_precision, time_precision
from dateline.publish.crosswalk_gtd import gtd, specificity
from dateline.publish.crosswalk_plover import events
from dateline.publish.crosswalk_ucdp import date_prec, priogrid, ucdp, where_prec
from dateline.publish.dictionary import OPENED
from dateline.publish.dictionary import text as dictionary
from dateline.publish.export import FORMATS, TYPES, export
from dateline.publish.record import line, load
from dateline.publish.speakers import printable
from dateline.publish.table import columns, figure, row, safe
from dateline.store.search import Filter
from dateline.types import Rule

Json = dict[str, Any]
ROOT = Path(__file__).parents[2]
_spec = importlib.util.spec_from_file_location("told", Path(__file__).with_name("told.py"))
assert _spec is not None and _spec.loader is not None
told = importlib.util.module_from_spec(_spec)
sys.modules["told"] = told
_spec.loader.exec_module(told)


@cache
def examples(rule: Rule = "gtd") -> tuple[Json, ...]:
    store = told.filled("reports.jsonl", "explainer.html")
    with store.reading() as connection:
        return tuple(records(connection, Filter(), rule))


def changed(**values: Any) -> Json:
    """An example's record with other values: everything that a crosswalk looks at can be set."""
    record = next(one for one in examples() if one["main"] and (one["place"] or {}).get("name", "").endswith("Baidoa"))
    return {**record, **values}


def dated(value: str | None, precision: str) -> Json:
    return changed(date={"value": value, "precision": precision})


def count(low: int | None, best: int | None, high: int | None, qualifier: str = "exact") -> Json:
    return {"low": low, "best": best, "high": high, "qualifier": qualifier}


# ---- the record --------------------------------------------------------------------------------------------------------


def test_jsonl_goes_round() -> None:
    written = export(examples(), "jsonl").decode()
    assert list(load(written.splitlines())) == json.loads(json.dumps(list(examples())))
    assert export(load(written.splitlines()), "jsonl").decode() == written


def test_every_format_comes_out_of_a_record_read_back() -> None:
    back = list(load(export(examples(), "jsonl").decode().splitlines()))
    for name in ("csv", "geojson", "acled", "gtd", "ucdp", "plover", "ftm", "timeline"):
        assert export(back, name) == export(examples(), name), name


def test_jsonl_holds_the_contract_and_the_choices() -> None:
    for record in examples():
        assert record["reports"] and record["choices"] and "rule gtd" in record["codebook"]
        assert all("by" in claim for claim in record["responsibility_claims"])
        assert {"type", "main", "date", "place", "killed", "injured", "perpetrator", "statements", "toll"} <= record.keys()


@pytest.mark.parametrize("bad", ["{", "[]", '{"id": "i1"}', "3"])
def test_a_line_that_is_no_record_is_said_with_its_number(bad: str) -> None:
    with pytest.raises(Malformed) as caught:
        list(load([line(examples()[0]), bad]))
    assert caught.value.position == 2


def test_an_unknown_format_is_said() -> None:
    with pytest.raises(SettingsError, match="no format"):
        export([], "pdf")
    assert set(TYPES) == set(FORMATS)


def test_private_speakers_lose_their_names() -> None:
    assert printable({"speaker": "Ada Obi", "source_kind": "witness"}) == "a witness"
    assert printable({"speaker": "Ada Obi", "source_kind": "unknown"}) == "a person quoted"
    assert printable({"speaker": "Ada Obi, a shopkeeper", "source_kind": "witness"}) == "a shopkeeper"
    assert printable({"speaker": "President Ada Obi", "source_kind": "official"}) == "President Ada Obi"
    assert printable({"speaker": None, "source_kind": None}) is None


# ---- tables ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\n=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert safe(cell) == "'" + cell
    assert safe("plain") == "plain" and safe(-3.5) == -3.5


def test_csv_is_read_back_with_formulas_disarmed() -> None:
    bad = changed(place={**examples()[0]["place"], "name": '=HYPERLINK("x")', "precision": "town"}, targets=["@cmd"])
    found = list(csv.DictReader(io.StringIO(export([bad], "csv").decode(), newline="")))
    assert found[0]["place"] == '\'=HYPERLINK("x")' and found[0]["targets"] == "'@cmd"
    assert list(found[0]) == [column["name"] for column in columns()]


def test_a_claimant_stands_once_however_it_is_spelled() -> None:
    claims = [{"by": name, "actor_id": "al-shabaab", "via": via} for name, via in (("Al-Shabaab", None), ("al-Shabaab", "radio"))]
    other = {"by": "Northern Front", "actor_id": None, "via": None}
    assert row(changed(responsibility_claims=[*claims, other]))["claimed_by"] == "Al-Shabaab; Northern Front"


def test_unknown_is_empty_and_zero_is_said() -> None:
    assert row(changed(killed=None))["killed"] is None
    assert row(changed(killed=count(0, 0, 0)))["killed"] == 0
    assert figure(count(12, None, None, "vague")) is None and figure(count(None, None, 9, "up_to")) is None
    assert figure(count(11, 11, None, "at_least")) == 11


def test_parquet_is_read_by_pyarrow_and_duckdb(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed (extra tables)")
    file = tmp_path / "incidents.parquet"
    file.write_bytes(export(examples(), "parquet"))
    read = parquet.read_table(file)
    assert read.column_names == [column["name"] for column in columns()] and read.num_rows == len(examples())
    assert read.schema.field("killed").metadata[b"about"]
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    killed = duckdb.sql(f"SELECT killed FROM '{file}' WHERE main AND place LIKE '%Baidoa'").fetchall()
    assert killed == [(18,)]


def test_geoparquet_has_its_metadata_and_points(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed (extra geo)")
    shapely = pytest.importorskip("shapely", reason="shapely is not installed (extra geo)")
    file = tmp_path / "incidents.parquet"
    file.write_bytes(export(examples(), "geoparquet"))
    read = parquet.read_table(file)
    geo = json.loads(read.schema.metadata[b"geo"])
    assert geo["version"] == "1.1.0" and geo["columns"]["geometry"]["encoding"] == "WKB"
    points = [shapely.from_wkb(wkb) for wkb in read["geometry"].to_pylist() if wkb is not None]
    west, south, east, north = geo["columns"]["geometry"]["bbox"]
    assert points and all(west <= point.x <= east and south <= point.y <= north for point in points)


def test_geojson_is_valid_and_in_the_order_longitude_latitude() -> None:
    shown = json.loads(export(examples(), "geojson"))
    known = {one["id"]: one for one in examples()}
    for feature in shown["features"]:
        if feature["geometry"] is not None:
            place = known[feature["id"]]["place"]
            assert feature["geometry"]["coordinates"] == [place["lon"], place["lat"]]
    far = changed(place={**examples()[0]["place"], "precision": "country"})
    assert json.loads(export([far], "geojson"))["features"][0]["geometry"] is None
    models = pytest.importorskip("geojson_pydantic", reason="geojson-pydantic is not installed")
    models.FeatureCollection.model_validate(shown)


def test_workbook_is_read_by_openpyxl_with_text_as_text(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed (extra tables)")
    bad = changed(targets=["=1+1"], weapons=["\x00bomb"])
    book = openpyxl.load_workbook(io.BytesIO(export([bad], "xlsx")))
    assert book.sheetnames == ["incidents", "toll", "dictionary"]
    cells = {cell.value: book["incidents"].cell(2, cell.column) for cell in book["incidents"][1]}
    assert cells["targets"].value == "'=1+1" and cells["targets"].data_type == "s"
    assert cells["killed"].value == 18
    assert not any(cell.data_type == "f" for sheet in book for line in sheet.iter_rows() for cell in line)


def test_tables_open_in_pandas_and_duckdb(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed (extra test)")
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed (extra test)")
    readers = {"jsonl": (partial(pandas.read_json, lines=True), "read_json"), "csv": (pandas.read_csv, "read_csv"),
               "parquet": (pandas.read_parquet, "read_parquet"), "xlsx": (pandas.read_excel, None),
               "acled": (pandas.read_csv, "read_csv"), "gtd": (pandas.read_csv, "read_csv"), "ucdp": (pandas.read_csv, "read_csv"),
               "plover": (partial(pandas.read_json, lines=True), "read_json")}  # fmt: skip
    for name, (reader, query) in readers.items():
        file = tmp_path / f"export.{name}"
        file.write_bytes(export(examples(), name))
        frame = reader(file)
        expected = len(list(csv.reader(io.StringIO(file.read_text())))) - 1 if name in ("acled", "gtd", "ucdp") else len(examples())
        assert len(frame) == expected > 0, name
        if query:
            found = duckdb.sql(f"SELECT * FROM {query}('{file}')")
            assert found.columns == list(frame.columns) and len(found.fetchall()) == expected, name
    assert pandas.read_csv(tmp_path / "export.gtd")["nkill"].dropna().tolist() == [
        figure(one["killed"]) for one in examples() if figure(one["killed"]) is not None
    ]


def test_the_table_of_tools_names_every_format_and_real_tests() -> None:
    named = {part.strip() for formats, _, _ in OPENED for part in formats.split(",")}
    assert set(FORMATS) <= named
    written = "".join(
        (ROOT / "tests" / "publish" / f"test_{name}.py").read_text() for name in ("export", "alerts", "followthemoney")
    )
    assert all(f"def {one}(" in written for _, _, tests in OPENED for one in tests.split(", "))


def test_data_dictionary_is_up_to_date() -> None:
    assert (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8") == dictionary()


# ---- feeds, calendar, timeline, FollowTheMoney -------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_feeds_are_read_by_a_feed_reader(kind: str) -> None:
    pytest.importorskip("feedgen", reason="feedgen is not installed (extra feeds)")
    import feedparser

    data = export(examples(), kind)
    read = feedparser.parse(data)
    assert not read.bozo and len(read.entries) == len(examples())
    assert {entry.id for entry in read.entries} == {f"urn:dateline:{one['id']}" for one in examples()}
    assert data == export(examples(), kind)


def test_calendar_keeps_imprecise_dates_imprecise() -> None:
    icalendar = pytest.importorskip("icalendar", reason="icalendar is not installed (extra feeds)")
    read = icalendar.Calendar.from_ical(export([dated("2021-08", "month"), dated(None, "unknown")], "ics"))
    events = list(read.walk("VEVENT"))
    assert len(events) == 1
    assert str(events[0].decoded("dtstart")) == "2021-08-01" and str(events[0].decoded("dtend")) == "2021-09-01"
    assert "known by month only" in str(events[0]["description"])


def test_timeline_escapes_and_leaves_undated_out() -> None:
    bad = changed(reports=[{**examples()[0]["reports"][0], "publisher": "<b>", "url": "javascript:x"}])
    shown = json.loads(export([bad, dated(None, "unknown")], "timeline"))
    assert len(shown["events"]) == 1
    assert "<b>" not in shown["events"][0]["text"]["text"] and "javascript" not in shown["events"][0]["text"]["text"]
    assert json.loads(export([dated("2021-08", "month")], "timeline"))["events"][0]["start_date"] == {"year": 2021, "month": 8}


def test_statements_of_followthemoney_carry_quotes() -> None:
    found = [json.loads(one) for one in export(examples(), "ftm").splitlines()]
    assert len({one["id"] for one in found}) == len(found)
    assert {one["entity_id"] for one in found} == {one["id"] for one in examples()}
    assert any(one["original_value"] for one in found) and {one["schema"] for one in found} == {"Event"}


# ---- crosswalks --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "precision", "acled_code", "ucdp_code", "gtd_month", "gtd_day"),
    [
        ("2024-06-12", "day", 1, 1, 6, 12),
        ("2024-06-12/2024-06-14", "range", 2, 2, 6, 12),
        ("2024-06-10/2024-06-16", "range", 2, 3, 6, 10),
        ("2024-06", "month", 3, 4, 6, 0),
        ("2024", "year", None, 5, 0, 0),
    ],
)
def test_precision_of_dates_follows_from_the_value(
    value: str, precision: str, acled_code: int | None, ucdp_code: int, gtd_month: int, gtd_day: int
) -> None:
    record = dated(value, precision)
    assert (time_precision(record), date_prec(record)) == (acled_code, ucdp_code)
    one = gtd([record])[1][0]
    assert (one["imonth"], one["iday"]) == (gtd_month, gtd_day)
    assert (one["approxdate"] is None) == (precision == "day")
    assert one["extended"] == int(precision == "range")


@pytest.mark.parametrize(
    ("precision", "name", "codes"),
    [
        ("town", "Jos", (1, 1, 1)),
        ("site", "market near Jos", (2, 2, 1)),
        ("region", "Plateau", (3, 4, 4)),
        ("country", "Nigeria", (None, 6, 5)),
        ("unknown", None, (None, None, 5)),
    ],
)
def test_precision_of_places_follows_from_the_value(precision: str, name: str | None, codes: tuple[Any, ...]) -> None:
    place = {"name": name, "country": "NG", "admin1": None, "lat": 9.9, "lon": 8.9, "precision": precision, "gazetteer_id": None}
    assert (geo_precision(place), where_prec(place), specificity(place)) == codes


def test_each_export_names_its_rule_and_codebook() -> None:
    for name, made in (("acled", acled), ("gtd", gtd), ("ucdp", ucdp)):
        columns_, rows = made(examples())
        assert columns_ == crosswalk(name)["columns"]
        assert rows and all(
            one["dateline_codebook"].startswith(crosswalk(name)["codebook"]) and one["dateline_rule"] for one in rows
        )
    assert all(event["codebook"] and event["version"] for event in events(examples()))


def test_acled_leaves_out_what_it_does_not_code_and_leaves_silence_empty() -> None:
    assert acled([dated("2024", "year")])[1] == []
    assert acled([changed(place={**examples()[0]["place"], "precision": "country"})])[1] == []
    assert acled([changed(outcome="foiled")])[1] == []
    assert fatalities(changed(killed=None)) == (
        None, "No number of fatalities is mentioned; left empty (the ACLED rule would code 0).",
    )  # fmt: skip
    assert fatalities(changed(killed=count(0, 0, 0)))[0] == 0
    unnamed = {**changed()["toll"][0], "property": "killed", "settled": True, "speaker": None, "publisher": None, "day": None}
    assert fatalities(changed(toll=[{**unnamed, "quote": "nine"}]))[1] == "Fatalities as said: “nine”."
    assert fatalities(changed(killed=count(12, None, None, "vague"), toll=[])) == (12, "")
    one = acled([changed(perpetrator=None)])[1][0]
    assert one["actor1"] == "Unidentified Armed Group (Somalia)"


def test_acled_names_region_kinds_and_scale() -> None:
    one = acled([changed(perpetrator=None, targets=["military"])])[1][0]
    assert one["region"] == "Eastern Africa" and one["inter1"] == "Political militia" and one["inter2"] == "State forces"
    assert acled([changed()])[1][0]["inter1"] is None, "whether a named group is a rebel group is for ACLED to say"
    state = {"name": "Somali army", "actor_id": "state:SO", "status": "stated"}
    assert acled([changed(perpetrator=state)])[1][0]["inter1"] == "State forces"
    report = changed()["reports"][0]
    for outlets, scale in ((["Reuters"], "International"), (["Garowe Online"], "National"), (["Reuters", "A Blog"], None),
                           (["Reuters", "Garowe Online"], "National-International")):  # fmt: skip
        reports = [{**report, "publisher": name} for name in outlets]
        assert acled([changed(reports=reports)])[1][0]["source_scale"] == scale


def test_workers_and_passengers_are_civilians() -> None:
    said = [s for s in changed()["statements"] if s["property"] != "target"]
    for terms, actor, code in (
        (["workers"], "Civilians", 14),
        (["bus"], "Civilians", 19),
        (["bus", "military"], "State forces", None),
    ):
        one = {"statements": said, "targets": terms}
        assert acled([changed(**one)])[1][0]["inter2"] == actor
        assert code is None or gtd([changed(**one)])[1][0]["targtype1"] == code


def test_gtd_words_of_a_vague_date_name_the_year() -> None:
    date = {"value": "2024-01", "precision": "month"}
    rest = [s for s in changed()["statements"] if s["property"] != "date"]
    said = {**next(s for s in changed()["statements"] if s["property"] == "date"), "value": date}
    for quote, words in (("January", "January 2024"), ("early January 2024", "early January 2024")):
        record = changed(date=date, statements=[*rest, {**said, "quote": quote}])
        assert gtd([record])[1][0]["approxdate"] == words


def test_gtd_counts_attackers_apart_and_leaves_what_differs() -> None:
    said = changed()["statements"]
    dead = {**next(s for s in said if s["property"] == "killed"), "value": count(1, 1, 1), "note": "attackers"}
    one = gtd([changed(statements=[*said, dead])])[1][0]
    assert (one["nkill"], one["nkillter"], one["nwoundte"], one["region"], one["region_txt"]) == (
        18, 1, None, 11, "Sub-Saharan Africa"
    )  # fmt: skip
    other = {**dead, "value": count(2, 2, 2)}
    assert gtd([changed(statements=[*said, dead, other])])[1][0]["nkillter"] is None
    near = {**changed()["place"], "name": "Baidoa", "precision": "town", "vicinity": True}
    assert gtd([changed(place=near)])[1][0]["vicinity"] == 1 and geo_precision(near) == 2 == where_prec(near)


def test_ucdp_names_sides_and_countries_as_ucdp_does() -> None:
    place = {**changed()["place"], "country": "YE"}
    one = ucdp([changed(place=place, targets=["military"])])[1][0]
    assert (one["country"], one["country_id"], one["region"]) == ("Yemen (North Yemen)", 678, "Middle East")
    assert one["side_a"] == "Government of Yemen (North Yemen)" and one["dyad_name"].startswith("Government of Yemen")


def test_countries_stand_in_one_region_alone() -> None:
    for name in ("acled", "gtd", "ucdp"):
        codes = [code for held in crosswalk(name)["regions"].values() for code in (held[1] if isinstance(held[1], list) else held)]
        assert len(codes) == len(set(codes)), name


def test_gtd_leaves_vague_words_blank_and_keeps_competing_claims() -> None:
    assert gtd([changed(killed=count(12, None, None, "vague"))])[1][0]["nkill"] is None
    claims = [
        {"by": name, "actor_id": key, "status": "unknown"}
        for name, key in (("al-Shabaab", "al-shabaab"), ("Boko Haram", "boko-haram"))
    ]
    one = gtd([changed(responsibility_claims=claims)])[1][0]
    assert one["claimed"] == 1 and one["compclaim"] == 1 and one["gname2"] == "Boko Haram"
    assert gtd([changed(outcome="foiled")])[1][0]["success"] == 0


def test_gtd_event_ids_are_numbered_within_the_day() -> None:
    assert [one["eventid"] for one in gtd([changed(), changed()])[1]] == ["202406120001", "202406120002"]


def test_ucdp_needs_a_death_and_a_named_side() -> None:
    assert ucdp([changed(killed=None)])[1] == [] and ucdp([changed(killed=count(0, 0, 0))])[1] == []
    assert ucdp([changed(perpetrator=None)])[1] == []
    one = ucdp([changed(killed=count(18, 19, 21, "range"))])[1][0]
    assert (one["low"], one["best"], one["high"]) == (18, 19, 21)
    assert priogrid(-90, -180) == 1 and priogrid(89.9, 179.9) == 259200


def test_plover_tells_background_from_actual() -> None:
    modes = {event["id"]: event["status"] for event in events(examples())}
    assert all(modes[one["id"]] == ("actual" if one["main"] else "historical") for one in examples())
    assert [event["actor"] for event in events([changed(perpetrator=None)])] == [None]
