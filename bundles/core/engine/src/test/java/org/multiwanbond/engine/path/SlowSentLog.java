package org.multiwanbond.engine.path;

import java.util.ArrayList;
import java.util.List;
import org.multiwanbond.wire.control.AckFrame;

/** What the log of sent packets promises, written down without any care for speed. Confined to one thread. */
final class SlowSentLog {
    private enum State {
        FLYING,
        DOUBTED,
        LOST,
        SETTLED
    }

    private static final class Packet {
        private final long number;
        private final long sentNs;
        /** −1 for none. */
        private final long unit;

        private State state;

        Packet(long number, long sentNs, boolean eliciting, long unit) {
            this.number = number;
            this.sentNs = sentNs;
            this.unit = unit;
            this.state = eliciting ? State.FLYING : State.SETTLED;
        }

        boolean isInFlight() {
            return state == State.FLYING || state == State.DOUBTED;
        }
    }

    private final List<Packet> packets = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private int slots = 64;
    private long forgottenBelow;
    private long largest = -1;
    private int threshold = 3;
    private int calm;
    private long acked;
    private long lost;

    void sent(long number, boolean eliciting, long unit, long nowNs) {
        long oldest = oldest();
        if (number - oldest == slots) {
            // Only what is in flight is taken along.
            slots *= 2;
            forgottenBelow = oldest;
        }
        packets.add(new Packet(number, nowNs, eliciting, unit));
    }

    private long oldest() {
        return packets.stream()
                .filter(Packet::isInFlight)
                .findFirst()
                .map(packet -> packet.number)
                .orElse((long) packets.size());
    }

    void acknowledged(AckFrame ack, long lossAfterNs, long nowNs) {
        for (int i = packets.size() - 1; i >= Math.max(forgottenBelow, packets.size() - slots); i--) {
            if (i < packets.size() && ack.covers(i)) {
                arrived(packets.get(i));
            }
        }
        largest = Math.max(largest, ack.largest());
        for (Packet packet : packets.subList(0, (int) largest)) {
            boolean overtaken = largest - packet.number >= threshold;
            if (packet.isInFlight() && (overtaken || nowNs - packet.sentNs >= lossAfterNs)) {
                lose(packet);
            }
        }
    }

    private void arrived(Packet packet) {
        if (packet.state == State.LOST) {
            lost--;
            calm = 0;
            threshold = (int) Math.max(threshold, Math.min(256, largest - packet.number + 1));
        } else if (packet.isInFlight()) {
            acked++;
            calm++;
            if (calm >= 1_024 && threshold > 3) {
                threshold--;
                calm = 0;
            }
            tell("settled", packet);
        }
        packet.state = State.SETTLED;
    }

    private void lose(Packet packet) {
        if (packet.state == State.FLYING) {
            tell("missed", packet);
        }
        tell("settled", packet);
        packet.state = State.LOST;
        lost++;
    }

    void doubt() {
        for (Packet packet : packets) {
            if (packet.state == State.FLYING) {
                tell("missed", packet);
                packet.state = State.DOUBTED;
            }
        }
    }

    void abandon() {
        packets.stream().filter(Packet::isInFlight).forEach(this::lose);
    }

    private void tell(String what, Packet packet) {
        if (packet.unit >= 0) {
            events.add(what + " " + packet.unit);
        }
    }

    long acked() {
        return acked;
    }

    long lost() {
        return lost;
    }

    long inFlight() {
        return packets.stream().filter(Packet::isInFlight).count();
    }

    /** What became of units since the last call. */
    List<String> events() {
        List<String> result = List.copyOf(events);
        events.clear();
        return result;
    }
}
