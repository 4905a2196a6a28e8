package org.multiwanbond.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiwanbond.api.config.DataPlan;
import org.multiwanbond.api.status.DataUse;

class UsageBookTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3_600 * SECOND;
    private static final LocalDate NOVEMBER_22 = LocalDate.of(2026, 11, 22);
    private static final DataPlan MONTHLY = month(1_000, 1);

    @TempDir
    Path folder;

    private final List<String> warnings = new ArrayList<>();
    private final List<String> news = new ArrayList<>();
    private Path path;
    private UsageBook book;

    private static DataPlan month(long quotaBytes, int resetDay) {
        return new DataPlan(quotaBytes, DataPlan.Period.MONTH, resetDay, DataPlan.Action.STANDBY);
    }

    @BeforeEach
    void open() {
        path = folder.resolve("data").resolve("data-plans");
        book = book();
        plan(MONTHLY, NOVEMBER_22);
    }

    private UsageBook book() {
        return new UsageBook(new UsageFile(path, warnings::add), new PlanNews() {
            @Override
            public void reached(String wan, DataPlan plan, int percent) {
                news.add(wan + " " + percent);
            }

            @Override
            public void renewed(String wan, DataPlan plan) {
                news.add(wan + " renewed");
            }
        });
    }

    private void plan(DataPlan plan, LocalDate today) {
        book.plans(Map.of("lte", plan), today, 0);
    }

    private long used() {
        return book.use("lte").orElseThrow().usedBytes();
    }

    @Test
    void warnsOnceAtEightyAndOnceAtAHundredPerCent() {
        book.add("lte", 799);
        assertThat(news).isEmpty();
        book.add("lte", 1);
        book.add("lte", 100);
        assertThat(news).containsExactly("lte 80");
        assertThat(book.isUsedUp("lte")).isFalse();
        book.add("lte", 100);
        book.add("lte", 100_000);
        assertThat(news).containsExactly("lte 80", "lte 100");
        assertThat(book.isUsedUp("lte")).isTrue();
    }

    @Test
    void countsNothingForALinkWithoutAPlan() {
        book.add("fiber", 5_000);
        assertThat(book.use("fiber")).isEmpty();
        assertThat(book.isUsedUp("fiber")).isFalse();
        book.plans(Map.of(), NOVEMBER_22, 0);
        assertThat(book.use("lte")).isEmpty();
    }

    @Test
    void beginsAnewWithTheNextPeriodAndNotBefore() {
        book.add("lte", 1_000);
        book.tick(LocalDate.of(2026, 11, 30), HOUR);
        assertThat(book.isUsedUp("lte")).isTrue();
        book.tick(LocalDate.of(2026, 12, 1), 2 * HOUR);
        assertThat(book.isUsedUp("lte")).isFalse();
        assertThat(book.use("lte")).contains(new DataUse(0, LocalDate.of(2027, 1, 1)));
        assertThat(news).containsExactly("lte 100", "lte renewed");
        book.add("lte", 800);
        assertThat(news).endsWith("lte 80");
    }

    @Test
    void goesOnWhereItEndedAndDoesNotWarnAgain() {
        book.add("lte", 1_200);
        book.save();
        book = book();
        plan(MONTHLY, NOVEMBER_22.plusDays(1));
        assertThat(used()).isEqualTo(1_200);
        assertThat(book.isUsedUp("lte")).isTrue();
        book.add("lte", 1);
        assertThat(news).containsExactly("lte 100");
        book = book();
        plan(MONTHLY, LocalDate.of(2027, 2, 3));
        assertThat(used()).isZero();
        assertThat(news).containsExactly("lte 100", "lte renewed");
        assertThat(warnings).isEmpty();
    }

    @Test
    void writesAtMostEveryTenSeconds() throws IOException {
        book.add("lte", 1);
        book.tick(NOVEMBER_22, 10 * SECOND);
        String first = Files.readString(path);
        assertThat(first).isEqualTo("multiwanbond-data-plans 1\nlte 2026-11-01 1 0\nend 1\n");
        book.add("lte", 1);
        book.tick(NOVEMBER_22, 19 * SECOND);
        assertThat(Files.readString(path)).isEqualTo(first);
        book.tick(NOVEMBER_22, 20 * SECOND);
        assertThat(Files.readString(path)).contains("lte 2026-11-01 2 0");
        Files.delete(path);
        book.tick(NOVEMBER_22, 99 * SECOND);
        book.save();
        assertThat(path).doesNotExist();
    }

    @Test
    void countsOnWhenItCannotWriteAndSaysSoOnce() throws IOException {
        Files.delete(path);
        Files.delete(path.getParent());
        Files.writeString(path.getParent(), "no folder");
        for (int i = 1; i <= 5; i++) {
            book.add("lte", 10);
            book.tick(NOVEMBER_22, i * 10 * SECOND);
        }
        assertThat(used()).isEqualTo(50);
        assertThat(warnings).singleElement().asString().contains("cannot be written");
        Files.delete(path.getParent());
        book.tick(NOVEMBER_22, 60 * SECOND);
        assertThat(Files.readString(path)).contains("lte 2026-11-01 50 0");
        assertThat(warnings).hasSize(1);
    }

    @Test
    void aSpoiltFileStartsFromNothingWithASentence() throws IOException {
        book.add("lte", 700);
        book.save();
        byte[] whole = Files.readAllBytes(path);
        Random random = new Random(1);
        System.out.println("seed=1");
        for (int i = 0; i < 300; i++) {
            byte[] spoilt = java.util.Arrays.copyOf(whole, i < whole.length ? i : whole.length);
            for (int n = 0; i >= whole.length && n < 3; n++) {
                spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt();
            }
            Files.write(path, spoilt);
            warnings.clear();
            book = book();
            plan(MONTHLY, NOVEMBER_22);
            assertThat(used() == 0 || warnings.isEmpty()).isTrue();
            boolean cut = i < whole.length - 1;
            assertThat(warnings).hasSizeBetween(cut ? 1 : 0, 1);
        }
    }

    @Test
    void anotherQuotaCountsAtOnce() {
        book.add("lte", 1_500);
        plan(month(2_000, 1), NOVEMBER_22);
        assertThat(book.isUsedUp("lte")).isFalse();
        assertThat(used()).isEqualTo(1_500);
        plan(month(1_400, 1), NOVEMBER_22);
        assertThat(book.isUsedUp("lte")).isTrue();
        assertThat(news).containsExactly("lte 100", "lte renewed", "lte 100");
    }

    @Test
    void anotherResetDayKeepsWhatTheNewPeriodContains() {
        book.add("lte", 500);
        plan(month(1_000, 28), NOVEMBER_22);
        assertThat(book.use("lte")).contains(new DataUse(500, LocalDate.of(2026, 11, 28)));
        plan(month(1_000, 15), NOVEMBER_22);
        assertThat(book.use("lte")).contains(new DataUse(0, LocalDate.of(2026, 12, 15)));
    }

    @Test
    void aClockThatWakesUpYearsAgoChangesNothing() {
        book.add("lte", 500);
        book.save();
        book = book();
        plan(MONTHLY, LocalDate.of(1970, 1, 1));
        book.add("lte", 100);
        book.tick(LocalDate.of(1970, 1, 1), HOUR);
        book.tick(NOVEMBER_22, 2 * HOUR);
        assertThat(used()).isEqualTo(600);
    }

    @Test
    void aClockThatInsistsIsBelievedAfterADay() {
        book.add("lte", 500);
        book.tick(LocalDate.of(2031, 5, 5), 1);
        book.add("lte", 300);
        book.tick(NOVEMBER_22, 2);
        assertThat(book.use("lte")).contains(new DataUse(300, LocalDate.of(2031, 6, 1)));
        book.tick(NOVEMBER_22, 24 * HOUR + 2);
        assertThat(book.use("lte")).contains(new DataUse(300, LocalDate.of(2026, 12, 1)));
        book.tick(LocalDate.of(2026, 12, 1), 48 * HOUR);
        assertThat(used()).isZero();
    }

    @Test
    void remembersALinkThatIsGoneForAMonth() {
        book.add("lte", 500);
        book.plans(Map.of(), NOVEMBER_22, 0);
        book.save();
        book = book();
        book.plans(Map.of(), NOVEMBER_22, 0);
        plan(MONTHLY, NOVEMBER_22);
        assertThat(used()).isEqualTo(500);
    }
}
