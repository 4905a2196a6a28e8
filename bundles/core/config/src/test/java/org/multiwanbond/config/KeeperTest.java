package org.multiwanbond.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.multiwanbond.config.Samples.BOND;
import static org.multiwanbond.config.Samples.PEER;
import static org.multiwanbond.config.Samples.TUNNEL;
import static org.multiwanbond.config.Samples.WAN;
import static org.multiwanbond.config.Samples.client;
import static org.multiwanbond.config.Samples.server;
import static org.multiwanbond.config.Samples.with;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiwanbond.api.config.ConfigRefused;
import org.multiwanbond.config.key.KeyFiles;

class KeeperTest {
    @TempDir
    Path base;

    private final MapStore store = new MapStore();

    private static final class MapStore implements ConfigStore {
        private Map<String, RawConfiguration> all = new TreeMap<>();

        @Override
        public Map<String, RawConfiguration> all() {
            return new TreeMap<>(all);
        }

        @Override
        public void change(RawConfiguration result, Map<String, String> changes) {
            all.put(result.pid(), result);
        }

        @Override
        public void remove(String pid) {
            all.remove(pid);
        }
    }

    private Keeper start() {
        KeyFiles keys = Samples.keys(base);
        Keeper keeper = new Keeper(store, RawConfiguration::values, keys, new LastGoodFile(base.resolve("data")));
        keeper.load();
        keeper.evaluate();
        return keeper;
    }

    @Test
    void runsOnTheLastGoodAlsoAfterARestart() {
        store.all = client();
        Verdict good = start().verdict();
        store.all = with(client(), BOND, "server", "nowhere");
        Keeper restarted = start();
        assertThat(restarted.verdict().settings()).isEqualTo(good.settings());
        assertThat(restarted.sentences())
                .containsExactly(
                        "org.multiwanbond.bond: server must be HOST:PORT, an IPv6 address in brackets, was 'nowhere'");
        store.all = client();
        assertThat(restarted.evaluate().problems()).isEmpty();
    }

    @Test
    void keepsTheLastGoodWhereOnlyItsOwnerReadsIt() throws IOException {
        store.all = client();
        start();
        Path directory = base.resolve("data");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        assertThat(directory.toFile().listFiles()).singleElement().satisfies(file -> assertThat(
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file.toPath())))
                .isEqualTo("rw-------"));
    }

    @Test
    void startsWithWhatIsThereIfTheLastGoodIsTorn() throws IOException {
        store.all = client();
        start();
        Path file = base.resolve("data/last-good.properties");
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() / 2));
        assertThat(start().verdict().problems()).isEmpty();
        assertThat(Files.readString(file)).isEqualTo(whole);
    }

    @Test
    void runsOnWhenNothingCanBeSaved() throws IOException {
        Files.writeString(base.resolve("data"), "in the way");
        store.all = client();
        Keeper keeper = start();
        assertThat(keeper.verdict().settings()).isPresent();
        assertThat(keeper.isUnsaved()).isTrue();
        assertThat(keeper.sentences()).singleElement().asString().contains("cannot be saved for the next start");
        Files.delete(base.resolve("data"));
        keeper.evaluate();
        assertThat(keeper.isUnsaved()).isFalse();
        assertThat(keeper.sentences()).isEmpty();
    }

    @Test
    void changesOnlyWhatWillBeValid() throws ConfigRefused {
        store.all = client();
        Keeper keeper = start();
        assertThatThrownBy(() -> keeper.change(WAN + "~fiber", Map.of("weight", "1001")))
                .isInstanceOf(ConfigRefused.class)
                .hasMessage("org.multiwanbond.wan~fiber: weight must be a whole number from 0 to 1000, was '1001'");
        assertThat(store.all).isEqualTo(client());
        keeper.change(WAN + "~starlink", Map.of("device", "eth2", "type", "starlink"));
        keeper.change(WAN + "~fiber", Map.of("weight", ""));
        assertThat(keeper.evaluate().settings().orElseThrow().wans()).hasSize(3);
        assertThat(store.all.get(WAN + "~fiber").values()).doesNotContainKey("weight");
    }

    @Test
    void refusesAChangeThatBreaksAnother() {
        store.all = server();
        Keeper keeper = start();
        assertThatThrownBy(() -> keeper.change(TUNNEL, Map.of("addresses", "10.50.0.1/24")))
                .isInstanceOf(ConfigRefused.class)
                .hasMessageContaining("the lease of peer 'ann'");
        assertThatThrownBy(() ->
                        keeper.change(PEER + "~carol", Map.of("publicKey", Samples.key(2), "addresses", "10.99.0.9")))
                .hasMessageContaining("must differ from that of peer 'bob'");
    }

    @Test
    void addsALinkWhileTheServerIsNotKnownYet() throws ConfigRefused {
        store.all = Samples.all(Samples.raw(BOND, "role=client"));
        Keeper keeper = start();
        assertThat(keeper.sentences().get(0)).startsWith("org.multiwanbond.bond: server must name the server");
        keeper.change(WAN + "~fiber", Map.of("device", "eth0"));
        assertThat(store.all).containsKey(WAN + "~fiber");
    }

    @Test
    void refusesWhatIsNotOurs() {
        Keeper keeper = start();
        for (String pid :
                new String[] {"org.apache.felix.http", WAN, WAN + "~", WAN + "~../x", WAN + "~Big", BOND + "~x"}) {
            assertThatThrownBy(() -> keeper.change(pid, Map.of("device", "eth0")))
                    .isInstanceOf(ConfigRefused.class);
        }
        assertThatThrownBy(() -> keeper.change(BOND, Map.of("server", "a:1\nrole=server")))
                .isInstanceOf(ConfigRefused.class);
        assertThatThrownBy(() -> keeper.change(BOND, Map.of("server", "${karaf.home}:1")))
                .hasMessageContaining("must not contain '${'");
    }

    @Test
    void removesLinksAndPeersButNothingElse() throws ConfigRefused {
        store.all = client();
        Keeper keeper = start();
        keeper.remove(WAN + "~lte");
        assertThat(keeper.evaluate().settings().orElseThrow().wans()).hasSize(1);
        assertThatThrownBy(() -> keeper.remove(WAN + "~lte")).hasMessageContaining("there is none");
        assertThatThrownBy(() -> keeper.remove(BOND)).hasMessageContaining("only links and peers");
    }

    @Test
    void tellsThePublicKeyBeforeAnythingIsConfigured() throws Exception {
        Keeper keeper = start();
        assertThat(keeper.publicKey().base64())
                .hasSize(44)
                .isEqualTo(keeper.publicKey().base64());
        assertThat(base.resolve("etc/keys/private.key")).exists();
    }
}
