"""What Schemathesis cannot know from the documents: real postcodes, real ids, and the days that are possible."""

import os
import re
import zlib
from typing import Any

import schemathesis
from hypothesis import strategies as st

POSTCODES = ("OX4", "OX4 2", "OX4 2JD", "ox14 5ly", "OX28", "OX16 5DN", "RG9", "SN7", "CV1")
IDS = {
    name: values.split(",")
    for name, values in (pair.split("=") for pair in os.environ.get("REAL_IDS", "").split())
}

schemathesis.openapi.format("uk-postcode", st.sampled_from(POSTCODES))


SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: Any) -> None:
    """Mend what no schema can say: a distance is counted from a postcode, and a need is one that we know."""
    query = case.query or {}
    if "proximity" in query and "postcode" not in query:
        query["postcode"] = POSTCODES[0]
    need = query.get("need")
    if isinstance(need, str) and len(need) <= 100 and SLUG.fullmatch(need) and need not in IDS["need"]:
        query["need"] = IDS["need"][zlib.crc32(need.encode()) % len(IDS["need"])]


@schemathesis.hook
def map_path_parameters(context: Any, path_parameters: dict[str, Any] | None) -> dict[str, Any] | None:
    """Put a real id in place of every other one made up, so that not everything ends at 404."""
    for name, value in (path_parameters or {}).items():
        chosen = zlib.crc32(str(value).encode("utf-8", "replace"))
        if name in IDS and chosen % 2:
            path_parameters[name] = IDS[name][chosen // 2 % len(IDS[name])]
    return path_parameters
