package org.multiwanbond.engine.fec;

import java.util.Arrays;
import java.util.Random;
import org.multiwanbond.wire.DataPayload;

/** Makes DATA payloads as a sender does. Confined to its test. */
final class Packets {
    static final int LIMIT_BYTES = 400;

    private static final int BUFFER_BYTES = 2 * LIMIT_BYTES;

    private final Random random;
    private int dsn;

    /** One packet as it goes out, and as repair must bring it back. */
    record Sent(byte[] wire, byte[] recovered) {}

    Packets(Random random) {
        this.random = random;
        dsn = random.nextInt();
    }

    /** Makes one of random length, kind and number, a member of the encoder's block if that takes it. */
    Sent next(FecEncoder encoder, long nowNs, int pathId) {
        int kind = random.nextInt(3);
        int timestamp = random.nextInt(1 << 16);
        byte[] inner = new byte[1 + random.nextInt(300)];
        random.nextBytes(inner);
        dsn += 1 + random.nextInt(3);
        DataPayload header = header(kind, timestamp);
        byte[] plain = bytes(header, inner);
        int index = encoder.add(plain, 0, plain.length, nowNs, pathId);
        byte[] wire = index == FecEncoder.NONE ? plain : bytes(header.fecMember(encoder.block(), index), inner);
        return new Sent(wire, bytes(header(kind, 0), inner));
    }

    private DataPayload header(int kind, int timestamp) {
        DataPayload header = new DataPayload().begin(dsn, DataPayload.ORDERED, DataPayload.CLASS_STREAMING, timestamp);
        if (kind == 1) {
            header.flowLink(dsn & 0xff);
        }
        if (kind == 2) {
            header.fragment(1, 3);
        }
        return header;
    }

    private static byte[] bytes(DataPayload header, byte[] inner) {
        byte[] buffer = new byte[BUFFER_BYTES];
        int at = header.write(buffer, 0);
        System.arraycopy(inner, 0, buffer, at, inner.length);
        return Arrays.copyOf(buffer, at + inner.length);
    }
}
