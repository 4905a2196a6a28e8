package org.multiwanbond.api.status;

import java.util.List;
import java.util.Optional;
import org.multiwanbond.api.config.WanSettings;

/**
 * One configured link of this end. Thread-safe: immutable.
 *
 * @param settings as configured
 * @param paused whether a person paused it
 * @param problem why it cannot be used now, one sentence; empty if it can
 * @param addresses local addresses of its device
 * @param paths the paths that run over it, in all sessions
 * @param dataUse what it used of its data plan; empty if it has none
 */
public record LinkStatus(
        WanSettings settings,
        boolean paused,
        String problem,
        List<String> addresses,
        List<PathStatus> paths,
        Optional<DataUse> dataUse) {
    public LinkStatus {
        addresses = List.copyOf(addresses);
        paths = List.copyOf(paths);
    }
}
