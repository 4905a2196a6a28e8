package org.multiwanbond.shell.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.status.FlowScore;
import org.multiwanbond.api.status.FlowStatus;
import org.multiwanbond.shell.text.Json;

/** What flow:explain prints. */
class FlowTextTest {
    private static final FlowScore FIBER =
            new FlowScore(0, "fiber", 12_500_000, 2_000_000, 500_000, 10_000_000, true, 0, 85, "");
    private static final FlowScore GEO =
            new FlowScore(1, "geo", 300_000_000, 0, 0, 300_000_000, true, 0.012, 0, "is a backup, and others work");

    private static FlowStatus flow(FlowScore... scores) {
        return new FlowStatus(
                "server", "tcp", "10.99.0.2:40112", "10.99.0.1:443", "bulk", 1_398, 120, 85, List.of(scores));
    }

    @Test
    void aFlowStandsAboveTheScoresOfItsLinks() {
        assertThat(FlowText.lines(List.of(flow(FIBER, GEO)), 1))
                .containsExactly(
                        "tcp 10.99.0.2:40112 > 10.99.0.1:443 to server, bulk",
                        "  120 packets wait, 85 are under way. The next one of 1398 octets would arrive soonest on fiber.",
                        "  WAN   | Arrives in | Backlog | Sending |    Delay | Room |  Loss | Under way | Excluded",
                        "  ------+------------+---------+---------+----------+------+-------+-----------+-----------------------------",
                        "  fiber |    12.5 ms |  2.0 ms |  0.5 ms |  10.0 ms | yes  | 0.0 % |        85 | -",
                        "  geo   |   300.0 ms |       - |       - | 300.0 ms | yes  | 1.2 % |         0 | is a backup, and others work",
                        "");
    }

    @Test
    void nothingToSendOnIsSaid() {
        assertThat(FlowText.lines(List.of(flow(GEO)), 1))
                .contains("  120 packets wait, 85 are under way. No link can take the next one.");
    }

    @Test
    void theFilterFindsProtocolsAddressesAndPorts() {
        List<FlowStatus> flows = List.of(flow(FIBER));
        for (String filter : List.of("", "TCP", ":443", "10.99.0.2", "bulk", "server")) {
            assertThat(FlowText.matching(flows, filter)).as(filter).hasSize(1);
        }
        assertThat(FlowText.matching(flows, "udp")).isEmpty();
    }

    @Test
    void anEmptyListIsASentence() {
        assertThat(FlowText.lines(List.of(), 0)).containsExactly("No flow was sent within the last half second.");
        assertThat(FlowText.lines(List.of(), 3)).first().asString().startsWith("None of 3 flows matches.");
    }

    @Test
    void aLongListIsCut() {
        assertThat(FlowText.lines(Collections.nCopies(12, flow(FIBER)), 12))
                .last()
                .isEqualTo("10 of 12 shown. Give a filter, or --json for all.");
    }

    @Test
    void scriptsFindTheKeysOfAFlow() {
        assertThat(Json.write(FlowText.json(flow(FIBER))))
                .isEqualTo("{\"peer\":\"server\",\"protocol\":\"tcp\",\"source\":\"10.99.0.2:40112\","
                        + "\"target\":\"10.99.0.1:443\",\"class\":\"bulk\",\"packetBytes\":1398,\"waitingPackets\":120,"
                        + "\"flyingPackets\":85,\"scores\":[{\"path\":0,\"wan\":\"fiber\",\"arrivalMs\":12.5,"
                        + "\"backlogMs\":2.0,\"sendingMs\":0.5,\"delayMs\":10.0,\"room\":true,\"lossRatio\":0.0,"
                        + "\"flyingPackets\":85,\"excluded\":\"\"}]}");
    }
}
