import os
import urllib.parse


def main_handler(event, context):
    """Says what became of each object. With qcloud_cos in the package, read it here and write a result beside it."""
    seen = []
    for record in event["Records"]:
        bucket = record["cos"]["cosBucket"]
        # /appid/bucket/path, with the path percent-encoded
        key = urllib.parse.unquote(record["cos"]["cosObject"]["key"].split("/", 3)[3])
        what = record["event"]["eventName"]
        size = record["cos"]["cosObject"].get("size", 0)
        print(what, f"{bucket['name']}-{bucket['appid']}", key, size)
        if "ObjectRemove" in what:
            seen.append({"key": key, "removed": True})
        else:
            name, end = os.path.splitext(os.path.basename(key))
            seen.append({"key": key, "bytes": size, "result": f"thumbnails/{name}-small{end}"})
    return {"objects": seen}
