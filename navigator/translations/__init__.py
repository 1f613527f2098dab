"""Other languages for the pages: one folder each, read as they stand; nothing is compiled."""

from navigator.translations.catalogues import Languages, find_translations

__all__ = ["Languages", "find_translations"]
