"""Those told only as shot or stabbed whom the trained model takes for the dead: "17 villagers were shot", "shot 13 pilgrims"."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.extract import weigh
from dateline.extract.figures import OTHERS, Figure, figures
from dateline.extract.units import Unit
from dateline.types import Annotated, Scores

NOT_HURT = -1.0
"""The logit of "injured" below which the model is sure enough that those hit are no injured."""


def shot_dead(annotated: Annotated, units: Sequence[Unit], *, main: bool, asked: Scores | None) -> list[Figure]:
    """Return the figures of those hit that the model, both readings of it, takes for killed; none where it is in doubt.

    The words alone do not tell: those "shot" without another word more often died than not. "Two others were shot" stand beside
    dead told elsewhere, and live.
    """
    text, side = annotated.document.text, "main" if main else "background"
    found = []
    for figure in figures(text, units, "hit"):
        spans = [mention.span for mention in figure.mentions]
        killed = min(weigh.model(annotated, span, f"killed_{side}") for span in spans)
        injured = max(weigh.model(annotated, span, f"injured_{side}") for span in spans)
        here = min(weigh.this(asked, span, "killed") for span in spans)
        if killed > 0 and injured < NOT_HURT and here > 0 and not OTHERS.search(text, figure.span.start, figure.span.end):
            found.append(figure)
    return found
