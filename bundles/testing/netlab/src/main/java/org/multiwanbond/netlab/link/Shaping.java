package org.multiwanbond.netlab.link;

/**
 * The bottleneck of a link: its rate and the drop-tail queue in front of it.
 *
 * @param rateBitsPerSecond octets counted times eight, per second; 0 = no limit and no queue
 * @param queueNs longest wait in the queue before a packet is dropped; 0 = no limit in time
 * @param queueBytes most octets waiting before a packet is dropped; 0 = no limit in octets
 * @param overheadBytes octets added to every packet when its time on the wire is computed
 * @param stall when the bottleneck stands still
 */
public record Shaping(long rateBitsPerSecond, long queueNs, long queueBytes, int overheadBytes, Stall stall) {
    /** No limit of rate. */
    public static final Shaping UNLIMITED = new Shaping(0, 0, 0, 0);

    public Shaping {
        SettingsText.require(rateBitsPerSecond >= 0, "rate", "0 or more", rateBitsPerSecond);
        SettingsText.require(queueNs >= 0, "queue", "0 or more", queueNs);
        SettingsText.require(queueBytes >= 0, "queue", "0 or more", queueBytes);
        SettingsText.require(overheadBytes >= -100 && overheadBytes <= 1000, "overhead", "-100 to 1000", overheadBytes);
    }

    /** One that never stands still. */
    public Shaping(long rateBitsPerSecond, long queueNs, long queueBytes, int overheadBytes) {
        this(rateBitsPerSecond, queueNs, queueBytes, overheadBytes, Stall.NONE);
    }

    /** Time that a packet of this many counted octets occupies the bottleneck. */
    long transmitNs(int lengthBytes) {
        if (rateBitsPerSecond == 0) {
            return 0;
        }
        return Math.max(0, lengthBytes + overheadBytes) * 8_000_000_000L / rateBitsPerSecond;
    }
}
