package org.multiwanbond.netlab.traffic;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;

/** What came of a flow of numbered datagrams: loss, order, gaps, delays. Confined to one thread. */
final class FlowTally {
    /** Left out of the steady rate: programs warm up, queues fill. */
    private static final long WARM_UP_NS = 500_000_000;

    private final BitSet seen = new BitSet();
    private final int flow;
    private long[] delaysNs = new long[1 << 12];
    private int delays;
    private int total;
    private int highest = -1;
    private long received;
    private long octets;
    private long repeated;
    private long overtaken;
    private long harmed;
    private long firstNs;
    private long lastNs;
    private long steadyFromNs;
    private long steadyPackets;
    private long steadyOctets;
    private long longestGapNs;
    private long longestGapStartNs;

    FlowTally(int flow) {
        this.flow = flow;
    }

    /** Tallies a datagram; one of another flow is a late one of an earlier flow and is left out. */
    void count(ByteBuffer datagram, long nowNs) {
        if (!NumberedDatagram.isSound(datagram)) {
            harmed++;
            return;
        }
        if (NumberedDatagram.flow(datagram) != flow) {
            return;
        }
        if (NumberedDatagram.total(datagram) > 0) {
            total = NumberedDatagram.total(datagram);
            return;
        }
        arrived(datagram, nowNs);
    }

    private void arrived(ByteBuffer datagram, long nowNs) {
        int number = NumberedDatagram.number(datagram);
        if (received == 0) {
            firstNs = nowNs;
        } else if (nowNs - lastNs > longestGapNs) {
            longestGapNs = nowNs - lastNs;
            longestGapStartNs = lastNs;
        }
        lastNs = nowNs;
        countSteady(datagram, nowNs);
        received++;
        octets += datagram.limit();
        repeated += seen.get(number) ? 1 : 0;
        overtaken += number < highest ? 1 : 0;
        highest = Math.max(highest, number);
        seen.set(number);
        if (delays == delaysNs.length) {
            delaysNs = Arrays.copyOf(delaysNs, 2 * delays);
        }
        delaysNs[delays++] = nowNs - NumberedDatagram.sentNs(datagram);
    }

    private void countSteady(ByteBuffer datagram, long nowNs) {
        if (nowNs - firstNs < WARM_UP_NS) {
            steadyFromNs = nowNs;
        } else {
            steadyPackets++;
            steadyOctets += datagram.limit();
        }
    }

    boolean isEnded() {
        return total > 0;
    }

    /** One object; {@code lostPackets} leaves out what this host dropped itself. */
    String json(UdpErrors errors) {
        Arrays.sort(delaysNs, 0, delays);
        int expected = total > 0 ? total : highest + 1;
        int missing = expected - seen.cardinality();
        double seconds = Math.max(1, lastNs - firstNs) / 1e9;
        return String.format(
                Locale.ROOT,
                "{\"sentPackets\":%d,\"receivedPackets\":%d,\"missingPackets\":%d,\"lostPackets\":%d,"
                        + "\"bufferFullPackets\":%d,\"damagedPackets\":%d,\"meanLossRunPackets\":%.3f,"
                        + "\"repeatedPackets\":%d,\"overtakenPackets\":%d,\"payloadBytes\":%d,\"seconds\":%.6f,"
                        + "\"steadyPackets\":%d,\"steadyPayloadBytes\":%d,\"steadySeconds\":%.6f,"
                        + "\"maxGapMs\":%.3f,\"maxGapStartMs\":%.3f,\"delayMs\":%s}",
                expected,
                received,
                missing,
                Math.max(0, missing - errors.bufferFull() - errors.damaged()),
                errors.bufferFull(),
                errors.damaged() + harmed,
                meanLossRun(expected, missing),
                repeated,
                overtaken,
                octets,
                seconds,
                steadyPackets,
                steadyOctets,
                Math.max(1, lastNs - steadyFromNs) / 1e9,
                longestGapNs / 1e6,
                (longestGapStartNs - firstNs) / 1e6,
                delays());
    }

    private double meanLossRun(int expected, int missing) {
        int runs = 0;
        for (int i = seen.nextClearBit(0); i < expected; i = seen.nextClearBit(i)) {
            runs++;
            i = seen.nextSetBit(i);
            if (i < 0) {
                break;
            }
        }
        return runs == 0 ? 0 : (double) missing / runs;
    }

    private String delays() {
        double sumNs = Arrays.stream(delaysNs, 0, delays).sum();
        return String.format(
                Locale.ROOT,
                "{\"min\":%.3f,\"mean\":%.3f,\"p50\":%.3f,\"p99\":%.3f,\"max\":%.3f}",
                share(0) / 1e6,
                sumNs / Math.max(1, delays) / 1e6,
                share(0.5) / 1e6,
                share(0.99) / 1e6,
                share(1) / 1e6);
    }

    private long share(double share) {
        return delays == 0 ? 0 : delaysNs[(int) (share * (delays - 1))];
    }
}
