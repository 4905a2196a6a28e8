package org.multiwanbond.shell.socket;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Writes the answer: frames of type, u32 length and octets; the last one carries the exit code. Thread-safe. */
final class Answer {
    static final int EXIT = 0;
    static final int OUT = 1;
    static final int ERR = 2;

    private final DataOutputStream stream;

    Answer(OutputStream stream) {
        this.stream = new DataOutputStream(stream);
    }

    /** What is printed here reaches the caller as {@link #OUT} or {@link #ERR}, without escape sequences. */
    PrintStream printer(int type) {
        return new PrintStream(new PlainText(octets -> frame(type, octets)), false, StandardCharsets.UTF_8);
    }

    /** The end of the answer. */
    void exit(int code) throws IOException {
        frame(EXIT, new byte[] {(byte) code});
    }

    private synchronized void frame(int type, byte[] octets) throws IOException {
        stream.writeByte(type);
        stream.writeInt(octets.length);
        stream.write(octets);
        stream.flush();
    }
}
