"""The types that travel: frozen records, from a captured document to a reconciled incident.

The flow is ``Document → Annotated → Report → (store) → Incident``. Every `Span` counts Unicode code points
in ``Document.text``, and ``document.text[span.start:span.end]`` is the quote, for every span that Dateline keeps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

IncidentType = Literal[
    "armed_assault", "bombing", "suicide_bombing", "vehicle_attack", "knife_attack", "arson", "hostage_taking", "abduction",
    "assassination", "armed_clash", "air_strike", "shelling", "landmine", "mob_violence", "other",
]  # fmt: skip
DatePrecision = Literal["day", "month", "year", "range", "unknown"]
PlacePrecision = Literal["site", "town", "region", "country", "unknown"]
Qualifier = Literal["exact", "at_least", "up_to", "about", "more_than", "fewer_than", "range", "vague"]
PerpetratorStatus = Literal["claimed", "accused", "suspected", "stated", "unknown"]
Certainty = Literal["stated", "hedged", "denied", "claimed"]
PassedOver = Literal["language", "no_violence"]
"""Why the heavy stages did not read a document: another language than English, or the filter found that it reports no violence."""
Effect = Literal["killed", "injured", "missing", "abducted", "arrested", "hit", "casualties"]
"""``hit``: struck by bullet or blade, outcome unsaid ("four people were shot"); ``casualties``: killed and injured together."""


class Span(NamedTuple):
    """A place in a document's text: ``start`` inclusive, ``end`` exclusive, in Unicode code points.

    A named tuple: a document makes thousands of spans, and sorts and looks up by them.
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the quote: the slice of `text` that this span covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


# ---- values -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date with its precision in the type.

    ``value`` is an ISO 8601 prefix (``2021``, ``2021-08``, ``2021-08-26``), for precision ``range`` two of them joined by
    ``/``, and None for precision ``unknown`` (an expression such as "on Friday" without a publication date).
    """

    value: str | None
    precision: DatePrecision


@dataclass(frozen=True, slots=True)
class PlaceValue:
    """A resolved place. ``country`` is ISO 3166-1 alpha-2, ``lat`` and ``lon`` are WGS 84 degrees.

    ``score`` in 0..1 says how clear the choice was; ``reason`` names what decided; ``runner_up`` is the candidate passed over
    (its ``gazetteer_id`` and a readable name). ``within`` names the place that one the gazetteer does not hold was put in, as the
    text writes it. ``vicinity`` is true for "near", "outside", "12 km north of".
    """

    name: str
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision = "unknown"
    gazetteer_id: str | None = None
    vicinity: bool = False
    score: float = 0.0
    reason: str = ""
    runner_up: str | None = None
    within: str | None = None


@dataclass(frozen=True, slots=True)
class CountValue:
    """A number of people. ``low <= best <= high`` wherever they are known; None is unknown, never 0."""

    low: int | None
    best: int | None
    high: int | None
    qualifier: Qualifier = "exact"


@dataclass(frozen=True, slots=True)
class ActorValue:
    """An actor: ``actor_id`` is the codebook's id, None for one that the codebook does not hold (kept as said).

    ``kind`` is ``group`` (an armed group or its affiliate), ``state`` (a government or its forces), ``generic`` ("gunmen",
    "militants": unknown actors with their words) or ``person`` (named as the perpetrator by officials or a court).
    """

    name: str
    actor_id: str | None = None
    kind: Literal["group", "state", "generic", "person"] = "group"
    score: float = 1.0


# ---- documents and their layers -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Document:
    """One capture of one article. ``text`` never changes afterwards; all offsets count in it.

    ``id`` is a hash of url and bytes. ``title`` is metadata; where the source shows its title inside the text (plain text, a
    JSON line with ``title``), the stored text begins with it. ``problems`` says why ``complete`` is false.
    """

    id: str
    text: str
    path: str | None = None
    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    published: date | None = None
    fetched: datetime | None = None
    language: str | None = None
    complete: bool = True
    problems: tuple[str, ...] = ()
    raw: bytes | None = field(default=None, repr=False, compare=False)
    """The bytes as captured, for the store; None where the reader did not keep them."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the paragraph (line) it stands in, counted from 0, and what kind of line that is.

    ``boilerplate`` lines are the publisher's own (newsletters, related links, app plugs): never evidence.
    """

    span: Span
    paragraph: int
    kind: Literal["title", "heading", "body", "boilerplate"] = "body"


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression (TIMEX3 DATE, TIME, DURATION, SET) and its value, resolved from the publication date or from another date.

    ``timex`` is the TIMEX3 value (``2021-08-26TEV``, ``P3D``, ``XXXX-WXX-5``); ``value`` the calendar date it denotes, if any.
    ``anchor`` is the span of the expression it was resolved from, None for the publication date or an absolute date.
    """

    span: Span
    kind: Literal["date", "time", "duration", "set"]
    timex: str
    value: DateValue | None = None
    anchor: Span | None = None


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place name, or a site with the place it belongs to ("the Russian embassy in Kabul"); ``span`` covers the words.

    ``site`` is the site noun in lower case ("airport", "mosque") or None; ``toponym`` the span of the name that is looked up.
    """

    span: Span
    toponym: Span
    site: str | None = None
    value: PlaceValue | None = None


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A group, a state force or a generic actor ("gunmen")."""

    span: Span
    value: ActorValue


@dataclass(frozen=True, slots=True)
class CountMention:
    """A number of people as the text says it.

    ``span`` covers number and noun ("at least 60 people"), ``number`` the number with its qualifier. ``who`` are the words for
    those counted ("civilians"), None when elliptic ("injuring 145"). ``effect`` is what happened to them by the grammar, None
    where no effect is in reach. ``role`` tells a whole from a part: ``part`` adds up with its siblings ("14 civilians, five
    soldiers"), ``included`` does not ("including 5 children"), ``earlier`` is a superseded figure ("up from 9"),
    ``cumulative`` is a total over several incidents ("200 people have been killed this year").
    ``attackers`` is true when those counted are the attackers. ``certainty`` is ``denied`` for "no one was killed" only in the
    sense of a denied report; an asserted zero has value 0 and certainty ``stated``.
    """

    span: Span
    number: Span
    value: CountValue
    who: str | None = None
    effect: Effect | None = None
    role: Literal["whole", "part", "included", "earlier", "cumulative"] = "whole"
    attackers: bool = False
    certainty: Certainty = "stated"


@dataclass(frozen=True, slots=True)
class EventMention:
    """Words that name a violent event ("opened fire", "the blast"), its type by the codebook, and its mode.

    ``mode`` is PLOVER's: ``actual``, ``historical`` (a past event under another topic), ``future``, ``hypothetical``, ``negated``,
    and ``foiled``. ``noun`` is true for a noun phrase. ``score`` in 0..1.
    """

    span: Span
    type: IncidentType
    mode: Literal["actual", "historical", "future", "hypothetical", "negated", "foiled"] = "actual"
    noun: bool = False
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class WordMention:
    """A weapon or a target: ``value`` is the codebook's term ("firearm", "worshippers"), ``span`` the words."""

    span: Span
    kind: Literal["weapon", "target"]
    value: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """A stretch of text and who says it.

    ``scope`` is what is said, ``speaker`` the span of the speaker's words ("police", "the health ministry"), ``cue`` the span
    of the reporting verb or phrase. ``source_kind`` follows CODEBOOK.md's scale. ``hedged`` when the cue or scope hedges.
    """

    scope: Span
    speaker: Span
    cue: Span
    source_kind: Literal[
        "official", "medical", "witness", "perpetrator", "local_media", "international_media", "unknown"
    ] = "unknown"  # fmt: skip
    hedged: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Token scores of the trained model, in the order of the text.

    ``starts`` and ``ends`` are the tokens' code points, ``logits`` a float32 matrix (tokens × ``names``), ``document`` one row:
    for each name the highest logit of any window as a whole. ``ids`` are the tokens' numbers in the vocabulary, ``windows`` and
    ``sentences`` the tokens with which the model's windows and the sentences begin. The layer is None on `Annotated` where the
    engine runs on grammar alone.
    """

    names: tuple[str, ...]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    logits: NDArray[np.float32]
    document: NDArray[np.float32]
    ids: NDArray[np.int64]
    windows: NDArray[np.int64]
    sentences: NDArray[np.int64]
    columns: Mapping[str, int] = field(init=False, repr=False)
    """The number of each name."""
    _rows: dict[Span, tuple[int, int]] = field(init=False, repr=False, default_factory=dict)
    _known: dict[tuple[Span, str], float | None] = field(init=False, repr=False, default_factory=dict)
    """What was asked before: every choice asks for the same few spans, eight times each."""

    def __post_init__(self) -> None:
        """Number the names once: they are looked up hundreds of times a document."""
        object.__setattr__(self, "columns", {name: number for number, name in enumerate(self.names)})

    def of(self, span: Span, name: str) -> float:
        """Return the mean logit of column `name` over the tokens that touch `span`; 0.0 (undecided) where none does."""
        return self.known(span, name) or 0.0

    def known(self, span: Span, name: str) -> float | None:
        """Return the mean logit of column `name` over the tokens that touch `span` and were read; None where none was."""
        place = (span, name)
        if place not in self._known:
            first, past = self.tokens(span)
            self._known[place] = _mean(self.logits[first:past, self.columns[name]])
        return self._known[place]

    def tokens(self, span: Span) -> tuple[int, int]:
        """Return the tokens that touch `span`: the first, and the one past the last."""
        if span not in self._rows:
            first, past = self.ends.searchsorted(span.start, side="right"), self.starts.searchsorted(span.end, side="left")
            self._rows[span] = int(first), int(past)
        return self._rows[span]

    def whole(self, name: str) -> float:
        """Return the document's logit of column `name`."""
        return float(self.document[self.columns[name]])


def _mean(column: NDArray[np.float32]) -> float | None:
    """Return the mean of what was read of a column, None where nothing was: the very value of `.mean()`, in a fifth of its time."""
    if len(column) == 1:  # most words are one token, of which numpy need not make a sum
        only = float(column[0])
        return only if only == only else None
    total = column.sum()
    if total != total:  # NaN, which is not equal to itself, stands where nothing was read
        column = column[column == column]
        total = column.sum()
    return float(column.dtype.type(float(total) / len(column))) if len(column) else None


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document with its layers, each in the order of the text."""

    document: Document
    sentences: tuple[Sentence, ...] = ()
    times: tuple[TimeMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    counts: tuple[CountMention, ...] = ()
    events: tuple[EventMention, ...] = ()
    words: tuple[WordMention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    scores: Scores | None = None


# ---- what a document says ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Statement:
    """One value that one document asserts.

    ``value`` is the property's value type (`DateValue`, `PlaceValue`, `CountValue`, `ActorValue`, or text); ``speaker`` None is the
    outlet itself. ``note`` qualifies a value that is not the incident's own whole figure (``part``, ``included``, ``earlier``).
    """

    property: str
    value: DateValue | PlaceValue | CountValue | ActorValue | str
    span: Span
    speaker: str | None = None
    certainty: Certainty = "stated"
    method: str = "grammar/1"
    score: float = 1.0
    note: str | None = None
    source_kind: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim of responsibility, or a denial: by whom, through which channel ("Telegram"), with its words."""

    by: ActorValue
    span: Span
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Perpetrator:
    """The actor held responsible and on which ground."""

    actor: ActorValue
    status: PerpetratorStatus
    span: Span


@dataclass(frozen=True, slots=True)
class IncidentReport:
    """One document's account of one incident: the values it settles on and every statement behind or beside them."""

    type: IncidentType
    main: bool
    date: DateValue
    place: PlaceValue | None
    killed: CountValue | None
    injured: CountValue | None
    perpetrator: Perpetrator | None = None
    claims: tuple[Claim, ...] = ()
    denials: tuple[Claim, ...] = ()
    weapons: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    outcome: Literal["completed", "foiled"] = "completed"
    mentions: tuple[Span, ...] = ()
    statements: tuple[Statement, ...] = ()
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Advisory:
    """A warning before the fact."""

    issuer: str
    addressee: str | None
    subject: str | None
    date: DateValue
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Motive:
    """A reported motive of the incident with index ``incident`` in the report, None where it is not tied to one."""

    incident: int | None
    value: str
    span: Span
    speaker: str | None = None
    certainty: Certainty = "stated"


@dataclass(frozen=True, slots=True)
class ActorProfile:
    """What a document says about a group. Statement properties: name alias parent founded founders base strength leader rival
    ally ideology designation operates_in cause_of_decline."""

    actor: ActorValue
    aliases: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All that one document says: the output of the pipeline. ``passed_over`` says why it was not read, where it was not."""

    document: Document
    incidents: tuple[IncidentReport, ...] = ()
    advisories: tuple[Advisory, ...] = ()
    motives: tuple[Motive, ...] = ()
    actors: tuple[ActorProfile, ...] = ()
    problems: tuple[str, ...] = field(default=())
    passed_over: PassedOver | None = None


# ---- the record: what all documents say together -----------------------------------------------------------------------

Value = DateValue | PlaceValue | CountValue | ActorValue | str
Rule = Literal["gtd", "acled", "ucdp"]
JudgementKind = Literal["same", "not_same", "accept", "reject", "correct", "undo"]


@dataclass(frozen=True, slots=True)
class Kept:
    """A statement as the store keeps it: `Statement` with its id (a hash of document, property, value and place) and its quote."""

    id: str
    property: str
    value: Value
    quote: str
    start: int
    end: int
    speaker: str | None = None
    certainty: Certainty = "stated"
    source_kind: str | None = None
    note: str | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Party:
    """A group with what it is to an incident: a perpetrator's ``status``, or a claim's channel in ``via``."""

    name: str
    actor_id: str | None = None
    status: PerpetratorStatus = "unknown"
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """One document's account of one incident as the record keeps it: the unit that linking joins.

    ``id`` is a hash of the document's id and of where in its text the account stands, so that a better extractor that reads
    another toll there keeps it. ``words`` are the content words of title, quotes and lead, ``names`` those that it writes with
    a capital throughout: both for likeness of text.
    """

    id: str
    document_id: str
    url: str | None
    publisher: str | None
    published: date | None
    main: bool
    type: str
    outcome: str
    date: DateValue
    place: PlaceValue | None
    killed: CountValue | None
    injured: CountValue | None
    perpetrator: Party | None = None
    claims: tuple[Party, ...] = ()
    denials: tuple[Party, ...] = ()
    weapons: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    statements: tuple[Kept, ...] = ()
    words: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    score: float = 1.0

    def __hash__(self) -> int:
        """Hash by the id alone: two accounts that are equal have the same one, and hashing every word costs more than comparing."""
        return hash(self.id)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an analyst decided; never overwritten, only superseded.

    ``same`` and ``not_same`` join or part the accounts in ``left`` and ``right``; ``accept``, ``reject``, ``correct`` speak of the
    statements in ``left`` or, with ``property``, of what the incident of the account in ``left`` shows; ``undo`` takes back
    those in ``supersedes``. ``value`` is JSON text.
    """

    id: str
    kind: JudgementKind
    left: tuple[str, ...]
    right: tuple[str, ...] = ()
    property: str | None = None
    value: str | None = None
    reason: str = ""
    who: str = ""
    made: str = ""
    supersedes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TollPoint:
    """One figure said for an incident: who said how many on which day, in which words.

    ``voice`` is the document whose words these are: copies of one wire story share it. ``settled`` is true for the figure that the
    article itself settles on. ``revision`` is ``up`` or ``down`` against the last day before it that gave a figure.
    """

    property: Literal["killed", "injured"]
    value: CountValue
    day: str | None
    voice: str
    document_id: str
    account_id: str
    statements: tuple[str, ...]
    quote: str
    publisher: str | None = None
    speaker: str | None = None
    source_kind: str | None = None
    certainty: str = "stated"
    settled: bool = True
    doubtful: str | None = None
    seen: str = ""
    revision: Literal["up", "down"] | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """The value shown and why: ``because`` is one readable sentence; the ids are of statements."""

    property: str
    value: object
    rule: str
    because: str
    statements: tuple[str, ...] = ()
    passed_over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """One side of a conflict: a value and the quotes that say it, each as (document id, publisher, quote)."""

    value: object
    quotes: tuple[tuple[str, str | None, str], ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A property on which the reports stand against each other."""

    property: str
    positions: tuple[Position, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Incident:
    """The real-world event: a pure function of the accounts joined in it and of the judgements.

    ``id`` is named after the founding account (the earliest published, then by id); every account's own id, read as an incident's,
    is an alias of it, so that no id ever given out stops working when incidents are joined or parted.
    """

    id: str
    accounts: tuple[Account, ...]
    choices: tuple[Choice, ...]
    toll: tuple[TollPoint, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    voices: tuple[tuple[str, ...], ...] = ()
