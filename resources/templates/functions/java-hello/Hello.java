package example;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

public class Hello {
    /** A second parameter of type com.qcloud.scf.runtime.Context gives the request id, the limits and more. */
    public Map<String, Object> mainHandler(Map<String, Object> event) {
        System.out.println("Received event: " + event);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("message", "Hello from SCF");
        answer.put("keys", new TreeSet<>(event.keySet()));
        return answer;
    }
}
