"""Names, facts and figures of models that nobody released, shaped like those on the Hub."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

FAMILIES = (
    *(
        "Llama-3.1",
        "Qwen2.5",
        "Mistral",
        "Llama-2",
        "Qwen3",
        "Gemma-2",
        "Llama-3",
        "Qwen2",
        "Phi-3",
    ),
    *("DeepSeek-R1", "Llama-3.2", "Mixtral", "Qwen2.5-VL", "gemma-3", "Yi", "Phi-4", "StarCoder2"),
    *("Falcon", "bert", "roberta", "t5", "whisper", "gpt2", "opt", "bloom", "pythia", "SmolLM2"),
    *("InternVL2.5", "LLaVA", "MiniCPM-V", "DeepSeek-V3", "DeepSeek-Coder", "CodeLlama", "Solar"),
    *("ChatGLM3", "glm-4", "Baichuan2", "InternLM2", "OLMo-2", "granite-3.1", "Nemotron", "Aya"),
    *(
        "Command-R",
        "Jamba",
        "mamba",
        "rwkv",
        "StableLM",
        "MPT",
        "Dolly",
        "Vicuna",
        "zephyr",
        "orca",
    ),
)
SIZES = (7, 8, 1.5, 3, 14, 70, 13, 72, 32, 0.5, 1, 2, 9, 27, 4, 22, 34, 405, 671, 0.6, 12, 24)
TUNINGS = ("Instruct", "", "Chat", "it", "Reasoning", "DPO", "SFT", "abliterated", "Coder", "Math")
FORMATS = (
    *("", "GGUF", "AWQ", "GPTQ-Int4", "4bit", "8bit", "i1-GGUF", "exl2", "bnb-4bit", "FP8"),
    *("Q4_K_M-GGUF", "mlx-4Bit", "lora", "ONNX", "w4a16", "NVFP4"),
)
SYLLABLES = (
    *("ar", "bel", "cor", "dra", "el", "fen", "gra", "hy", "il", "jor", "ka", "lum", "mi", "nor"),
    *(
        "o",
        "pra",
        "qui",
        "ra",
        "syl",
        "ta",
        "u",
        "ver",
        "wyn",
        "xi",
        "yo",
        "zen",
        "ith",
        "os",
        "ax",
    ),
)
SPICES = (
    *(
        "merge",
        "v2",
        "roleplay",
        "medical",
        "legal",
        "finance",
        "ja",
        "ko",
        "zh",
        "de",
        "fr",
        "tiny",
    ),
    *(
        "distill",
        "slerp",
        "uncensored",
        "function-calling",
        "rag",
        "16k",
        "128k",
        "vision",
        "story",
    ),
)
LABS = ("Research", "AI", "Labs", "ML", "Team", "NLP", "Group", "Intelligence")
COUNTRIES = ("", "US", "CN", "FR", "GB", "DE", "JP", "KR", "IN", "CA", "AE", "IL", "SG")
LICENSED = ("", "apache-2.0", "mit", "llama3.1", "llama3", "cc-by-nc-4.0", "gemma", "llama2")
OPENNESS = {
    "apache-2.0": "open-source",
    "mit": "open-source",
    "cc-by-nc-4.0": "non-commercial",
    "gemma": "use-restricted",
}
INPUTS = ("text", "text;image", "", "text;image;video", "audio", "text;audio", "text;image;pdf")
CONTEXTS = (None, 32_768, 131_072, 4_096, 8_192, 16_384, 2_048, 1_000_000)


class Zipf:
    """Draws from a sequence: the first most often, the last hardly ever."""

    def __init__(self, count: int, exponent: float) -> None:
        self._sums = list(accumulate(1 / (rank + 2) ** exponent for rank in range(count)))
        self._range = range(count)

    def draw(self, chance: random.Random, count: int) -> list[int]:
        """Return places in the sequence, each drawn by itself."""
        return chance.choices(self._range, cum_weights=self._sums, k=count)


@dataclass(frozen=True, slots=True)
class Invented:
    """A model; the fields are columns of the catalog."""

    id: str
    name: str
    organization: str
    family: str
    country: str
    tuning: str
    weights: str
    release_date: str
    parameters_total: int | None
    context_tokens: int | None
    input_modalities: str
    license_id: str | None
    openness: str


def invented(count: int, seed: int, licenses: frozenset[str], tail: int) -> Iterator[Invented]:
    """Yield models, the same for the same seed.

    Args:
        count: How many models.
        licenses: Ids of licenses that the catalog knows.
        tail: How many organizations there are; a few publish much, most of them little.
    """
    chance = random.Random(seed)  # noqa: S311 - no secret
    owners = _owners(tail, chance)
    picks = {
        "owner": Zipf(len(owners), 0.75),
        "family": Zipf(len(FAMILIES), 0.9),
        **{
            name: Zipf(len(values), 1.0)
            for name, values in (
                *(("size", SIZES), ("tuning", TUNINGS), ("format", FORMATS)),
                *(("license", LICENSED), ("inputs", INPUTS), ("context", CONTEXTS)),
            )
        },
    }
    seen: set[str] = set()
    made = 0
    while made < count:
        batch = min(10_000, count - made)
        drawn = zip(*(pick.draw(chance, batch) for pick in picks.values()), strict=True)
        for places in drawn:
            yield _model(dict(zip(picks, places, strict=True)), owners, licenses, chance, seen)
        made += batch


def _model(
    places: dict[str, int],
    owners: Sequence[str],
    licenses: frozenset[str],
    chance: random.Random,
    seen: set[str],
) -> Invented:
    owner = owners[places["owner"]]
    family, size = FAMILIES[places["family"]], SIZES[places["size"]]
    tuning = TUNINGS[places["tuning"]]
    parts = [family, f"{size:g}B", tuning, FORMATS[places["format"]]]
    kind = chance.random()
    if kind < 0.35:
        parts.insert(0, _word(chance).capitalize())
    if kind > 0.6:
        parts.append(chance.choice(SPICES))
    name = "-".join(filter(None, parts))
    key = f"{owner.replace(' ', '-')}/{name}"
    if key in seen:
        month, day = chance.randrange(1, 13), chance.randrange(1, 29)
        name += f"-{chance.choice((2023, 2024, 2025))}{month:02d}{day:02d}-{len(seen):x}"
        key = f"{owner.replace(' ', '-')}/{name}"
    seen.add(key)
    license_id = LICENSED[places["license"]]
    license_id = license_id if license_id in licenses else ""
    return Invented(
        id=key,
        name=name,
        organization=owner,
        family=family,
        country=COUNTRIES[places["owner"] % len(COUNTRIES)],
        tuning="instruct" if tuning == "Instruct" else "chat" if tuning == "Chat" else "",
        weights=chance.choices(("open", "api-only", ""), (95, 1, 4))[0],
        release_date=_date(chance),
        parameters_total=int(size * 1e9) if chance.random() < 0.8 else None,
        context_tokens=CONTEXTS[places["context"]],
        input_modalities=INPUTS[places["inputs"]],
        license_id=license_id or None,
        openness=OPENNESS.get(license_id, "unknown"),
    )


def _date(chance: random.Random) -> str:
    if chance.random() < 0.05:
        return ""
    year = chance.choices(range(2019, 2027), (1, 1, 2, 5, 20, 30, 30, 11))[0]
    month, day = chance.randrange(1, 13), chance.randrange(1, 29)
    text = f"{year}-{month:02d}-{day:02d}"
    return text[:7] if chance.random() < 0.05 else text


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.choice((2, 2, 3, 3, 4))))


def _owners(count: int, chance: random.Random) -> list[str]:
    names: dict[str, None] = {}
    while len(names) < count:
        name = _word(chance)
        kind = chance.random()
        if kind < 0.3:
            name = f"{name.capitalize()} {chance.choice(LABS)}"
        elif kind < 0.6:
            name += str(chance.randrange(1000))
        names[name] = None
    return list(names)
