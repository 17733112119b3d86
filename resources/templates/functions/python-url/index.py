import json


def reply(status, body):
    return {
        "isBase64Encoded": False,
        "statusCode": status,
        "headers": {"content-type": "application/json; charset=utf-8"},
        "body": json.dumps(body, ensure_ascii=False),
    }


def main_handler(event, context):
    method = event.get("httpMethod", "GET")
    print(method, event.get("path", "/"))
    if method not in ("GET", "POST"):
        return reply(405, {"error": f"{method} is not supported here."})
    sent = None
    if event.get("body"):
        try:
            sent = json.loads(event["body"])
        except ValueError as error:
            return reply(400, {"error": f"The body is not JSON: {error}"})
    return reply(200, {"path": event.get("path"), "query": event.get("queryString", {}), "body": sent})
