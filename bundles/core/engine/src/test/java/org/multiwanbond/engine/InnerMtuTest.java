package org.multiwanbond.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.config.BondSettings;
import org.multiwanbond.api.config.Role;
import org.multiwanbond.api.config.ThreadPlan;

/** The MTU of the tunnel device. */
class InnerMtuTest {
    private static final long SECOND = 1_000_000_000L;

    private final InnerMtu mtu = new InnerMtu();

    private static BondSettings configured(int bytes) {
        return new BondSettings(
                Role.SERVER,
                "bonding",
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                bytes,
                "off",
                true,
                ThreadPlan.AUTO,
                0);
    }

    @Test
    void staysAsConfigured() {
        assertThat(mtu.observe(1_472, 0)).isFalse();
        assertThat(mtu.observe(1_472, 5 * SECOND)).isTrue();
        assertThat(mtu.of(configured(1_300))).isEqualTo(1_300);
        assertThat(mtu.of(configured(0))).isEqualTo(1_418);
    }

    @Test
    void risesToWhatAllPathsCarryOnceThatIsSteady() {
        assertThat(mtu.of(configured(0))).isEqualTo(1_398);
        assertThat(mtu.observe(1_472, 0)).isFalse();
        assertThat(mtu.observe(1_200, 3 * SECOND)).isFalse();
        assertThat(mtu.observe(1_472, 4 * SECOND)).isFalse();
        assertThat(mtu.observe(1_472, 8 * SECOND)).isFalse();
        assertThat(mtu.observe(1_472, 9 * SECOND)).isTrue();
        assertThat(mtu.observe(1_472, 10 * SECOND)).isFalse();
        assertThat(mtu.of(configured(0))).isEqualTo(1_418);
    }

    @Test
    void comesDownAgainButNotBelowWhatFragmentsAreFor() {
        mtu.observe(1_472, 0);
        mtu.observe(1_472, 5 * SECOND);
        assertThat(mtu.observe(1_232, 6 * SECOND)).isFalse();
        assertThat(mtu.observe(1_232, 11 * SECOND)).isTrue();
        assertThat(mtu.of(configured(0))).isEqualTo(1_398);
    }
}
