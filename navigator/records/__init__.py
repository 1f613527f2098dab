"""YAML in, a checked Directory out."""

from navigator.records.problems import InvalidRecords, Problem
from navigator.records.reading import read_directory
from navigator.records.summary import Summary, summarize

__all__ = ["InvalidRecords", "Problem", "Summary", "read_directory", "summarize"]
