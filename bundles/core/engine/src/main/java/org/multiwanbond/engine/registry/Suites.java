package org.multiwanbond.engine.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.multiwanbond.api.cipher.CipherSuite;

/** The cipher suites there are, by the numbers of the wire. Thread-safe. */
public final class Suites {
    private final RankedServices<SuitePlugin> services = new RankedServices<>();

    /** A suite and its number on the wire. */
    public record SuitePlugin(CipherSuite suite, int number) {}

    /** The kind of plugin this keeps. */
    public RankedServices<SuitePlugin> services() {
        return services;
    }

    /** Takes a suite out; answers its number. */
    public Optional<Integer> remove(CipherSuite suite) {
        Optional<SuitePlugin> gone = services.all().stream()
                .map(Ranked::service)
                .filter(plugin -> plugin.suite() == suite)
                .findFirst();
        gone.ifPresent(services::remove);
        return gone.map(SuitePlugin::number);
    }

    /** Numbers of the suites named, in that order; if none of them is here, of all others, best first. */
    public List<Integer> numbers(List<String> names) {
        List<Integer> wanted = new ArrayList<>();
        for (String name : names) {
            services.named(name).ifPresent(plugin -> wanted.add(plugin.service().number()));
        }
        if (wanted.isEmpty()) {
            services.all().forEach(plugin -> wanted.add(plugin.service().number()));
        }
        return wanted.stream().distinct().toList();
    }

    /** The best suite of this number. */
    public Optional<CipherSuite> suite(int number) {
        return services.all().stream()
                .filter(plugin -> plugin.service().number() == number)
                .map(plugin -> plugin.service().suite())
                .findFirst();
    }

    /** The name people know a number by; the number itself if it is not here. */
    public String name(int number) {
        return services.all().stream()
                .filter(plugin -> plugin.service().number() == number)
                .map(Ranked::key)
                .findFirst()
                .orElse("suite " + number);
    }
}
