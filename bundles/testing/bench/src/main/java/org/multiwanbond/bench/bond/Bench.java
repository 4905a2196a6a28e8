package org.multiwanbond.bench.bond;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.multiwanbond.bench.parts.Progress;
import org.multiwanbond.bench.parts.Subject;

/** What cases need: bonds that run, links alone, somebody to tell. One bond runs at a time. Confined to one thread. */
final class Bench implements Subject {
    /** Of the emulator: its random decisions follow from it. */
    private static final long SEED = 20_261_122;

    private final Path root;
    private final Progress progress;
    private final Singles singles;
    private Optional<Bond> bond = Optional.empty();
    private String running = "";

    Bench(Path root, Progress progress) {
        this.root = root;
        this.progress = progress;
        this.singles = new Singles(progress);
    }

    /** The bond over these links, with these lines in the configuration of both ends; the one that runs if it fits. */
    Bond bond(LinkSet set, String... bondLines) throws IOException {
        String wanted = set.name() + " " + String.join(" ", bondLines);
        if (bond.isPresent() && bond.get().isSound() && wanted.equals(running)) {
            return bond.get();
        }
        return freshBond(set, bondLines);
    }

    /** The same, but newly started. */
    Bond freshBond(LinkSet set, String... bondLines) throws IOException {
        stop();
        progress.say("  starting both ends over %s %s", set, String.join(" ", bondLines));
        bond = Optional.of(Bond.start(root, set, List.of(bondLines), SEED));
        running = set.name() + " " + String.join(" ", bondLines);
        return bond.get();
    }

    @Override
    public void stop() {
        bond.ifPresent(Bond::close);
        bond = Optional.empty();
    }

    Singles singles() {
        return singles;
    }

    Progress progress() {
        return progress;
    }

    Path root() {
        return root;
    }
}
