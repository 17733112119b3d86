package example;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

public class Site {
    private static Map<String, Object> reply(int status, String text) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("isBase64Encoded", false);
        answer.put("statusCode", status);
        answer.put("headers", Collections.singletonMap("content-type", "text/plain; charset=utf-8"));
        answer.put("body", text);
        return answer;
    }

    public Map<String, Object> mainHandler(Map<String, Object> event) {
        Object method = event.getOrDefault("httpMethod", "GET");
        Object path = event.getOrDefault("path", "/");
        System.out.println(method + " " + path);
        if (!method.equals("GET") && !method.equals("POST")) return reply(405, method + " is not supported here.\n");
        Object query = event.get("queryString");
        Object name = query instanceof Map ? ((Map<?, ?>) query).get("name") : null;
        return reply(200, "Hello, " + (name == null ? "SCF" : name) + ", at " + path + "\n");
    }
}
