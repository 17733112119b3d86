// SPDX-License-Identifier: GPL-3.0-or-later
package scfdesk;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON text to maps, lists, strings, numbers, booleans and null, without any class that a cold start would have to load beside these. */
final class Json {
    private static final int DEPTH = 1000;
    private final String text;
    private int at = 0;

    private Json(String text) {
        this.text = text;
    }

    static Object parse(String text) {
        Json json = new Json(text);
        Object value = json.value(0);
        json.skip();
        if (json.at != text.length()) throw json.wrong();
        return value;
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("The event is no JSON at character " + at);
    }

    private void skip() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != ' ' && c != '\n' && c != '\t' && c != '\r') return;
            ++at;
        }
    }

    private char peek() {
        skip();
        if (at >= text.length()) throw wrong();
        return text.charAt(at);
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) throw wrong();
        at += word.length();
        return value;
    }

    private Object value(int depth) {
        if (depth > DEPTH) throw new IllegalArgumentException("The event is nested more than " + DEPTH + " levels deep");
        switch (peek()) {
            case '{': return object(depth);
            case '[': return array(depth);
            case '"': return string();
            case 't': return word("true", Boolean.TRUE);
            case 'f': return word("false", Boolean.FALSE);
            case 'n': return word("null", null);
            default: return number();
        }
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        ++at;
        if (peek() == '}') {
            ++at;
            return map;
        }
        for (;;) {
            if (peek() != '"') throw wrong();
            String name = string();
            if (peek() != ':') throw wrong();
            ++at;
            map.put(name, value(depth + 1));
            char c = peek();
            ++at;
            if (c == '}') return map;
            if (c != ',') throw wrong();
        }
    }

    private List<Object> array(int depth) {
        List<Object> list = new ArrayList<>();
        ++at;
        if (peek() == ']') {
            ++at;
            return list;
        }
        for (;;) {
            list.add(value(depth + 1));
            char c = peek();
            ++at;
            if (c == ']') return list;
            if (c != ',') throw wrong();
        }
    }

    private String string() {
        int begin = ++at;
        int end = begin;
        while (end < text.length() && text.charAt(end) != '"' && text.charAt(end) != '\\') ++end;
        if (end >= text.length()) throw wrong();
        if (text.charAt(end) == '"') {
            at = end + 1;
            return text.substring(begin, end);
        }
        StringBuilder out = new StringBuilder(end - begin + 32);
        out.append(text, begin, end);
        at = end;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') return out.toString();
            if (c != '\\') {
                out.append(c);
                continue;
            }
            if (at >= text.length()) break;
            c = text.charAt(at++);
            switch (c) {
                case 'b': out.append('\b'); break;
                case 'f': out.append('\f'); break;
                case 'n': out.append('\n'); break;
                case 'r': out.append('\r'); break;
                case 't': out.append('\t'); break;
                case 'u':
                    if (at + 4 > text.length()) throw wrong();
                    out.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
                    at += 4;
                    break;
                default: out.append(c);
            }
        }
        throw wrong();
    }

    private Number number() {
        int begin = at;
        boolean whole = true;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '.' || c == 'e' || c == 'E') whole = false;
            else if ((c < '0' || c > '9') && c != '-' && c != '+') break;
            ++at;
        }
        if (begin == at) throw wrong();
        String digits = text.substring(begin, at);
        try {
            if (!whole) {
                double value = Double.parseDouble(digits);
                return Double.isInfinite(value) ? (Number) new BigDecimal(digits) : (Number) value;
            }
            if (digits.length() > 18) {
                BigInteger big = new BigInteger(digits);
                return big.bitLength() < 64 ? (Number) big.longValue() : (Number) big;
            }
            long value = Long.parseLong(digits);
            return value == (int) value ? (Number) (int) value : (Number) value;
        } catch (NumberFormatException e) {
            throw wrong();
        }
    }
}
