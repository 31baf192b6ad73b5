"""What bad texts have in them: marks left over from writing, links, open brackets, ends that are none."""

import re

#: Words that writers leave where a text is still to come. In capitals where the small word is an ordinary one.
MARK = r"\b(?:MISSING|NOT IN USE|TBC|TBD|TODO|FIXME|[Nn]ot (?:currently |yet )?defined)\b"
#: No text in any language ends with these signs, and none in English with these words; "of" or "to" may well be last.
_SIGN = r"[,;:(\[{]|\s[-–—/&]"
OPEN_SIGN = re.compile(f"(?:{_SIGN})$")
OPEN_END = re.compile(rf"(?:{_SIGN}|\b(?:and|or|nor|but|the|an|a|because|including|such as|(?:e\.g|i\.e)\.?))$")
#: An end is looked for in so many last characters.
MOST_END = 12

_HINT = re.compile(r"MISSING|NOT IN|TBC|TBD|TODO|FIXME|defined|[(]")


def suspect(words: str) -> bool:
    """Whether a closer look is worth while: true for every text that a rule about texts complains of, and for few
    others. Nearly all texts are sound, so it is this look that costs."""
    return bool(_HINT.search(words) or OPEN_END.search(words[-MOST_END:]))
