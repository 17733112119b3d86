// SPDX-License-Identifier: GPL-3.0-or-later
package scfdesk;

import java.lang.reflect.Array;
import java.util.Map;

/** Values of the user's code to JSON text. Beans are read by their getters (Beans). */
final class Writer {
    private static final int DEPTH = 1000;
    private static final String HEX = "0123456789abcdef";
    private final StringBuilder out = new StringBuilder(256);

    static String text(Object value) {
        Writer writer = new Writer();
        writer.value(value, 0);
        return writer.out.toString();
    }

    private void value(Object value, int depth) {
        if (depth > DEPTH) throw new IllegalArgumentException("The result is nested more than " + DEPTH + " levels deep, or holds itself");
        if (value == null) out.append("null");
        else if (value instanceof String) string((String) value);
        else if (value instanceof Number) number((Number) value);
        else if (value instanceof Boolean) out.append(value.toString());
        else if (value instanceof Map) map((Map<?, ?>) value, depth);
        else if (value instanceof Iterable) list((Iterable<?>) value, depth);
        else if (value.getClass().isArray()) array(value, depth);
        else if (value instanceof CharSequence || value instanceof Character) string(value.toString());
        else if (value instanceof Enum) string(((Enum<?>) value).name());
        else other(value, depth);
    }

    private void other(Object value, int depth) {
        Object plain = Beans.plain(value);
        if (plain == value) throw new IllegalArgumentException("The result holds a " + value.getClass().getName() + ", which has no JSON form");
        value(plain, depth + 1);
    }

    private void number(Number value) {
        if ((value instanceof Double || value instanceof Float) && (Double.isNaN(value.doubleValue()) || Double.isInfinite(value.doubleValue()))) out.append("null");
        else out.append(value.toString());
    }

    private void map(Map<?, ?> map, int depth) {
        out.append('{');
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!first) out.append(',');
            first = false;
            string(entry.getKey() instanceof Enum ? ((Enum<?>) entry.getKey()).name() : String.valueOf(entry.getKey()));
            out.append(':');
            value(entry.getValue(), depth + 1);
        }
        out.append('}');
    }

    private void list(Iterable<?> list, int depth) {
        out.append('[');
        boolean first = true;
        for (Object one : list) {
            if (!first) out.append(',');
            first = false;
            value(one, depth + 1);
        }
        out.append(']');
    }

    private void array(Object array, int depth) {
        if (array instanceof byte[]) {
            string(java.util.Base64.getEncoder().encodeToString((byte[]) array));
            return;
        }
        if (array instanceof char[]) {
            string(new String((char[]) array));
            return;
        }
        out.append('[');
        for (int i = 0; i < Array.getLength(array); ++i) {
            if (i > 0) out.append(',');
            value(Array.get(array, i), depth + 1);
        }
        out.append(']');
    }

    private void string(String text) {
        out.append('"');
        int plain = 0;
        for (int i = 0; i < text.length(); ++i) {
            char c = text.charAt(i);
            if (c >= 0x20 && c != '"' && c != '\\') continue;
            out.append(text, plain, i);
            plain = i + 1;
            switch (c) {
                case '"': out.append("\\\""); break;
                case '\\': out.append("\\\\"); break;
                case '\n': out.append("\\n"); break;
                case '\r': out.append("\\r"); break;
                case '\t': out.append("\\t"); break;
                default: out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        out.append(text, plain, text.length()).append('"');
    }
}
