package org.multiwanbond.codec.reedsolomonisal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
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
        Requirement.met(LibraryGate.obstacle(LibraryGate.LIBRARY));
        new LibraryGate(context);
        assertThat(calls).containsExactly("enableComponent " + ReedSolomonIsal.class.getName());
    }

    @Test
    void namesTheLibraryThatLacks() {
        assertThat(LibraryGate.obstacle("libnowhere.so.2")).isEqualTo("libnowhere.so.2 cannot be loaded");
    }

    /** The bindings fail to load where the library is not, so the gate must not touch them before it has looked. */
    @Test
    void looksWithoutTheBindings() throws ReflectiveOperationException {
        Class<?> gate = new WithoutBindings().loadClass(LibraryGate.class.getName());
        gate.getDeclaredConstructor(ComponentContext.class).newInstance(context);
    }

    /** Loads the gate anew, and refuses to load what is bound to the library. */
    private static final class WithoutBindings extends ClassLoader {
        private WithoutBindings() {
            super(LibraryGateTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.equals(Isal.class.getName())) {
                throw new ClassNotFoundException(name);
            }
            return name.equals(LibraryGate.class.getName()) ? own(name) : super.loadClass(name, resolve);
        }

        private Class<?> own(String name) throws ClassNotFoundException {
            try (InputStream code = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] octets = code.readAllBytes();
                return defineClass(name, octets, 0, octets.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
