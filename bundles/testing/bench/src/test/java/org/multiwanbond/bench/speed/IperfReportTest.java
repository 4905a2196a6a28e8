package org.multiwanbond.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.multiwanbond.netlab.lab.LabException;

class IperfReportTest {
    private static final String BOTH_WAYS =
            """
            {"intervals": [
               {"sum": {"seconds": 1.0, "bytes": 1000, "omitted": true}, "sum_bidir_reverse": {"bytes": 500}},
               {"sum": {"seconds": 1.0, "bytes": 2000, "omitted": false}, "sum_bidir_reverse": {"bytes": 700}}],
             "end": {"sum_sent": {"bits_per_second": 3e6}, "sum_received": {"bits_per_second": 2e6},
               "sum_sent_bidir_reverse": {"bits_per_second": 9e6},
               "sum_received_bidir_reverse": {"bits_per_second": 5e6}},
             "server_output_json": {"intervals": [
               {"sum": {"seconds": 1.0, "bits_per_second": 4e6}}, {"sum": {"seconds": 0.004, "bits_per_second": 8e6}}]}}
            """;

    private static final String DATAGRAMS =
            """
            {"intervals": [{"sum": {"seconds": 1.0, "bytes": 1300}}],
             "end": {"sum": {"lost_packets": 5, "packets": 1000}, "sum_sent": {"bits_per_second": 7e6, "packets": 1000},
               "sum_received": {"bits_per_second": 6e6, "lost_packets": 5, "packets": 1000}}}
            """;

    @Test
    void addsUpBothDirections() throws IOException {
        assertThat(IperfReport.read(BOTH_WAYS).receivedMbps()).isEqualTo(7);
        assertThat(IperfReport.read(DATAGRAMS).receivedMbps()).isEqualTo(6);
    }

    @Test
    void countsTheOctetsOfSecondsLeftOutToo() throws IOException {
        assertThat(IperfReport.read(BOTH_WAYS).allBytes()).isEqualTo(4_200);
    }

    @Test
    void tellsWhatTheServerSawInWholeSeconds() throws IOException {
        assertThat(IperfReport.read(BOTH_WAYS).serverMbps()).containsExactly(4.0);
        assertThat(IperfReport.read(DATAGRAMS).serverMbps()).isEmpty();
    }

    @Test
    void tellsWhatDatagramsWereLost() throws IOException {
        assertThat(IperfReport.read(DATAGRAMS).lostRatio()).isCloseTo(0.005, within(1e-9));
        assertThat(IperfReport.read(DATAGRAMS).sentMbps()).isEqualTo(7);
    }

    @Test
    void saysWhatIperfComplainsOf() {
        assertThatThrownBy(() -> IperfReport.read("{\"error\": \"the server is busy\"}"))
                .isInstanceOf(LabException.class)
                .hasMessage("iperf3 says: the server is busy");
        assertThatThrownBy(() -> IperfReport.read("")).isInstanceOf(LabException.class);
    }
}
