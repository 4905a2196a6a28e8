package org.multiwanbond.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiwanbond.policy.Scenes.client;
import static org.multiwanbond.policy.Scenes.server;
import static org.multiwanbond.policy.Scenes.tunnel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiwanbond.api.config.Settings;

class KeeperTest {
    private static final List<Part> SERVER = parts(server(true, true), "10.99.0.1/24", "fd99::1/64");
    private static final List<Part> CLIENT = parts(client("203.0.113.1:1", List.of(), false, "0.0.0.0/0"), "10.99.0.2");

    @TempDir
    Path data;

    private final FakeKernel kernel = new FakeKernel();
    private final Map<String, String> parametersBefore = new TreeMap<>(kernel.parameters);
    private Path file;
    private Keeper keeper;

    @BeforeEach
    void create() {
        file = data.resolve("multiwanbond/policy.journal");
        keeper = keeper("this boot");
    }

    private Keeper keeper(String boot) {
        return new Keeper(kernel, new Journal(file, boot));
    }

    private static List<Part> parts(Settings settings, String... addresses) {
        return new Wanted(settings, tunnel(true, addresses), new Host(true, List.of(), "", List.of())).parts();
    }

    private void assertNothingIsLeft() {
        assertThat(kernel.present).isEmpty();
        assertThat(kernel.parameters).isEqualTo(parametersBefore);
        assertThat(file).doesNotExist();
    }

    @Test
    void takesBackAllItInstalled() {
        keeper.keep(SERVER);
        assertThat(kernel.present).hasSize(7);
        assertThat(kernel.parameters).containsEntry("net/ipv4/ip_forward", "1");
        keeper.keep(List.of());
        assertNothingIsLeft();
    }

    @Test
    void changesNothingThatStays() {
        keeper.keep(SERVER);
        kernel.takeChanges();
        keeper.keep(SERVER);
        assertThat(kernel.takeChanges()).isEmpty();
        keeper.verify();
        keeper.keep(SERVER);
        assertThat(kernel.takeChanges()).isEmpty();
    }

    @Test
    void addsBeforeItTakesAway() {
        keeper.keep(parts(client("203.0.113.1:1", List.of(), false, "10.0.0.0/8", "10.2.0.0/16"), "10.99.0.2"));
        kernel.takeChanges();
        keeper.keep(parts(client("203.0.113.1:1", List.of(), false, "10.0.0.0/8", "10.3.0.0/16"), "10.99.0.2"));
        assertThat(kernel.takeChanges())
                .containsExactly(
                        "ip -4 route replace 10.3.0.0/16 dev mwb0 table 5068610",
                        "ip -4 route del 10.2.0.0/16 dev mwb0 table 5068610");
    }

    @Test
    void replacesTheTableOfTheFirewallInOneStep() {
        keeper.keep(List.of(new NftTable("one")));
        kernel.takeChanges();
        keeper.keep(List.of(new NftTable("two")));
        assertThat(kernel.takeChanges()).containsExactly("nft -f -");
    }

    @Test
    void leavesAParameterAloneThatWasRightBeforeOrThatOthersHaveChangedSince() {
        kernel.parameters.put("net/ipv4/ip_forward", "1");
        keeper.keep(SERVER);
        kernel.parameters.put("net/ipv6/conf/all/forwarding", "2");
        keeper.keep(List.of());
        assertThat(kernel.parameters)
                .containsEntry("net/ipv4/ip_forward", "1")
                .containsEntry("net/ipv6/conf/all/forwarding", "2");
    }

    @Test
    void takesBackWhatAKilledProcessLeft() throws IOException {
        keeper.keep(SERVER);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        keeper("this boot").repair();
        assertNothingIsLeft();
    }

    @Test
    void ignoresTheJournalOfAnotherBootOrNamespace() {
        keeper.keep(SERVER);
        kernel.takeChanges();
        keeper("another boot").repair();
        assertThat(kernel.takeChanges()).isEmpty();
    }

    @Test
    void survivesAJournalThatIsNone() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "this boot\nroute 10.0.0.0\nrule 4 x y\nspell abracadabra\n\n");
        keeper.repair();
        assertThat(keeper.failures()).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void writesTheJournalFirst() {
        kernel.refused = "ip";
        keeper.keep(CLIENT);
        assertThat(file).content().contains("this boot\nroute 0.0.0.0/0 mwb0\t\nrule 4 30256 lookup main");
    }

    @Test
    void saysWhatTheSystemRefusedInstallsTheRestAndTriesAgain() {
        kernel.refused = "rule add";
        keeper.keep(CLIENT);
        assertThat(keeper.failures())
                .hasSize(2)
                .contains("'rule 4 30257 not fwmark 0x4d5742 lookup 5068610' cannot be set:"
                        + " RTNETLINK answers: Operation not permitted.");
        assertThat(kernel.present).containsExactly("ip -4 route 0.0.0.0/0 dev mwb0 table 5068610");
        kernel.refused = "(nothing)";
        keeper.keep(CLIENT);
        assertThat(keeper.failures()).isEmpty();
        assertThat(kernel.present).hasSize(3);
    }

    @Test
    void putsBackWhatOthersTookAway() {
        keeper.keep(SERVER);
        kernel.present.removeIf(part -> part.equals("nft") || part.contains("rule"));
        kernel.parameters.put("net/ipv4/ip_forward", "0");
        kernel.takeChanges();
        keeper.verify();
        keeper.keep(SERVER);
        assertThat(kernel.takeChanges()).hasSize(6).noneMatch(change -> change.contains("route"));
        assertThat(kernel.present).hasSize(7);
        keeper.keep(List.of());
        assertNothingIsLeft();
    }

    @Test
    void namesAMissingProgram() {
        kernel.programs.remove("nft");
        keeper.keep(SERVER);
        assertThat(keeper.failures())
                .containsExactly(
                        "Masquerading, nftables table inet multiwanbond, cannot be set: the program 'nft' is missing.");
    }
}
