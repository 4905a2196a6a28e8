package org.multiwanbond.shell.socket;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * The two directions of a connection as streams that do not block each other; those of {@link java.nio.channels.Channels}
 * share a lock up to JDK 18. Each stream is confined to one thread at a time.
 */
final class CallerStream {
    private CallerStream() {}

    static InputStream from(SocketChannel caller) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                ByteBuffer one = ByteBuffer.allocate(1);
                return caller.read(one) < 0 ? -1 : one.get(0) & 0xff;
            }

            @Override
            public int read(byte[] octets, int offset, int lengthBytes) throws IOException {
                return caller.read(ByteBuffer.wrap(octets, offset, lengthBytes));
            }
        };
    }

    static OutputStream to(SocketChannel caller) {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] octets, int offset, int lengthBytes) throws IOException {
                ByteBuffer left = ByteBuffer.wrap(octets, offset, lengthBytes);
                while (left.hasRemaining()) {
                    caller.write(left);
                }
            }
        };
    }
}
