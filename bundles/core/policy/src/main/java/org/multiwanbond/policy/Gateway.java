package org.multiwanbond.policy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.multiwanbond.api.config.Settings;
import org.multiwanbond.api.tunnel.TunnelState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the system in step with the settings and the tunnel. Confined to the control thread. */
final class Gateway {
    private static final Logger LOG = LoggerFactory.getLogger("org.multiwanbond.policy");

    private final Host host;
    private final Installer installer;
    private final Obstacles obstacles;
    private Optional<Settings> settings = Optional.empty();
    private TunnelState tunnel = TunnelState.NONE;
    private boolean routed;
    private List<String> sentences = List.of();

    Gateway(Host host, Journal journal) {
        this.host = host;
        this.installer = new Installer(host, journal);
        this.obstacles = new Obstacles(host);
    }

    /** Takes away what a killed run left behind. */
    void repair() {
        try {
            int items = installer.repair();
            if (items > 0) {
                LOG.info("Took away what the last run left in the system: items={}", items);
            }
        } catch (IOException e) {
            LOG.warn("What the last run left in the system cannot be read: {}", e.getMessage());
        }
    }

    /** Puts back what others took away, and looks for obstacles again. */
    void refresh() {
        List<String> refused = installer.refresh();
        refused.stream().filter(sentence -> !sentences.contains(sentence)).forEach(LOG::warn);
        update(refused);
    }

    void settings(Settings next) {
        settings = Optional.of(next);
        update();
    }

    void tunnel(TunnelState next) {
        boolean sameDevice = next.device().equals(tunnel.device());
        routed = next.up() || routed && sameDevice && !next.device().isEmpty();
        if (!sameDevice) {
            // Its routes went with the old device; what is left is taken away before the new one gets its own.
            installer.apply(List.of());
        }
        tunnel = next;
        update();
    }

    private void update() {
        update(List.of());
    }

    private void update(List<String> known) {
        if (settings.isEmpty()) {
            return;
        }
        Plan plan = new Planner(settings.get(), tunnel, routed, host).plan();
        List<String> next = new ArrayList<>(known);
        next.addAll(plan.sentences());
        next.addAll(installer.apply(plan.items()));
        if (!tunnel.device().isEmpty()) {
            next.addAll(obstacles.find(settings.get(), tunnel.device()));
        }
        next.stream().filter(sentence -> !known.contains(sentence) && !sentences.contains(sentence)).forEach(LOG::warn);
        sentences = List.copyOf(next);
    }

    /** Takes everything away. */
    void stop() {
        settings = Optional.empty();
        installer.apply(List.of());
        sentences = List.of();
    }

    List<String> sentences() {
        return sentences;
    }
}
