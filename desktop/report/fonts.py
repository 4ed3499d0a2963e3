"""Which fonts a report needs, and where this machine has them.

The serif (Libertinus Serif) and a font of symbols (DejaVu Sans Mono) come inside the ``typst``
package, the sans from a package of its own. Only where a text has characters that none of them
draws is a font of the system taken, so that the same report has the same bytes elsewhere.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    import typst

SERIF = "Libertinus Serif"
SYMBOLS = "DejaVu Sans Mono"
SANS = "Source Sans Pro"

_SANS_PACKAGE = "font_source_sans_pro"
_SANS_FILES = tuple(f"SourceSansPro-{style}.ttf" for style in ("Regular", "It", "Semibold", "Bold"))
# Width of a tabular digit in em, to align figures on the decimal point.
_DIGIT = {SANS: 0.497, SERIF: 0.465}

_SAFE = frozenset(
    [chr(c) for c in (*range(0x20, 0x7F), *range(0xA0, 0xAD), *range(0xAE, 0x100))]
    + list("–—‘’“”…•→↑↓≤≥≠−×◆●○◐▷★·")
)
"""Characters that the fonts at hand draw in any case; a test asks them."""

# Nobody's font draws a code point that is no character.
_UNDRAWABLE = "\U0010fffd"

_SYSTEM_FONTS: dict[str, tuple[str, ...]] = {
    "linux": (
        "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
        "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
        "/usr/share/fonts-droid-fallback/truetype/DroidSansFallbackFull.ttf",
        "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
        "/usr/share/fonts/truetype/nanum/NanumGothic.ttf",
        "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
        "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    ),
    "darwin": (
        "/System/Library/Fonts/PingFang.ttc",
        "/System/Library/Fonts/Hiragino Sans GB.ttc",
        "/System/Library/Fonts/STHeiti Light.ttc",
        "/System/Library/Fonts/AppleSDGothicNeo.ttc",
        "/System/Library/Fonts/ヒラギノ角ゴシック W3.ttc",
        "/System/Library/Fonts/Supplemental/Arial Unicode.ttf",
    ),
    "win32": ("msyh.ttc", "simsun.ttc", "YuGothR.ttc", "malgun.ttf", "seguisym.ttf", "arial.ttf"),
}


@dataclass(frozen=True, slots=True)
class FontSet:
    """The fonts of one document.

    Attributes:
        fonts: What the typesetter is given.
        sans: Families for tables and charts, in the order in which they are asked.
        serif: Families for running text.
        digit: Width of a tabular digit of the sans in em.
        missing: Characters that none of the fonts draws.
    """

    fonts: typst.Fonts
    sans: tuple[str, ...]
    serif: tuple[str, ...]
    digit: float
    missing: tuple[str, ...]


def sans_files() -> tuple[Path, ...]:
    """Return the files of the sans, none where its package is not there."""
    spec = importlib.util.find_spec(_SANS_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        return ()
    folder = Path(next(iter(spec.submodule_search_locations))) / "files"
    files = tuple(folder / name for name in _SANS_FILES)
    return files if all(file.is_file() for file in files) else ()


def system_fonts() -> Iterator[Path]:
    """Yield fonts of this system that draw many scripts, the best first."""
    folder = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "Fonts"
    for name in _SYSTEM_FONTS.get(sys.platform, _SYSTEM_FONTS["linux"]):
        path = folder / name if sys.platform == "win32" else Path(name)
        if path.is_file():
            yield path


@contextmanager
def fonts_for(characters: Iterable[str], system: Iterable[Path] | None = None) -> Iterator[FontSet]:
    """Give the fonts that draw as many of the characters as this machine can.

    Args:
        characters: Every character of the document.
        system: Fonts to fall back on; those of this system where None.

    Yields:
        The fonts; their files may be gone afterward.
    """
    with tempfile.TemporaryDirectory(prefix="weighbridge-fonts-") as name:
        folder = Path(name)
        # Only these files: which of a family's other formats and weights came first would depend
        # on the order of the directory.
        files = sans_files()
        for file in files:
            _bring(file, folder)
        sans = SANS if files else SERIF
        fonts = _load(folder)
        missing = _undrawn(fonts, sans, sorted(set(characters) - _SAFE))
        extra: list[str] = []
        for file in () if not missing else system_fonts() if system is None else system:
            brought = _bring(file, folder)
            more = _load(folder)
            left = _undrawn(more, sans, missing)
            if len(left) < len(missing):
                extra += _families(more, brought)
                fonts, missing = more, left
            else:
                brought.unlink()
            if not missing:
                break
        more_families = (*extra, SYMBOLS)
        yield FontSet(
            fonts, (sans, *more_families), (SERIF, *more_families), _DIGIT[sans], tuple(missing)
        )


def _bring(file: Path, folder: Path) -> Path:
    """Put a font where the typesetter, which reads whole folders only, finds it alone."""
    target = folder / file.name
    try:
        target.symlink_to(file)
    except OSError:  # not every Windows user may make links
        shutil.copyfile(file, target)
    return target


def _load(folder: Path) -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[folder])


def _families(fonts: typst.Fonts, brought: Path) -> list[str]:
    """Return the families of one file, which the typesetter names by where its link leads."""
    file = brought.resolve()
    paths = ((font.family, font.path) for font in fonts.fonts())
    return sorted({family for family, path in paths if path and Path(path).resolve() == file})


def _undrawn(fonts: typst.Fonts, family: str, characters: Sequence[str]) -> list[str]:
    """Return the characters that no font draws, by asking for a picture of each.

    What no font draws is drawn with the box of the first family; the picture of a code point
    that is no character shows how that box looks.
    """
    if not characters:
        return []
    import typst

    source = (
        f'#set text(font: "{family}")\n#set page(width: 50pt, height: 50pt)\n'
        "#for c in json(bytes(sys.inputs.data)) { page(text(c)) }"
    )
    pictures = typst.compile(
        source.encode(),
        font_paths=fonts,
        ignore_system_fonts=True,
        format="svg",
        sys_inputs={"data": json.dumps([_UNDRAWABLE, *characters])},
    )
    # Several pages are a list, whatever the package's stubs say.
    pages = [page.decode() for page in cast("list[bytes]", pictures)]
    box = re.findall(r'href="#(\w+)"', pages[0])
    return [
        character
        for character, page in zip(characters, pages[1:], strict=True)
        if f'"#{box[0]}"' in page
    ]
