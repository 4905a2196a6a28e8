package org.multiwanbond.transport.udplinux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiwanbond.api.net.Endpoint;

/** Joined messages arrive at the JDK's plain sockets as the datagrams they were made of. */
@Timeout(60)
class JoiningTest extends TransportFixture {
    private final PlantedKernel kernel = new PlantedKernel();

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void joinedRunsArriveAsTheSameDatagrams(String host) throws IOException {
        InetAddress loopback = InetAddress.getByName(host);
        UdpLinuxTransport transport = transport(kernel, ALL);
        int[] from = {open(transport, loopback), open(transport, loopback)};
        try (DatagramChannel one = receiver(loopback);
                DatagramChannel other = receiver(loopback)) {
            DatagramChannel[] receivers = {one, other};
            for (int round = 0; round < 300; round++) {
                exchange(transport, from, receivers);
            }
        }
        assertThat(failures).isEmpty();
        assertThat(kernel.cuts).anyMatch(cut -> cut != MessageTable.WHOLE);
    }

    /** Sends a random number of series by each socket to each receiver, and compares per sender and receiver. */
    private void exchange(UdpLinuxTransport transport, int[] from, DatagramChannel[] receivers) throws IOException {
        List<List<byte[]>> expected = IntStream.range(0, 4)
                .mapToObj(pair -> (List<byte[]>) new ArrayList<byte[]>())
                .toList();
        int[] sizes = {1 + random.nextInt(1_472), 1 + random.nextInt(1_472), 1 + random.nextInt(9_000)};
        for (int series = random.nextInt(12); series >= 0; series--) {
            int pair = random.nextInt(4);
            int segmentBytes = sizes[random.nextInt(sizes.length)];
            int offset = random.nextInt(50);
            // At most a hundred a series, or the receivers' buffers do not hold them all.
            int mostBytes = random.nextBoolean() ? segmentBytes : Math.min(20_000, 100 * segmentBytes);
            byte[] slab = octets(offset + 1 + random.nextInt(mostBytes));
            int lengthBytes = slab.length - offset;
            transport.send(from[pair % 2], to(receivers[pair / 2]), slab, offset, lengthBytes, segmentBytes);
            expected.get(pair).addAll(datagrams(slab, offset, lengthBytes, segmentBytes));
            Arrays.fill(slab, (byte) 0);
        }
        transport.flush();
        List<List<byte[]>> got = IntStream.range(0, 4)
                .mapToObj(pair -> (List<byte[]>) new ArrayList<byte[]>())
                .toList();
        ByteBuffer room = ByteBuffer.allocate(66_000);
        for (int i = 0; i < 2; i++) {
            int both = expected.get(2 * i).size() + expected.get(2 * i + 1).size();
            for (int n = 0; n < both; n++) {
                Object sender = receivers[i].receive(room.clear());
                int which = sender.equals(transport.localAddress(from[0])) ? 0 : 1;
                got.get(2 * i + which).add(Arrays.copyOf(room.array(), room.position()));
            }
        }
        for (int pair = 0; pair < 4; pair++) {
            assertSame(got.get(pair), expected.get(pair));
        }
    }

    private static DatagramChannel receiver(InetAddress loopback) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.setOption(java.net.StandardSocketOptions.SO_RCVBUF, 4 << 20);
        return channel.bind(new InetSocketAddress(loopback, 0));
    }

    private static Endpoint to(DatagramChannel receiver) throws IOException {
        return Endpoint.of((InetSocketAddress) receiver.getLocalAddress());
    }

    @Test
    void turnsBetweenSocketsCostNoMessages() throws IOException {
        UdpLinuxTransport transport = transport(kernel, ALL);
        int[] from = {open(transport, LOOPBACK_4), open(transport, LOOPBACK_4)};
        Endpoint to = endpoint(transport, open(transport, LOOPBACK_4));
        for (int i = 0; i < 40; i++) {
            transport.send(from[i % 2], to, new byte[1_400], 0, 1_400, 1_400);
        }
        assertThat(kernel.calls).isZero();
        transport.flush();
        assertThat(kernel.cuts).containsExactly(1_400, 1_400);
        assertThat(kernel.calls).isEqualTo(2);
    }

    @Test
    void aMessageHasNoMoreThanTheKernelTakes() throws IOException {
        UdpLinuxTransport transport = transport(kernel, ALL);
        int from = open(transport, LOOPBACK_4);
        Endpoint to = endpoint(transport, open(transport, LOOPBACK_4));
        transport.send(from, to, new byte[129], 0, 129, 1);
        transport.flush();
        assertThat(kernel.cuts).containsExactly(1, 1, MessageTable.WHOLE);
        kernel.cuts.clear();
        transport.send(from, to, new byte[65_507], 0, 65_507, 1_424);
        transport.send(from, to, new byte[1_424], 0, 1_424, 1_424);
        transport.flush();
        assertThat(kernel.cuts).containsExactly(1_424, MessageTable.WHOLE);
        assertThat(failures).isEmpty();
    }

    @Test
    void onlyTheLastDatagramOfAMessageIsShorter() throws IOException {
        UdpLinuxTransport transport = transport(kernel, ALL);
        int from = open(transport, LOOPBACK_4);
        int to = open(transport, LOOPBACK_4);
        for (int lengthBytes : new int[] {1_000, 1_000, 300, 300, 1_000, 1_001, 5, 5}) {
            transport.send(from, endpoint(transport, to), new byte[lengthBytes], 0, lengthBytes, lengthBytes);
        }
        transport.flush();
        // 1000 1000 300 · 300 · 1000 · 1001 5 · 5
        assertThat(kernel.cuts)
                .containsExactly(1_000, MessageTable.WHOLE, MessageTable.WHOLE, 1_001, MessageTable.WHOLE);
        assertThat(kernel.calls).isEqualTo(1);
    }

    @Test
    void moreRunsThanThereIsRoomForLeaveEarly() throws IOException {
        UdpLinuxTransport transport = transport(kernel, ALL);
        int from = open(transport, LOOPBACK_4);
        int to = open(transport, LOOPBACK_4);
        for (int i = 1; i <= Outbox.RUNS + 1; i++) {
            transport.send(from, endpoint(transport, to), new byte[i], 0, i, i);
        }
        assertThat(kernel.cuts).hasSize(Outbox.RUNS);
        transport.flush();
        assertThat(kernel.cuts).hasSize(Outbox.RUNS + 1);
    }
}
