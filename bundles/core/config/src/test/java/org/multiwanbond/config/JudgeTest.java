package org.multiwanbond.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiwanbond.config.Samples.BOND;
import static org.multiwanbond.config.Samples.PEER;
import static org.multiwanbond.config.Samples.TUNNEL;
import static org.multiwanbond.config.Samples.WAN;
import static org.multiwanbond.config.Samples.client;
import static org.multiwanbond.config.Samples.key;
import static org.multiwanbond.config.Samples.server;
import static org.multiwanbond.config.Samples.with;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multiwanbond.api.config.DataPlan;
import org.multiwanbond.api.config.LinkRole;
import org.multiwanbond.api.config.LinkType;
import org.multiwanbond.api.config.PeerSettings;
import org.multiwanbond.api.config.Role;
import org.multiwanbond.api.config.Settings;
import org.multiwanbond.api.config.WanSettings;
import org.multiwanbond.api.net.HostPort;
import org.multiwanbond.api.net.Prefix;

class JudgeTest {
    @TempDir
    Path base;

    private Judge judge;

    @BeforeEach
    void create() {
        judge = new Judge(RawConfiguration::values, Samples.keys(base));
    }

    @Test
    void readsAClientWithItsDefaults() {
        Verdict verdict = judge.judge(client(), Map.of());
        assertThat(verdict.problems()).isEmpty();
        Settings settings = verdict.settings().orElseThrow();
        assertThat(settings.bond().role()).isEqualTo(Role.CLIENT);
        assertThat(settings.bond().mode()).isEqualTo("bonding");
        assertThat(settings.bond().ciphers()).containsExactly("aes-256-gcm", "chacha20-poly1305");
        assertThat(settings.bond().server()).contains(new HostPort("bond.example", 7000));
        assertThat(settings.bond().mtuBytes()).isZero();
        assertThat(settings.tunnel().device()).isEqualTo("mwb0");
        assertThat(settings.tunnel().addresses()).isEmpty();
        assertThat(settings.wans()).extracting(WanSettings::id).containsExactly("fiber", "lte");
        assertThat(settings.wans().get(0).type()).isEqualTo(LinkType.FIBER);
        assertThat(settings.wans().get(1).role()).isEqualTo(LinkRole.BACKUP);
    }

    @Test
    void readsADataPlanWithItsDefaults() {
        assertThat(plan(Map.of())).isEmpty();
        assertThat(plan(Map.of("quotaGb", "0", "quotaPeriod", "day"))).isEmpty();
        assertThat(plan(Map.of("quotaGb", "1.5")))
                .contains(new DataPlan(1_500_000_000L, DataPlan.Period.MONTH, 1, DataPlan.Action.STANDBY));
        assertThat(plan(Map.of("quotaGb", "1e-12", "quotaResetDay", "28", "quotaAction", "warn")))
                .contains(new DataPlan(1, DataPlan.Period.MONTH, 28, DataPlan.Action.WARN));
        assertThat(plan(Map.of("quotaGb", "1000000", "quotaPeriod", "day")))
                .contains(new DataPlan(1_000_000_000_000_000L, DataPlan.Period.DAY, 1, DataPlan.Action.STANDBY));
    }

    private Optional<DataPlan> plan(Map<String, String> values) {
        Map<String, RawConfiguration> all = client();
        for (Map.Entry<String, String> entry : values.entrySet()) {
            all = with(all, WAN + "~fiber", entry.getKey(), entry.getValue());
        }
        Verdict verdict = judge.judge(all, Map.of());
        assertThat(verdict.problems()).isEmpty();
        return verdict.settings().orElseThrow().wans().get(0).plan();
    }

    @Test
    void readsAServerWithItsPeers() {
        Verdict verdict = judge.judge(server(), Map.of());
        assertThat(verdict.problems()).isEmpty();
        Settings settings = verdict.settings().orElseThrow();
        assertThat(settings.tunnel().masquerade()).isTrue();
        assertThat(settings.peers()).extracting(PeerSettings::id).containsExactly("ann", "bob");
        assertThat(settings.peers().get(0).routes()).containsExactly(Prefix.parse("192.168.7.0/24"));
    }

    @Test
    void takesDefaultAsBothFamilies() {
        Settings settings = judge.judge(with(client(), TUNNEL, "routes", "default, 10.1.2.3/8"), Map.of())
                .settings()
                .orElseThrow();
        assertThat(settings.tunnel().routes())
                .containsExactly(Prefix.parse("0.0.0.0/0"), Prefix.parse("::/0"), Prefix.parse("10.0.0.0/8"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "org.multiwanbond.bond | role | boss | must be client, peer, server",
                "org.multiwanbond.bond | server | bond.example | must be HOST:PORT, an IPv6 address in brackets",
                "org.multiwanbond.bond | server | fd00::1:7000 | must be HOST:PORT, an IPv6 address in brackets",
                "org.multiwanbond.bond | server | 1.2.3.400:7000 | must be HOST:PORT, an IPv6 address in brackets",
                "org.multiwanbond.bond | server | bond.example:70000 | must be HOST:PORT, an IPv6 address in brackets",
                "org.multiwanbond.bond | peerPublicKey | abc | must be a key: 44 characters of base64",
                "org.multiwanbond.bond | mtu | 1279 | must be a whole number from 1280 to 65000",
                "org.multiwanbond.bond | fec | 65+3 | must be off, auto or K+R with K from 1 to 64 and R from 1 to 32, such as 10+3",
                "org.multiwanbond.bond | threads | 1x3 | must be auto, or WORKERSxTHREADS with 1 to 64 workers of 2 or 4 threads each, such as 1x4",
                "org.multiwanbond.bond | threads | 0x2 | must be auto, or WORKERSxTHREADS with 1 to 64 workers of 2 or 4 threads each, such as 1x4",
                "org.multiwanbond.bond | threads | 65x4 | must be auto, or WORKERSxTHREADS with 1 to 64 workers of 2 or 4 threads each, such as 1x4",
                "org.multiwanbond.bond | threads | 4 | must be auto, or WORKERSxTHREADS with 1 to 64 workers of 2 or 4 threads each, such as 1x4",
                "org.multiwanbond.bond | mode | Round Robin | must be 1 to 32 of a-z, 0-9 and '-', and not begin with '-'",
                "org.multiwanbond.bond | ciphers | aes-256-gcm,aes-256-gcm | must name each cipher once",
                "org.multiwanbond.bond | sever | x | is no key of org.multiwanbond.bond (did you mean 'server'?)",
                "org.multiwanbond.bond | presharedKeyFile | etc/nothing | must name an existing file; ",
                "org.multiwanbond.wan~fiber | weight | 1001 | must be a whole number from 0 to 1000",
                "org.multiwanbond.wan~fiber | uploadMbit | -1 | must be 0 to 100000",
                "org.multiwanbond.wan~fiber | uploadMbit | NaN | must be 0 to 100000",
                "org.multiwanbond.wan~fiber | quotaGb | -1 | must be 0 to 1000000",
                "org.multiwanbond.wan~fiber | quotaGb | 10 GB | must be 0 to 1000000",
                "org.multiwanbond.wan~fiber | quotaPeriod | week | must be day, month",
                "org.multiwanbond.wan~fiber | quotaResetDay | 29 | must be a whole number from 1 to 28",
                "org.multiwanbond.wan~fiber | quotaAction | off | must be standby, warn",
                "org.multiwanbond.wan~fiber | type | copper | must be 5g, cable, dsl, fiber, lte, other, satellite, starlink",
                "org.multiwanbond.wan~fiber | device | ../../etc | must be a kernel device name of 1 to 15 characters",
                "org.multiwanbond.wan~fiber | wieght | 3 | is no key of org.multiwanbond.wan (did you mean 'weight'?)",
                "org.multiwanbond.wan~fiber | name | $[env:NOBODY] | refers to something that cannot be read",
                "org.multiwanbond.tunnel | forward | yes | must be false, true",
                "org.multiwanbond.tunnel | routes | everything | must be networks or 'default' between commas",
            })
    void refusesABadValueInWordsAndKeepsTheLastGood(String pid, String key, String value, String allowed) {
        Verdict good = judge.judge(client(), Map.of());
        Verdict verdict = judge.judge(with(client(), pid, key, value), good.inForce());
        assertThat(verdict.problems()).anySatisfy(problem -> {
            assertThat(problem.pid()).isEqualTo(pid);
            assertThat(problem.key()).isEqualTo(key);
            assertThat(problem.value()).isEqualTo(value);
            assertThat(problem.allowed()).startsWith(allowed.strip());
        });
        assertThat(verdict.settings().orElseThrow().bond())
                .isEqualTo(good.settings().orElseThrow().bond());
        assertThat(verdict.settings().orElseThrow().wans())
                .isEqualTo(good.settings().orElseThrow().wans());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "~bob | addresses | 10.99.1.3/32 | must lie within the addresses of org.multiwanbond.tunnel",
                "~bob | addresses | 10.99.0.2/32 | must not overlap those of peer 'ann'",
                "~bob | addresses | 10.99.0.0/24 | must not contain the server's own address",
                "~bob | addresses | 10.99.0.5/24 | must be addresses or networks without host bits",
                "~bob | routes | 192.168.0.0/16 | must not overlap those of peer 'ann'",
                "~bob | routes | 10.0.0.0/8 | must not overlap the tunnel's own network",
            })
    void refusesAPeerThatDoesNotFit(String peer, String key, String value, String allowed) {
        Verdict good = judge.judge(server(), Map.of());
        Verdict verdict = judge.judge(with(server(), PEER + peer, key, value), good.inForce());
        assertThat(verdict.problems()).hasSizeGreaterThanOrEqualTo(1).allSatisfy(problem -> {
            assertThat(problem.pid()).isEqualTo(PEER + peer);
            assertThat(problem.key()).isEqualTo(key);
        });
        assertThat(verdict.problems().get(0).allowed()).startsWith(allowed.strip());
        assertThat(verdict.settings()).isEqualTo(good.settings());
    }

    @Test
    void refusesTheSameKeyForTwoPeers() {
        Map<String, RawConfiguration> both = with(server(), PEER + "~bob", "publicKey", key(1));
        Verdict verdict = judge.judge(both, Map.of());
        assertThat(verdict.problems()).singleElement().satisfies(p -> assertThat(p.sentence())
                .contains("publicKey must differ from that of peer 'ann'"));
        assertThat(verdict.settings().orElseThrow().peers()).hasSize(1);
    }

    @Test
    void letsOnlyTheBadLinkFall() {
        Verdict verdict = judge.judge(with(client(), WAN + "~lte", "weight", "many"), Map.of());
        assertThat(verdict.settings().orElseThrow().wans())
                .extracting(WanSettings::id)
                .containsExactly("fiber");
    }

    @Test
    void refusesTwoLinksThatAreOne() {
        Map<String, RawConfiguration> twice = with(client(), WAN + "~again", "device", "eth0");
        Verdict verdict = judge.judge(twice, judge.judge(client(), Map.of()).inForce());
        assertThat(verdict.problems()).singleElement().satisfies(p -> assertThat(p.pid())
                .isEqualTo(WAN + "~again"));
    }

    @Test
    void refusesIdsOutsideTheGrammar() {
        Verdict verdict = judge.judge(with(client(), WAN + "~Fiber_1", "device", "eth7"), Map.of());
        assertThat(verdict.problems()).singleElement().satisfies(p -> assertThat(p.sentence())
                .contains("the id 'Fiber_1' must be 1 to 32 of a-z"));
    }

    @Test
    void saysWhatAClientNeeds() {
        Verdict verdict = judge.judge(Samples.all(Samples.raw(BOND, "role=client")), Map.of());
        assertThat(verdict.settings()).isEmpty();
        assertThat(verdict.problems()).extracting(p -> p.key()).containsExactly("server", "peerPublicKey");
    }

    @Test
    void staysWithTheOldAsAWholeWhenTheNewDoesNotGoTogether() {
        Verdict good = judge.judge(client(), Map.of());
        Map<String, RawConfiguration> mixed =
                with(with(client(), BOND, "role", "server"), BOND, "listen", "0.0.0.0:7000");
        Verdict verdict = judge.judge(mixed, good.inForce());
        assertThat(verdict.settings()).isEqualTo(good.settings());
        assertThat(verdict.problems()).anySatisfy(p -> assertThat(p.sentence()).startsWith(TUNNEL + ": addresses"));
    }

    @Test
    void takesANewTunnelOnlyWithItsPeers() {
        Verdict good = judge.judge(server(), Map.of());
        Map<String, RawConfiguration> moved = with(server(), TUNNEL, "addresses", "10.50.0.1/24");
        Verdict refused = judge.judge(moved, good.inForce());
        assertThat(refused.settings()).isEqualTo(good.settings());
        assertThat(refused.problems().get(0).pid()).isEqualTo(TUNNEL);

        moved = with(moved, PEER + "~ann", "addresses", "10.50.0.2/32");
        moved = with(moved, PEER + "~bob", "addresses", "10.50.0.3/32");
        Verdict accepted = judge.judge(moved, good.inForce());
        assertThat(accepted.problems()).isEmpty();
        assertThat(accepted.settings().orElseThrow().peers()).hasSize(2);
    }

    @Test
    void dropsWhatWasRemoved() {
        Map<String, RawConfiguration> fewer = new TreeMap<>(client());
        fewer.remove(WAN + "~lte");
        Verdict verdict = judge.judge(fewer, judge.judge(client(), Map.of()).inForce());
        assertThat(verdict.settings().orElseThrow().wans()).hasSize(1);
    }

    @Test
    void neverShowsASecretWrittenIntoTheFile() {
        Verdict verdict = judge.judge(with(client(), BOND, "presharedKey", key(9)), Map.of());
        assertThat(verdict.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.sentence()).doesNotContain(key(9)).contains("(hidden)");
        });
    }

    @Test
    void takesASecretFromAPlaceholderAndKeepsOnlyThePlaceholder() {
        Judge resolving =
                new Judge(raw -> raw.with(Map.of("presharedKey", key(9))).values(), Samples.keys(base));
        Map<String, RawConfiguration> bondOnly = new TreeMap<>(client());
        bondOnly.keySet().removeIf(pid -> !pid.equals(BOND));
        Verdict verdict = resolving.judge(with(bondOnly, BOND, "presharedKey", "$[secret:psk]"), Map.of());
        assertThat(verdict.settings().orElseThrow().identity().presharedKey().base64())
                .isEqualTo(key(9));
        assertThat(verdict.inForce().toString()).contains("$[secret:psk]").doesNotContain(key(9));
    }

    @Test
    void doesNotKnowWhichModesAndCiphersAreInstalled() {
        Map<String, RawConfiguration> future =
                with(with(client(), BOND, "mode", "bonding"), BOND, "ciphers", "quantum-1");
        assertThat(judge.judge(future, Map.of()).problems()).isEmpty();
    }
}
