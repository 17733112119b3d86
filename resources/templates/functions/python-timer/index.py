import datetime
import json


def main_handler(event, context):
    """Runs at the timer's times. Message is what the trigger carries; here a JSON object of what to do."""
    try:
        job = json.loads(event.get("Message") or "{}")
    except ValueError:
        job = {"note": event["Message"]}
    planned = datetime.datetime.fromisoformat(event["Time"].replace("Z", "+00:00"))
    late = (datetime.datetime.now(datetime.timezone.utc) - planned).total_seconds()
    print(f"{event['TriggerName']} planned for {planned.isoformat()}, {late:.1f} s ago")
    return {"trigger": event["TriggerName"], "job": job}
