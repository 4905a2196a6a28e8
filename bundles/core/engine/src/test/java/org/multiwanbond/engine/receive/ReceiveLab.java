package org.multiwanbond.engine.receive;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.multiwanbond.api.cipher.CipherSuite;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.api.status.DropCount;
import org.multiwanbond.engine.AgreedSecrets;
import org.multiwanbond.engine.Drops;
import org.multiwanbond.engine.FakeTransport;
import org.multiwanbond.engine.FakeTransport.Datagram;
import org.multiwanbond.engine.FakeTunnel;
import org.multiwanbond.engine.PrefixSet;
import org.multiwanbond.engine.SessionMarks;
import org.multiwanbond.engine.fec.CodecCache;
import org.multiwanbond.engine.keys.EpochKeys;
import org.multiwanbond.engine.keys.OpeningKeys;
import org.multiwanbond.engine.mail.FrameMailbox;
import org.multiwanbond.engine.mail.FrameSlot;
import org.multiwanbond.engine.mail.FrameTarget;
import org.multiwanbond.wire.DataPayload;
import org.multiwanbond.wire.Header;
import org.multiwanbond.wire.PacketType;
import org.multiwanbond.wire.control.ControlWriter;

/** A receive loop with one session, and the peer that knows its keys. Confined to one thread. */
final class ReceiveLab implements FrameTarget {
    static final int SESSION = 0xbeef;
    static final long MS = 1_000_000L;
    static final int INNER_BYTES = 28;
    static final Endpoint ELSEWHERE = endpoint("198.51.100.9", 999);

    final FakeTransport transport = new FakeTransport();
    final FakeTunnel tunnel = new FakeTunnel();
    final Drops drops = new Drops();
    final FrameMailbox mailbox = new FrameMailbox(() -> {});
    final ReceiveLoop loop;
    final DeliverLoop delivering;
    final SessionGate gate;
    final SessionReceiver session;
    final CipherSuite suite;
    final int suiteId;
    private final Random random;
    private final byte[] payload = new byte[2_048];
    private final PacketBatch sealing = new PacketBatch(1, 4_096, 0, CipherSuite.TAG_BYTES);
    EpochKeys sender;
    EpochKeys alsoOpening;
    long handshakes;
    long frames;
    long confirmations;
    long nowNs = 1_000 * MS;

    ReceiveLab(CipherSuite suite, int suiteId, Random random) {
        this.suite = suite;
        this.suiteId = suiteId;
        this.random = random;
        this.delivering = new DeliverLoop(tunnel, drops);
        this.loop = new ReceiveLoop(transport, new InlineHandover(delivering), drops, (socket, from, packet) -> {
            handshakes++;
            return true;
        });
        OpeningKeys keys = new OpeningKeys(newEpoch(0));
        InnerFilter filter = new InnerFilter(drops, tunnel, PrefixSet.ANY, new PrefixSet(List.of()));
        CodecCache codecs = new CodecCache();
        ReceiverPorts ports = new ReceiverPorts(mailbox, drops, codecs);
        this.session = new SessionReceiver(new Delivery(filter, codecs, drops), this, new SessionMarks(), ports);
        this.gate = new SessionGate(SESSION, keys, session, (id, epoch, socket, from) -> confirmations++);
        for (int path = 0; path < Header.PATHS; path++) {
            gate.validated(path, home(path));
            session.carriesData(path, path < 3);
        }
        loop.add(gate, () -> delivering.add(session));
    }

    /** New secrets: the peer seals under them from now on; the answer opens. */
    EpochKeys newEpoch(int epoch) {
        AgreedSecrets secrets = AgreedSecrets.of(random);
        sender = new EpochKeys(epoch, suiteId, suite, secrets.initiator().toResponder());
        alsoOpening = new EpochKeys(epoch, suiteId, suite, secrets.responder().toResponder());
        return new EpochKeys(epoch, suiteId, suite, secrets.responder().toResponder());
    }

    static Endpoint endpoint(String address, int port) {
        return Endpoint.of(new InetSocketAddress(Addresses.parse(address), port));
    }

    static Endpoint home(int path) {
        return endpoint("192.0.2." + (1 + path), 7_000);
    }

    /** DATA with an inner IPv4 packet. */
    byte[] data(int path, long number, int dsn) {
        DataPayload unit =
                new DataPayload().begin(dsn, DataPayload.ORDERED, 0, 0).flowLink(0);
        int inner = unit.write(payload, 0);
        Arrays.fill(payload, inner, inner + INNER_BYTES, (byte) 0);
        payload[inner] = 0x45;
        payload[inner + 3] = INNER_BYTES;
        payload[inner + 9] = 17;
        return seal(PacketType.DATA, path, number, inner + INNER_BYTES);
    }

    byte[] keepalive(int path, long number) {
        ControlWriter writer = new ControlWriter();
        writer.reset(payload, 0, payload.length);
        writer.keepalive();
        return seal(PacketType.CONTROL, path, number, writer.lengthBytes());
    }

    byte[] sealed(int type, int path, long number, byte[] plain) {
        System.arraycopy(plain, 0, payload, 0, plain.length);
        return seal(type, path, number, plain.length);
    }

    private byte[] seal(int type, int path, long number, int payloadBytes) {
        sealing.clear();
        byte[] slab = sealing.slab();
        Header.write(slab, 0, Header.start(type, path, sender.epoch(), false), SESSION, (int) number, 0);
        Header.finish(slab, 0, payloadBytes + Header.TAG_BYTES);
        System.arraycopy(payload, 0, slab, Header.LENGTH_BYTES, payloadBytes);
        sealing.append(Header.LENGTH_BYTES + payloadBytes);
        sender.cipher(path).seal(sealing, 0, 1, number);
        return Arrays.copyOf(slab, sealing.lengthBytes(0));
    }

    /** Corrects length and checksum after a change, so that the packet gets further. */
    static byte[] patched(byte[] packet) {
        if (packet.length > Header.LENGTH_BYTES) {
            Header.finish(packet, 0, packet.length - Header.LENGTH_BYTES);
        }
        return packet;
    }

    void arrives(byte[] packet, Endpoint from) {
        transport.arriving.add(new Datagram(packet, from));
    }

    void deliver(byte[] packet, Endpoint from) {
        arrives(packet, from);
        run();
        transport.clear();
    }

    /** Handles all that arrived. */
    void run() {
        while (loop.receive(0) > 0) {
            loop.handle(nowNs);
            delivering.tick(nowNs);
            mailbox.drain();
        }
    }

    /** Handles all that arrived, again and again the same. */
    void runAgain() {
        transport.rewind();
        run();
    }

    long dropped(String reason) {
        return Drops.sum(List.of(drops)).stream()
                .filter(one -> one.reason().equals(reason))
                .mapToLong(DropCount::packets)
                .sum();
    }

    long dropped() {
        return Drops.sum(List.of(drops)).stream().mapToLong(DropCount::packets).sum();
    }

    /** Packets whose content had any effect. */
    long accepted() {
        return tunnel.packets + frames + confirmations + session.pathCounters().get(0);
    }

    @Override
    public void received(FrameSlot slot) {
        frames++;
    }

    @Override
    public void transmit(FrameSlot slot) {
        // Acknowledgments of ours.
    }

    @Override
    public void roamed(FrameSlot slot) {
        frames++;
    }
}
