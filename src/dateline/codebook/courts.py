"""What a court does, so that the one that tries a deed is not taken for its site ("The Leeds Crown Court on Monday sentenced")."""

from __future__ import annotations

import re

TRIES = re.compile(
    r"(?:\s(?:(?:on|late|earlier|this|last)\s)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|week|month|today|yesterday))?"
    r"\s(?:has\s|had\s|also\s)?(?:sentenced|convicted|found|jailed|acquitted|heard|ruled|ordered|upheld|remanded|handed|gave|rejected|"
    r"dismissed|granted|imposed|indicted|condemned|fined|cleared)\b"
)
"""What a court does: it is the site of no deed that it tries."""
