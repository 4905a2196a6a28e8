package org.multiwanbond.shell.socket;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One command line as it came over the socket: u16 count, then for each argument u32 length and UTF-8. Thread-safe: immutable.
 *
 * @param arguments the command and its arguments, at least one
 */
record Request(List<String> arguments) {
    /** Far above any real command line, far below anything that hurts. */
    static final int MOST_ARGUMENTS = 256;

    /** For all arguments together. */
    static final int MOST_BYTES = 65_536;

    Request {
        arguments = List.copyOf(arguments);
    }

    /** Reads one request; anything beyond the limits is an {@link IOException} with a sentence. */
    static Request read(DataInputStream in) throws IOException {
        int count = in.readUnsignedShort();
        if (count < 1 || count > MOST_ARGUMENTS) {
            throw new IOException("A command has 1 to " + MOST_ARGUMENTS + " words, not " + count + ".");
        }
        List<String> arguments = new ArrayList<>();
        int leftBytes = MOST_BYTES;
        for (int i = 0; i < count; i++) {
            int lengthBytes = in.readInt();
            if (lengthBytes < 0 || lengthBytes > leftBytes) {
                throw new IOException("A command has at most " + MOST_BYTES + " octets.");
            }
            leftBytes -= lengthBytes;
            arguments.add(text(in.readNBytes(lengthBytes), lengthBytes));
        }
        return new Request(arguments);
    }

    /** The line for the console: the command as it is, each argument quoted; a lone argument is a whole line. */
    String line() {
        StringBuilder line = new StringBuilder(arguments.get(0));
        for (String argument : arguments.subList(1, arguments.size())) {
            line.append(" '").append(argument.replace("'", "'\\''")).append('\'');
        }
        return line.toString();
    }

    private static String text(byte[] octets, int lengthBytes) throws IOException {
        if (octets.length < lengthBytes) {
            throw new IOException("The command ended early.");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException("A command is UTF-8.", e);
        }
    }
}
