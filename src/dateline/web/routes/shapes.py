"""The shapes of the API's answers, for its OpenAPI description alone: answers are written without passing through them."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Value = dict[str, Any]


class Filters(BaseModel):
    """The filters of lists and of the map; an empty one is none."""

    model_config = ConfigDict(extra="ignore")
    q: str = Field("", description='Words in the reports; "quoted words" as a phrase.')
    since: str = Field("", description="On or after this day (YYYY-MM-DD).")
    until: str = Field("", description="On or before this day (YYYY-MM-DD).")
    country: str = Field("", description="ISO 3166-1 alpha-2.")
    place: str = Field("", description="Part of the place's name.")
    type: str = Field("", description="Incident type, such as bombing.")
    group: str = Field("", description="A group by id, name or alias, with its affiliates.")
    status: str = Field(
        "", description="Ground on which an actor is held responsible: claimed, accused, suspected, stated, unknown."
    )
    killed_min: str = Field("", description="Killed, at least (the GTD rule's figure).")
    killed_max: str = Field("", description="Killed, at most.")
    conflicts: str = Field("", description="1: only where reports stand against each other.")
    main: str = Field("", description="1: without incidents that are told as background alone.")
    sort: str = Field("", description="newest (default), oldest or deadliest.")
    rule: str = Field("", description="The codebook that chooses among figures: gtd, acled or ucdp.")
    page: str = Field("", description="From 1.")
    per_page: str = Field("", description="1 to 200, default 25.")


class MapFilters(Filters):
    """The filters of the map, and what it shows."""

    bbox: str = Field("-180,-90,180,90", description="west,south,east,north in degrees.")
    zoom: int = Field(2, ge=0, le=19, description="Zoom level of the web map convention; near dots are joined by it.")


class Problem(BaseModel):
    """Why there is no answer."""

    problem: str


class Count(BaseModel):
    """A number of people; null is unknown, never 0."""

    low: int | None
    best: int | None
    high: int | None
    qualifier: Literal["exact", "at_least", "up_to", "about", "more_than", "fewer_than", "range", "vague"]


class When(BaseModel):
    """A date as an ISO 8601 prefix, or two joined by a slash."""

    value: str | None
    precision: Literal["day", "month", "year", "range", "unknown"]


class Place(BaseModel):
    """A place with its precision; a region's or a country's point is its middle, not where it happened."""

    name: str | None
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: Literal["site", "town", "region", "country", "unknown"]
    gazetteer_id: str | None


class Actor(BaseModel):
    """A group as a party to an incident."""

    name: str
    actor_id: str | None
    status: str
    via: str | None = None


class Statement(BaseModel):
    """One value that one article asserts, with the quote and where in the text it stands (Unicode code points)."""

    id: str
    property: str
    value: Any
    quote: str
    start: int
    end: int
    speaker: str | None
    certainty: str
    account: str | None = None
    document: str | None = None
    publisher: str | None = None
    published: date | None = None


class Choice(BaseModel):
    """The value shown, the rule that chose it, and the statements behind it and passed over."""

    property: str
    value: Any
    rule: str
    because: str
    statements: list[str]
    passed_over: list[str]


class Incident(BaseModel):
    """One incident: the shape of ``dateline export --format jsonl``."""

    model_config = ConfigDict(extra="allow")
    id: str
    type: str
    outcome: str
    main: bool
    date: When
    place: Place | None
    killed: Count | None
    injured: Count | None
    perpetrator: Actor | None
    responsibility_claims: list[Actor]
    denials: list[Actor]
    weapons: list[str]
    targets: list[str]
    documents: list[str]
    voices: list[list[str]]
    accounts: list[str]
    choices: list[Choice]
    toll: list[Value]
    conflicts: list[Value]
    statements: list[Statement]
    rule: str


class IncidentPage(BaseModel):
    """One page of incidents; ``next`` is the address of the page after it."""

    total: int
    page: int
    pages: int
    next: str | None
    incidents: list[Incident]


class ArticleHead(BaseModel):
    """What is known of an article besides its text."""

    id: str
    url: str | None
    publisher: str | None
    title: str | None
    published: date | None
    language: str | None
    complete: bool


class ArticlePage(BaseModel):
    """One page of articles."""

    total: int
    page: int
    pages: int
    articles: list[ArticleHead]


class Article(ArticleHead):
    """An article in full."""

    text: str
    problems: list[str]
    statements: list[Statement]
    captures: list[Value]
    incidents: list[str]


class GroupRow(BaseModel):
    """A group in the list; ``named`` is true for the codebook's."""

    key: str
    name: str
    named: bool
    attacks: int
    killed: int
    claimed: int
    denied: int


class GroupList(BaseModel):
    """Every group of the record."""

    groups: list[GroupRow]


class Group(BaseModel):
    """One group in full."""

    model_config = ConfigDict(extra="allow")
    key: str
    name: str
    aliases: list[str]
    affiliates: list[Value]
    said: list[Value]
    over_time: list[Value]


class MapAnswer(BaseModel):
    """What a view of the map shows."""

    dots: list[Value]
    regions: list[Value]
    countries: list[Value]
    total: int
    beyond: int
    months: dict[str, int]
    span: list[str] | None


class Toll(BaseModel):
    """The toll over time."""

    periods: list[Value]
    totals: Value


class Waiting(BaseModel):
    """The review queue."""

    merges: list[Value]
    conflicts: list[Value]
    scores: list[Value]


class Alerts(BaseModel):
    """Rules of alerts, targets with their queues, and what was told."""

    rules: list[Value]
    targets: list[Value]
    told: list[Value]
    next: Value | None


class Judged(BaseModel):
    """Judgements."""

    judgements: list[Value]
