package org.multiwanbond.shell.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void coloursVanishWhereverTheTextIsCut() throws IOException {
        byte[] text = "\u001b[1;31mred\u001b[0m ü \u001b(plain".getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= text.length; cut++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (PlainText plain = new PlainText(out::write)) {
                plain.write(text, 0, cut);
                plain.flush();
                plain.write(text, cut, text.length - cut);
            }
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("red ü plain");
        }
    }
}
