# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a small picture of each PNG that comes into a bucket, and keeps it beside it in COS.

Give it a COS trigger on cos:ObjectCreated:* with the prefix in/ and the suffix .png, and drop a picture into the bucket. Fired by hand
it draws a picture, puts it into COS as in/NAME.png (which fires the trigger, if there is one), and makes its thumbnail.

Event: what COS sends, or {"draw": "sunset", "width": 320, "height": 200}
Services > COS: add it to this function. Address and keys come in the environment.
"""
import os
import uuid

import cos
import png

INSTANCE = uuid.uuid4().hex[:8]
SIDE = 96  # the longer one of a thumbnail
MOST = 25_000_000  # bytes of a picture that is read
made_here = []


def drawn(width, height):
    """A sky that turns from blue to orange, with a sun."""
    rows = []
    for y in range(height):
        row = bytearray()
        for x in range(width):
            t = y / max(1, height - 1)
            sun = (x - width * 0.7) ** 2 + (y - height * 0.6) ** 2 < (height * 0.15) ** 2
            row += bytes((255, 236, 160)) if sun else bytes((int(40 + 200 * t), int(60 + 90 * t), int(150 - 90 * t)))
        rows.append(bytes(row))
    return png.Picture(width, height, 3, rows)


def keys_of(event):
    for record in event.get("Records", []):
        about = record["cos"]
        name = f"{about['cosBucket']['name']}-{about['cosBucket']['appid']}"
        yield name, about["cosObject"]["key"].split("/", 3)[3]


def thumbnail(store, bucket, key):
    picture = png.read(store.get(bucket, key, MOST))
    small = picture.shrunk(SIDE)
    to = "thumbs/" + key.removeprefix("in/")
    store.put(bucket, to, png.write(small), "image/png")
    made_here.append(to)
    print(f"instance {INSTANCE}: {bucket}/{key} {picture.width} x {picture.height} -> {to} {small.width} x {small.height}")
    return {"from": key, "to": to, "width": small.width, "height": small.height}


def main_handler(event, context):
    if not os.environ.get("COS_ENDPOINT"):
        return {"note": "There is no COS in the environment. Add COS to this function in Services."}
    store = cos.Store(os.environ["COS_ENDPOINT"], os.environ["COS_SECRET_ID"], os.environ["COS_SECRET_KEY"])
    bucket = "pictures-" + os.environ["COS_APPID"]
    if "draw" in event:
        store.make(bucket)
        name = "".join(c for c in str(event["draw"]) if c.isalnum())[:40] or "picture"
        width, height = (max(8, min(int(event.get(side, 200)), 1000)) for side in ("width", "height"))
        store.put(bucket, f"in/{name}.png", png.write(drawn(width, height)), "image/png")
        wanted = [(bucket, f"in/{name}.png")]
    else:
        wanted = list(keys_of(event))
    made = [thumbnail(store, name, key) for name, key in wanted]
    here, kept = len(made_here), sum(len(store.list(name, "thumbs/")) for name in {name for name, _ in wanted})
    note = "Both agree: this one instance has made every thumbnail so far." if here == kept else "They differ: COS has what every instance made, before and beside this one."
    return {"instance": INSTANCE, "made": made, "madeByThisInstance": here, "inCos": kept, "note": note}
