"""How sources spell the parts of a setting.

Each pattern is matched against a whole part, whatever its case; the first that fits wins. Named
groups are fields of :class:`desktop.core.claims.setting.Setting`; what is fixed stands beside the
pattern.
Collected from the settings that the claims of the seeds state.
"""

from __future__ import annotations

import re
from functools import cache

Fields = dict[str, str]

_SPLIT = (
    r"testmini|testcore|test-dev|val|test|dev|diamond|main|overall|vision|total|sum|hard|full|"
    r"perception|cognition|standard \(10 options\)|w/o subs|w subs|high level|low level|"
    r"(?:en|cn|zh)(?: easy| hard| test)?|dev-en|multi-image \(mv\)|half book|full book|"
    r"eng to kgv|kgv to eng|under 128k|over 128k|128k|1m|128k-average|1m-pointwise|\d+ needles|"
    r"humaneval|mbpp|evalplus base|unseen|text only|full subset|dataset .+|std/vision|"
    r"test set evaluation|videomme \(long\) with subtitles category"
)
_SCORING = (
    r"pass@\d+|cons@\d+|avg@\d+|maj@\d+|em_maj1@1|final_em|em|f1|acc|average|aacc|facc|qacc|miou|"
    r"m-avg|macro_avg/acc|micro_avg/acc_char|macro_avg/acc_char|macro average accuracy|score|"
    r"micro avg accuracy|weighted accuracy|totalacc|correct|strict prompt|strict accuracy|strict|"
    r"avg\(prompt/instruction acc loose/strict\)|relaxed accuracy|top-1|mc2|sr|bbox|vqa match|"
    r"single attempts?|multiple attempts|win rate|div1 rating|elo|elo rating|average/em|"
    r"character-level f-score|maj"
)
_HARNESS = (
    r"edit format .+|claude code|openhands.*|terminus.*|olmes.*|simple-evals|"
    r"internal (?:harness|methodology)|inhouse framework|agent mode|search agent .+|"
    r"mini-swe-agent|optimized user simulator|single edit"
)
_JUDGE = (
    r".+ judge|.+ grader|hhem-.+|.*chatgpt (?:answer )?extraction|"
    r"standard benchmark \(.+ grader\)|exact matching(?: \(preliminary\))?"
)
_VERSION = (
    r"\d{4}-\d{2}-\d{2}|window .+|version .+|v\d[\d.]*|\d\.\d|\d{4} data set|"
    r"\d{4}-\d{4}|\d{2}\.\d{2}-\d{2}\.\d{2}|\d+/\d+/\d+[-–]\d+/\d+/\d+"
)
_NO_TOOLS = r"reasoning mode w/o tool use|without tools"

_SPELLINGS: tuple[tuple[str, Fields], ...] = (
    (r"(?:reasoning )?effort (?P<effort>\S+)", {}),
    (r"(?:variant )?(?P<effort>minimal|low|medium|high|xhigh|max)", {}),
    (r"thinking (?P<budget>\d+k)", {"thinking": "yes"}),
    (r"default thinking", {"thinking": "default"}),
    (r"no thinking|non-thinking(?: mode)?|reasoning off", {"thinking": "no"}),
    (r"thinking(?: mode)?|reasoning(?: on| mode)?", {"thinking": "yes"}),
    (r"reasoning mode \(w/o tool use\)", {"thinking": "yes", "tools": "no"}),
    (r"(?P<scoring>pass@1) \(reasoning mode w/o tool use\)", {"thinking": "yes", "tools": "no"}),
    (rf"(?P<scoring>elo|div1 rating) \((?:{_NO_TOOLS})\)", {"tools": "no"}),
    (r"(?P<scoring>elo) \(with tools\)", {"tools": "yes"}),
    (r"(?P<scoring>div1 rating) \(reasoning mode\)", {"thinking": "yes"}),
    (r"thinking mode with (?P<harness>search agent)", {"thinking": "yes", "tools": "yes"}),
    (r"no tools|no python|not agentic", {"tools": "no"}),
    (r"with tools|python|agentic tool use|agents", {"tools": "yes"}),
    (r"(?P<scoring>accuracy) \(with python \+ browsing\)", {"tools": "yes"}),
    (r"captions and OCR as tools", {"tools": "yes"}),
    (rf"(?P<shots>\d+(?:-\d+)?)-shot(?P<cot> cot)?(?: \(?(?P<scoring>{_SCORING})\)?)?", {}),
    (r"(?P<scoring>character-level f-score)\. (?P<shots>\d+)-shot", {}),
    (r"(?P<scoring>maj@\d+) (?P<shots>\d+)-shot cot", {"cot": "yes"}),
    (r"cot|chain of thought", {"cot": "yes"}),
    (r"harness (?P<harness>.+)", {}),
    (rf"(?P<harness>{_HARNESS})", {}),
    (rf"(?P<judge>{_JUDGE})", {}),
    (r"(?P<judge>gpt-\S+ evaluated) win rates", {"scoring": "win rate"}),
    (r"quantization (?P<quantization>.+)", {}),
    (rf"(?P<version>{_VERSION})", {}),
    (r"(?P<version>v\d \(.+\)|\d{4}/\d{2}/\d{2}) (?P<scoring>pass@1)", {}),
    (r"(?P<scoring>single attempt) \((?P<version>.+)\)", {}),
    (r"(?P<checkpoint>base model|instruct|snapshot .+|hosted .+)", {}),
    (rf"(?P<split>{_SPLIT})", {}),
    (rf"(?P<scoring>{_SCORING})", {}),
)


@cache
def patterns() -> tuple[tuple[re.Pattern[str], Fields], ...]:
    """Return the patterns with what is fixed beside them; made when a setting is first read."""
    return tuple((re.compile(text, re.IGNORECASE), fixed) for text, fixed in _SPELLINGS)
