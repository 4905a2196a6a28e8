package org.multiwanbond.cipher.chacha20conscrypt;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NativeGateTest {
    private final List<String> enabled = new ArrayList<>();

    @Test
    void letsTheSuitePassWhereTheLibraryWorks() {
        NativeGate.pass(Providers.trouble(), enabled::add);
        assertThat(enabled).containsExactly(ChaCha20Poly1305.class.getName());
    }

    @Test
    void letsNonePassWhereItDoesNot() {
        NativeGate.pass(Optional.of(new UnsatisfiedLinkError("musl")), enabled::add);
        assertThat(enabled).isEmpty();
    }

    @Test
    void leavesTheProvidersAndPropertiesOfTheProcessAsTheyAre() {
        assertThat(Providers.trouble()).isEmpty();
        assertThat(Security.getProvider("Conscrypt")).isNull();
        assertThat(System.getProperties().stringPropertyNames()).noneMatch(name -> name.startsWith("org.conscrypt"));
    }
}
