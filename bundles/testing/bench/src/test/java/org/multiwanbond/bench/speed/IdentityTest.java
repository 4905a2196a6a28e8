package org.multiwanbond.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityTest {
    @Test
    void writesAKeyAndACertificateThatOthersRead(@TempDir Path folder) throws IOException, GeneralSecurityException {
        Identity identity = Identity.make(folder, "client");

        try (InputStream in = Files.newInputStream(identity.certificate())) {
            assertThat(CertificateFactory.getInstance("X.509").generateCertificate(in))
                    .asString()
                    .contains("CN=client");
        }
        assertThat(identity.fingerprint()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
        assertThat(Files.readString(identity.key())).startsWith("-----BEGIN PRIVATE KEY-----\n");
    }
}
