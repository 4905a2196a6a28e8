package org.multiwanbond.bench.speed;

import java.util.List;
import java.util.Set;
import org.multiwanbond.bench.parts.Row;
import org.multiwanbond.bench.parts.Section;
import org.multiwanbond.bench.parts.Table;

/** All rows of the table, sorted; 11 and 12 are measured by other programs. Stateless. */
final class SpeedTable {
    private static final String INTRODUCTION =
            """
            What a tunnel carries when only the machine limits it: both ends, the kernel and iperf3 share its processors. Each tunnel
            has two network namespaces of its own, joined by one or four veth pairs **without** any rate limit, inner MTU 1420,
            `tcp_no_metrics_save=1`, CUBIC. One tunnel at a time carries something, the others idle. Contenders take turns in every round, in
            reverse order in every other; a ratio is of values of the same round, and the **median** of the ratios is judged, the worst told
            beside it. Every tunnel is **warmed** before its first round by TCP of 3 s each way, at least twice and until that
            carries no more than the time before, since a JVM compiles what runs often; row 10 measures what is not warm. Processor time is that of the tunnels' two processes with all threads (`utime` + `stime`), by
            10^9 octets of goodput. wireguard-go has ChaCha20-Poly1305 only; OpenVPN runs in user space, with AES-256-GCM and large buffers.
            Our JVMs log their collections, which row 9 reads.
            """;

    private static final String COMMANDS =
            """
            ./mwb build
            sudo ./mwb bench speed         # all; finished rows are kept, --fresh discards
            sudo ./mwb bench speed --rows 1,5,9 --rounds 4
            WIREGUARD_GO=./wireguard-go sudo -E ./mwb bench speed --rows 1
            """;

    private SpeedTable() {}

    static Table<Rig> table() {
        List<String> facts = List.of(
                "wireguard-go | " + WireGuardTunnel.version() + ", " + WireGuardTunnel.origin(),
                "OpenVPN | " + OpenVpnTunnel.version());
        Section section = new Section("Speed", INTRODUCTION, COMMANDS, facts, "Beside it", "");
        return new Table<>("speed", rows(), Set.of(), List.of("ip", "ss", "iperf3"), section, Rig::new);
    }

    static List<Row<Rig>> rows() {
        return List.of(
                StreamRows.wireguard(),
                StreamRows.openvpn(),
                DatagramRow.row(),
                StreamRows.paths(),
                StreamRows.directions(),
                PingRow.row(),
                StreamRows.fec(),
                StreamRows.chacha(),
                MemoryRow.row(),
                WarmUpRow.row(),
                EffortRow.row(),
                SurroundingsRows.segmentation(),
                SurroundingsRows.cores());
    }
}
