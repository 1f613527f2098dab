"""Bring a language's files up to date with the English, and lose no translation that still has a sentence."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages import Catalog
from babel.messages.pofile import write_po

from navigator.translations.catalogues import MESSAGES, NEEDS, Language, read_catalogue


def update_language(language: Language, messages: Catalog, needs: Catalog) -> list[Path]:
    """Write both files of a language anew, and say which of them changed.

    A sentence that has gone goes here too; one whose translation is marked as a guess ("fuzzy") is
    to be translated again. The same input always gives the same bytes.
    """
    changed = []
    for name, wanted in ((MESSAGES, messages), (NEEDS, needs)):
        path = language.folder / name
        text = write_catalogue(merge(wanted, read_catalogue(path, language.locale), language.locale))
        if not path.exists() or path.read_bytes() != text:
            path.write_bytes(text)
            changed.append(path)
    return changed


def merge(wanted: Catalog, translated: Catalog, locale: Locale) -> Catalog:
    """Every sentence wanted, with its translation where there is one that nobody doubts."""
    merged = Catalog(locale=str(locale))
    for message in wanted:
        if not message.id:
            continue
        old = translated.get(message.id, message.context)
        same = old is not None and old.id == message.id and not old.fuzzy
        merged.add(
            message.id,
            old.string if old is not None and same else None,
            locations=sorted(set(message.locations)),
            auto_comments=message.auto_comments,
            user_comments=old.user_comments if old is not None else (),
            context=message.context,
        )
    return merged


def write_catalogue(catalogue: Catalog) -> bytes:
    """A catalogue as a .po file without dates or tool names, so that nothing changes but the words."""
    header = (
        'msgid ""\n'
        'msgstr ""\n'
        f'"Language: {catalogue.locale_identifier}\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n\n'
    )
    body = BytesIO()
    write_po(body, catalogue, width=0, omit_header=True, sort_output=True, include_lineno=False)
    return header.encode() + body.getvalue()
