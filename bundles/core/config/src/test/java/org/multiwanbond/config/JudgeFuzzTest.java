package org.multiwanbond.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeFuzzTest {
    /** What has a meaning somewhere in a value, a file or a file name. */
    private static final String[] PIECES = {
        "",
        " ",
        ",",
        ":",
        "[",
        "]",
        "/",
        "%",
        "\\",
        "\\u12",
        "=",
        "#",
        "\n",
        "\u0000",
        "é",
        "🚀",
        "$[env:X]",
        "${x}",
        "::",
        "0",
        "-1",
        "99999999999",
        "1e999",
        "NaN",
        "255.255.255.255/33",
        "default",
        "auto",
        "../..",
        "A".repeat(300)
    };

    @TempDir
    Path base;

    @Test
    void answersAnyTextWithSettingsOrASentence() {
        long seed = Long.getLong("mwb.seed", 20_260_101L);
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Judge judge = new Judge(RawConfiguration::values, Samples.keys(base));
        for (int round = 0; round < 4_000; round++) {
            Map<String, RawConfiguration> all = random.nextBoolean() ? Samples.client() : Samples.server();
            RawConfiguration raw = pick(random, new ArrayList<>(all.values()));
            String key = pick(random, new ArrayList<>(raw.values().keySet()));
            String value = mangled(random, raw.values().get(key));
            Verdict verdict = judge.judge(Samples.with(all, raw.pid(), mangled(random, key), value), Map.of());
            verdict.problems().forEach(problem -> assertThat(problem.sentence()).doesNotContain("\n"));
            assertThat(verdict.settings().isPresent() || !verdict.problems().isEmpty())
                    .isTrue();
        }
    }

    @Test
    void readsBackAnyTextItWrote() {
        long seed = Long.getLong("mwb.seed", 20_260_102L);
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        CfgText text = new CfgText("");
        for (int round = 0; round < 5_000; round++) {
            String value = mangled(random, mangled(random, "x"));
            text.put("key", value);
            assertThat(new CfgText(text.text()).values().getOrDefault("key", ""))
                    .isEqualTo(value);
        }
    }

    private static <T> T pick(Random random, List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    private static String mangled(Random random, String text) {
        if (random.nextInt(3) == 0) {
            return text;
        }
        int from = random.nextInt(text.length() + 1);
        int to = from + random.nextInt(text.length() - from + 1);
        return text.substring(0, from) + PIECES[random.nextInt(PIECES.length)] + text.substring(to);
    }
}
