package org.multiwanbond.shell.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void writesNestedValuesOnOneLine() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("id", "fiber");
        value.put("rttMs", 9.25);
        value.put("rxBytes", 12L);
        value.put("paused", false);
        value.put("server", null);
        value.put("paths", List.of(1, 2));
        assertThat(Json.write(value))
                .isEqualTo(
                        "{\"id\":\"fiber\",\"rttMs\":9.25,\"rxBytes\":12,\"paused\":false,\"server\":null,\"paths\":[1,2]}");
    }

    @Test
    void escapesWhateverCouldBreakTheTextOrATerminal() {
        assertThat(Json.write("a\"b\\c\n\u001b[2J\u007f\u009b\u2028"))
                .isEqualTo("\"a\\\"b\\\\c\\u000a\\u001b[2J\\u007f\\u009b\\u2028\"");
        assertThat(Json.write("\ud83d")).isEqualTo("\"\\ud83d\"");
    }

    @Test
    void whatIsNoNumberBecomesNull() {
        assertThat(Json.write(Arrays.asList(Double.NaN, Double.POSITIVE_INFINITY, null)))
                .isEqualTo("[null,null,null]");
    }
}
