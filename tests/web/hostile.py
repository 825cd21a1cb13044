"""Two hundred ways to make a page run a script or ask another host, and a record whose every field is made of them."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle, islice
from typing import Any

from .conftest import made

RUN = "top.ran=(top.ran||0)+1"
CANARY = "http://canary.example"
KINDS = ("bombing", "armed_assault", "knife_attack", "arson", "shelling", "abduction")
ELEMENTS = (
    "<script>{run}</script>", "<ScRiPt>{run}</sCrIpT>", "<script src={url}/a.js></script>", "<script/x>{run}</script>",
    "<img src=x onerror={run}>", "<img src={url}/a.png>", "<img/src=x/onerror={run}>", "<svg onload={run}>",
    "<svg><script>{run}</script></svg>", "<svg/onload={run}//", "<svg><animate onbegin={run} attributeName=x dur=1s>",
    "<svg><a xlink:href=javascript:{run}><text x=9 y=9>x</text></a></svg>", "<body onload={run}>", "<iframe src=javascript:{run}>",
    "<iframe srcdoc='<script>{run}</script>'></iframe>", "<object data=javascript:{run}></object>", "<embed src={url}/a.swf>",
    "<video><source onerror={run}></video>", "<audio src=x onerror={run}>", "<details open ontoggle={run}>x</details>",
    "<input autofocus onfocus={run}>", "<select autofocus onfocus={run}>", "<textarea autofocus onfocus={run}>",
    "<marquee onstart={run}>x</marquee>", "<a href=javascript:{run}>x</a>", "<a href='data:text/html,<script>{run}</script>'>x</a>",
    "<form action=javascript:{run}><button>x</button></form>", "<button formaction=javascript:{run}>x</button>",
    "<link rel=stylesheet href={url}/a.css>", "<link rel=prefetch href={url}/b>", "<style>@import '{url}/a.css';</style>",
    "<style>body{{background:url({url}/c)}}</style>", "<div style=background:url({url}/d)>x</div>", "<base href={url}/>",
    "<meta http-equiv=refresh content='0;url={url}/e'>", "<math><mtext><script>{run}</script></mtext></math>",
    "<template><script>{run}</script></template>", "<noscript><img src=x onerror={run}></noscript>",
    "<isindex onfocus={run} autofocus>",
    "<keygen autofocus onfocus={run}>", "<table background={url}/f>", "<portal src={url}/g>",
    "<x onclick={run} tabindex=1 autofocus>x</x>",
    "<img srcset='{url}/h 2x'>", "<picture><source srcset={url}/i><img></picture>", "<input type=image src={url}/j>",
)  # fmt: skip
ESCAPES = (
    "{it}", '">{it}', "'>{it}", "</title>{it}", "</textarea>{it}", "</script>{it}", "-->{it}", "]]>{it}", "</style>{it}",
    "</svg>{it}", "%3C/p%3E{it}", "\\u003c{it}", "&lt;{it}", "\\'>{it}", "{{{{7*7}}}}{it}", "{{%raw%}}{it}",
    "\x00{it}", "\u2028{it}",
)  # fmt: skip
ATTRIBUTES = (
    '" onmouseover="{run}" x="', "' onfocus='{run}' autofocus x='", "` onerror=`{run}", "javascript:{run}", "JaVaScRiPt:{run}",
    "java\tscript:{run}", " javascript:{run}", "data:text/html;base64,PHNjcmlwdD50b3AucmFuPTE8L3NjcmlwdD4=", "vbscript:{run}",
    "//canary.example/x", "\\\\canary.example\\x", '"><svg onload={run}>', "';{run};'", '";{run};"',
    "</script><script>{run}</script>",
    "\\x3cscript\\x3e{run}\\x3c/script\\x3e", "&#60;script&#62;{run}&#60;/script&#62;", "＜script＞{run}＜/script＞",
    "+ADw-script+AD4-{run}+ADw-/script+AD4-", "{{constructor.constructor('{run}')()}}", "${{{run}}}", "#{{{run}}}", "<%= {run} %>",
    "[x](javascript:{run})", "![x]({url}/k)", "=HYPERLINK(\"{url}/l\")",
)  # fmt: skip


def payloads(many: int = 200) -> list[str]:
    """Return so many different payloads: every element in turn behind another way out, then what breaks out of attributes."""
    plain = [one.format(run=RUN, url=CANARY) for one in ELEMENTS]
    bare = [one.format(run=RUN, url=CANARY) for one in ATTRIBUTES]
    ways = cycle(ESCAPES[1:])
    wrapped = [next(ways).format(it=it) for it in islice(cycle(plain), 3 * len(plain))]
    found = list(dict.fromkeys([*plain, *bare, *wrapped]))
    assert len(found) >= many
    return found[:many]


def articles(many: int = 200) -> list[tuple[Any, Any]]:
    """Reports whose title, outlet, address, text, places, groups and speakers are payloads, five to an incident."""
    found, all_ = [], payloads(many)
    for number, at in enumerate(range(0, len(all_), 20)):
        text, own = made.Text(), all_[at : at + 20]
        incidents = [_incident(text, own[five : five + 5], number, five // 5) for five in range(0, len(own), 5)]
        for one in own:
            text.say(one)
        document, record = made.article(
            *incidents, text=text, published=f"20{10 + number:02}-09-01", url=own[1] if number % 2 else "javascript:" + own[0],
            publisher=own[2],
        )  # fmt: skip
        record["document"]["title"] = own[3]
        record["actors"] = [_group(text, own[4], own[0])]
        found.append((replace(document, title=own[3], text=text.text), record))
    return found


def _incident(text: Any, five: list[str], year: int, month: int) -> Any:
    """Far from every other in time, place, kind and toll: no two shall be taken for one."""
    where = sorted(made.PLACES)[(year + 2 * month) % len(made.PLACES)]
    day, kind = f"20{10 + year:02}-0{1 + 2 * month}-{1 + year:02}", KINDS[(year + month) % len(KINDS)]
    facts = {"when": day, "kind": kind, "killed": 3 + 17 * year + 5 * month}
    made_ = made.incident(text, where=where, site=five[0], by=five[1], denied_by=five[2], speaker=five[3], **facts)
    made_["weapons"], made_["targets"] = [five[4]], [five[0]]
    return made_


def _group(text: Any, name: str, base: str) -> Any:
    start, end = text.say(base)
    said = {"property": "base", "value": base, "quote": base, "start": start, "end": end, "speaker": name, "certainty": "stated",
            "method": "test", "score": 1.0}  # fmt: skip
    return {"name": name, "actor_id": None, "aliases": [base], "statements": [said]}
