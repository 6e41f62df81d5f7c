"""Watching what the application's own SQLite does to its files: each write, cut and sync, in order.

A file system layer ("VFS") of ours is made the default of the very SQLite library that the standard
library's ``sqlite3`` has loaded; it hands everything on to the one that was there, and notes what
was asked. So whatever runs in this process afterwards is the application's own code, with its own
statements and settings, and the notes are of its own disk. What SQLite promises of a layer is in
https://www.sqlite.org/c3ref/vfs.html and io_methods.html, whose structures stand below.

What a file held when it was first opened is taken to be on the disk. Files of an ``-shm`` are no
part of this: SQLite makes them afresh after a crash.
"""

import _sqlite3
import ctypes
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from dataclasses import dataclass, field
from typing import Any

OK = 0
_NAME = b"noted"


class _Methods(Structure):
    """``sqlite3_io_methods``, as pointers: only three of them are looked into."""

    _fields_ = [
        ("iVersion", c_int),
        *(
            (name, c_void_p)
            for name in (
                "xClose",
                "xRead",
                "xWrite",
                "xTruncate",
                "xSync",
                "xFileSize",
                "xLock",
                "xUnlock",
                "xCheckReservedLock",
                "xFileControl",
                "xSectorSize",
                "xDeviceCharacteristics",
                "xShmMap",
                "xShmLock",
                "xShmBarrier",
                "xShmUnmap",
                "xFetch",
                "xUnfetch",
            )
        ),
    ]


class _Layer(Structure):
    """``sqlite3_vfs``."""

    _fields_ = [
        ("iVersion", c_int),
        ("szOsFile", c_int),
        ("mxPathname", c_int),
        ("pNext", c_void_p),
        ("zName", c_char_p),
        ("pAppData", c_void_p),
        *(
            (name, c_void_p)
            for name in (
                "xOpen",
                "xDelete",
                "xAccess",
                "xFullPathname",
                "xDlOpen",
                "xDlError",
                "xDlSym",
                "xDlClose",
                "xRandomness",
                "xSleep",
                "xCurrentTime",
                "xGetLastError",
                "xCurrentTimeInt64",
                "xSetSystemCall",
                "xGetSystemCall",
                "xNextSystemCall",
            )
        ),
    ]


_OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
_DELETE = CFUNCTYPE(c_int, c_void_p, c_char_p, c_int)
_WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = CFUNCTYPE(c_int, c_void_p, c_int)


@dataclass(frozen=True)
class Write:
    """``data`` was written to ``file`` at ``offset``."""

    file: str
    offset: int
    data: bytes


@dataclass(frozen=True)
class Cut:
    """``file`` was cut to ``size``."""

    file: str
    size: int


@dataclass(frozen=True)
class Sync:
    """``file`` is on the disk as far as the first ``upto`` notes say."""

    file: str
    upto: int


@dataclass(frozen=True)
class Gone:
    """``file`` was deleted."""

    file: str


@dataclass(frozen=True)
class Told:
    """Somebody was told that ``what`` is done."""

    what: Any


Note = Write | Cut | Sync | Gone | Told


@dataclass
class Notes:
    """What happened, in order."""

    all: list[Note] = field(default_factory=list)
    _kept: list[Any] = field(default_factory=list)  # what C points at
    _files: dict[int, str] = field(default_factory=dict)
    _methods: dict[int, _Methods] = field(default_factory=dict)

    def told(self, what: Any) -> None:
        """Note that somebody was told."""
        self.all.append(Told(what))

    def watch(self) -> None:
        """Note whatever SQLite does in this process from now on, to files opened from now on."""
        library = ctypes.CDLL(_sqlite3.__file__)
        library.sqlite3_vfs_find.restype = POINTER(_Layer)
        library.sqlite3_vfs_find.argtypes = [c_char_p]
        below = library.sqlite3_vfs_find(None)
        layer = _Layer()
        ctypes.memmove(ctypes.byref(layer), below, ctypes.sizeof(_Layer))
        layer.zName = _NAME
        layer.xOpen = self._keep(_OPEN(self._opening(below)))
        layer.xDelete = self._keep(_DELETE(self._deleting(below)))
        self._kept += [below, layer, library]
        if library.sqlite3_vfs_register(ctypes.byref(layer), 1) != OK:
            raise RuntimeError("SQLite took no other layer.")

    def _keep(self, callback: Any) -> int | None:
        self._kept.append(callback)
        return ctypes.cast(callback, c_void_p).value

    def _opening(self, below: Any) -> Any:
        original = _OPEN(below.contents.xOpen)

        def opened(_layer: int, name: int, file: int, flags: int, out: int) -> int:
            code = original(ctypes.addressof(below.contents), name, file, flags, out)
            methods = c_void_p.from_address(file)
            if code == OK and name and methods.value:
                path = ctypes.string_at(name).decode()
                methods.value = ctypes.addressof(self._noting(methods.value))
                self._files[file] = path
            return int(code)

        return opened

    def _deleting(self, below: Any) -> Any:
        original = _DELETE(below.contents.xDelete)

        def deleted(_layer: int, name: bytes, sync: int) -> int:
            code = original(ctypes.addressof(below.contents), name, sync)
            if code == OK:
                self.all.append(Gone(name.decode()))
            return int(code)

        return deleted

    def _noting(self, address: int) -> _Methods:
        """The methods at ``address``, but that they make notes; made once for each kind of file."""
        if address not in self._methods:
            below = _Methods.from_address(address)
            above = _Methods()
            ctypes.memmove(ctypes.byref(above), address, ctypes.sizeof(_Methods))
            above.xWrite = self._keep(_WRITE(self._writing(_WRITE(below.xWrite))))
            above.xTruncate = self._keep(_TRUNCATE(self._cutting(_TRUNCATE(below.xTruncate))))
            above.xSync = self._keep(_SYNC(self._syncing(_SYNC(below.xSync))))
            self._methods[address] = above
        return self._methods[address]

    def _writing(self, original: Any) -> Any:
        def wrote(file: int, data: int, size: int, offset: int) -> int:
            self.all.append(Write(self._files[file], offset, ctypes.string_at(data, size)))
            return int(original(file, data, size, offset))

        return wrote

    def _cutting(self, original: Any) -> Any:
        def cut(file: int, size: int) -> int:
            self.all.append(Cut(self._files[file], size))
            return int(original(file, size))

        return cut

    def _syncing(self, original: Any) -> Any:
        def synced(file: int, flags: int) -> int:
            upto = len(self.all)  # what others write meanwhile may or may not be among it
            code = int(original(file, flags))
            if code == OK:
                self.all.append(Sync(self._files[file], upto))
            return code

        return synced
