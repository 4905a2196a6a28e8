package org.multiwanbond.tunnel.tun;

/** Where frames for the host go. Confined to the writing thread. */
@FunctionalInterface
public interface FrameSink {
    /** The host took it. */
    int TAKEN = 0;

    /**
     * Gives a frame to the host.
     *
     * @param frame its header says what the packet is
     * @param packetBytes octets of the packet
     * @param packets how many packets it was made of
     * @return {@link #TAKEN} or an error number as in errno.h
     */
    int give(Frame frame, int packetBytes, int packets);
}
