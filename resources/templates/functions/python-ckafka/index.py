import json


def handle(order):
    if order.get("amount", 0) < 0:
        raise ValueError(f"order {order.get('id')}: the amount is below 0")
    return order.get("amount", 0)


def main_handler(event, context):
    """A batch of one partition. An exception gives the whole batch again, so what was done before must bear that."""
    total, skipped = 0, 0
    for record in event["Records"]:
        message = record["Ckafka"]
        try:
            order = json.loads(message["msgBody"])
        except ValueError:
            print("no JSON, left out:", message["topic"], message["partition"], message["offset"])
            skipped += 1
            continue
        total += handle(order) if isinstance(order, dict) else 0
    last = event["Records"][-1]["Ckafka"]
    print("up to", last["topic"], last["partition"], last["offset"])
    return {"messages": len(event["Records"]), "skipped": skipped, "total": total}
