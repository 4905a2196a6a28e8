package org.multiwanbond.netlab.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkSettingsTest {
    private static final String EVERYTHING = "rate=50mbit queue=100ms overhead=14 delay=10ms jitter=2ms order=false"
            + " loss=1% ge=1,25 dup=0.1% reorder=0.1%,3ms corrupt=0.01% stall=200ms/5s mtu=1400 blackhole=true";

    @Test
    void readsEveryKey() {
        LinkSettings settings = LinkSettings.parse(EVERYTHING);

        assertThat(settings.shaping())
                .isEqualTo(new Shaping(50_000_000, 100_000_000, 0, 14, new Stall(200_000_000, 5_000_000_000L)));
        assertThat(settings.latency()).isEqualTo(new Latency(10_000_000, 2_000_000, false));
        assertThat(settings.loss()).isEqualTo(new Loss(0.01, 0.01, 0.25));
        assertThat(settings.mangling()).isEqualTo(new Mangling(0.001, 0.001, 3_000_000, 0.0001));
        assertThat(settings.mtuBytes()).isEqualTo(1_400);
        assertThat(settings.blackhole()).isTrue();
    }

    @Test
    void readsBackWhatItWrites() {
        LinkSettings settings = LinkSettings.parse(EVERYTHING);

        assertThat(LinkSettings.parse(settings.text())).isEqualTo(settings);
        assertThat(LinkSettings.parse(LinkSettings.PERFECT.text())).isEqualTo(LinkSettings.PERFECT);
    }

    @Test
    void keepsWhatIsNotNamed() {
        LinkSettings settings = LinkSettings.parse("rate=50mbit delay=10ms").with("rate=20mbit blackhole=true");

        assertThat(settings).isEqualTo(LinkSettings.parse("rate=20mbit delay=10ms blackhole=true"));
    }

    @Test
    void boundsTheQueueOnceThereIsARate() {
        assertThat(LinkSettings.parse("rate=1mbit").shaping().queueNs()).isEqualTo(100_000_000);
        assertThat(LinkSettings.parse("queue=125kb rate=1mbit").shaping())
                .isEqualTo(new Shaping(1_000_000, 0, 125_000, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stall=200ms",
                "stall=3s/5s",
                "rate=fast",
                "rate=-1mbit",
                "rate=50mb",
                "rate=99999999999999999gbit",
                "delay=10",
                "delay=",
                "loss=101%",
                "loss=1.5",
                "ge=1",
                "ge=1,0",
                "ge=,",
                "dup=x%",
                "reorder=1%,0ms",
                "corrupt=%",
                "mtu=60",
                "mtu=big",
                "blackhole=yes",
                "order=1",
                "speed=1",
                "rate",
                "=1",
                "queue=ms"
            })
    void refusesInWords(String text) {
        assertThatThrownBy(() -> LinkSettings.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(".*(must be .+, was .*|Unknown key .+ Keys: .+)\\.");
    }
}
