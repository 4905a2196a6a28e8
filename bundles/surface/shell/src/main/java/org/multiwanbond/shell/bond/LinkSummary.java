package org.multiwanbond.shell.bond;

import java.util.List;
import java.util.function.ToLongFunction;
import org.multiwanbond.api.config.LinkRole;
import org.multiwanbond.api.config.LinkType;
import org.multiwanbond.api.config.WanSettings;
import org.multiwanbond.api.path.PathState;
import org.multiwanbond.api.status.LinkStatus;
import org.multiwanbond.api.status.PathStatus;

/**
 * A link in one word and a few sums over its paths. Thread-safe: immutable.
 *
 * @param state {@code up}, {@code standby}, {@code suspect}, {@code connecting}, {@code down}, {@code paused} or {@code off}
 * @param rxBitsPerSecond of all paths
 * @param txBitsPerSecond of all paths
 * @param rxBytes of all paths
 * @param txBytes of all paths
 * @param rttNs the shortest, 0 unknown
 * @param jitterNs of the path with the shortest round trip
 * @param lossRatio the largest
 * @param capacityBitsPerSecond what the link is believed to carry from here, the largest; 0 unknown
 */
public record LinkSummary(
        String state,
        long rxBitsPerSecond,
        long txBitsPerSecond,
        long rxBytes,
        long txBytes,
        long rttNs,
        long jitterNs,
        double lossRatio,
        long capacityBitsPerSecond) {

    private static final List<PathState> BEST_FIRST = List.of(
            PathState.ACTIVE,
            PathState.STANDBY,
            PathState.SUSPECT,
            PathState.VALIDATING,
            PathState.NEW,
            PathState.DOWN);

    /** Sums up {@code link}. */
    public static LinkSummary of(LinkStatus link) {
        List<PathStatus> paths = link.paths();
        PathStatus fastest = paths.stream()
                .filter(path -> path.rttNs() > 0)
                .min((a, b) -> Long.compare(a.rttNs(), b.rttNs()))
                .orElse(null);
        return new LinkSummary(
                state(link),
                sum(paths, PathStatus::rxBitsPerSecond),
                sum(paths, PathStatus::txBitsPerSecond),
                sum(paths, PathStatus::rxBytes),
                sum(paths, PathStatus::txBytes),
                fastest == null ? 0 : fastest.rttNs(),
                fastest == null ? 0 : fastest.jitterNs(),
                paths.stream().mapToDouble(PathStatus::lossRatio).max().orElse(0),
                paths.stream()
                        .mapToLong(PathStatus::capacityBitsPerSecond)
                        .max()
                        .orElse(0));
    }

    /** The kind of access as it is written in the configuration. */
    public static String type(LinkType type) {
        return type == LinkType.NR5G ? "5g" : StatusJson.word(type);
    }

    /** The address to send from, or {@code null}. */
    public static String localAddress(WanSettings wan) {
        return wan.localAddress().map(address -> address.getHostAddress()).orElse(null);
    }

    private static String state(LinkStatus link) {
        if (link.settings().role() == LinkRole.OFF) {
            return "off";
        }
        if (link.paused()) {
            return "paused";
        }
        return link.problem().isEmpty() ? best(link.paths()) : "down";
    }

    private static String best(List<PathStatus> paths) {
        PathState state = paths.stream()
                .map(PathStatus::state)
                .min((a, b) -> Integer.compare(BEST_FIRST.indexOf(a), BEST_FIRST.indexOf(b)))
                .orElse(PathState.NEW);
        return switch (state) {
            case ACTIVE -> "up";
            case STANDBY -> "standby";
            case SUSPECT -> "suspect";
            case VALIDATING, NEW -> "connecting";
            case DOWN -> "down";
        };
    }

    private static long sum(List<PathStatus> paths, ToLongFunction<PathStatus> value) {
        return paths.stream().mapToLong(value).sum();
    }
}
