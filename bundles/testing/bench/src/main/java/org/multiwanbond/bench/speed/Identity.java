package org.multiwanbond.bench.speed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.HexFormat;
import org.multiwanbond.netlab.lab.Command;

/**
 * A key and a certificate signed by itself, for one end of a tunnel by TLS. Thread-safe: immutable.
 *
 * @param key its file (PEM)
 * @param certificate its file (PEM)
 * @param fingerprint SHA-256 of the certificate, octets in hexadecimal between colons
 */
record Identity(Path key, Path certificate, String fingerprint) {
    /** Of a store that lives as long as a row is measured. */
    private static final String PASSWORD = "only-for-this-row";

    /** Makes one in a folder; Java's own tool can sign, its API cannot. */
    static Identity make(Path folder, String name) throws IOException {
        Path store = folder.resolve(name + ".p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Command.of((keytool + " -genkeypair -alias end -keyalg EC -groupname secp256r1 -validity 30 -storetype PKCS12"
                                + " -dname CN=" + name + " -storepass " + PASSWORD + " -keystore " + store)
                        .split(" "))
                .run()
                .orThrow();
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            Key key = keys.getKey("end", PASSWORD.toCharArray());
            Certificate certificate = keys.getCertificate("end");
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return new Identity(
                    pem(folder.resolve(name + ".key"), "PRIVATE KEY", key.getEncoded()),
                    pem(folder.resolve(name + ".crt"), "CERTIFICATE", certificate.getEncoded()),
                    HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** RFC 7468. */
    private static Path pem(Path file, String label, byte[] octets) throws IOException {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(octets);
        return Files.writeString(file, "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n");
    }
}
