package org.multiwanbond.netlab.link;

import java.util.Locale;

/**
 * Everything that one direction of a link does to packets; immutable, swapped as a whole.
 *
 * <p>Its text form is a list of {@code key=value} separated by blanks, for example {@code rate=50mbit delay=10ms
 * jitter=2ms loss=1% ge=1,25 queue=100ms dup=0.1% reorder=0.1%,5ms corrupt=0.01% mtu=1500 blackhole=true}; see
 * {@link #USAGE}.
 *
 * @param shaping rate and queue
 * @param latency delay and jitter
 * @param loss random and burst loss
 * @param mangling duplication, reordering, corruption
 * @param mtuBytes longest IP packet carried; longer ones vanish
 * @param blackhole whether nothing at all arrives from this instant on, packets under way included
 */
public record LinkSettings(
        Shaping shaping, Latency latency, Loss loss, Mangling mangling, int mtuBytes, boolean blackhole) {
    /** Longest IP packet (RFC 791 §3.1): no limit. */
    public static final int MTU_UNLIMITED = 65_535;

    /** A wire: nothing is limited, delayed or lost. */
    public static final LinkSettings PERFECT =
            new LinkSettings(Shaping.UNLIMITED, Latency.NONE, Loss.NONE, Mangling.NONE, MTU_UNLIMITED, false);

    /** The keys of the text form, one line each. */
    public static final String USAGE =
            """
            rate=50mbit          bit/s of IP octets: bit, kbit, mbit, gbit; 0 = no limit
            queue=100ms          drop-tail queue, a time (us, ms, s) or octets (b, kb, mb); default 100ms with a rate
            overhead=14          octets added to each packet when its time on the wire is computed
            delay=10ms           fixed one-way delay
            jitter=2ms           uniform, delay ± jitter
            order=true           whether jitter keeps the order of packets (default true)
            loss=1%              random loss
            ge=1,25              burst loss (Gilbert-Elliott): p and r in percent, all packets of the bad state lost
            dup=0.1%             duplicated packets
            reorder=0.1%,5ms     packets held back so that later ones overtake them
            corrupt=0.01%        packets with one bit flipped
            stall=200ms/5s       nothing leaves the bottleneck for 200 ms of each 5 s
            mtu=1500             longest IP packet carried
            blackhole=true       nothing arrives from now on
            """;

    public LinkSettings {
        SettingsText.require(mtuBytes >= 68 && mtuBytes <= MTU_UNLIMITED, "mtu", "68 to 65535", mtuBytes);
    }

    /**
     * The settings that a text describes, starting from a perfect wire.
     *
     * @throws IllegalArgumentException with a sentence naming key, value and what is allowed
     */
    public static LinkSettings parse(String text) {
        return PERFECT.with(text);
    }

    /**
     * These settings with the changes that a text describes; keys not named keep their value.
     *
     * @throws IllegalArgumentException with a sentence naming key, value and what is allowed
     */
    public LinkSettings with(String changes) {
        LinkSettings result = this;
        for (String word : changes.trim().split("\\s+")) {
            if (!word.isEmpty()) {
                int equals = word.indexOf('=');
                SettingsText.require(equals > 0, "settings", "key=value", word);
                String key = word.substring(0, equals).toLowerCase(Locale.ROOT);
                result = SettingsText.apply(result, key, word.substring(equals + 1));
            }
        }
        return result;
    }

    /** These settings with the blackhole opened or closed. */
    public LinkSettings withBlackhole(boolean open) {
        return new LinkSettings(shaping, latency, loss, mangling, mtuBytes, open);
    }

    /** The text form, which {@link #parse} reads back. */
    public String text() {
        return SettingsText.format(this);
    }

    LinkSettings with(Shaping changed) {
        return new LinkSettings(changed, latency, loss, mangling, mtuBytes, blackhole);
    }

    LinkSettings with(Latency changed) {
        return new LinkSettings(shaping, changed, loss, mangling, mtuBytes, blackhole);
    }

    LinkSettings with(Loss changed) {
        return new LinkSettings(shaping, latency, changed, mangling, mtuBytes, blackhole);
    }

    LinkSettings with(Mangling changed) {
        return new LinkSettings(shaping, latency, loss, changed, mtuBytes, blackhole);
    }
}
