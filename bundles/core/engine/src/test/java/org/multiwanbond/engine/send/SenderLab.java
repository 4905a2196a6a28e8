package org.multiwanbond.engine.send;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.multiwanbond.api.cipher.CipherSuite;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.api.path.PathState;
import org.multiwanbond.api.path.PathTable;
import org.multiwanbond.balancer.roundrobin.RoundRobin;
import org.multiwanbond.cipher.aesgcm.Aes256Gcm;
import org.multiwanbond.engine.AgreedSecrets;
import org.multiwanbond.engine.Drops;
import org.multiwanbond.engine.FakeTransport;
import org.multiwanbond.engine.SessionMarks;
import org.multiwanbond.engine.keys.EpochKeys;
import org.multiwanbond.engine.mail.FrameMailbox;
import org.multiwanbond.engine.mail.FrameSlot;
import org.multiwanbond.wire.Header;
import org.multiwanbond.wire.PacketType;
import org.multiwanbond.wire.ReplayWindow;
import org.multiwanbond.wire.control.AckFrame;
import org.multiwanbond.wire.control.Close;
import org.multiwanbond.wire.control.ControlReader;
import org.multiwanbond.wire.control.ControlWriter;
import org.multiwanbond.wire.control.ReliableFrame;

/** The send side of one session, and what it sends, opened. Confined to one thread. */
final class SenderLab implements SenderEvents {
    static final long MS = 1_000_000L;
    static final int REMOTE = 77;
    /** Below this many numbers nothing is acknowledged again. */
    private static final int ACKNOWLEDGED_AGAIN = 2_000;

    record Packet(int path, int type, long sequence, Endpoint to, byte[] payload, int datagramBytes) {}

    interface Filler {
        void fill(ControlWriter writer);
    }

    final List<ReliableFrame> frames = new ArrayList<>();
    final List<String> changes = new ArrayList<>();
    final FakeTransport transport = new FakeTransport();
    final Drops drops = new Drops();
    final SessionMarks marks = new SessionMarks();
    final FrameMailbox mailbox = new FrameMailbox(() -> {});
    final Random random;
    final SendPorts ports;
    final SessionSender sender;
    final CipherSuite suite;
    int dead;
    int alive;
    int worn;
    private final AckFrame ack = new AckFrame();
    private final ReplayWindow[] arrived = new ReplayWindow[PathTable.LIMIT];
    private final long[] octets = new long[PathTable.LIMIT];
    private EpochKeys opening;
    long nowNs = 1_000 * MS;

    SenderLab(boolean initiator, Random random) {
        this(initiator, random, new Aes256Gcm());
    }

    SenderLab(boolean initiator, Random random, CipherSuite suite) {
        this.random = random;
        this.suite = suite;
        this.ports = new SendPorts(transport, drops, random);
        SenderSettings settings = new SenderSettings(5, REMOTE, initiator, "peer");
        this.sender = new SessionSender(settings, newEpoch(0), new Outflow(ports.units()), marks, ports, this);
        sender.balancer(new RoundRobin().create());
        Arrays.setAll(arrived, path -> new ReplayWindow());
    }

    /** New secrets, which the lab opens what is sent with from now on. */
    EpochKeys newEpoch(int epoch) {
        AgreedSecrets secrets = AgreedSecrets.of(random);
        opening = new EpochKeys(epoch, 1, suite, secrets.responder().toResponder());
        return new EpochKeys(epoch, 1, suite, secrets.initiator().toResponder());
    }

    static Endpoint at(int host) {
        return Endpoint.of(new InetSocketAddress(Addresses.parse("192.0.2." + (1 + host)), 7_000));
    }

    static PathPlan plan(int path) {
        return new PathPlan(path, "wan" + path, 0, 0, path, 0, 0);
    }

    void tick() {
        marks.received(0, 0, nowNs);
        sender.tick(nowNs);
    }

    /** Lets the send side have frames of the peer that came by this path from its host. */
    void receives(int path, int datagramBytes, Filler filler) {
        receives(path, at(path), datagramBytes, filler);
    }

    void receives(int path, Endpoint from, int datagramBytes, Filler filler) {
        byte[] payload = new byte[FrameSlot.PAYLOAD_BYTES];
        ControlWriter writer = new ControlWriter();
        writer.reset(payload, 0, payload.length);
        filler.fill(writer);
        receives(path, from, datagramBytes, payload, writer.lengthBytes());
    }

    void receives(int path, Endpoint from, int datagramBytes, byte[] payload, int payloadBytes) {
        mailbox.claim()
                .address(sender, FrameSlot.Kind.RECEIVED, path, nowNs)
                .origin(path, from.high(), from.low(), from.port())
                .fill(payload, 0, payloadBytes, datagramBytes);
        mailbox.commit();
        mailbox.drain();
    }

    /**
     * Forgets what was sent since the last call, after the peer acknowledged it as if it had come without delay.
     *
     * @return how many packets that were
     */
    int acknowledgeAll() {
        int touched = 0;
        int packets = transport.sent.size();
        for (FakeTransport.Datagram datagram : transport.sent) {
            int path = Header.pathId(datagram.octets(), 0);
            arrived[path].mark(Header.sequence(datagram.octets(), 0) & 0xffff_ffffL);
            octets[path] += datagram.octets().length;
            touched |= 1 << path;
        }
        transport.sent.clear();
        for (int path = 0; path < arrived.length; path++) {
            if ((touched & 1 << path) != 0) {
                acknowledge(path);
            }
        }
        return packets;
    }

    private void acknowledge(int path) {
        ack.fill(path, arrived[path], Math.max(0, arrived[path].highest() - ACKNOWLEDGED_AGAIN));
        ack.timing((int) (nowNs / 1_000), 0).totals(arrived[path].highest() + 1, octets[path]);
        receives(path, 100, ack::write);
    }

    /** What was sent since the last call, opened. */
    List<Packet> sent() {
        List<Packet> packets = new ArrayList<>();
        for (FakeTransport.Datagram datagram : transport.sent) {
            byte[] octets = datagram.octets();
            PacketBatch batch = new PacketBatch(1, octets.length);
            System.arraycopy(octets, 0, batch.slab(), 0, octets.length);
            batch.append(octets.length);
            int path = Header.pathId(octets, 0);
            long number = Header.sequence(octets, 0);
            boolean opened =
                    opening.cipher(path).open(batch, 0, 1, LongStream.of(number).toArray()) == 1;
            byte[] payload =
                    opened ? Arrays.copyOfRange(batch.slab(), Header.LENGTH_BYTES, batch.lengthBytes(0)) : new byte[0];
            packets.add(new Packet(path, Header.type(octets, 0), number, datagram.endpoint(), payload, octets.length));
        }
        transport.sent.clear();
        return packets;
    }

    /** The types of the frames sent since the last call. */
    List<Integer> sentFrames() {
        List<Integer> types = new ArrayList<>();
        ControlReader reader = new ControlReader();
        for (Packet packet : sent()) {
            if (packet.type() == PacketType.CONTROL) {
                reader.reset(packet.payload(), 0, packet.payload().length);
                for (int type = reader.next(); type >= 0; type = reader.next()) {
                    types.add(type);
                }
            }
        }
        return types;
    }

    @Override
    public void validated(SessionSender from, int path, Endpoint where) {
        changes.add("validated " + path);
    }

    @Override
    public void carriesData(SessionSender from, int path, boolean carries) {
        changes.add("carries " + path + " " + carries);
    }

    @Override
    public void pathChanged(SessionSender from, int path, PathState state, String reason) {
        changes.add(path + " " + state);
    }

    @Override
    public void frame(SessionSender from, ReliableFrame frame) {
        frames.add(frame);
    }

    boolean wasClosed() {
        return frames.stream().anyMatch(Close.class::isInstance);
    }

    @Override
    public void dead(SessionSender from, long silentNs) {
        dead++;
    }

    @Override
    public void alive(SessionSender from) {
        alive++;
    }

    @Override
    public void keyWorn(SessionSender from) {
        worn++;
    }
}
