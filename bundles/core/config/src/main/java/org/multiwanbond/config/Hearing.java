package org.multiwanbond.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.multiwanbond.api.config.ConfigProblem;
import org.multiwanbond.api.config.PeerSettings;
import org.multiwanbond.api.config.Role;
import org.multiwanbond.api.config.Settings;
import org.multiwanbond.api.config.SettingsRegistry;
import org.multiwanbond.api.config.TunnelSettings;
import org.multiwanbond.api.config.WanSettings;
import org.multiwanbond.config.key.KeyFiles;

/** One reading of all configurations, from the bond down to the peers. Confined to one thread, used once. */
final class Hearing {
    private final Resolver resolver;
    private final KeyFiles keys;
    private final Map<String, RawConfiguration> now;
    private final Map<String, RawConfiguration> lastGood;
    private final Map<String, RawConfiguration> inForce = new TreeMap<>();
    private final List<ConfigProblem> problems = new ArrayList<>();

    Hearing(
            Resolver resolver,
            KeyFiles keys,
            Map<String, RawConfiguration> now,
            Map<String, RawConfiguration> lastGood) {
        this.resolver = resolver;
        this.keys = keys;
        this.now = now;
        this.lastGood = lastGood;
    }

    Verdict verdict() {
        Optional<BondReader.Bond> bond = bond();
        // Without a valid bond the others are still read, so that a person sees all problems at once.
        Role role = bond.map(found -> found.settings().role()).orElse(Role.CLIENT);
        Optional<TunnelSettings> tunnel = tunnel(role);
        List<WanSettings> wans = wans();
        List<PeerSettings> read = peers(tunnel.filter(t -> role == Role.SERVER));
        List<PeerSettings> peers = role == Role.SERVER ? read : List.of();
        Optional<Settings> settings = bond.flatMap(
                found -> tunnel.map(t -> new Settings(found.settings(), found.identity(), wans, peers, t)));
        return new Verdict(settings, inForce, problems);
    }

    private Optional<BondReader.Bond> bond() {
        String pid = SettingsRegistry.BOND_PID;
        if (!now.containsKey(pid)) {
            problems.add(
                    new ConfigProblem(pid, "", "", "is missing; put it back as etc/" + RawConfiguration.fileName(pid)));
        }
        return choose(pid, new BondReader(keys)::read);
    }

    private Optional<TunnelSettings> tunnel(Role role) {
        String pid = SettingsRegistry.TUNNEL_PID;
        List<PeerSettings> leased = role == Role.SERVER ? unchangedPeers() : List.of();
        if (!now.containsKey(pid)) {
            RawConfiguration none = new RawConfiguration(pid, Map.of());
            Values values = new Values(none, Map.of());
            TunnelSettings tunnel = new TunnelReader().read(values, role, leased);
            problems.addAll(values.problems());
            return values.problems().isEmpty()
                    ? Optional.of(tunnel)
                    : choose(pid, v -> new TunnelReader().read(v, role, leased));
        }
        return choose(pid, values -> new TunnelReader().read(values, role, leased));
    }

    private List<WanSettings> wans() {
        return instances(SettingsRegistry.WAN_PID, new WanReader()::read, Comparator.comparing(WanSettings::id));
    }

    private List<PeerSettings> peers(Optional<TunnelSettings> tunnel) {
        PeerReader reader = new PeerReader(keys);
        BiFunction<Values, List<PeerSettings>, PeerSettings> read = (values, others) -> {
            PeerSettings peer = reader.read(values);
            tunnel.ifPresent(t -> reader.compare(values, peer, t, others));
            return peer;
        };
        return instances(SettingsRegistry.PEER_PID, read, Comparator.comparing(PeerSettings::id));
    }

    /** Peers that stand as they were when last in force; a new tunnel has to go together with them. */
    private List<PeerSettings> unchangedPeers() {
        List<PeerSettings> result = new ArrayList<>();
        for (RawConfiguration raw : now.values()) {
            if (RawConfiguration.isOf(SettingsRegistry.PEER_PID, raw.pid()) && isUnchanged(raw)) {
                Values values = new Values(raw, resolver.resolve(raw));
                PeerSettings peer = new PeerReader(keys).read(values);
                result.addAll(values.problems().isEmpty() ? List.of(peer) : List.of());
            }
        }
        return result;
    }

    private boolean isUnchanged(RawConfiguration raw) {
        return raw.equals(lastGood.get(raw.pid()));
    }

    /** All instances of a factory; what has not changed is read first, so that it wins over what has. */
    private <T> List<T> instances(String factoryPid, BiFunction<Values, List<T>, T> read, Comparator<T> order) {
        List<T> accepted = new ArrayList<>();
        now.values().stream()
                .filter(raw -> RawConfiguration.isOf(factoryPid, raw.pid()))
                .sorted(Comparator.comparing(this::isUnchanged).reversed().thenComparing(RawConfiguration::pid))
                .forEach(raw -> choose(raw.pid(), values -> read.apply(values, accepted))
                        .ifPresent(accepted::add));
        accepted.sort(order);
        return accepted;
    }

    /** The configuration as it stands if it is valid, else as it last was if that is valid. */
    private <T> Optional<T> choose(String pid, Function<Values, T> read) {
        RawConfiguration present = now.get(pid);
        if (present != null) {
            Values values = new Values(present, resolver.resolve(present));
            T result = read.apply(values);
            values.refuseUnknown();
            problems.addAll(values.problems());
            if (values.problems().isEmpty()) {
                inForce.put(pid, present);
                return Optional.of(result);
            }
        }
        return former(pid, read);
    }

    private <T> Optional<T> former(String pid, Function<Values, T> read) {
        RawConfiguration good = lastGood.get(pid);
        if (good == null) {
            return Optional.empty();
        }
        Values values = new Values(good, resolver.resolve(good));
        T result = read.apply(values);
        if (!values.problems().isEmpty()) {
            return Optional.empty();
        }
        inForce.put(pid, good);
        return Optional.of(result);
    }
}
