package org.multiwanbond.engine;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.multiwanbond.api.config.BondSettings;
import org.multiwanbond.api.config.Settings;
import org.multiwanbond.engine.rehearsal.Rehearsal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the data path rehearsed when the first settings come. On an end that opens links the settings are held back meanwhile,
 * so that links are opened by code that is compiled; an end that only waits for others answers at once, for they may have
 * been cut off by its own restart. Thread-safe.
 */
final class WarmStart {
    /** Plugins start within a second of each other; without one of them there is nothing to rehearse. */
    private static final long PLUGINS_MS = 3_000;

    private static final Logger LOG = LoggerFactory.getLogger("org.multiwanbond.engine");

    private final Rehearsal rehearsal;
    private final Consumer<Settings> next;
    private Optional<Settings> held = Optional.empty();
    private boolean begun;
    private boolean holds;
    private boolean over;

    /** A start with this rehearsal; {@code next} gets the settings afterwards. */
    WarmStart(Rehearsal rehearsal, Consumer<Settings> next) {
        this.rehearsal = rehearsal;
        this.next = next;
    }

    /** Takes in settings: the first ones begin the rehearsal, those that come while it holds replace them. */
    synchronized void settings(Settings settings) {
        if (!begun) {
            begun = true;
            begin(settings.bond());
        }
        if (holds) {
            held = Optional.of(settings);
        } else {
            next.accept(settings);
        }
    }

    private void begin(BondSettings bond) {
        over = bond.warmUpMs() == 0;
        holds = !over && bond.server().isPresent();
        if (!over) {
            Thread thread = new Thread(() -> rehearse(bond), "mwb-rehearsal");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void rehearse(BondSettings bond) {
        try {
            if (rehearsal.isPossible(PLUGINS_MS)) {
                long beforeNs = System.nanoTime();
                long packets = rehearsal.run(bond.mode(), bond.ciphers(), bond.warmUpMs());
                LOG.info(
                        "The data path is warm. ms={} packetsPerSecond={}",
                        (System.nanoTime() - beforeNs) / 1_000_000,
                        packets);
            }
        } catch (IOException e) {
            LOG.info("The first seconds will be slower: the data path cannot be rehearsed: {}", e.getMessage());
        } catch (RuntimeException e) {
            EngineLog.bug("rehearsal", e);
        } finally {
            // What starting left behind goes now, not by a full collection in the middle of the first transfer.
            System.gc();
            // Whatever happened to the rehearsal: without the settings there would be no bond.
            goOn();
        }
    }

    private synchronized void goOn() {
        over = true;
        holds = false;
        held.ifPresent(next);
        held = Optional.empty();
        notifyAll();
    }

    /** Ends it early, because a plugin or the engine goes; returns when no thread of it runs any more. */
    synchronized void end() {
        rehearsal.end();
        try {
            while (begun && !over) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
