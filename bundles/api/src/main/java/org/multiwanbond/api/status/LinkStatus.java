package org.multiwanbond.api.status;

import java.util.List;
import org.multiwanbond.api.config.WanSettings;

/**
 * One configured link of this end. Thread-safe: immutable.
 *
 * @param settings as configured
 * @param paused whether a person paused it
 * @param problem why it cannot be used now, one sentence; empty if it can
 * @param addresses local addresses of its device
 * @param paths the paths that run over it, in all sessions
 */
public record LinkStatus(
        WanSettings settings, boolean paused, String problem, List<String> addresses, List<PathStatus> paths) {
    public LinkStatus {
        addresses = List.copyOf(addresses);
        paths = List.copyOf(paths);
    }
}
