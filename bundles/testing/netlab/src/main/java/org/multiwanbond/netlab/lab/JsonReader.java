package org.multiwanbond.netlab.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one JSON text (RFC 8259). Used once, by one thread. */
final class JsonReader {
    private final String text;
    private int at;

    JsonReader(String text) {
        this.text = text;
    }

    Json read() throws LabException {
        Json value = value();
        blanks();
        if (at < text.length()) {
            throw wrong("nothing more");
        }
        return value;
    }

    private Json value() throws LabException {
        blanks();
        char next = peek();
        if (next == '{') {
            return object();
        }
        if (next == '[') {
            return array();
        }
        return next == '"' ? new Json(Optional.of(string())) : literal();
    }

    private Json object() throws LabException {
        Map<String, Json> members = new LinkedHashMap<>();
        expect('{');
        for (blanks(); peek() != '}'; blanks()) {
            if (!members.isEmpty()) {
                expect(',');
                blanks();
            }
            String name = string();
            blanks();
            expect(':');
            members.put(name, value());
        }
        expect('}');
        return Json.of(members);
    }

    private Json array() throws LabException {
        List<Json> items = new ArrayList<>();
        expect('[');
        for (blanks(); peek() != ']'; blanks()) {
            if (!items.isEmpty()) {
                expect(',');
            }
            items.add(value());
        }
        expect(']');
        return Json.of(items);
    }

    private String string() throws LabException {
        StringBuilder out = new StringBuilder();
        expect('"');
        while (peek() != '"') {
            char next = text.charAt(at++);
            out.append(next == '\\' ? escaped() : next);
        }
        expect('"');
        return out.toString();
    }

    private char escaped() throws LabException {
        char next = peek();
        at++;
        if (next == 'u') {
            if (at + 4 > text.length()) {
                throw wrong("four hexadecimal digits");
            }
            try {
                return (char) Integer.parseInt(text.substring(at, at += 4), 16);
            } catch (NumberFormatException e) {
                throw wrong("four hexadecimal digits");
            }
        }
        int known = "bfnrt".indexOf(next);
        return known < 0 ? next : "\b\f\n\r\t".charAt(known);
    }

    private Json literal() throws LabException {
        int from = at;
        while (at < text.length() && "+-.".indexOf(text.charAt(at)) >= 0 || at < text.length() && isWord()) {
            at++;
        }
        String word = text.substring(from, at);
        switch (word) {
            case "null":
                return Json.missing();
            case "true", "false":
                return new Json(Optional.of(Boolean.valueOf(word)));
            default:
                try {
                    return new Json(Optional.of(Double.valueOf(word)));
                } catch (NumberFormatException e) {
                    throw wrong("a value");
                }
        }
    }

    private boolean isWord() {
        return Character.isLetterOrDigit(text.charAt(at));
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private char peek() throws LabException {
        if (at >= text.length()) {
            throw wrong("more");
        }
        return text.charAt(at);
    }

    private void expect(char wanted) throws LabException {
        if (peek() != wanted) {
            throw wrong("'" + wanted + "'");
        }
        at++;
    }

    private LabException wrong(String wanted) {
        String shown = text.length() > 200 ? text.substring(0, 200) + "…" : text;
        return new LabException("Not JSON: at " + at + " expected " + wanted + " in: " + shown);
    }
}
