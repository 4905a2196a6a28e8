package org.multiwanbond.engine;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.multiwanbond.api.codec.CodecFactory;
import org.multiwanbond.api.transport.Transport;
import org.multiwanbond.api.tunnel.TunnelDevice;
import org.multiwanbond.engine.fec.CodecCache;
import org.multiwanbond.engine.mail.Bell;
import org.multiwanbond.engine.mail.CommandQueue;
import org.multiwanbond.engine.mail.FrameMailbox;
import org.multiwanbond.engine.receive.HandshakeInbox;
import org.multiwanbond.engine.receive.ReceiveLoop;
import org.multiwanbond.engine.send.SendLoop;
import org.multiwanbond.engine.send.SendPorts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two data loops, their commands, and the threads that run them; a simulation runs them itself by {@link #act}.
 * Thread-safe.
 */
public final class Loops {
    /** How long a thread gets to end. */
    private static final long STOP_MS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger("org.multiwanbond.engine");

    private final Drops sendDrops = new Drops();
    private final Drops receiveDrops = new Drops();
    private final Bell sendBell = new Bell(this::wakeSend);
    private final Bell receiveBell = new Bell(this::wakeReceive);
    private final CommandQueue sendCommands = new CommandQueue(sendBell::ring);
    private final CommandQueue receiveCommands = new CommandQueue(receiveBell::ring);
    private final CodecCache receiveCodecs = new CodecCache();
    private final FrameMailbox mailbox = new FrameMailbox(sendBell::ring);
    private final LongSupplier clock;
    private final SendLoop send;
    private final ReceiveLoop receive;
    private volatile Transport transport = new NoTransport();
    private volatile TunnelDevice device = new NoTunnel();
    private volatile boolean running;
    private final Thread sendThread = new Thread(this::runSend, "mwb-send");
    private final Thread receiveThread = new Thread(this::runReceive, "mwb-receive");

    Loops(LongSupplier clock, RandomGenerator random, HandshakeInbox handshakes, Runnable deviceGone) {
        this.clock = clock;
        this.send = new SendLoop(mailbox, new SendPorts(transport, sendDrops, random), device, deviceGone);
        this.receive = new ReceiveLoop(transport, device, receiveDrops, handshakes);
    }

    void start() {
        running = true;
        sendThread.start();
        receiveThread.start();
    }

    /** Ends both threads after what was posted before, and waits a second for each. */
    void stop() {
        toSend().call(() -> {})
                .completeOnTimeout(null, STOP_MS, TimeUnit.MILLISECONDS)
                .join();
        running = false;
        wakeSend();
        wakeReceive();
        try {
            sendThread.join(STOP_MS);
            receiveThread.join(STOP_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runSend() {
        while (running) {
            try {
                boolean behind = sendCommands.drain() && !sendCommands.isEmpty();
                long nowNs = clock.getAsLong();
                send.tick(nowNs);
                if (readInner(nowNs, !behind) == TunnelDevice.GONE) {
                    // Until the control thread has put another device in its place, the rest of the turn goes on
                    // slowly.
                    LockSupport.parkNanos(SendLoop.GONE_WAIT_NS);
                }
                send.handle(clock.getAsLong());
            } catch (RuntimeException e) {
                LOG.error("The send thread met a bug and goes on.", e);
            }
        }
    }

    /** Takes what is there; only with nothing to do the thread lies down and waits. */
    private int readInner(long nowNs, boolean mayWait) {
        int count = send.read(nowNs, false);
        if (count != 0 || !mayWait) {
            return count;
        }
        sendBell.lieDown();
        count = send.read(nowNs, mailbox.isEmpty() && sendCommands.isEmpty());
        sendBell.getUp();
        return count;
    }

    private void runReceive() {
        while (running) {
            try {
                boolean behind = receiveCommands.drain() && !receiveCommands.isEmpty();
                receiveOuter(clock.getAsLong(), !behind);
                receive.handle(clock.getAsLong());
            } catch (RuntimeException e) {
                LOG.error("The receive thread met a bug and goes on.", e);
            }
        }
    }

    private void receiveOuter(long nowNs, boolean mayWait) {
        if (receive.receive(nowNs, false) == 0 && mayWait) {
            receiveBell.lieDown();
            receive.receive(nowNs, receiveCommands.isEmpty());
            receiveBell.getUp();
        }
    }

    /** One turn of both loops at this moment of a simulation, without waiting; answers when something is due. */
    long act(long nowNs) {
        long dueNs;
        boolean worked;
        do {
            worked = receiveCommands.drain();
            worked |= receive.receive(nowNs, false) > 0;
            dueNs = receive.handle(nowNs);
            worked |= sendCommands.drain();
            dueNs = Math.min(dueNs, send.tick(nowNs));
            worked |= send.read(nowNs, false) > 0;
            send.handle(nowNs);
        } while (worked);
        return dueNs;
    }

    private void wakeSend() {
        device.wakeUp();
    }

    private void wakeReceive() {
        transport.wakeUp();
    }

    /** Lets both loops use another transport; completes when neither is inside the old one any more. */
    CompletableFuture<Void> use(Transport next) {
        Transport old = transport;
        transport = next;
        CompletableFuture<Void> sending = sendCommands.call(() -> send.ports().transport(next));
        CompletableFuture<Void> receiving = receiveCommands.call(() -> receive.transport(next));
        old.wakeUp();
        return CompletableFuture.allOf(sending, receiving);
    }

    /** Lets both loops use another device; completes when neither is inside the old one any more. */
    CompletableFuture<Void> use(TunnelDevice next) {
        TunnelDevice old = device;
        device = next;
        CompletableFuture<Void> sending = sendCommands.call(() -> send.device(next));
        CompletableFuture<Void> receiving = receiveCommands.call(() -> receive.device(next));
        old.wakeUp();
        return CompletableFuture.allOf(sending, receiving);
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

    /** Commands to the receive thread. */
    public CommandQueue toReceive() {
        return receiveCommands;
    }

    /** To be used by the send thread only. */
    public SendLoop send() {
        return send;
    }

    /** To be used by the receive thread only. */
    public ReceiveLoop receive() {
        return receive;
    }

    public FrameMailbox mailbox() {
        return mailbox;
    }

    /** Erasure codes for what is received; used by the receive thread only. */
    public CodecCache receiveCodecs() {
        return receiveCodecs;
    }

    /** Lets both loops use another erasure code, or none; completes when neither is inside the old one any more. */
    CompletableFuture<Void> use(Optional<CodecFactory> codec) {
        CodecCache sendCodecs = send.ports().codecs();
        CompletableFuture<Void> sending =
                sendCommands.call(() -> codec.ifPresentOrElse(sendCodecs::use, sendCodecs::drop));
        CompletableFuture<Void> receiving =
                receiveCommands.call(() -> codec.ifPresentOrElse(receiveCodecs::use, receiveCodecs::drop));
        return CompletableFuture.allOf(sending, receiving);
    }

    public Drops receiveDrops() {
        return receiveDrops;
    }

    /** Counters of all loops. */
    public List<Drops> drops() {
        return List.of(sendDrops, receiveDrops);
    }
}
