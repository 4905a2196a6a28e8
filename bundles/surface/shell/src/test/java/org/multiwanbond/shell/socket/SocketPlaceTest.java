package org.multiwanbond.shell.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketPlaceTest {
    @TempDir
    private Path data;

    @Test
    void theFolderIsTheOwnersAndTheNoteLeadsToTheSocket() throws IOException {
        Path socket = new SocketPlace(data).prepare();
        assertThat(socket).isEqualTo(data.resolve("run/mwb.sock"));
        assertThat(Files.readString(data.resolve("run/socket.path"))).isEqualTo(socket.toString());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("run"))))
                .isEqualTo("rwx------");
    }

    @Test
    void aLongPathMovesToAShortFolderWhichIsRemovedAgain() throws IOException {
        Path deep = Files.createDirectories(data.resolve("x".repeat(100)));
        SocketPlace place = new SocketPlace(deep);
        Path socket = place.prepare();
        assertThat(socket.toString().length()).isLessThan(100);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())))
                .isEqualTo("rwx------");
        place.clear();
        assertThat(socket.getParent()).doesNotExist();
    }

    @Test
    void whatAKilledInstanceLeftIsClearedAway() throws IOException {
        Files.createDirectories(data.resolve("run"));
        Files.createFile(data.resolve("run/mwb.sock"));
        assertThat(new SocketPlace(data).prepare()).doesNotExist();
    }
}
