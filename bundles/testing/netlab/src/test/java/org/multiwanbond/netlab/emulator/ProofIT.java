package org.multiwanbond.netlab.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.multiwanbond.netlab.lab.Lab;

class ProofIT {
    @Test
    void doesWhatTheSettingsSay() throws IOException {
        String obstacle = Lab.obstacle();
        if (!obstacle.isEmpty() && !"all".equals(System.getenv("MWB_REQUIRE"))) {
            System.out.println("NOT RUN: the emulator's proof, because " + obstacle
                    + " (with MWB_REQUIRE=all in the environment this is a failure)");
            assumeTrue(false, obstacle);
        }
        assertThat(obstacle).isEmpty();

        assertThat(Proof.run(true, 1)).isEmpty();
    }
}
