package org.multiwanbond.engine;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.multiwanbond.api.codec.CodecFactory;
import org.multiwanbond.api.transport.Transport;
import org.multiwanbond.api.tunnel.TunnelDevice;
import org.multiwanbond.engine.fec.CodecCache;
import org.multiwanbond.engine.mail.Bell;
import org.multiwanbond.engine.mail.CommandQueue;
import org.multiwanbond.engine.mail.Detour;
import org.multiwanbond.engine.mail.FrameMailbox;
import org.multiwanbond.engine.receive.DeliverLoop;
import org.multiwanbond.engine.receive.HandshakeInbox;
import org.multiwanbond.engine.receive.InlineHandover;
import org.multiwanbond.engine.receive.ReceiveLoop;
import org.multiwanbond.engine.seal.Sealer;
import org.multiwanbond.engine.send.SendLoop;
import org.multiwanbond.engine.send.SendPorts;

/**
 * The data loops of one worker and their commands. Its {@link Stages} run them in threads; a simulation runs them itself by
 * {@link #act}. Thread-safe.
 */
public final class Loops {
    private final Drops sendDrops = new Drops();
    private final Drops receiveDrops = new Drops();
    private final Drops deliverDrops = new Drops();
    private final Bell sendBell = new Bell(this::wakeSend);
    private final Bell receiveBell = new Bell(this::wakeReceive);
    private final CommandQueue sendCommands = new CommandQueue(sendBell::ring);
    private final CommandQueue receiveCommands = new CommandQueue(receiveBell::ring);
    private final CommandQueue deliverCommands = new CommandQueue(this::ringDeliver);
    private final CodecCache receiveCodecs = new CodecCache();
    private final FrameMailbox mailbox = new FrameMailbox(sendBell::ring);
    private final Detour innerDetour = new Detour(sendBell);
    private final Detour outerDetour = new Detour(receiveBell);
    private final SendLoop send;
    private final ReceiveLoop receive;
    private final DeliverLoop deliver;
    private final Stages stages;
    private volatile Runnable deliverBell = receiveBell::ring;
    private volatile Transport transport = new NoTransport();
    private volatile TunnelDevice device = new NoTunnel();

    /**
     * Loops without sessions, transport and device.
     *
     * @param worker number of the worker whose loops they are
     * @param clock monotonic time
     * @param random source of tokens an outsider cannot guess
     * @param handshakes takes what belongs to no session
     * @param deviceGone is run once when the device vanished
     */
    public Loops(
            int worker, LongSupplier clock, RandomGenerator random, HandshakeInbox handshakes, Runnable deviceGone) {
        this.send = new SendLoop(mailbox, new SendPorts(transport, sendDrops, random), device, deviceGone);
        this.send.detour(innerDetour);
        this.deliver = new DeliverLoop(device, deliverDrops);
        this.receive = new ReceiveLoop(transport, new InlineHandover(deliver), receiveDrops, handshakes);
        this.receive.detour(outerDetour);
        this.stages = new Stages(this, clock, worker);
    }

    /** The threads that run the loops. */
    Stages stages() {
        return stages;
    }

    /** One turn of all loops at this moment of a simulation, without waiting; answers when something is due. */
    long act(long nowNs) {
        long dueNs;
        boolean worked;
        do {
            worked = receiveCommands.drain();
            worked |= deliverCommands.drain();
            worked |= receive.receive(0) > 0;
            receive.handle(nowNs);
            dueNs = deliver.tick(nowNs);
            worked |= sendCommands.drain();
            dueNs = Math.min(dueNs, send.tick(nowNs));
            worked |= send.read(nowNs, false) > 0;
            send.handle(nowNs);
        } while (worked);
        return dueNs;
    }

    void wakeSend() {
        device.wakeUp();
    }

    void wakeReceive() {
        transport.wakeUp();
    }

    private void ringDeliver() {
        deliverBell.run();
    }

    /** Rung when there is a command for who delivers. */
    void deliverBell(Runnable bell) {
        deliverBell = bell;
    }

    /** Inner packets that another worker read and that are for a session of this one. */
    Detour innerDetour() {
        return innerDetour;
    }

    /** Datagrams that another worker received and that are for a session of this one. */
    Detour outerDetour() {
        return outerDetour;
    }

    Bell sendBell() {
        return sendBell;
    }

    Bell receiveBell() {
        return receiveBell;
    }

    /** Lets all loops use another transport; completes when none is inside the old one any more. */
    public CompletableFuture<Void> use(Transport next) {
        Transport old = transport;
        transport = next;
        Sealer sealer = send.ports().sealer();
        CompletableFuture<Void> sending = callSend(() -> send.ports().sealing().run(() -> sealer.transport(next)));
        CompletableFuture<Void> receiving = receiveCommands.call(() -> receive.transport(next));
        old.wakeUp();
        return CompletableFuture.allOf(sending, receiving);
    }

    /** Lets all loops use another device; completes when none is inside the old one any more. */
    public CompletableFuture<Void> use(TunnelDevice next) {
        TunnelDevice old = device;
        device = next;
        CompletableFuture<Void> sending = sendCommands.call(() -> send.device(next));
        CompletableFuture<Void> delivering = deliverCommands.call(() -> deliver.device(next));
        old.wakeUp();
        return CompletableFuture.allOf(sending, delivering);
    }

    public TunnelDevice device() {
        return device;
    }

    public Transport transport() {
        return transport;
    }

    /** Commands to the send thread. */
    public CommandQueue toSend() {
        return sendCommands;
    }

    /** Runs this on the send thread; completes when it has, and all that was given to be sealed until then is done. */
    public CompletableFuture<Void> callSend(Runnable command) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        sendCommands.post(() -> {
            try {
                command.run();
            } finally {
                send.ports().sealing().run(() -> done.complete(null));
            }
        });
        return done;
    }

    /** Commands to the receive thread. */
    public CommandQueue toReceive() {
        return receiveCommands;
    }

    /** Commands to the thread that delivers: the receive thread, or one of its own. */
    public CommandQueue toDeliver() {
        return deliverCommands;
    }

    /** To be used by the send thread only. */
    public SendLoop send() {
        return send;
    }

    /** To be used by the receive thread only. */
    public ReceiveLoop receive() {
        return receive;
    }

    /** To be used by the thread that delivers only. */
    public DeliverLoop deliver() {
        return deliver;
    }

    public FrameMailbox mailbox() {
        return mailbox;
    }

    /** Erasure codes for what is received; used by the thread that delivers only. */
    public CodecCache receiveCodecs() {
        return receiveCodecs;
    }

    /** Lets all loops use another erasure code, or none; completes when none is inside the old one any more. */
    CompletableFuture<Void> use(Optional<CodecFactory> codec) {
        CodecCache sendCodecs = send.ports().codecs();
        CompletableFuture<Void> sending =
                sendCommands.call(() -> codec.ifPresentOrElse(sendCodecs::use, sendCodecs::drop));
        CompletableFuture<Void> delivering =
                deliverCommands.call(() -> codec.ifPresentOrElse(receiveCodecs::use, receiveCodecs::drop));
        return CompletableFuture.allOf(sending, delivering);
    }

    /** Counters of the thread that delivers. */
    public Drops deliverDrops() {
        return deliverDrops;
    }

    /** Counters of all loops. */
    public List<Drops> drops() {
        return List.of(sendDrops, receiveDrops, deliverDrops);
    }
}
