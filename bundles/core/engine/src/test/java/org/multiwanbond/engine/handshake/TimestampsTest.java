package org.multiwanbond.engine.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiwanbond.engine.handshake.HandshakeLab.SECOND;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiwanbond.api.config.Key32;
import org.multiwanbond.wire.handshake.Timestamp;

class TimestampsTest {
    private static final Timestamp NOON = new Timestamp(1_800_000_000L, 5);

    @TempDir
    Path folder;

    private final List<String> warnings = new ArrayList<>();
    private final Random random = new Random(1);
    private final Key32 office = key();
    private final Key32 boat = key();
    private Path file;

    @BeforeEach
    void place() {
        file = folder.resolve("data").resolve("timestamps");
    }

    @Test
    void onlyAGreaterTimestampIsFreshAlsoAfterARestart() {
        Timestamps before = open();
        assertThat(before.isFresh(office, NOON)).isTrue();
        before.record(office, NOON);
        before.flush();
        Timestamps after = open();
        assertThat(after.isFresh(office, NOON)).isFalse();
        assertThat(after.isFresh(office, new Timestamp(1_800_000_000L, 4))).isFalse();
        assertThat(after.isFresh(office, new Timestamp(1_800_000_000L, 6))).isTrue();
        assertThat(after.isFresh(boat, NOON)).isTrue();
        assertThat(warnings).isEmpty();
    }

    @Test
    void theFileIsItsOwnersAlone() throws IOException {
        Timestamps timestamps = open();
        timestamps.record(office, NOON);
        timestamps.flush();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aChangeIsWrittenTwoSecondsLaterAndOnce() {
        Timestamps timestamps = open();
        assertThat(timestamps.tick(0)).isEqualTo(Long.MAX_VALUE);
        timestamps.record(office, NOON);
        assertThat(timestamps.tick(SECOND)).isEqualTo(3 * SECOND);
        timestamps.record(boat, NOON);
        assertThat(timestamps.tick(2 * SECOND)).isEqualTo(3 * SECOND);
        assertThat(file).doesNotExist();
        assertThat(timestamps.tick(3 * SECOND)).isEqualTo(Long.MAX_VALUE);
        assertThat(file).exists();
        assertThat(open().size()).isEqualTo(2);
    }

    @Test
    void anyCutOrSpoiltFileStartsEmptyWithASentence() throws IOException {
        Timestamps timestamps = open();
        timestamps.record(office, NOON);
        timestamps.record(boat, NOON);
        timestamps.flush();
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length - 1; length++) {
            warnings.clear();
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            assertThat(open().size()).as("cut at %d", length).isZero();
            assertThat(warnings).hasSize(1).allMatch(sentence -> sentence.contains("start anew"));
        }
        for (int i = 0; i < 1_000; i++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            Files.write(file, noise);
            assertThat(open().size()).isZero();
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaidOnceAndTriedAgain() throws IOException {
        Files.createDirectories(file);
        Files.createFile(file.resolve("in the way"));
        Timestamps timestamps = new Timestamps(new TimestampFile(file, warnings::add));
        warnings.clear();
        timestamps.record(office, NOON);
        timestamps.tick(0);
        assertThat(timestamps.tick(2 * SECOND)).isEqualTo(4 * SECOND);
        assertThat(timestamps.tick(4 * SECOND)).isEqualTo(6 * SECOND);
        assertThat(warnings).hasSize(1);
        Files.delete(file.resolve("in the way"));
        Files.delete(file);
        assertThat(timestamps.tick(6 * SECOND)).isEqualTo(Long.MAX_VALUE);
        assertThat(open().size()).isEqualTo(1);
    }

    @Test
    void peersNoLongerAdmittedAreForgotten() {
        Timestamps timestamps = open();
        timestamps.record(office, NOON);
        timestamps.record(boat, NOON);
        timestamps.retain(Set.of(boat));
        timestamps.flush();
        assertThat(open().isFresh(office, NOON)).isTrue();
        assertThat(open().isFresh(boat, NOON)).isFalse();
    }

    private Timestamps open() {
        return new Timestamps(new TimestampFile(file, warnings::add));
    }

    private Key32 key() {
        byte[] octets = new byte[Key32.BYTES];
        random.nextBytes(octets);
        return new Key32(octets);
    }
}
