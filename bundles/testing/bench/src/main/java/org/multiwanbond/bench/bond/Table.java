package org.multiwanbond.bench.bond;

import java.util.List;

/** All rows of the table of promises, sorted. Stateless. */
final class Table {
    private Table() {}

    static List<Row> rows() {
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
}
