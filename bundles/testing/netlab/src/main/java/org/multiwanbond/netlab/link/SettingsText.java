package org.multiwanbond.netlab.link;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes the text form of {@link LinkSettings}. Stateless. */
final class SettingsText {
    /** Deep enough for one bandwidth-delay product of most access links; "a home router", RFC 8290 §1. */
    private static final long DEFAULT_QUEUE_NS = 100_000_000;

    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)([a-z%]*)");

    private SettingsText() {}

    static LinkSettings apply(LinkSettings from, String key, String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return switch (key) {
            case "rate", "queue", "overhead", "stall" -> from.with(shaping(from.shaping(), key, lower));
            case "delay", "jitter", "order" -> from.with(latency(from.latency(), key, lower));
            case "loss", "ge" -> from.with(loss(from.loss(), key, lower));
            case "dup", "reorder", "corrupt" -> from.with(mangling(from.mangling(), key, lower));
            case "mtu" ->
                new LinkSettings(
                        from.shaping(),
                        from.latency(),
                        from.loss(),
                        from.mangling(),
                        whole(key, lower),
                        from.blackhole());
            case "blackhole" -> from.withBlackhole(truth(key, lower));
            default ->
                throw new IllegalArgumentException("Unknown key '" + key + "'. Keys: rate, queue, overhead, delay,"
                        + " jitter, order, loss, ge, dup, reorder, corrupt, mtu, stall, blackhole.");
        };
    }

    private static Shaping shaping(Shaping from, String key, String value) {
        switch (key) {
            case "rate":
                boolean first = from.rateBitsPerSecond() == 0 && from.queueNs() == 0 && from.queueBytes() == 0;
                long queueNs = first ? DEFAULT_QUEUE_NS : from.queueNs();
                return new Shaping(rate(key, value), queueNs, from.queueBytes(), from.overheadBytes(), from.stall());
            case "queue":
                boolean time = value.endsWith("s");
                return new Shaping(
                        from.rateBitsPerSecond(),
                        time ? time(key, value) : 0,
                        time ? 0 : octets(key, value),
                        from.overheadBytes(),
                        from.stall());
            case "stall":
                return new Shaping(
                        from.rateBitsPerSecond(),
                        from.queueNs(),
                        from.queueBytes(),
                        from.overheadBytes(),
                        stall(key, value));
            default:
                return new Shaping(
                        from.rateBitsPerSecond(), from.queueNs(), from.queueBytes(), whole(key, value), from.stall());
        }
    }

    private static Stall stall(String key, String value) {
        String[] parts = value.split("/", -1);
        require(parts.length == 2, key, "length/period, such as 200ms/5s", value);
        return new Stall(time(key, parts[0]), time(key, parts[1]));
    }

    private static Latency latency(Latency from, String key, String value) {
        return switch (key) {
            case "delay" -> new Latency(time(key, value), from.jitterNs(), from.keepOrder());
            case "jitter" -> new Latency(from.delayNs(), time(key, value), from.keepOrder());
            default -> new Latency(from.delayNs(), from.jitterNs(), truth(key, value));
        };
    }

    private static Loss loss(Loss from, String key, String value) {
        if (key.equals("loss")) {
            return new Loss(ratio(key, value), from.burstEnterRatio(), from.burstLeaveRatio());
        }
        String[] parts = value.split(",", -1);
        require(parts.length == 2, key, "two numbers in percent, such as 1,25", value);
        return new Loss(from.randomRatio(), percent(key, parts[0]), percent(key, parts[1]));
    }

    private static Mangling mangling(Mangling from, String key, String value) {
        switch (key) {
            case "dup":
                return new Mangling(ratio(key, value), from.reorderRatio(), from.reorderNs(), from.corruptRatio());
            case "corrupt":
                return new Mangling(from.duplicateRatio(), from.reorderRatio(), from.reorderNs(), ratio(key, value));
            default:
                String[] parts = value.split(",", 2);
                long heldNs = parts.length == 2 ? time(key, parts[1]) : from.reorderNs();
                return new Mangling(from.duplicateRatio(), ratio(key, parts[0]), heldNs, from.corruptRatio());
        }
    }

    static String format(LinkSettings settings) {
        Shaping shaping = settings.shaping();
        String queue = shaping.queueBytes() > 0 ? shaping.queueBytes() + "b" : time(shaping.queueNs());
        Mangling mangling = settings.mangling();
        return "rate=" + shaping.rateBitsPerSecond() + "bit queue=" + queue
                + " overhead=" + shaping.overheadBytes()
                + " delay=" + time(settings.latency().delayNs())
                + " jitter=" + time(settings.latency().jitterNs())
                + " order=" + settings.latency().keepOrder()
                + " loss=" + percent(settings.loss().randomRatio()) + "%"
                + " ge=" + percent(settings.loss().burstEnterRatio())
                + "," + percent(settings.loss().burstLeaveRatio())
                + " dup=" + percent(mangling.duplicateRatio()) + "%"
                + " reorder=" + percent(mangling.reorderRatio()) + "%," + time(mangling.reorderNs())
                + " corrupt=" + percent(mangling.corruptRatio()) + "%"
                + " stall=" + time(shaping.stall().lengthNs()) + "/"
                + time(shaping.stall().periodNs()) + " mtu=" + settings.mtuBytes() + " blackhole="
                + settings.blackhole();
    }

    private static String time(long ns) {
        return ns + "ns";
    }

    private static String percent(double ratio) {
        return BigDecimal.valueOf(ratio).movePointRight(2).stripTrailingZeros().toPlainString();
    }

    private static long rate(String key, String value) {
        return scaled(key, value, "a rate such as 50mbit, 800kbit, 1gbit or 0", unit -> switch (unit) {
            case "bit", "" -> 1;
            case "kbit" -> 1_000;
            case "mbit" -> 1_000_000;
            case "gbit" -> 1_000_000_000;
            default -> 0;
        });
    }

    private static long time(String key, String value) {
        return scaled(key, value, "a time such as 10ms, 250us, 1.5s or 0s", unit -> switch (unit) {
            case "ns" -> 1;
            case "us" -> 1_000;
            case "ms" -> 1_000_000;
            case "s" -> 1_000_000_000;
            default -> 0;
        });
    }

    private static long octets(String key, String value) {
        return scaled(key, value, "a time such as 100ms or octets such as 125kb", unit -> switch (unit) {
            case "b", "" -> 1;
            case "kb" -> 1_000;
            case "mb" -> 1_000_000;
            default -> 0;
        });
    }

    private static long scaled(String key, String value, String allowed, UnitScale scale) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(value);
        require(matcher.matches(), key, allowed, value);
        long factor = scale.of(matcher.group(2));
        require(factor > 0 && matcher.group(1).length() <= 15, key, allowed, value);
        BigDecimal product = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(factor));
        require(product.compareTo(BigDecimal.valueOf(1_000_000_000_000_000L)) < 0, key, allowed, value);
        return product.longValue();
    }

    private static double ratio(String key, String value) {
        return value.endsWith("%")
                ? percent(key, value.substring(0, value.length() - 1))
                : checkedRatio(key, value, number(key, value, "a share such as 1% or 0.01"));
    }

    private static double percent(String key, String value) {
        String digits = value.endsWith("%") ? value.substring(0, value.length() - 1) : value;
        return checkedRatio(key, value, number(key, digits, "percent, 0 to 100").movePointLeft(2));
    }

    private static double checkedRatio(String key, String value, BigDecimal ratio) {
        require(ratio.compareTo(BigDecimal.ONE) <= 0, key, "0 to 100 %", value);
        return ratio.doubleValue();
    }

    private static BigDecimal number(String key, String value, String allowed) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(value);
        require(matcher.matches() && matcher.group(2).isEmpty() && value.length() <= 15, key, allowed, value);
        return new BigDecimal(value);
    }

    private static int whole(String key, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(message(key, "a whole number", value), e);
        }
    }

    private static boolean truth(String key, String value) {
        require(value.equals("true") || value.equals("false"), key, "true or false", value);
        return value.equals("true");
    }

    static void requireRatio(String key, double ratio) {
        require(ratio >= 0 && ratio <= 1, key, "0 to 1", ratio);
    }

    static void require(boolean holds, String key, String allowed, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(message(key, allowed, value));
        }
    }

    private static String message(String key, String allowed, Object value) {
        return key + " must be " + allowed + ", was " + value + ".";
    }

    /** Factor of a unit; 0 = no such unit. */
    private interface UnitScale {
        long of(String unit);
    }
}
