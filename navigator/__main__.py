"""`python -m navigator` is the command line."""

from navigator.cli import main

main()
