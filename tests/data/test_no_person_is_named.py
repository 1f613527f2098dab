"""The data names roles, never people. No test can know every name, so these look for what gives one away."""

import csv
import re

from gathered import PROJECT, list_texts

TELL_TALE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Rev|Sir|Dame|Lord|Lady|Cllr|Councillor|Judge|Justice)\b\.?\s+[A-Z]\w*"
    r"|\b(?:said|says|told|called|named|led|headed|chaired)\s+(?:by\s+)?[A-Z][a-z]+\s+[A-Z][a-z]+\b"
    r"|\bMPs?\b|\b(?:MBE|OBE|CBE)\b"
)
"""A title before a capital, a verb before two capitals, a member of parliament, an honour."""

FIRST_NAME = re.compile(
    r"\b(?:Adam|Alan|Alex|Alice|Alison|Amanda|Amy|Andrew|Angela|Ann|Anna|Anne|Anthony|Ben|Caroline|Catherine|"
    r"Charles|Charlotte|Chris|Christine|Claire|Daniel|David|Deborah|Elizabeth|Emily|Emma|Frank|Gareth|George|"
    r"Graham|Hannah|Hayley|Helen|Ian|Jack|James|Jane|Jenny|Jo|Joanna|John|Jonathan|Julia|Julie|Karen|Kate|Katie|"
    r"Kevin|Laura|Lisa|Liz|Louise|Lucy|Mabel|Margaret|Mark|Martin|Mary|Matthew|Michael|Natalie|Nick|Nicola|Nigel|"
    r"Olivia|Paul|Peter|Philip|Rachel|Rebecca|Richard|Robert|Ruth|Sally|Sam|Samantha|Sarah|Simon|Sophie|Stephen|"
    r"Steve|Steven|Stuart|Susan|Thomas|Tim|Tom|Victoria|William|Zoe)\s+[A-Z][a-z]+"
)

REVIEWED = {
    "Dr Radcliffe": "a school carries his name",
    "MP": "a local MP, an MP's page: the role, never with a name",
    "led by Oxford Health": "an NHS trust",
    "named Supportive Steps": "a course for parents",
    "says Disability Living": "an allowance, in what its letter says",
    "says Personal Independence": "a payment, in what its letter says",
    "says Early Help": "an assessment, in what a page says",
    "Frank Wise": "a school",
    "John Watson": "a school",
    "Mabel Prichard": "a school",
    "John Radcliffe": "a hospital",
}
"""What the patterns find and a person has read: the find, and why it names nobody we must not name."""

NAME_BY_AN_MP = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+,? MP\b|\bMP (?:for [A-Z]\w+,? )?[A-Z][a-z]+ [A-Z][a-z]+")
CONSTITUENCIES = {"South Oxfordshire MP"}


def every_text(curated_files):
    """Where it stands, and the text: every YAML file, and the ledger's words."""
    for path, record in curated_files.items():
        for text in list_texts(record):
            yield path, text
    ledger = PROJECT / "services_data" / "waiting_times.csv"
    with ledger.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            for column in ("population", "source_title", "note"):
                yield f"{ledger.name}, row {number}", row[column]


def test_what_gives_a_name_away_stands_only_where_a_person_has_read_it(curated_files):
    found = {
        (path, match.group())
        for path, text in every_text(curated_files)
        for pattern in (TELL_TALE, FIRST_NAME)
        for match in pattern.finditer(text)
        if match.group() not in REVIEWED
    }

    assert found == set()


def test_everything_reviewed_is_still_there(curated_files):
    texts = [text for _, text in every_text(curated_files)]

    assert [phrase for phrase in REVIEWED if not any(phrase in text for text in texts)] == []


def test_no_name_stands_beside_a_member_of_parliament(curated_files):
    found = {match.group() for _, text in every_text(curated_files) for match in NAME_BY_AN_MP.finditer(text)}

    assert found <= CONSTITUENCIES


def test_the_patterns_would_find_a_name():
    assert TELL_TALE.search("Ask Mrs Green at the front desk")
    assert TELL_TALE.search("The clinic is led by Jane Green")
    assert TELL_TALE.search("Cllr. Brown answers")
    assert FIRST_NAME.search("Ring Sarah Green on a weekday")
    assert NAME_BY_AN_MP.search("asked by Jane Green MP")
