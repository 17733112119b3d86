package example;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs at the timer's times. Message is what the trigger carries. */
public class Clock {
    public Map<String, Object> mainHandler(Map<String, Object> event) {
        Instant planned = Instant.parse((String) event.get("Time"));
        System.out.println(event.get("TriggerName") + " planned for " + planned + ", " + Duration.between(planned, Instant.now()).getSeconds() + " s ago");
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("trigger", event.get("TriggerName"));
        answer.put("message", event.get("Message"));
        return answer;
    }
}
