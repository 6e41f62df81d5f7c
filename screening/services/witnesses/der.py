"""Putting the certificates of a time-stamp into the order that its decoder insists on.

DER sorts what is in a set. Authorities that run openssl send their certificates as they were
given; no signature is over that order, and openssl reads any. The decoder here refuses all but one.
"""

from collections.abc import Iterator

_CERTIFICATES = 0xA0  # [0], within a SignedData (RFC 5652)
_LONG = 0x80


def in_order(answer: bytes) -> bytes:
    """``answer`` (a TimeStampResp) with its certificates sorted; as it is where that has none."""
    try:
        _status, token = _parts(answer, *_inside(answer, 0))
        _kind, content = _parts(answer, *_inside(answer, token[0]))
        (signed,) = _parts(answer, *_inside(answer, content[0]))
        for begin, _end in list(_parts(answer, *_inside(answer, signed[0]))):
            if answer[begin] == _CERTIFICATES:
                first, last = _inside(answer, begin)
                certificates = sorted(answer[a:b] for a, b in _parts(answer, first, last))
                return answer[:first] + b"".join(certificates) + answer[last:]
    except (ValueError, IndexError):
        pass  # it has no such parts: the decoder says what it makes of it
    return answer


def _parts(data: bytes, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each element between ``begin`` and ``end`` begins and ends."""
    while begin < end:
        _first, last = _inside(data, begin)
        if last > end:
            raise ValueError("an element that is longer than what it is in")
        yield begin, last
        begin = last


def _inside(data: bytes, begin: int) -> tuple[int, int]:
    """Where the content of the element at ``begin`` begins and ends."""
    first, length = begin + 2, data[begin + 1]
    if length & _LONG:
        octets = length & ~_LONG
        length = int.from_bytes(data[first : first + octets], "big")
        first += octets
    if first + length > len(data):
        raise IndexError
    return first, first + length
