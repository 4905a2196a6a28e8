package org.multiwanbond.engine.send;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.multiwanbond.api.cipher.CipherSuite;
import org.multiwanbond.api.path.PathTable;
import org.multiwanbond.engine.AgreedSecrets;
import org.multiwanbond.engine.Drops;
import org.multiwanbond.engine.FakeTransport;
import org.multiwanbond.engine.SessionMarks;
import org.multiwanbond.engine.keys.CountingSuite;
import org.multiwanbond.engine.keys.EpochKeys;
import org.multiwanbond.engine.keys.OpenSuite;
import org.multiwanbond.engine.keys.SealingKeys;
import org.multiwanbond.engine.path.SentLog;
import org.multiwanbond.engine.queue.Unit;
import org.multiwanbond.engine.rate.Grain;
import org.multiwanbond.engine.rate.Pacer;
import org.multiwanbond.engine.rate.SessionClock;
import org.multiwanbond.wire.DataPayload;
import org.multiwanbond.wire.Header;
import org.multiwanbond.wire.ReplayWindow;
import org.multiwanbond.wire.control.AckFrame;

/**
 * Recovery over real paths to a transport that only writes down, with all units of the pool known. Confined to one
 * thread.
 */
final class RecoveryLab {
    static final long MS = 1_000_000L;
    private static final int UNITS = 2_000;
    private static final double FAST_BITS_PER_SECOND = 1e9;

    /** A DATA packet that left. */
    record Sending(int path, long number, int dsn, boolean again, boolean ordered) {}

    final FakeTransport transport = new FakeTransport();
    final Drops drops = new Drops();
    final TxPath[] paths = new TxPath[PathTable.LIMIT];
    final UsablePaths usable = new UsablePaths(paths);
    final Outflow outflow;
    final UnitWriter writer;
    final Recovery recovery;
    long nowNs = 1_000 * MS;
    private final ReplayWindow[] arrived = new ReplayWindow[PathTable.LIMIT];
    private final Set<Unit> known = new HashSet<>();
    private final AckFrame ack = new AckFrame();
    private final DataPayload payload = new DataPayload();

    RecoveryLab(int count) {
        this(count, new CountingSuite(Long.MAX_VALUE), false);
    }

    /** Paths to a transport that does nothing, under no cipher: none of them allocates. */
    static RecoveryLab silent(int count) {
        return new RecoveryLab(count, new OpenSuite(), true);
    }

    private RecoveryLab(int count, CipherSuite suite, boolean silent) {
        transport.forgetful = silent;
        SendPorts ports = new SendPorts(transport, drops, new Random(1));
        outflow = new Outflow(ports.units());
        writer = new UnitWriter(paths, new Protection(paths, usable, outflow, ports), drops);
        recovery = new Recovery(outflow, usable, writer, drops);
        Arrays.setAll(arrived, path -> new ReplayWindow());
        EpochKeys keys = new EpochKeys(
                0, 1, suite, AgreedSecrets.of(new Random(1)).initiator().toResponder());
        for (int id = 0; id < count; id++) {
            paths[id] = path(id, keys, ports);
        }
        usable.refresh(nowNs);
        for (int i = 0; i < UNITS; i++) {
            known.add(outflow.pool().take(new byte[20], 0, 20, 0));
        }
        known.forEach(outflow.pool()::give);
    }

    private TxPath path(int id, EpochKeys keys, SendPorts ports) {
        SentLog sent = new SentLog(recovery);
        Pacer pacer = new Pacer(new Grain());
        PathWriter path = new PathWriter(
                new PathWriter.PathIdentity(id, 77), new SealingKeys(keys), new SessionMarks(), sent, pacer, ports);
        path.address(id, SenderLab.at(id));
        TxPath made = new TxPath(id, "wan" + id, sent, path, pacer, new SessionClock());
        made.life().validate(false, nowNs);
        made.life().validated(nowNs);
        made.mtu().start(nowNs);
        pacer.rate(FAST_BITS_PER_SECOND);
        return made;
    }

    /** Sends a new unit on these paths. */
    Unit send(int mask) {
        return send(mask, 500);
    }

    Unit send(int mask, int lengthBytes) {
        Unit unit = outflow.pool().take(new byte[lengthBytes], 0, lengthBytes, nowNs);
        unit.belongs(3, 0).number(outflow.take(lengthBytes), 0, nowNs);
        writer.send(unit, mask, nowNs);
        return unit;
    }

    void pump() {
        usable.refresh(nowNs);
        recovery.pump(nowNs);
    }

    /** What left since the last call. */
    List<Sending> sent() {
        List<Sending> sendings = new ArrayList<>();
        for (TxPath path : paths) {
            Optional.ofNullable(path).ifPresent(one -> one.writer().flush());
        }
        for (FakeTransport.Datagram datagram : transport.sent) {
            byte[] octets = datagram.octets();
            payload.read(octets, Header.LENGTH_BYTES, octets.length - Header.LENGTH_BYTES - Header.TAG_BYTES);
            sendings.add(new Sending(
                    Header.pathId(octets, 0),
                    Header.sequence(octets, 0),
                    payload.dsn(),
                    payload.has(DataPayload.RETRANSMISSION),
                    payload.has(DataPayload.ORDERED)));
        }
        transport.sent.clear();
        return sendings;
    }

    /** These packets of a path arrived, and the peer says so. */
    void arrives(int path, long... numbers) {
        for (long number : numbers) {
            arrived[path].mark(number);
        }
        if (ack.fill(path, arrived[path], 0)) {
            paths[path].sent().acknowledged(ack, Long.MAX_VALUE, nowNs);
        }
    }

    /** Whether every unit is back in the pool, once. */
    boolean isEveryUnitBack() {
        Set<Unit> back = new HashSet<>();
        for (int i = 0; i < UNITS; i++) {
            back.add(outflow.pool().take(new byte[20], 0, 20, 0));
        }
        boolean all = back.equals(known);
        back.forEach(outflow.pool()::give);
        return all;
    }
}
