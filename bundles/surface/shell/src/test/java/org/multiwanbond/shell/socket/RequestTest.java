package org.multiwanbond.shell.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RequestTest {
    @Test
    void everyArgumentReachesTheConsoleAsItIs() throws IOException {
        Request request = read(encode("shell:echo", "it's $x [1]; {a}", "ü"));
        assertThat(request.line()).isEqualTo("shell:echo 'it'\\''s $x [1]; {a}' 'ü'");
    }

    @Test
    void aLoneWordIsAWholeLine() throws IOException {
        assertThat(read(encode("bond:status; wan:list")).line()).isEqualTo("bond:status; wan:list");
    }

    @Test
    void refusesWhatIsTooMuch() {
        assertThatThrownBy(() -> read(new byte[] {0, 0})).hasMessageContaining("1 to 256 words");
        assertThatThrownBy(() -> read(encode(new String[300]))).hasMessageContaining("not 300");
        assertThatThrownBy(() -> read(encode("x".repeat(40_000), "x".repeat(40_000))))
                .hasMessageContaining("65536");
        assertThatThrownBy(() -> read(new byte[] {0, 1, -1, -1, -1, -1})).hasMessageContaining("65536");
        assertThatThrownBy(() -> read(new byte[] {0, 1, 0, 0, 0, 9, 'a'})).hasMessageContaining("ended early");
        assertThatThrownBy(() -> read(new byte[] {0, 1, 0, 0, 0, 1, (byte) 0xff}))
                .hasMessageContaining("UTF-8");
    }

    @Test
    void anyOctetsGiveARequestOrAnIoException() {
        long seed = 20_261;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] octets = new byte[random.nextInt(40)];
            random.nextBytes(octets);
            if (octets.length > 2 && random.nextBoolean()) {
                octets[0] = 0;
                octets[1] = 1;
            }
            readOrRefuse(octets);
        }
    }

    private static void readOrRefuse(byte[] octets) {
        try {
            assertThat(read(octets).arguments()).isNotEmpty();
        } catch (IOException e) {
            assertThat(e).isNotNull();
        }
    }

    private static Request read(byte[] octets) throws IOException {
        return Request.read(new DataInputStream(new ByteArrayInputStream(octets)));
    }

    private static byte[] encode(String... words) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(octets);
        out.writeShort(words.length);
        for (String word : words) {
            byte[] text = (word == null ? "" : word).getBytes(StandardCharsets.UTF_8);
            out.writeInt(text.length);
            out.write(text);
        }
        return octets.toByteArray();
    }
}
