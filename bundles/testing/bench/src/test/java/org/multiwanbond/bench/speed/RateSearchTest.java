package org.multiwanbond.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateSearchTest {
    @ParameterizedTest
    @CsvSource({"950, 0", "950, 900", "950, 3000", "12, 0", "24000, 0"})
    void findsTheLimitOfATunnel(double limitMbps, double nearMbps) throws IOException {
        List<Double> tried = new ArrayList<>();

        double found = RateSearch.highestMbps(
                mbps -> {
                    tried.add(mbps);
                    return mbps <= limitMbps ? mbps : 0;
                },
                nearMbps);

        assertThat(found).isLessThanOrEqualTo(limitMbps).isGreaterThan(limitMbps / 1.07);
        assertThat(tried).hasSizeLessThan(30);
    }

    @Test
    void endsWhereTheSenderCannotSendFaster() throws IOException {
        assertThat(RateSearch.highestMbps(mbps -> Math.min(mbps, 700), 0)).isCloseTo(700, within(0.1));
    }

    @Test
    void forgivesAFailureThatDoesNotRepeat() throws IOException {
        List<Double> tried = new ArrayList<>();

        double found = RateSearch.highestMbps(
                mbps -> {
                    tried.add(mbps);
                    return tried.size() % 2 == 0 && mbps <= 500 ? mbps : 0;
                },
                0);

        assertThat(found).isGreaterThan(460);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 500})
    void findsNothingWhereNothingPasses(double nearMbps) throws IOException {
        assertThat(RateSearch.highestMbps(mbps -> 0, nearMbps)).isZero();
    }
}
