package org.multiwanbond.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CfgTextTest {
    @Test
    void changesOneLineAndLeavesEverythingElse() {
        CfgText text = new CfgText("# my links\n\n weight : 3\nname=Fiber\\\n  one\n! end\n");
        text.put("weight", "5");
        assertThat(text.text()).isEqualTo("# my links\n\nweight = 5\nname=Fiber\\\n  one\n! end\n");
    }

    @Test
    void appendsWhatIsNewAndRemovesWhatIsEmpty() {
        CfgText text = new CfgText("a=1\nb=2\\\n3\nc=3");
        text.put("b", "");
        text.put("d", "4");
        assertThat(text.text()).isEqualTo("a=1\nc=3\nd = 4\n");
    }

    @Test
    void readsBackWhatItWrote() {
        String odd = " # Büro \\ = : $[env:X] 🚀 ";
        CfgText text = new CfgText("");
        text.put("odd key", odd);
        assertThat(text.text()).matches("\\A\\p{ASCII}*\\z");
        assertThat(new CfgText(text.text()).values()).isEqualTo(Map.of("odd key", odd));
    }

    @Test
    void keepsTheLastOfTwoEqualKeysOnly() {
        CfgText text = new CfgText("a=1\nb=2\na=3\n");
        text.put("a", "4");
        assertThat(text.text()).isEqualTo("a = 4\nb=2\n");
    }
}
