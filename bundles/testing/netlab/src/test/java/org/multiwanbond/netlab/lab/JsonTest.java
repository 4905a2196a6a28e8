package org.multiwanbond.netlab.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void readsNestedValues() throws LabException {
        Json json =
                Json.parse(" {\"a\":[1,-2.5e1,{\"b\":\"x\\n\\u00e9\\\"\"}],\"t\":true,\"n\":null,\"e\":{},\"l\":[]} ");

        assertThat(json.get("a").items().get(1).number()).isEqualTo(-25);
        assertThat(json.get("a").items().get(2).get("b").text()).isEqualTo("x\né\"");
        assertThat(json.get("t").text()).isEqualTo("true");
        assertThat(json.get("n").isPresent()).isFalse();
        assertThat(json.names()).containsExactly("a", "t", "n", "e", "l");
    }

    @Test
    void answersMissingForWhatIsNotThere() throws LabException {
        Json json = Json.parse("[1]");

        assertThat(json.get("a").get("b").items()).isEmpty();
        assertThat(json.get("a").number()).isNaN();
        assertThat(json.text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[1", "{\"a\"}", "{\"a\":1,}", "[1 2]", "nul", "\"\\u12", "1 2", "{a:1}", "\"\\uzzzz\""
            })
    void refusesInWords(String text) {
        assertThatThrownBy(() -> Json.parse(text))
                .isInstanceOf(LabException.class)
                .hasMessageStartingWith("Not JSON");
    }
}
