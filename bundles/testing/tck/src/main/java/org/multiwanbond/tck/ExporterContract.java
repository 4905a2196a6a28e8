package org.multiwanbond.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.exporter.Exporter;
import org.multiwanbond.api.exporter.Sample;

/** What every metrics format keeps: all samples, no way to smuggle one in, and the caller's writer left open. */
public abstract class ExporterContract {
    private static final Sample BENIGN = sample("fiber", 42);

    protected abstract Exporter exporter();

    @Test
    void writesNothingOfNothingAndDoesNotFail() throws IOException {
        String empty = exported(List.of());
        assertThat(empty.length()).isLessThan(exported(List.of(BENIGN)).length());
    }

    @Test
    void writesNameLabelAndValueOfEverySample() throws IOException {
        String text = exported(List.of(BENIGN, sample("starlink", 17)));
        assertThat(text).contains("fiber", "starlink", "42", "17");
    }

    @Test
    void writesTheSameForTheSame() throws IOException {
        List<Sample> samples = List.of(BENIGN, sample("lte", 1.5));
        assertThat(exported(samples)).isEqualTo(exported(samples));
    }

    @Test
    void letsNoLabelBeginALine() throws IOException {
        long lines = exported(List.of(BENIGN)).lines().count();
        for (String hostile : List.of("a\nmwb_forged 1", "a\r\nb", "a\"} 1", "a\\", "a,b=c d", "", "\0", "ü€𝄞")) {
            assertThat(exported(List.of(sample(hostile, 42))).lines().count())
                    .as("lines with the label value '%s'", hostile)
                    .isEqualTo(lines);
        }
    }

    @Test
    void survivesValuesThatAreNoNumbers() throws IOException {
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -0.0, Double.MIN_VALUE, 1e300}) {
            exported(List.of(sample("fiber", value)));
        }
    }

    @Test
    void leavesTheWriterOpen() throws IOException {
        Watched out = new Watched(false);
        exporter().export(List.of(BENIGN), out);
        assertThat(out.closed).isFalse();
    }

    @Test
    void passesTheWritersFailureOn() {
        assertThatThrownBy(() -> exporter().export(List.of(BENIGN), new Watched(true)))
                .isInstanceOf(IOException.class);
    }

    private String exported(List<Sample> samples) throws IOException {
        StringWriter out = new StringWriter();
        exporter().export(samples, out);
        return out.toString();
    }

    private static Sample sample(String wan, double value) {
        return new Sample("mwb_path_received_bytes_total", Map.of("wan", wan), value, 1_700_000_000_000L);
    }

    /** Notices its end, or fails like a closed connection. */
    private static final class Watched extends Writer {
        private final boolean fails;
        private boolean closed;

        Watched(boolean fails) {
            this.fails = fails;
        }

        @Override
        public void write(char[] characters, int offset, int length) throws IOException {
            if (fails) {
                throw new IOException("connection reset");
            }
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
