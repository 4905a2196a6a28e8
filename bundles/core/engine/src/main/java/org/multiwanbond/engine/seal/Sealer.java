package org.multiwanbond.engine.seal;

import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.net.Endpoint;
import org.multiwanbond.api.packet.PacketBatch;
import org.multiwanbond.api.transport.Transport;

/** Does the jobs: seals a batch as one run, sends neighbours of equal length together. Confined to the sealing thread. */
@HotPath
public final class Sealer {
    private Transport transport;

    public Sealer(Transport transport) {
        this.transport = transport;
    }

    void work(SealJob job) {
        switch (job.kind()) {
            case PACKETS:
                PacketBatch batch = job.batch();
                job.keys().cipher(job.pathId()).seal(batch, 0, batch.count(), job.firstNumber());
                if (!job.isMuted()) {
                    send(batch, job.to(), job.socket());
                }
                break;
            case FLUSH:
                transport.flush();
                break;
            default:
                job.task().run();
        }
    }

    private void send(PacketBatch batch, Endpoint to, int socket) {
        int first = 0;
        while (first < batch.count()) {
            int segmentBytes = batch.lengthBytes(first);
            int end = first + 1;
            int bytes = segmentBytes;
            // Only the last datagram of a segmented send may be shorter.
            while (end < batch.count()
                    && batch.lengthBytes(end - 1) == segmentBytes
                    && batch.lengthBytes(end) <= segmentBytes) {
                bytes += batch.lengthBytes(end++);
            }
            transport.send(socket, to, batch.slab(), batch.offset(first), bytes, segmentBytes);
            first = end;
        }
    }

    /** Sends a packet that nobody seals: a handshake. */
    public void raw(int socket, Endpoint to, byte[] packet) {
        transport.send(socket, to, packet, 0, packet.length, packet.length);
        transport.flush();
    }

    /** Replaces the transport. */
    public void transport(Transport newTransport) {
        transport = newTransport;
    }
}
