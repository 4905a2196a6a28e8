package org.multiwanbond.shell.bond;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.config.DataPlan;
import org.multiwanbond.api.config.LinkRole;
import org.multiwanbond.api.config.LinkType;
import org.multiwanbond.api.config.WanSettings;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.api.path.PathState;
import org.multiwanbond.api.status.BondStatus;
import org.multiwanbond.api.status.DataUse;
import org.multiwanbond.api.status.DropCount;
import org.multiwanbond.api.status.LinkStatus;
import org.multiwanbond.api.status.ModeStatus;
import org.multiwanbond.api.status.PathStatus;
import org.multiwanbond.api.status.SessionStatus;
import org.multiwanbond.shell.text.Json;
import org.multiwanbond.shell.text.Units;

class StatusJsonTest {
    private static final PathStatus PATH = path(PathState.ACTIVE, 20_125_000);
    private static final DataPlan PLAN =
            new DataPlan(10_000_000_000L, DataPlan.Period.MONTH, 5, DataPlan.Action.STANDBY);
    private static final Optional<DataUse> USE = Optional.of(new DataUse(7_204_000_000L, LocalDate.of(2026, 12, 5)));

    @Test
    void scriptsFindTheKeysTheyWerePromised() {
        String json = Json.write(StatusJson.bond(status()));
        assertThat(json)
                .startsWith("{\"role\":\"client\",\"state\":\"up\",\"problems\":[\"p\"],\"uptimeMs\":5,")
                .contains("\"sessions\":[{\"peer\":\"server\",\"state\":\"established\",\"reason\":\"\"")
                .contains(
                        "\"cipher\":\"aes-256-gcm\",\"epoch\":2,\"mode\":\"weighted\",\"addresses\":[\"10.99.0.2/32\"]")
                .contains("\"paths\":[{\"id\":0,\"wan\":\"fiber\",\"state\":\"active\"")
                .contains("\"rttMs\":20.125,\"jitterMs\":null,\"lossRatio\":0.01,\"txBytes\":7,\"rxBytes\":8")
                .contains("\"txBitsPerSecond\":11,\"rxBitsPerSecond\":12,\"payloadBytes\":1400,")
                .contains("\"capacityBitsPerSecond\":50000000,\"phase\":\"cruise\",\"delayMs\":12.0,"
                        + "\"delayJitterMs\":1.0,\"queueMs\":2.0,\"lostPackets\":3}")
                .contains("\"recovery\":{\"resentUnits\":1,\"lostUnits\":2,\"repairPackets\":3,\"repairedUnits\":4,"
                        + "\"droppedPackets\":5,\"markedPackets\":6,\"waitMs\":7.0,\"holdMs\":8.0}")
                .contains("\"links\":[{\"id\":\"fiber\",\"name\":\"Fiber\",\"state\":\"up\"")
                .contains("\"paused\":false,\"plan\":{\"usedBytes\":7204000000,\"quotaBytes\":10000000000,"
                        + "\"period\":\"month\",\"resets\":\"2026-12-05\",\"action\":\"standby\",\"usedUp\":false}")
                .contains("\"modes\":[{\"mode\":\"weighted\",\"ranking\":0,\"active\":true,\"bundle\":\"b\"}]")
                .endsWith("\"drops\":{\"replay\":3},\"threads\":[\"mwb-send-0\",\"mwb-receive-0\"]}");
    }

    @Test
    void peopleSeeTheThreads() {
        assertThat(StatusText.lines(status())).contains("Threads   mwb-send-0, mwb-receive-0");
    }

    @Test
    void problemsComeFirstForPeopleToo() {
        assertThat(StatusText.lines(status())).first().isEqualTo("! p");
    }

    @Test
    void peopleSeeWhatALinkCarriesAndWhatIsRecovered() {
        assertThat(StatusText.lines(status()))
                .contains("Recovery  server: 1 sent again, 2 lost for good, 3 repair packets, 4 repaired;"
                        + " queue dropped 5, marked 6; wait 7.0 ms, hold 8.0 ms")
                .anyMatch(line -> line.contains("50.0 Mbit/s | cruise"));
    }

    @Test
    void aLinkIsAsGoodAsItsBestPath() {
        assertThat(state(false, "", path(PathState.DOWN, 0), PATH)).isEqualTo("up");
        assertThat(state(false, "", path(PathState.DOWN, 0), path(PathState.STANDBY, 0)))
                .isEqualTo("standby");
        assertThat(state(false, "")).isEqualTo("connecting");
        assertThat(state(false, "no address", PATH)).isEqualTo("down");
        assertThat(state(true, "", PATH)).isEqualTo("paused");
    }

    @Test
    void aPlanReadsAsAPartOfAWhole() {
        assertThat(PlanSummary.text(link(7_204_000_000L))).isEqualTo("7.2 of 10 GB this month");
        assertThat(PlanSummary.consequence(link(9_999_999_999L))).isEmpty();
        assertThat(PlanSummary.consequence(link(10_000_000_000L)))
                .isEqualTo("; used up: carries data only while no other link can");
        assertThat(Units.part(0, 500_000_000)).isEqualTo("0 of 500 MB");
        assertThat(Units.part(2_500_000_000_000L, 1_500_000_000_000L)).isEqualTo("2.5 of 1.5 TB");
    }

    private static LinkStatus link(long usedBytes) {
        DataUse use = new DataUse(usedBytes, LocalDate.of(2026, 12, 5));
        return new LinkStatus(wan(), false, "", List.of(), List.of(PATH), Optional.of(use));
    }

    private static String state(boolean paused, String problem, PathStatus... paths) {
        return LinkSummary.of(new LinkStatus(wan(), paused, problem, List.of(), List.of(paths), Optional.empty()))
                .state();
    }

    private static WanSettings wan() {
        return new WanSettings(
                "fiber",
                "Fiber",
                Optional.of("eth0"),
                Optional.empty(),
                LinkRole.PRIMARY,
                0,
                0,
                0,
                LinkType.NR5G,
                Optional.empty(),
                Optional.of(PLAN));
    }

    private static PathStatus path(PathState state, long rttNs) {
        return new PathStatus(
                0,
                "fiber",
                state,
                "",
                1,
                "a",
                "b",
                rttNs,
                0,
                0.01,
                7,
                8,
                9,
                10,
                11,
                12,
                1400,
                50_000_000,
                "cruise",
                12_000_000,
                1_000_000,
                2_000_000,
                3);
    }

    private static BondStatus status() {
        SessionStatus session = new SessionStatus(
                "server",
                "established",
                "",
                4,
                "aes-256-gcm",
                2,
                "weighted",
                List.of(Prefix.parse("10.99.0.2")),
                List.of(PATH),
                1,
                2,
                3,
                4,
                0,
                0,
                0,
                0,
                new SessionStatus.Recovery(1, 2, 3, 4, 5, 6, 7_000_000, 8_000_000));
        return new BondStatus(
                "client",
                "up",
                List.of("p"),
                5,
                "mwb0",
                1380,
                List.of(),
                "key",
                List.of(session),
                List.of(new LinkStatus(wan(), false, "", List.of(), List.of(PATH), USE)),
                List.of(new ModeStatus("weighted", 0, true, "b")),
                List.of("aes-256-gcm"),
                "weighted",
                List.of(new DropCount("replay", 3)),
                List.of("mwb-send-0", "mwb-receive-0"));
    }
}
