"""Plain words -> ids of needs, documents and areas, by exact wording."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from navigator.domain.areas import Place, PlacePrecision
from navigator.domain.directory import Directory
from navigator.domain.places import ENGLAND


def _tidy(text: str) -> str:
    return re.sub(r"[\W_]+", " ", re.sub(r"['’‘]", "", text.casefold())).strip()


class Recognizer:
    """Knows the ids, names and words of one directory's needs, documents and areas."""

    def __init__(self, directory: Directory) -> None:
        self._gazetteer = directory.gazetteer
        self._needs: dict[str, str] = {}
        for need in directory.needs.values():
            _learn(self._needs, need.id, (need.id, need.name))
        for need in directory.needs.values():
            _learn(self._needs, need.id, need.words)
        for language in directory.languages.values():
            for need_id, phrases in language.needs.items():
                _learn(self._needs, need_id, phrases)
        self._documents: dict[str, str] = {}
        for document in directory.documents.values():
            _learn(self._documents, document.id, (document.id, document.name))
        for document in directory.documents.values():
            _learn(self._documents, document.id, document.words)
        self._services: Mapping[str, object] = directory.services
        self._places: dict[str, Place] = {}
        for area in directory.areas.values():
            for name in (area.id, area.name, *area.words):
                self._places.setdefault(_tidy(name), self._gazetteer.place_of_area(area))
        for name, place in self._gazetteer.towns.items():
            self._places.setdefault(_tidy(name), place)
        for code, name in self._gazetteer.council_names.items():
            self._places.setdefault(
                _tidy(name),
                Place(
                    label=name,
                    precision=PlacePrecision.AREA,
                    countries=frozenset({ENGLAND}),
                    councils=frozenset({code}),
                    districts=_districts(self._gazetteer.councils, code),
                ),
            )

    def find_need(self, text: str) -> str | None:
        """The id of the need that these words stand for, or None."""
        return self._needs.get(_tidy(text))

    def find_document(self, text: str) -> str | None:
        """The id of the document that these words name, or None."""
        return self._documents.get(_tidy(text))

    def knows_service(self, text: str) -> bool:
        """Whether a service has this id."""
        return text in self._services

    def find_place(self, text: str) -> Place:
        """The place of a postcode, or of an area, town or council name.

        Raise UnknownPlace when it is neither; its problem says what was wrong with the postcode.
        """
        named = self._places.get(_tidy(text))
        if named is not None:
            return named
        return self._gazetteer.parse_postcode(text)


def _learn(known: dict[str, str], key: str, names: Iterable[str]) -> None:
    for name in names:
        known.setdefault(_tidy(name), key)


def _districts(councils: Mapping[str, str], council: str) -> frozenset[str]:
    return frozenset(district for district, owner in councils.items() if owner == council)
