package org.multiwanbond.netlab.sim;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A small UDP packet every 100 ms from each of two hosts, answered at once by the other. Confined to one thread. Add it to
 * the loop after what carries the packets.
 */
public final class SimPing implements SimParticipant {
    /** As iputils ping: 56 octets of data, with ICMP's 8 and IPv4's 20. */
    private static final int PACKET_BYTES = 84;

    private static final long PERIOD_NS = 100_000_000;
    private static final int UDP = 17;
    private static final int NUMBER_AT = 28;
    private static final int ANSWER = 1 << 31;

    private final End first;
    private final End second;
    private long nextNs = Long.MIN_VALUE;

    /** Pings between this port of both hosts, from the first act on. */
    public SimPing(SimStack first, SimStack second, int port) {
        this.first = new End(first, second, port);
        this.second = new End(second, first, port);
    }

    @Override
    public long act(long nowNs) {
        first.stack.drain(nowNs);
        second.stack.drain(nowNs);
        if (nowNs >= nextNs) {
            nextNs = (nextNs == Long.MIN_VALUE ? nowNs : nextNs) + PERIOD_NS;
            first.ask(nowNs);
            second.ask(nowNs);
        }
        boolean sent = first.hasSent() | second.hasSent();
        return sent ? nowNs : nextNs;
    }

    /** Forgets all that was measured so far; answers still under way are not counted. */
    public void reset() {
        first.reset();
        second.reset();
    }

    /** Requests sent by both. */
    public int sent() {
        return first.sent() + second.sent();
    }

    /** Requests answered. */
    public int answered() {
        return first.answered + second.answered;
    }

    /** The round-trip time, in milliseconds, that this share (0 to 1) of the answers did not exceed; NaN if none came. */
    public double rttMs(double share) {
        long[] all = Arrays.copyOf(first.rttsNs, answered());
        System.arraycopy(second.rttsNs, 0, all, first.answered, second.answered);
        Arrays.sort(all);
        int index = (int) Math.ceil(share * all.length) - 1;
        return all.length == 0 ? Double.NaN : all[Math.max(0, index)] / 1e6;
    }

    private static final class End {
        private final SimStack stack;
        private final SimStack peer;
        private final int port;
        private long[] sentNs = new long[1_024];
        private long[] rttsNs = new long[1_024];
        private int next;
        private int from;
        private int answered;
        private boolean hasSent;

        End(SimStack stack, SimStack peer, int port) {
            this.stack = stack;
            this.peer = peer;
            this.port = port;
            stack.listen(port, this::received);
        }

        int sent() {
            return next - from;
        }

        boolean hasSent() {
            boolean was = hasSent;
            hasSent = false;
            return was;
        }

        void reset() {
            from = next;
            answered = 0;
        }

        void ask(long nowNs) {
            if (next == sentNs.length) {
                sentNs = Arrays.copyOf(sentNs, 2 * next);
                rttsNs = Arrays.copyOf(rttsNs, 2 * next);
            }
            sentNs[next] = nowNs;
            send(next++);
        }

        private void received(byte[] packet, long nowNs) {
            int number = ByteBuffer.wrap(packet).getInt(NUMBER_AT);
            if (number >= 0) {
                send(number | ANSWER);
                return;
            }
            int asked = number & ~ANSWER;
            // A copy of an answer is no second answer.
            if (asked >= from && asked < next && sentNs[asked] >= 0) {
                rttsNs[answered++] = nowNs - sentNs[asked];
                sentNs[asked] = -1;
            }
        }

        private void send(int number) {
            ByteBuffer packet = Ipv4Header.packet(PACKET_BYTES, UDP, stack.address(), peer.address());
            packet.putShort((short) port).putShort((short) port).putShort((short) (PACKET_BYTES - 20));
            packet.putInt(NUMBER_AT, number);
            stack.send(packet.array());
            hasSent = true;
        }
    }
}
