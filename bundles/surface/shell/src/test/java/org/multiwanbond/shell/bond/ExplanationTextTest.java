package org.multiwanbond.shell.bond;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.status.DrillReport;
import org.multiwanbond.api.status.Finding;
import org.multiwanbond.shell.Refusal;
import org.multiwanbond.shell.text.Json;

/** What bond:doctor and bond:drill print. */
class ExplanationTextTest {
    private static final Finding LOSS = new Finding(Finding.Severity.WARN, "lte", "Link lte loses 4 %.", "Mend it.");
    private static final Finding MODE = new Finding(Finding.Severity.INFO, "mode", "It does not add up.", "");
    private static final DrillReport REPORT = new DrillReport("lte", 5, 106.25, 104, 12, 2_550, 2_566, 106, 0, 566);
    private static final DrillReport IDLE = new DrillReport("lte", 5, -1, 5_000, -1, 0, 0, 0, 0, -1);

    @Test
    void findingsStandInColumnsWithTheirAdviceBelow() {
        assertThat(FindingText.lines(List.of(LOSS, MODE)))
                .containsExactly(
                        "warn  lte   Link lte loses 4 %.",
                        "            > Mend it.", "info  mode  It does not add up.", "1 problem.");
    }

    @Test
    void findingsOfAHealthyBondAreOneLine() {
        assertThat(FindingText.lines(List.of(new Finding(Finding.Severity.OK, "bond", "All is well.", ""))))
                .containsExactly("ok    bond  All is well.");
    }

    @Test
    void scriptsFindTheKeysOfAFinding() {
        assertThat(Json.write(FindingText.json(LOSS)))
                .isEqualTo(
                        "{\"severity\":\"warn\",\"what\":\"lte\",\"why\":\"Link lte loses 4 %.\",\"advice\":\"Mend it.\"}");
    }

    @Test
    void aDrillTellsDetectionGapLossAndReturn() {
        assertThat(DrillText.lines(REPORT))
                .containsExactly(
                        "Detection  106 ms after the cut",
                        "Gap        longest without a packet from the peer 104 ms (12 ms before the cut), 2550 packets came",
                        "Sent again 106 of 2566 packets, 0 lost for good",
                        "Return     566 ms after the link was restored");
    }

    @Test
    void aDrillWithoutTrafficSaysSo() {
        assertThat(DrillText.lines(IDLE))
                .containsExactly(
                        "Detection  not noticed within 5 s: nothing was sent on lte that could have been missed",
                        "Gap        unknown: no packets came from the peer; run the drill while something is received",
                        "Sent again 0 of 0 packets, 0 lost for good",
                        "Return     not within 20 s: the link may be held down, see bond:doctor");
    }

    @Test
    void scriptsFindTheKeysOfADrill() {
        assertThat(Json.write(DrillText.json(REPORT)))
                .isEqualTo(
                        "{\"wan\":\"lte\",\"seconds\":5,\"detectionMs\":106.25,\"longestGapMs\":104.0,\"gapBeforeMs\":12.0,"
                                + "\"deliveredPackets\":2550,\"sentPackets\":2566,\"resentUnits\":106,\"lostUnits\":0,\"returnMs\":566.0}");
        assertThat(Json.write(DrillText.json(IDLE))).contains("\"detectionMs\":null,\"longestGapMs\":null");
    }

    @Test
    void aDrillLastsOneToThirtySeconds() throws Refusal {
        assertThat(DrillText.seconds("30")).isEqualTo(30);
        for (String wrong : List.of("0", "31", "-1", "five", "")) {
            assertThatThrownBy(() -> DrillText.seconds(wrong))
                    .isInstanceOf(Refusal.class)
                    .hasMessage("--seconds must be 1 to 30, was " + wrong + ". Nothing was cut.");
        }
    }
}
