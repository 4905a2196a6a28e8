package org.multiwanbond.engine.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CompileQueueTest {
    @Test
    void countsTheMethodsThatAreCompiledAndThoseThatWait() {
        String told =
                """
                Current compiles:
                C2 CompilerThread0  1409       4       java.lang.CharacterDataLatin1::toUpperCase (53 bytes)
                C1 CompilerThread0  1476  s    3       org.multiwanbond.Some::thing (52 bytes)

                C1 compile queue:
                Empty

                C2 compile queue:
                1410 %     4       java.lang.String::substring @ 12 (10 bytes)

                """;
        assertThat(CompileQueue.methods(told)).isEqualTo(3);
    }

    @Test
    @Timeout(60)
    void seesWhatItsOwnWorkGivesTheCompilerToDo() {
        CompileQueue queue = new CompileQueue();
        long most = 0;
        while (most == 0) {
            most = queue.length();
        }
        assertThat(most).isPositive();
    }
}
