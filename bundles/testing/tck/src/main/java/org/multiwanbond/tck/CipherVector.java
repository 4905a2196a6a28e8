package org.multiwanbond.tck;

import java.util.List;

/**
 * A published example of a sealed packet, all octets in hex. Thread-safe: immutable.
 *
 * @param source where it was published
 * @param key the key
 * @param iv the initialisation vector, 12 octets
 * @param packetNumber XORed into the initialisation vector
 * @param header additional data, 16 octets
 * @param plaintext what was sealed
 * @param sealed ciphertext and tag
 */
public record CipherVector(
        String source, String key, String iv, long packetNumber, String header, String plaintext, String sealed) {

    private static final String DATA_PLAINTEXT =
            "0000000701000102" + "4500001c000100004011" + "000000000000000000000000000000000000";

    /** Examples for suite 1. */
    public static final List<CipherVector> AES_256_GCM = List.of(
            new CipherVector(
                    "NIST CAVP gcmEncryptExtIV256, PTlen 128, AADlen 128, Count 0",
                    "92e11dcdaa866f5ce790fd24501f92509aacf4cb8b1339d50c9c1240935dd08b",
                    "ac93a1a6145299bde902f21a",
                    0,
                    "1e0889016f67601c8ebea4943bc23ad6",
                    "2d71bcfa914e4ac045b2aa60955fad24",
                    "8995ae2e6df3dbf96fac7b7137bae67feca5aa77d51d4a0a14d9c51e1da474ab"),
            new CipherVector(
                    "MWB protocol, Appendix A, DATA s1 p5",
                    "ec496394686ac95c8faf4114914a868810de3fa39c0853ecc6a833f75c9f598b",
                    "a44ae544cae0065ac8dfc63c",
                    0x1_0000_0003L,
                    "1156beef000000030000001000342f73",
                    DATA_PLAINTEXT,
                    "821b9088915b105792c15b8d0ebb97008f8d46e6f7be49af4b8bc8f63f2900da"
                            + "9ba9ef360043dc87d176165d612bf1ba014c906d"));

    /** Examples for suite 2. */
    public static final List<CipherVector> CHACHA20_POLY1305 = List.of(new CipherVector(
            "MWB protocol, Appendix A, DATA s2 p0",
            "ef4cf8a145d31f71df2352423fb2d3f3670bab0650d5e8650b80c53dc2580048",
            "c4a07ef16764e43d9b6c7146",
            0,
            "1100beef000000000000000000342fdc",
            DATA_PLAINTEXT,
            "3b57660a4667a810789a2c48cb5693ac4187e158668210e46f47d31a13c9495c"
                    + "fe9dcbe77c609c68b6ce7700b3b1872d1cd9fd78"));

    /** Examples for suite 3. */
    public static final List<CipherVector> AES_128_GCM = List.of(
            new CipherVector(
                    "NIST CAVP gcmEncryptExtIV128, PTlen 128, AADlen 128, Count 0",
                    "c939cc13397c1d37de6ae0e1cb7c423c",
                    "b3d8cc017cbb89b39e0f67e2",
                    0,
                    "24825602bd12a984e0092d3e448eda5f",
                    "c3b3c41f113a31b73d9a5cd432103069",
                    "93fe7d9e9bfd10348a5606e5cafa73540032a1dc85f1c9786925a2e71d8272dd"),
            new CipherVector(
                    "NIST CAVP gcmEncryptExtIV128, PTlen 0, AADlen 128, Count 0",
                    "77be63708971c4e240d1cb79e8d77feb",
                    "e0e00f19fed7ba0136a797f3",
                    0,
                    "7a43ec1d9c0a5a78a0b16533a6213cab",
                    "",
                    "209fcc8d3675ed938e9c7166709dd946"));
}
