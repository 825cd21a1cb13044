"""Rules and what is told under them: conditions, ids, revisions, joins; the messages in each form."""

from __future__ import annotations

import importlib.util
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import SettingsError
from dateline.gazetteer import distance as kilometres
from dateline.publish import mail, webhook
from dateline.publish.alert_feed import feed
from dateline.publish.alert_subjects import countries, groups, incident
from dateline.publish.alerts import Notice, Told, Watch, changes, matches, shown_digest
from dateline.publish.cap import message, sent_at

_spec = importlib.util.spec_from_file_location("told_export", Path(__file__).with_name("test_export.py"))
assert _spec is not None and _spec.loader is not None
made = importlib.util.module_from_spec(_spec)
sys.modules["told_export"] = made
_spec.loader.exec_module(made)
NOW = "2024-06-21T12:00:00.000000+00:00"
SENDER = "desk@example.org"
ANY = Watch("w", targets=("desk",))


def baidoa(**values: Any) -> Any:
    return incident(made.changed(**values))


def warning(**values: Any) -> Any:
    words = {"issuer": "the embassy", "addressee": None, "subject": "attacks", "date": {"value": "2024-03-07"}}
    return {"kind": "advisory", "id": "w1", "compared": ["issuer", "subject"], "headline": "h", "summary": "s", **words,
            "conflicts": [], "countries": ["RU"], "groups": [{"name": "al-Shabaab", "actor_id": "al-shabaab"}], "places": [],
            "evidence": [], "reports": [], **values}  # fmt: skip


def noticed(alert: Any, seq: int, earlier: tuple[str, ...] = ()) -> Notice:
    """The alert as the store keeps it."""
    record = {
        "watch": alert.watch, "subject": alert.subject, "change": alert.change, "digest": alert.digest, "now": alert.now,
        "headline": alert.shown["headline"] if alert.shown else "gone", "before": alert.before.alert if alert.before else None,
        "continues": alert.continues, "sender": SENDER, "messages": [*earlier, f"{SENDER},{alert.id},{NOW}"], "shown": alert.shown,
    }  # fmt: skip
    return Notice(seq, alert.id, NOW, record)


def told_of(notice: Notice) -> Told:
    return Told(notice.record["digest"], notice.id, notice.record["headline"], tuple(notice.record["messages"]))


def course() -> tuple[Notice, Notice, Notice]:
    """One incident told, revised and withdrawn."""
    first = noticed(next(changes(ANY, [baidoa()], {}, {})), 1)
    subject = first.record["subject"]
    revised = next(changes(ANY, [baidoa(killed=None)], {subject: told_of(first)}, {subject: subject}))
    second = noticed(revised, 2, tuple(first.record["messages"]))
    gone = next(changes(ANY, [], {subject: told_of(second)}, {subject: None}))
    return first, second, noticed(gone, 3, tuple(second.record["messages"]))


@pytest.mark.parametrize(
    ("watch", "met"),
    [
        (Watch("w"), True),
        (Watch("w", country="so"), True),
        (Watch("w", country="KE"), False),
        (Watch("w", killed=18), True),
        (Watch("w", killed=19), False),
        (Watch("w", actor="al-shabaab"), True),
        (Watch("w", actor="Al Shabaab"), True),
        (Watch("w", actor="al-qaeda"), True),
        (Watch("w", actor="boko-haram"), False),
        (Watch("w", lat=3.1, lon=43.6, radius_km=20), True),
        (Watch("w", lat=2.0, lon=45.3, radius_km=100), False),
        (Watch("w", type="knife_attack"), False),
        (Watch("w", type="suicide_bombing", country="SO", killed=5, actor="al-shabaab", lat=3.1, lon=43.6, radius_km=20), True),
    ],
)
def test_every_condition_must_hold(watch: Watch, met: bool) -> None:
    assert matches(watch, baidoa()) is met


@pytest.mark.parametrize(
    ("watch", "met"),
    [
        (Watch("w"), False),
        (Watch("w", advisories=True), True),
        (Watch("w", advisories=True, killed=50, type="bombing"), True),
        (Watch("w", advisories=True, country="RU"), True),
        (Watch("w", advisories=True, country="SO"), False),
        (Watch("w", advisories=True, actor="al-shabaab"), True),
        (Watch("w", advisories=True, actor="isis-k"), False),
        (Watch("w", advisories=True, lat=55.7, lon=37.6, radius_km=50), False),
    ],
)
def test_warnings_meet_the_conditions_of_place_and_group(watch: Watch, met: bool) -> None:
    assert matches(watch, warning()) is met


def test_a_warning_lies_where_the_attack_of_its_article_does() -> None:
    moscow = {"country": "RU", "lat": 55.75, "lon": 37.62, "precision": "town"}
    assert matches(Watch("w", advisories=True, lat=55.7, lon=37.6, radius_km=50), warning(places=[moscow]))
    assert matches(Watch("w", advisories=True, country="RU"), warning(countries=[], places=[moscow]))


def test_unknown_meets_no_condition() -> None:
    assert not matches(Watch("w", killed=1), baidoa(killed=None))
    assert not matches(Watch("w", lat=3.1, lon=43.6, radius_km=20), baidoa(place=None))
    assert round(kilometres(0, 0, 0, 1)) == 111


def test_the_longest_name_of_a_country_is_the_one_meant() -> None:
    assert countries("The Russian embassy in Papua New Guinea") == ["PG", "RU"]
    assert countries("Guinea-Bissau and Niger, Nigerian police") == ["GW", "NE", "NG"]
    assert [one["actor_id"] for one in groups("a threat by ISIS-K")] == ["isis-k", "islamic-state"]


def test_new_revised_withdrawn_and_nothing_twice() -> None:
    first, second, gone = course()
    assert [one.record["change"] for one in (first, second, gone)] == ["new", "revised", "withdrawn"]
    assert len({one.id for one in (first, second, gone)}) == 3
    assert list(changes(ANY, [baidoa()], {first.record["subject"]: told_of(first)}, {})) == []
    assert next(changes(ANY, [baidoa()], {}, {})).id == first.id
    assert list(changes(ANY, [], {first.record["subject"]: told_of(gone)}, {first.record["subject"]: None})) == []


def test_a_value_that_returns_is_told_again_under_another_id() -> None:
    first, second, _ = course()
    again = next(changes(ANY, [baidoa()], {first.record["subject"]: told_of(second)}, {}))
    assert again.change == "revised" and again.id not in (first.id, second.id)


def test_another_copy_of_the_story_is_no_revision() -> None:
    assert shown_digest(baidoa()) == shown_digest(baidoa(reports=[], toll=[], conflicts=[]))


def test_an_incident_that_goes_under_another_id_is_revised() -> None:
    """An earlier report with a smaller id joins: the incident is the same, and its messages go on."""
    old = Told("before", "e0", "h", ("desk,e0,x",))
    found = list(changes(ANY, [baidoa()], {"i-old": old}, {"i-old": baidoa()["id"]}))
    assert [(one.change, one.continues, one.before) for one in found] == [("revised", "i-old", old)]


def test_two_told_incidents_that_are_one_end_in_one() -> None:
    now = baidoa()
    told = {now["id"]: Told(shown_digest(now), "e1", "h"), "i-other": Told("x", "e2", "h")}
    found = list(changes(ANY, [now], told, {now["id"]: now["id"], "i-other": now["id"]}))
    assert [(one.change, one.subject, one.now) for one in found] == [("withdrawn", "i-other", now["id"])]


def test_what_the_record_holds_already_is_known() -> None:
    assert [one.change for one in changes(ANY, [baidoa()], {}, {}, first=True)] == ["known"]


# ---- messages -------------------------------------------------------------------------------------------------------


def test_cap_is_valid_and_refers_to_the_first() -> None:
    capvalidator = pytest.importorskip("capvalidator", reason="capvalidator is not installed")
    first, second, gone = course()
    advised = noticed(next(changes(Watch("w", advisories=True), [warning()], {}, {})), 4)
    for notice, kind in ((first, "Alert"), (second, "Update"), (gone, "Cancel"), (advised, "Alert")):
        xml = message(notice)
        result = capvalidator.check_schema(xml)
        assert result.passed, result.message
        text = xml.decode()
        assert f"<msgType>{kind}</msgType>" in text and "<status>Test</status>" in text
        assert (f"{SENDER},{first.id},{sent_at(NOW)}" in text) == (kind in ("Update", "Cancel"))
    assert "<status>Actual</status>" in message(first, status="Actual").decode()


def test_a_revision_of_what_nobody_was_told_is_an_alert() -> None:
    known = Told("before", "e0", "h", ())
    notice = noticed(next(changes(ANY, [baidoa()], {baidoa()["id"]: known}, {})), 1)
    assert notice.record["change"] == "revised" and "<msgType>Alert</msgType>" in message(notice).decode()


def test_a_webhook_is_signed_as_the_standard_says() -> None:
    """The example of the Standard Webhooks specification."""
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    signed = webhook.signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", b'{"test": 2432232314}')
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    for bad in ("", "whsec_", "whsec_AAAA", "no prefix", "whsec_%%%"):
        with pytest.raises(SettingsError):
            webhook.signature(bad, "a", "1", b"")


def test_a_changed_body_is_not_ours() -> None:
    from datetime import UTC, datetime

    first, second, _ = course()
    secret, content = webhook.new_secret(), webhook.body(first)
    headers = webhook.headers(first, content, secret, datetime(2024, 6, 21, tzinfo=UTC))
    assert webhook.verify(secret, headers, content)
    assert not webhook.verify(secret, headers, content + b" ") and not webhook.verify(webhook.new_secret(), headers, content)
    assert not webhook.verify(secret, {**headers, "Webhook-Timestamp": "1"}, content)
    told = json.loads(webhook.body(second))
    assert told["type"] == "incident.revised" and told["data"]["first"] == first.id and told["data"]["before"] == first.id


def test_every_value_of_an_alert_has_its_quote() -> None:
    shown = baidoa()
    said = {one["property"] for one in shown["evidence"]}
    assert {"date", "place", "killed"} <= said and all(one["quote"] for one in shown["evidence"])


def test_mail_makes_a_thread() -> None:
    first, second, _ = course()
    one, two = (mail.message(each, SENDER, "reader@example.org") for each in (first, second))
    assert one["Message-ID"] == f"<{first.id}@example.org>" == two["In-Reply-To"] and "In-Reply-To" not in one
    assert one["Subject"].startswith("[w] New: Baidoa") and "18" in one.get_content()


def test_no_headline_writes_a_header() -> None:
    evil = "Bomb\r\nBcc: all@example.org\n\nbody\u2028x"
    notice = noticed(next(changes(Watch(evil), [{**baidoa(), "headline": evil}], {}, {})), 1)
    written = mail.message(notice, SENDER, "reader@example.org").as_bytes().decode()
    assert not any(line.lower().startswith(("bcc:", "body")) for line in written.split("\r\n"))


def test_the_feed_reads_and_is_stable() -> None:
    pytest.importorskip("feedgen", reason="feedgen is not installed (extra feeds)")
    import feedparser

    notices = list(reversed(course()))
    written = feed(notices)
    assert written == feed(notices)
    found = feedparser.parse(written)
    assert not found.bozo and [one.id.rpartition(":")[2] for one in found.entries] == [one.id for one in notices]
    assert [one.title.split(":")[0] for one in found.entries] == ["Withdrawn", "Revised", "New"]
    assert feedparser.parse(feed([])).entries == []


def test_a_rule_is_plain_data() -> None:
    assert Watch(**{**asdict(ANY), "targets": ("desk",)}) == ANY
