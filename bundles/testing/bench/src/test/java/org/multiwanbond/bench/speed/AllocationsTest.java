package org.multiwanbond.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import javax.crypto.spec.IvParameterSpec;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllocationsTest {
    private static final int ARRAY_BYTES = 256;
    private static final int COUNT = 500_000;

    /** Samples stand for what lies between them. */
    private static final double ABOUT = (double) COUNT * ARRAY_BYTES;

    private static final byte[] OCTETS = new byte[ARRAY_BYTES];

    private static volatile Object kept;

    @TempDir
    private Path folder;

    @Test
    void tellsWhatIsOursAndWhere() throws Exception {
        Allocations allocations = recorded("mwb-send-test", AllocationsTest::take);
        assertThat(allocations.ownBytes()).isBetween(ABOUT / 2, ABOUT * 2);
        assertThat(allocations.most()).isEqualTo("[B in " + AllocationsTest.class.getName() + ".take");
    }

    @Test
    void tellsWhatIsTheProviders() throws Exception {
        // It copies the octets.
        Allocations allocations = recorded("mwb-receive-test", () -> kept = new IvParameterSpec(OCTETS));
        assertThat(allocations.providerBytes()).isBetween(ABOUT / 2, ABOUT * 2);
        assertThat(allocations.ownBytes()).isZero();
        assertThat(allocations.most()).isEmpty();
    }

    @Test
    void looksAtDataThreadsOnly() throws Exception {
        assertThat(recorded("mwb-control", AllocationsTest::take).ownBytes()).isZero();
    }

    private static void take() {
        kept = new byte[ARRAY_BYTES];
    }

    /** What a thread of this name allocates by doing something again and again. */
    private Allocations recorded(String name, Runnable what) throws IOException, InterruptedException {
        Path file = folder.resolve("recording.jfr");
        try (Recording recording = new Recording()) {
            recording.enable(Allocations.EVENT).with("throttle", "off").withStackTrace();
            recording.start();
            Thread thread = new Thread(
                    () -> {
                        for (int i = 0; i < COUNT; i++) {
                            what.run();
                        }
                    },
                    name);
            thread.start();
            thread.join();
            recording.stop();
            recording.dump(file);
        }
        return Allocations.read(file);
    }
}
