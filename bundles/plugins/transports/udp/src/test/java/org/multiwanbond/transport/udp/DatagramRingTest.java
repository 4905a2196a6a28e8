package org.multiwanbond.transport.udp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiwanbond.tck.Seed;

class DatagramRingTest {
    private static final int SLAB_BYTES = 4096;
    private static final InetSocketAddress ADDRESS = new InetSocketAddress("127.0.0.1", 7);

    private final Random random = Seed.random("ring");
    private final DatagramRing ring = new DatagramRing(16, SLAB_BYTES);

    @Test
    void doesWhatAPlainQueueDoes() {
        ArrayDeque<byte[]> twin = new ArrayDeque<>();
        for (int step = 0; step < 200_000; step++) {
            if (random.nextInt(100) < 55) {
                byte[] octets = new byte[random.nextInt(random.nextInt(10) == 0 ? SLAB_BYTES : 400)];
                random.nextBytes(octets);
                boolean put = put(octets);
                assertThat(put || twin.size() == 16 || octetsIn(twin) + octets.length > SLAB_BYTES / 2)
                        .isTrue();
                if (put) {
                    twin.add(octets);
                }
            } else if (!twin.isEmpty()) {
                assertThat(take()).isEqualTo(twin.remove());
            }
            assertThat(ring.waiting()).isEqualTo(twin.size());
        }
    }

    private static int octetsIn(ArrayDeque<byte[]> twin) {
        return twin.stream().mapToInt(octets -> octets.length).sum();
    }

    private boolean put(byte[] octets) {
        return random.nextBoolean()
                ? ring.put(octets.length, ADDRESS, octets, 0, octets.length)
                : ring.put(octets.length, ADDRESS, Unpooled.wrappedBuffer(octets));
    }

    private byte[] take() {
        int lengthBytes = ring.lengthBytes();
        assertThat(ring.socket()).isEqualTo(lengthBytes);
        assertThat(ring.address()).isSameAs(ADDRESS);
        byte[] octets = new byte[lengthBytes];
        if (random.nextBoolean()) {
            ring.copyTo(octets, 0);
        } else {
            ByteBuf buffer = Unpooled.buffer(lengthBytes);
            ring.copyTo(buffer);
            buffer.readBytes(octets);
        }
        ring.take();
        return octets;
    }

    @Test
    void takesADatagramAsLongAsTheSlabWhenEmpty() {
        assertThat(put(new byte[100])).isTrue();
        take();
        assertThat(put(new byte[SLAB_BYTES - 100])).isTrue();
        assertThat(put(new byte[200])).isFalse();
        assertThat(ring.isHalfFull()).isTrue();
    }

    @Test
    @Timeout(60)
    void carriesEverythingFromOneThreadToAnother() throws InterruptedException {
        int count = 1_000_000;
        Thread putter = new Thread(() -> {
            for (int i = 0; i < count; i++) {
                byte[] octets = new byte[i % 300];
                Arrays.fill(octets, (byte) i);
                while (!ring.put(i, ADDRESS, octets, 0, octets.length)) {
                    Thread.yield();
                }
            }
        });
        putter.start();
        byte[] got = new byte[300];
        for (int i = 0; i < count; i++) {
            while (ring.waiting() == 0) {
                Thread.yield();
            }
            int lengthBytes = i % 300;
            if (ring.socket() != i || ring.lengthBytes() != lengthBytes) {
                throw new AssertionError("datagram " + i + " is " + ring.socket());
            }
            ring.copyTo(got, 0);
            if (lengthBytes > 0 && (got[0] != (byte) i || got[lengthBytes - 1] != (byte) i)) {
                throw new AssertionError("datagram " + i + " has other octets");
            }
            ring.take();
        }
        putter.join();
    }
}
