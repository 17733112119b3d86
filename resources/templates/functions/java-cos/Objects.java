package example;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says what became of each object. With the COS SDK in lib/, read it here and write a result beside it. */
public class Objects {
    @SuppressWarnings("unchecked")
    private static Map<String, Object> in(Object map, String name) {
        return (Map<String, Object>) ((Map<String, Object>) map).get(name);
    }

    public Map<String, Object> mainHandler(Map<String, Object> event) throws Exception {
        List<Object> objects = new ArrayList<>();
        for (Object record : (List<?>) event.get("Records")) {
            Map<String, Object> cos = in(record, "cos");
            // /appid/bucket/path, with the path percent-encoded
            String key = URLDecoder.decode(((String) in(cos, "cosObject").get("key")).split("/", 4)[3], "UTF-8");
            String what = (String) in(record, "event").get("eventName");
            System.out.println(what + " " + in(cos, "cosBucket").get("name") + " " + key);
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("key", key);
            if (what.contains("ObjectRemove")) one.put("removed", true);
            else one.put("bytes", in(cos, "cosObject").getOrDefault("size", 0));
            objects.add(one);
        }
        return Collections.singletonMap("objects", objects);
    }
}
