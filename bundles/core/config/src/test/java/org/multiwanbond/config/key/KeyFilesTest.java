package org.multiwanbond.config.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiwanbond.api.config.Key32;

class KeyFilesTest {
    @TempDir
    Path base;

    private KeyFiles files;

    @BeforeEach
    void create() {
        files = new KeyFiles(base, new SecureRandom());
    }

    /** RFC 7748 §6.1, Alice. */
    @Test
    void derivesThePublicKeyOfTheVector() {
        HexFormat hex = HexFormat.of();
        Key32 alice = new Key32(hex.parseHex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"));
        assertThat(hex.formatHex(KeyFiles.publicKey(alice).octets()))
                .isEqualTo("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
    }

    @Test
    void createsAKeyOnlyItsOwnerReads() throws IOException {
        Key32 key = files.readOrCreate("etc/keys/private.key");
        Path file = base.resolve("etc/keys/private.key");
        assertThat(Files.readString(file)).hasSize(45).endsWith("=\n");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(mode(file.getParent())).isEqualTo("rwx------");
        assertThat(file.getParent().toFile().list()).containsExactly("private.key");
        assertThat(new KeyFiles(base, new SecureRandom()).readOrCreate("etc/keys/private.key"))
                .isEqualTo(key);
        assertThat(files.warnings()).isEmpty();
    }

    @Test
    void correctsTheModeAndSaysSo() throws IOException {
        files.readOrCreate("key");
        Files.setPosixFilePermissions(base.resolve("key"), PosixFilePermissions.fromString("rw-r--r--"));
        files.read("key");
        assertThat(mode(base.resolve("key"))).isEqualTo("rw-------");
        assertThat(files.warnings()).singleElement().asString().contains("was readable by others (rw-r--r--)");
    }

    @Test
    void keepsAKeyWhoseFileIsGoneUntilItIsBack() throws IOException {
        Key32 key = files.readOrCreate("key");
        Files.move(base.resolve("key"), base.resolve("elsewhere"));
        assertThat(files.readOrCreate("key")).isEqualTo(key);
        assertThat(files.warnings()).singleElement().asString().contains("is gone");
        Files.move(base.resolve("elsewhere"), base.resolve("key"));
        assertThat(files.readOrCreate("key")).isEqualTo(key);
        assertThat(files.warnings()).isEmpty();
    }

    @Test
    void refusesWhatIsNoKeyWithoutRepeatingIt() throws IOException {
        Files.writeString(base.resolve("key"), "swordfish");
        assertThatThrownBy(() -> files.readOrCreate("key"))
                .hasMessageContaining("must name a file with 44 characters of base64")
                .hasMessageNotContaining("swordfish");
        assertThat(Files.readString(base.resolve("key"))).isEqualTo("swordfish");
        assertThatThrownBy(() -> files.readOrCreate(".")).hasMessageContaining("must name a file");
        Files.writeString(base.resolve("long"), "A".repeat(5_000));
        assertThatThrownBy(() -> files.read("long")).hasMessageContaining("is far longer");
    }

    @Test
    void printsThePublicKeyWithoutTheFramework() throws IOException {
        Files.createDirectories(base.resolve("etc"));
        Files.writeString(base.resolve("etc/org.multiwanbond.bond.cfg"), "privateKeyFile = ${karaf.etc}/my.key\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int status = KeyTool.run(new String[] {base.toString()}, new PrintStream(out), System.err);
        assertThat(status).isZero();
        Key32 key = files.read("etc/my.key");
        assertThat(out.toString()).isEqualTo(KeyFiles.publicKey(key).base64() + System.lineSeparator());
    }

    @Test
    void resolvesVariablesOfTheEnvironment() throws IOException {
        Files.writeString(
                base.resolve("org.multiwanbond.bond.cfg"), "privateKeyFile=$[env:KEYS;default=none]/$[env:NAME]");
        assertThat(new KeyTool(base, base, Map.of("NAME", "a.key")).privateKeyFile())
                .isEqualTo("none/a.key");
        assertThatThrownBy(() -> new KeyTool(base, base, Map.of()).privateKeyFile())
                .hasMessageContaining("$[env:NAME]");
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
