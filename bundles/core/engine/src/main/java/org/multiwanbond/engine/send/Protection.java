package org.multiwanbond.engine.send;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.TrafficClass;
import org.multiwanbond.engine.fec.BlockNumbers;
import org.multiwanbond.engine.fec.FecEncoder;
import org.multiwanbond.engine.fec.FecPlan;
import org.multiwanbond.engine.fec.FecShape;
import org.multiwanbond.wire.DataPayload;
import org.multiwanbond.wire.PacketType;

/**
 * Forward error correction of one session: gathers what is sent into blocks and sends repair packets on paths that carried
 * less of them (protocol §6). Confined to the send thread.
 *
 * <p>{@code K+R} holds for all classes; {@code auto} leaves bulk to retransmission, which costs it less.
 */
@HotPath
final class Protection {
    /** Fits what a path of 1 500 octets carries. */
    private static final int SYMBOL_LIMIT_BYTES = 1_472;

    private static final long OBSERVE_NS = 1_000_000_000L;

    private final BlockNumbers numbers = new BlockNumbers();
    private final FecEncoder[] encoders = new FecEncoder[TrafficClass.COUNT];
    private final UsablePaths usable;
    private final TxPath[] paths;
    private final Outflow outflow;
    private final SendPorts ports;
    private FecPlan plan = FecPlan.of("off");
    private String planText = "off";
    private boolean active;
    private long observedNs;

    Protection(TxPath[] paths, UsablePaths usable, Outflow outflow, SendPorts ports) {
        this.paths = paths;
        this.usable = usable;
        this.outflow = outflow;
        this.ports = ports;
    }

    /** Adapts to what is configured and measured. */
    void observe(long nowNs) {
        if (!ports.fec().equals(planText)) {
            planText = ports.fec();
            plan = FecPlan.of(planText);
            shape();
        }
        if (plan.isAutomatic() && nowNs - observedNs >= OBSERVE_NS) {
            observedNs = nowNs;
            plan.observe(usable.lossRatio(), usable.lossBurstPackets(), nowNs);
            shape();
        }
    }

    private void shape() {
        FecShape shape = plan.shape();
        active = !shape.isOff();
        for (int each = 0; active && each < encoders.length; each++) {
            if (encoders[each] == null) {
                encoders[each] = new FecEncoder(ports.codecs(), numbers, SYMBOL_LIMIT_BYTES, FecEncoder.FLUSH_NS);
            }
            encoders[each].shape(shape.sourceSymbols(), shape.repairSymbols());
        }
    }

    /** Whether a payload of this class and length, FEC-member octets not counted, joins a block. */
    boolean takes(int trafficClass, int payloadBytes) {
        boolean meant = active && !(plan.isAutomatic() && trafficClass == TrafficClass.BULK);
        return meant && ports.codecs().isPresent() && encoders[trafficClass].takes(payloadBytes);
    }

    /**
     * Takes a payload as it was written with empty FEC-member octets, the last three before {@code inner}, and fills those.
     * What is not taken after all stays as it is: block 0 without a partner, which harms nobody.
     */
    void add(Written written, TxPath path, long nowNs) {
        FecEncoder encoder = encoders[written.trafficClass()];
        int index = encoder.add(written.buf(), written.off(), written.len(), nowNs, path.id());
        if (index != FecEncoder.NONE) {
            DataPayload.fillFecMember(written.buf(), written.inner(), encoder.block(), index);
        }
    }

    /** Sends the repair packets that are due; answers when to call again. */
    long pump(long nowNs) {
        long dueNs = Long.MAX_VALUE;
        for (int each = 0; active && each < encoders.length; each++) {
            repair(encoders[each], nowNs);
            dueNs = Math.min(dueNs, encoders[each].dueNs());
        }
        return dueNs;
    }

    private void repair(FecEncoder encoder, long nowNs) {
        if (!encoder.isReady(nowNs)) {
            return;
        }
        int used = encoder.pathMask();
        int repairs = encoder.repairs();
        for (int index = 0; index < repairs; index++) {
            int path = usable.forRepair(used, encoder.repairBytes());
            if (path >= 0) {
                send(encoder, index, paths[path], nowNs);
            }
        }
    }

    private void send(FecEncoder encoder, int index, TxPath path, long nowNs) {
        int off = path.writer().begin(PacketType.FEC, encoder.repairBytes());
        int bytes = encoder.writeRepair(index, path.writer().slab(), off);
        path.writer().end(bytes, true, nowNs);
        outflow.counters().add(Outflow.REPAIRS, 1);
    }
}
