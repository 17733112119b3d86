package example;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

public class Messages {
    /** A batch of one partition. An exception gives the whole batch again, so what was done before must bear that. */
    public Map<String, Object> mainHandler(Map<String, Object> event) {
        int characters = 0;
        int empty = 0;
        List<?> records = (List<?>) event.get("Records");
        for (Object record : records) {
            Map<?, ?> message = (Map<?, ?>) ((Map<?, ?>) record).get("Ckafka");
            String body = (String) message.get("msgBody");
            if (body == null || body.isEmpty()) {
                System.out.println("nothing in it, left out: " + message.get("topic") + " " + message.get("partition") + " " + message.get("offset"));
                empty += 1;
                continue;
            }
            characters += body.length();
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("messages", records.size());
        answer.put("empty", empty);
        answer.put("characters", characters);
        return answer;
    }
}
