# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads and writes PNG pictures with 8 bits a channel, not interlaced, by the standard library alone."""
import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
PIXELS = 40_000_000


class Picture:
    def __init__(self, width, height, channels, rows):
        self.width, self.height, self.channels, self.rows = width, height, channels, rows

    def shrunk(self, side):
        """At most `side` wide and high; each pixel is the one in the middle of what it stands for."""
        scale = max(1.0, max(self.width, self.height) / side)
        width, height = max(1, int(self.width / scale)), max(1, int(self.height / scale))
        n, rows = self.channels, []
        columns = [min(self.width - 1, int((x + 0.5) * scale)) for x in range(width)]
        for y in range(height):
            row = self.rows[min(self.height - 1, int((y + 0.5) * scale))]
            rows.append(b"".join(row[x * n:x * n + n] for x in columns))
        return Picture(width, height, n, rows)


def chunks(data):
    if data[:8] != SIGNATURE:
        raise ValueError("this is no PNG picture")
    at = 8
    while at + 8 <= len(data):
        size, kind = struct.unpack("!I4s", data[at:at + 8])
        yield kind, data[at + 8:at + 8 + size]
        at += size + 12


def paeth(a, b, c):
    p = a + b - c
    pa, pb, pc = abs(p - a), abs(p - b), abs(p - c)
    return a if pa <= pb and pa <= pc else b if pb <= pc else c


def unfiltered(kind, line, above, n):
    for i in range(len(line)):
        left = line[i - n] if i >= n else 0
        if kind == 1:
            line[i] = (line[i] + left) & 255
        elif kind == 2:
            line[i] = (line[i] + above[i]) & 255
        elif kind == 3:
            line[i] = (line[i] + (left + above[i]) // 2) & 255
        elif kind == 4:
            line[i] = (line[i] + paeth(left, above[i], above[i - n] if i >= n else 0)) & 255
        else:
            raise ValueError(f"there is no filter {kind}")
    return line


def read(data):
    width = height = kind = None
    packed, palette = b"", b""
    for name, body in chunks(data):
        if name == b"IHDR":
            width, height, depth, kind, _, _, interlaced = struct.unpack("!IIBBBBB", body)
            if depth != 8 or interlaced or kind not in CHANNELS or width * height > PIXELS:
                raise ValueError("only PNG pictures with 8 bits a channel, not interlaced, of a usual size are read")
        elif name == b"PLTE":
            palette = body
        elif name == b"IDAT":
            packed += body
    if not width or not height:
        raise ValueError("the picture has no size")
    n = CHANNELS[kind]
    step = width * n + 1
    unpacker = zlib.decompressobj()
    flat = unpacker.decompress(packed, step * height)
    if len(flat) < step * height:
        raise ValueError("the picture is cut off")
    rows, above = [], bytes(width * n)
    for y in range(height):
        line = bytearray(flat[y * step + 1:(y + 1) * step])
        above = bytes(unfiltered(flat[y * step], line, above, n)) if flat[y * step] else bytes(line)
        rows.append(above)
    if kind == 3:
        return Picture(width, height, 3, [b"".join(palette[i * 3:i * 3 + 3] for i in row) for row in rows])
    return Picture(width, height, n, rows)


def write(picture):
    def chunk(name, body):
        return struct.pack("!I", len(body)) + name + body + struct.pack("!I", zlib.crc32(name + body))
    kind = {1: 0, 2: 4, 3: 2, 4: 6}[picture.channels]
    return (SIGNATURE + chunk(b"IHDR", struct.pack("!IIBBBBB", picture.width, picture.height, 8, kind, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(b"".join(b"\0" + row for row in picture.rows))) + chunk(b"IEND", b""))
