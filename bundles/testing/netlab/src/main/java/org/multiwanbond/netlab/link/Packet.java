package org.multiwanbond.netlab.link;

/** A pooled packet under way. Confined to its link's thread. */
final class Packet implements Comparable<Packet> {
    /** Fits an Ethernet frame of the usual MTU without growing. */
    private static final int USUAL_BYTES = 1_536;

    byte[] octets = new byte[USUAL_BYTES];
    int lengthBytes;
    long order;
    long departNs;
    long latencyNs;
    long dueNs;
    boolean mayOvertake;
    boolean copy;

    void ensure(int capacityBytes) {
        if (octets.length < capacityBytes) {
            octets = new byte[capacityBytes];
        }
    }

    @Override
    public int compareTo(Packet other) {
        return dueNs != other.dueNs ? Long.compare(dueNs, other.dueNs) : Long.compare(order, other.order);
    }
}
