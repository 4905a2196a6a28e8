package org.multiwanbond.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiwanbond.api.signature.SignatureSet;

/** What every signature set keeps: a name, and the same clean lines each time. What a line means, the classifier says. */
public abstract class SignatureSetContract {
    /** Beyond it a line is an accident, such as a lost line break. */
    private static final int LINE_CHARACTERS = 1_000;

    protected abstract SignatureSet set();

    @Test
    void hasANameAPersonWouldType() {
        assertThat(set().name()).matches("[a-z][a-z0-9-]{0,31}");
    }

    @Test
    void hasLinesThatSaySomething() {
        assertThat(set().lines()).isNotEmpty().doesNotHaveDuplicates();
        for (String line : set().lines()) {
            assertThat(line).isNotBlank().isEqualTo(line.strip()).hasSizeLessThan(LINE_CHARACTERS);
            assertThat(line.chars()).as(line).noneMatch(Character::isISOControl);
        }
    }

    @Test
    void isTheSameEachTime() {
        SignatureSet set = set();
        assertThat(set.lines()).isEqualTo(set.lines());
        assertThat(set.name()).isEqualTo(set.name());
    }

    @Test
    void cannotBeChangedByWhoReadsIt() {
        List<String> lines = set().lines();
        assertThatThrownBy(() -> lines.add("line")).isInstanceOf(UnsupportedOperationException.class);
    }
}
