package org.multiwanbond.wire.control;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Text of a frame: UTF-8 that is safe to show in a log or terminal. Thread-safe: it has no state. */
final class PrintableText {

    private PrintableText() {}

    /** The text of a region; empty if it is not UTF-8 or holds something that is not printable. */
    static Optional<String> read(byte[] buf, int off, int len) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(buf, off, len))
                    .toString();
            return isPrintable(text) ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** The octets of a printable text of at most {@code limitBytes}. */
    static byte[] write(String text, int limitBytes) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        if (octets.length > limitBytes || !isPrintable(text)) {
            throw new IllegalArgumentException("a text must be printable and at most " + limitBytes + " octets");
        }
        return octets;
    }

    private static boolean isPrintable(String text) {
        return text.codePoints().allMatch(PrintableText::isPrintable);
    }

    private static boolean isPrintable(int codePoint) {
        switch (Character.getType(codePoint)) {
            case Character.CONTROL:
            case Character.FORMAT: // among them the marks that reverse the direction of writing
            case Character.SURROGATE:
            case Character.PRIVATE_USE:
            case Character.UNASSIGNED:
            case Character.LINE_SEPARATOR:
            case Character.PARAGRAPH_SEPARATOR:
                return false;
            default:
                return true;
        }
    }
}
