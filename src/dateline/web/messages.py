"""Strings for people, ready for translation: gettext over ``locale/LANGUAGE/LC_MESSAGES/dateline.mo``; English without one.

A translator collects the strings of templates and of Python with Babel (docs/web.md). `N_` marks a string that is translated where
it is shown.
"""

from __future__ import annotations

import gettext
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"
Translations = gettext.NullTranslations


def translations(language: str) -> Translations:
    """Return the translations into `language`; what it lacks stays English."""
    return gettext.translation("dateline", localedir=LOCALE, languages=[language], fallback=True)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name
    """Mark a string for translation; it is returned as it is."""
    return message
