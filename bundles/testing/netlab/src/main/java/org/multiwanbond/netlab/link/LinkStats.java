package org.multiwanbond.netlab.link;

import java.util.Locale;

/** A copy of a link's counters at one instant. Confined to the link's thread while it is filled, then read only. */
public final class LinkStats {
    private final long[] counts = new long[LinkEvent.values().length];
    private long offeredBytes;
    private long deliveredBytes;

    LinkStats() {}

    void count(LinkEvent event) {
        counts[event.ordinal()]++;
    }

    void countOffered(int packetBytes) {
        counts[LinkEvent.OFFERED.ordinal()]++;
        offeredBytes += packetBytes;
    }

    void countDelivered(int packetBytes) {
        counts[LinkEvent.DELIVERED.ordinal()]++;
        deliveredBytes += packetBytes;
    }

    LinkStats copy() {
        LinkStats copy = new LinkStats();
        System.arraycopy(counts, 0, copy.counts, 0, counts.length);
        copy.offeredBytes = offeredBytes;
        copy.deliveredBytes = deliveredBytes;
        return copy;
    }

    /** Packets to which this happened since the link began. */
    public long packets(LinkEvent event) {
        return counts[event.ordinal()];
    }

    /** Octets of the IP packets given to the link. */
    public long offeredBytes() {
        return offeredBytes;
    }

    /** Octets of the IP packets handed out. */
    public long deliveredBytes() {
        return deliveredBytes;
    }

    /** All counters as one JSON object. */
    public String json() {
        StringBuilder out = new StringBuilder("{");
        for (LinkEvent event : LinkEvent.values()) {
            out.append('"')
                    .append(camel(event))
                    .append("\":")
                    .append(packets(event))
                    .append(',');
        }
        return out.append("\"offeredBytes\":")
                .append(offeredBytes)
                .append(",\"deliveredBytes\":")
                .append(deliveredBytes)
                .append('}')
                .toString();
    }

    private static String camel(LinkEvent event) {
        String[] words = event.name().toLowerCase(Locale.ROOT).split("_");
        StringBuilder out = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            out.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return out.toString();
    }
}
