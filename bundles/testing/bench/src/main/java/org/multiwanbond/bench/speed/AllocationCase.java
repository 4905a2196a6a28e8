package org.multiwanbond.bench.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.multiwanbond.bench.parts.Bound;
import org.multiwanbond.bench.parts.Effort;
import org.multiwanbond.bench.parts.Figure;
import org.multiwanbond.bench.parts.Finding;
import org.multiwanbond.bench.speed.Rounds.Contender;

/** Whether the data threads allocate anything but what the ciphers' provider needs. Confined to one thread. */
final class AllocationCase {
    private static final String OWN = "ours for each packet";
    private static final String PROVIDERS = "for the ciphers' provider";

    /** Logs of packets in flight take room in the first seconds of a transfer; what counts is what is steady. */
    private static final int DELAY_SECONDS = 4;

    private static final double TENTHS = 10;

    private final Set<String> places = new LinkedHashSet<>();
    private final OurTunnel tunnel;
    private final Transfers transfers;
    private final int seconds;

    private AllocationCase(Running running, int seconds) {
        this.tunnel = running.ours();
        this.transfers = running.transfers();
        this.seconds = seconds;
    }

    static Finding measure(Rig rig, Effort effort) throws IOException {
        return Comparison.of(rig, effort, List.of(Kind.OURS), comparison -> {
            AllocationCase mine = new AllocationCase(comparison.tunnel(Kind.OURS), effort.seconds());
            String name = Kind.OURS.name();
            Rounds rounds = comparison.rounds(List.of(new Contender(name, mine::sample)));
            List<Figure> figures = new ArrayList<>(rounds.judged(name, OWN, "octets", Bound.atMost(0)));
            figures.add(Figure.of(PROVIDERS, rounds.median(name, PROVIDERS), "octets"));
            figures.add(Figure.of(name, rounds.median(name, Sample.MBPS), "Mbit/s"));
            return Finding.of(figures, "", rounds.details()).with("places", List.copyOf(mine.places));
        });
    }

    /** Both ends together, by the packets of both; to a tenth of an octet, for an object of each packet would have sixteen. */
    private Sample sample() throws IOException {
        double before = packets();
        Path folder = Files.createTempDirectory("mwb-allocations");
        List<Recording> ends = new ArrayList<>();
        for (long pid : List.of(tunnel.clientPid(), tunnel.serverPid())) {
            ends.add(Recording.start(pid, folder.resolve(pid + ".jfr"), DELAY_SECONDS));
        }
        Sample load = transfers.tcp(Load.UP, seconds);
        double packets = (packets() - before) * (seconds - DELAY_SECONDS) / seconds;
        double own = 0;
        double providers = 0;
        for (Recording end : ends) {
            Allocations allocations = Allocations.read(end.stop());
            own += allocations.ownBytes();
            providers += allocations.providerBytes();
            if (!allocations.most().isEmpty()) {
                places.add(allocations.most());
            }
        }
        Files.delete(folder);
        return Sample.of(OWN, Math.rint(own / packets * TENTHS) / TENTHS)
                .with(PROVIDERS, Math.rint(providers / packets * TENTHS) / TENTHS)
                .with(Sample.MBPS, load.value(Sample.MBPS));
    }

    private double packets() throws IOException {
        return tunnel.packets(true) + tunnel.packets(false);
    }
}
