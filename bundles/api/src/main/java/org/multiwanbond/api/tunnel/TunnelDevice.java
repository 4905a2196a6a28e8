package org.multiwanbond.api.tunnel;

import java.io.IOException;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.packet.PacketBatch;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An open virtual network device for IP packets. {@link #configure} and {@link #close} belong to control threads,
 * {@link #read} to one thread, {@link #write} and {@link #flush} to one thread; {@link #wakeUp} may be called by any.
 */
@HotPath
@ConsumerType
public interface TunnelDevice extends AutoCloseable {
    /** What {@link #read} answers when the device is gone. */
    int GONE = -1;

    /** The kernel's name of the device. */
    String name();

    /**
     * Gives the device this MTU and exactly these addresses, and takes it up. The name cannot be changed.
     *
     * @throws IOException with a sentence that says what the system refused
     */
    void configure(TunnelDeviceSettings settings) throws IOException;

    /**
     * Appends packets the host sends into the tunnel, and waits for the first if there is none.
     *
     * @param into has room for at least one packet of the MTU
     * @param waitNs longest wait; 0 does not wait
     * @return packets appended; 0 after the wait or {@link #wakeUp}; {@link #GONE}
     */
    int read(PacketBatch into, long waitNs);

    /** Gives a packet to the host, at the latest at {@link #flush}. The octets are taken before the call returns. */
    void write(byte[] packet, int offset, int lengthBytes);

    /** Gives everything written to the host now. */
    void flush();

    /** Packets the host refused so far. */
    long refusedPackets();

    /** Ends the present or the next wait of {@link #read}. */
    void wakeUp();

    /** Removes the device. Called when no data thread is inside any more. */
    @Override
    void close();
}
