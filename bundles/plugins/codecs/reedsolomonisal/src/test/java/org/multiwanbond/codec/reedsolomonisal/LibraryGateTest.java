package org.multiwanbond.codec.reedsolomonisal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.multiwanbond.tck.Requirement;
import org.osgi.service.component.ComponentContext;

class LibraryGateTest {
    private final List<String> calls = new ArrayList<>();
    private final ComponentContext context = (ComponentContext) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {ComponentContext.class}, (proxy, method, arguments) -> {
                calls.add(method.getName() + " " + arguments[0]);
                return null;
            });

    @Test
    void staysShutWithoutTheLibrary() {
        new LibraryGate(context, "libnowhere.so.2");
        assertThat(calls).isEmpty();
    }

    @Test
    void opensWhereTheLibraryIs() {
        Requirement.met(Isal.obstacle(Isal.LIBRARY));
        new LibraryGate(context);
        assertThat(calls).containsExactly("enableComponent " + ReedSolomonIsal.class.getName());
    }

    @Test
    void namesTheLibraryThatLacks() {
        assertThat(Isal.obstacle("libnowhere.so.2")).isEqualTo("libnowhere.so.2 cannot be loaded");
    }
}
