package org.multiwanbond.tck;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.exporter.Exporter;
import org.multiwanbond.api.exporter.Sample;

/** The contract judges a format of one line per sample. */
class ExporterContractTest extends ExporterContract {
    @Override
    protected Exporter exporter() {
        return (samples, out) -> {
            for (Sample sample : samples) {
                out.write(sample.name() + " " + escaped(sample.labels()) + " " + sample.value() + "\n");
            }
        };
    }

    @Test
    void noticesALabelThatBeginsALine() {
        ExporterContract trusting = new ExporterContract() {
            @Override
            protected Exporter exporter() {
                return (samples, out) -> {
                    for (Sample sample : samples) {
                        out.write(sample.labels() + " " + sample.value() + "\n");
                    }
                };
            }
        };
        assertThatThrownBy(trusting::letsNoLabelBeginALine).isInstanceOf(AssertionError.class);
    }

    private static String escaped(Map<String, String> labels) {
        return labels.toString().replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }
}
