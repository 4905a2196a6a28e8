package org.multiwanbond.cipher.aesgcmcorretto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NativeGateTest {
    private final List<String> enabled = new ArrayList<>();

    @Test
    void letsBothSuitesPassWhereTheLibraryWorks() {
        NativeGate.pass(Corretto.trouble(), enabled::add);
        assertThat(enabled).containsExactlyInAnyOrder(Aes256Gcm.class.getName(), Aes128Gcm.class.getName());
    }

    @Test
    void letsNonePassWhereItDoesNot() {
        NativeGate.pass(Optional.of(new UnsatisfiedLinkError("musl")), enabled::add);
        assertThat(enabled).isEmpty();
    }

    @Test
    void leavesTheProvidersAndPropertiesOfTheProcessAsTheyAre() {
        assertThat(Corretto.trouble()).isEmpty();
        assertThat(Security.getProvider("AmazonCorrettoCryptoProvider")).isNull();
        assertThat(System.getProperties().stringPropertyNames()).noneMatch(name -> name.startsWith("com.amazon"));
    }
}
