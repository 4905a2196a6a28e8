package org.multiwanbond.shell.socket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Collects octets and passes them on in pieces, without ANSI escape sequences (ECMA-48 §5.4). Confined to one thread. */
final class PlainText extends OutputStream {
    private static final int ESCAPE = 0x1b;
    private static final int PIECE_BYTES = 8192;

    private enum State {
        TEXT,
        ESCAPED,
        SEQUENCE
    }

    /** Takes the pieces. */
    @FunctionalInterface
    interface Sink {
        void accept(byte[] octets) throws IOException;
    }

    private final Sink sink;
    private final ByteArrayOutputStream piece = new ByteArrayOutputStream();
    private State state = State.TEXT;

    PlainText(Sink sink) {
        this.sink = sink;
    }

    @Override
    public synchronized void write(int octet) throws IOException {
        switch (state) {
            case TEXT -> text(octet);
            case ESCAPED -> state = octet == '[' ? State.SEQUENCE : State.TEXT;
            case SEQUENCE -> state = octet >= 0x40 && octet <= 0x7e ? State.TEXT : State.SEQUENCE;
        }
    }

    @Override
    public synchronized void flush() throws IOException {
        if (piece.size() > 0) {
            byte[] octets = piece.toByteArray();
            piece.reset();
            sink.accept(octets);
        }
    }

    @Override
    public void close() throws IOException {
        flush();
    }

    private void text(int octet) throws IOException {
        if (octet == ESCAPE) {
            state = State.ESCAPED;
            return;
        }
        piece.write(octet);
        if (piece.size() >= PIECE_BYTES) {
            flush();
        }
    }
}
