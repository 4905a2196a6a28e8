package org.multiwanbond.shell.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void alignsTextLeftAndNumbersRight() {
        Table table = new Table("WAN", "Down>").row("fiber", "46.1 Mbit/s").row("5g", "0.0 Mbit/s");
        assertThat(table.lines())
                .containsExactly(
                        "WAN   |        Down", "------+------------", "fiber | 46.1 Mbit/s", "5g    |  0.0 Mbit/s");
    }

    @Test
    void noPeerCanMoveTheCursor() {
        assertThat(new Table("Name").row("a\u001b[2Jb\n").lines()).last().isEqualTo("a?[2Jb?");
    }

    @Test
    void unitsArePartOfEveryNumber() {
        assertThat(List.of(
                        Units.rate(46_100_000),
                        Units.rate(209_000_000),
                        Units.bytes(999),
                        Units.bytes(81_400_000_000L),
                        Units.time(9_200_000),
                        Units.time(0),
                        Units.percent(0.026),
                        Units.duration(72_000),
                        Units.duration(1_051_200_000)))
                .containsExactly(
                        "46.1 Mbit/s",
                        "209 Mbit/s",
                        "999 B",
                        "81.4 GB",
                        "9.2 ms",
                        "-",
                        "2.6 %",
                        "1 min 12 s",
                        "12 d 4 h");
    }

    @Test
    void theNearestNameIsOfferedAndFarOnesAreListed() {
        assertThat(Nearest.hint("fibre", List.of("fiber", "lte"))).isEqualTo(" Did you mean \"fiber\"?");
        assertThat(Nearest.hint("satellite", List.of("fiber", "lte"))).isEqualTo(" There is: fiber, lte.");
        assertThat(Nearest.hint("fiber", List.of())).isEmpty();
    }
}
