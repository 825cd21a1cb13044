"""The day of a round-up dates what it tells without a date of its own."""

from __future__ import annotations

from datetime import date

from dateline import Document
from dateline.pipeline import run

ROUND_UP = (
    "Shelling and strikes across the province\n\n"
    "Attacks and air strikes in six districts were reported on Friday by the governor's office, which gave no overall toll.\n\n"
    "The office has counted more than 400 dead since the siege began in 2021, most of them in the capital.\n\n"
    "In Marea, mortar shells fell on a bakery. Four people were killed and nine wounded.\n\n"
    "In Rawah, an air strike destroyed a clinic and killed two nurses.\n\n"
    "The governor met the envoy of the Red Cross, and the price of bread rose again.\n\n"
    "Gunmen shot dead a policeman at a checkpoint near Anah.\n"
)


def test_what_a_round_up_tells_happened_on_its_day() -> None:
    report = run(Document("x", ROUND_UP, published=date(2022, 9, 18)), sift=False)
    found = {incident.killed.best: incident for incident in report.incidents if incident.killed}
    assert found[4].date.value == found[2].date.value == found[1].date.value == "2022-09-16"
    said = next(statement for statement in found[2].statements if statement.property == "date")
    assert (said.span.of(ROUND_UP), said.note) == ("Friday", "inferred")


def test_two_days_of_the_week_are_two_days_though_nothing_dates_them() -> None:
    text = (
        "Rebels seize town in eastern Congo as UN condemns killing of aid workers\n\n"
        "GOMA, Jan 21 - M23 rebels seized the town of Minova on Tuesday after fighting that killed at least 18 civilians.\n\n"
        "Separately, the United Nations condemned the killing of three aid workers whose car was ambushed on Sunday near Kitshanga."
    )
    found = run(Document("x", text, language="en"), sift=False).incidents
    assert [incident.killed.best for incident in found if incident.killed] == [18, 3]
