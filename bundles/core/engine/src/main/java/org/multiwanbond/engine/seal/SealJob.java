package org.multiwanbond.engine.seal;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.engine.keys.EpochKeys;

/** One thing to do for whoever seals: seal and send a batch, flush, or a task. Owned by whoever claimed or took it. */
@HotPath
public final class SealJob {
    enum Kind {
        PACKETS,
        FLUSH,
        TASK
    }

    private Kind kind = Kind.FLUSH;
    private PacketBatch batch;
    private EpochKeys keys;
    private Endpoint to;
    private Runnable task;
    private int pathId;
    private int socket;
    private long firstNumber;
    private boolean muted;

    /** Says what is to be sealed: all packets of the batch, numbered from {@code newFirstNumber} on. */
    public SealJob packets(PacketBatch newBatch, EpochKeys newKeys, int newPathId, long newFirstNumber) {
        kind = Kind.PACKETS;
        batch = newBatch;
        keys = newKeys;
        pathId = newPathId;
        firstNumber = newFirstNumber;
        return this;
    }

    /** Says where it is to be sent; if muted, it is sealed but does not leave. */
    public SealJob target(int newSocket, Endpoint newTo, boolean isMuted) {
        socket = newSocket;
        to = newTo;
        muted = isMuted;
        return this;
    }

    void flush() {
        kind = Kind.FLUSH;
    }

    void task(Runnable newTask) {
        kind = Kind.TASK;
        task = newTask;
    }

    /** Lets go of all but the batch. */
    void forget() {
        keys = null;
        to = null;
        task = null;
    }

    /** The batch to be given home, or {@code null}; it is then no more the job's. */
    PacketBatch takeBatch() {
        PacketBatch mine = batch;
        batch = null;
        return mine;
    }

    Kind kind() {
        return kind;
    }

    PacketBatch batch() {
        return batch;
    }

    EpochKeys keys() {
        return keys;
    }

    Endpoint to() {
        return to;
    }

    Runnable task() {
        return task;
    }

    int pathId() {
        return pathId;
    }

    int socket() {
        return socket;
    }

    long firstNumber() {
        return firstNumber;
    }

    boolean isMuted() {
        return muted;
    }
}
