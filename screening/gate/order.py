"""The order in which letters are seen: an override shows stored text backwards.

Of the Unicode bidirectional algorithm (UAX 9) only what turns Latin letters round: explicit
overrides, to a small depth, ended by a pop or by the end of the line.
"""

LEFT, RIGHT = "\u202d", "\u202e"
OVERRIDES = LEFT + RIGHT
_POP = "\u202c"
_OPENS = "\u202a\u202b"  # embeddings: they turn no Latin letters, and need a pop
_DEEPEST = 8


def seen_order(text: str) -> list[int]:
    """The places of ``text`` from left to right, as a reader's eye meets them."""
    order = list(range(len(text)))
    if RIGHT not in text:
        return order
    levels = _levels(text)
    for level in range(max(levels), 0, -1):
        _turn(order, levels, level)
    return order


def _levels(text: str) -> list[int]:
    """How deep each letter stands; an odd depth runs from right to left."""
    levels: list[int] = []
    stack = [0]
    for char in text:
        if char == "\n":
            stack = [0]
        elif char in OVERRIDES:
            stack.append(_next(stack[-1], odd=char == RIGHT))
        elif char in _OPENS:
            stack.append(stack[-1])
        elif char == _POP and len(stack) > 1:
            stack.pop()
        levels.append(stack[-1])
    return levels


def _next(level: int, *, odd: bool) -> int:
    """The least deeper level of that direction, unless it is too deep already."""
    deeper = level + 1 if (level + 1) % 2 == odd else level + 2
    return deeper if deeper <= _DEEPEST else level


def _turn(order: list[int], levels: list[int], level: int) -> None:
    """Turn round every run of letters that stand at ``level`` or deeper."""
    start = None
    for place in range(len(order) + 1):
        inside = place < len(order) and levels[place] >= level
        if inside and start is None:
            start = place
        elif not inside and start is not None:
            order[start:place] = order[start:place][::-1]
            levels[start:place] = levels[start:place][::-1]
            start = None
