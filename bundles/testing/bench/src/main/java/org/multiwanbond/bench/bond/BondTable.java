package org.multiwanbond.bench.bond;

import java.util.List;
import java.util.Set;
import org.multiwanbond.bench.parts.Row;
import org.multiwanbond.bench.parts.Section;
import org.multiwanbond.bench.parts.Table;
import org.multiwanbond.netlab.lab.WanPlan;

/** All rows of the table of promises, sorted. Stateless. */
final class BondTable {
    private static final String INTRODUCTION =
            """
            What the bond promises, measured on the built distributions in network namespaces: links by our emulator (100 ms
            drop-tail queue unless said otherwise), the kernel's TCP, no rate configured anywhere. Links are written as Mbit/s / one-way delay
            in ms. *eta* is the goodput of the bond by the sum of what each link carries alone through the same tunnel
            (median of three runs of 10 s); with loss or jitter that of the clean links, less the loss. Where nothing else is said the **worst**
            of all runs is judged, and `iperf3 -O 2` leaves the first two seconds out.
            """;

    private static final String COMMANDS =
            """
            ./mwb build
            sudo ./mwb bench bond          # all; finished rows are kept, --fresh discards
            sudo ./mwb bench bond --rows 1,5,9
            """;

    private BondTable() {}

    static Table<Bench> table() {
        Section section =
                new Section("The bond", INTRODUCTION, COMMANDS, List.of(), "One link alone", describedKinds());
        List<String> programs = List.of("ip", "ss", "iperf3", "ping");
        return new Table<>("bond", rows(), Set.of(12, 14), programs, section, Bench::new);
    }

    static List<Row<Bench>> rows() {
        return List.of(
                StreamRows.alone(),
                StreamRows.cubic(),
                StreamRows.bbr(),
                DatagramRows.full(),
                PingRow.row(),
                StreamRows.loss(),
                StreamRows.jitter(),
                StreamRows.neverSlower(),
                StreamRows.mixed(),
                CutRow.row(),
                RestoreRow.row(),
                RateStepRow.row(),
                UnitTestRows.balancers(),
                DatagramRows.redundant(),
                UnitTestRows.fec(),
                MtuRow.row());
    }

    private static String describedKinds() {
        StringBuilder out = new StringBuilder("\n### The links of row 8\n\n| Link | |\n|---|---|\n");
        for (WanPlan wan : MixedLinks.kinds().values()) {
            out.append("| ")
                    .append(wan.id())
                    .append(" | ")
                    .append(MixedLinks.describe(wan))
                    .append(" |\n");
        }
        return out.toString();
    }
}
