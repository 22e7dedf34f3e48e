"""Numbers spelled in Chinese, to be read back."""

from __future__ import annotations

__all__ = ["DIGITS", "spell"]

DIGITS = "零一二三四五六七八九"


def spell(number: int) -> str:
    """Spell a number below 10^16 in full, as a reader would (105 is 一百零五, 10^12 is 一万亿)."""
    for scale, name in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= scale:
            head, rest = divmod(number, scale)
            gap = "零" if 0 < rest < scale // 10 else ""
            return spell(head) + name + (gap + spell(rest) if rest else "")
    return DIGITS[number]
