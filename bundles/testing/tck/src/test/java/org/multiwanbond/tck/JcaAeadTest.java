package org.multiwanbond.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The twin the ciphers are compared with has to be right itself: examples whose header is not of our length. */
class JcaAeadTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void reproducesTheExampleOfRfc8439() throws Exception {
        // RFC 8439 §2.8.2
        String plaintext =
                "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
                        + "sunscreen would be it.";
        byte[] sealed = JcaAead.CHACHA20_POLY1305.seal(
                HEX.parseHex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"),
                HEX.parseHex("070000004041424344454647"),
                HEX.parseHex("50515253c0c1c2c3c4c5c6c7"),
                plaintext.getBytes(StandardCharsets.US_ASCII));
        assertThat(HEX.formatHex(sealed))
                .isEqualTo("d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da"
                        + "92728b1a71de0a9e060b2905d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b"
                        + "4831d7bc3ff4def08e4b7a9de576d26586cec64b61161ae10b594f09e26a7e902ecbd0600691");
    }

    @Test
    void reproducesTestCase16OfTheGcmSpecification() throws Exception {
        byte[] sealed = JcaAead.AES_GCM.seal(
                HEX.parseHex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"),
                HEX.parseHex("cafebabefacedbaddecaf888"),
                HEX.parseHex("feedfacedeadbeeffeedfacedeadbeefabaddad2"),
                HEX.parseHex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e24"
                        + "49a6b525b16aedf5aa0de657ba637b39"));
        assertThat(HEX.formatHex(sealed)).endsWith("76fc6ece0f4e1768cddf8853bb2d551b");
    }
}
