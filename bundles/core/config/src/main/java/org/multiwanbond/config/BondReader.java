package org.multiwanbond.config;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.multiwanbond.api.config.BondSettings;
import org.multiwanbond.api.config.Identity;
import org.multiwanbond.api.config.Key32;
import org.multiwanbond.api.config.Role;
import org.multiwanbond.api.config.ThreadPlan;
import org.multiwanbond.api.net.HostPort;
import org.multiwanbond.config.key.KeyFiles;

/** Reads {@code org.multiwanbond.bond}. Thread-safe. */
final class BondReader {
    private static final Map<String, Role> ROLES =
            Map.of("client", Role.CLIENT, "server", Role.SERVER, "peer", Role.PEER);

    private static final String DEFAULT_MODE = "bonding";
    private static final String DEFAULT_CIPHERS = "aes-256-gcm,chacha20-poly1305";

    /** RFC 8200 §5: every IPv6 link carries 1280; the API's upper limit leaves room for our headers in 65 535. */
    private static final int LEAST_MTU = 1_280;

    private static final int MOST_MTU = 65_000;

    /** docs/protocol.md, FEC: k ≤ 64, r ≤ 32. */
    private static final int MOST_SOURCE = 64;

    private static final int MOST_REPAIR = 32;
    /** A slow start must not look like a broken one. */
    private static final int MOST_WARM_UP_MS = 60_000;

    /** Where both ends share two cores of 2.4 GHz, their compilers are done after that (decision 0017). */
    private static final int WARM_UP_MS = 10_000;

    private static final Pattern FEC = Pattern.compile("(\\d{1,2})\\+(\\d{1,2})");

    private static final Key32 NONE = new Key32(new byte[Key32.BYTES]);
    private static final String KEY_WORDS = "must be a key: 44 characters of base64";

    private final KeyFiles keys;

    BondReader(KeyFiles keys) {
        this.keys = keys;
    }

    /** The bond and who we are. */
    record Bond(BondSettings settings, Identity identity) {}

    Bond read(Values values) {
        Role role = values.requiredOneOf("role", ROLES, Role.CLIENT);
        String id = RawConfiguration.ID_WORDS;
        String mode = values.optional("mode", id, Forms::id).orElse(DEFAULT_MODE);
        BondSettings settings = new BondSettings(
                role,
                mode,
                ciphers(values),
                values.list(
                        "listen", "must be ADDRESS:PORT, such as [::]:7000, or several between commas", Forms::listen),
                values.optional("server", "must be HOST:PORT, an IPv6 address in brackets", Forms::server),
                values.optional("peerPublicKey", KEY_WORDS, Forms::key),
                mtu(values),
                fec(values),
                values.flag("holdDown", true),
                threads(values),
                values.whole("warmUpMs", 0, MOST_WARM_UP_MS, WARM_UP_MS));
        Identity identity = new Identity(privateKey(values), presharedKey(values, keys));
        demandByRole(values, settings);
        demandOther(values, settings, identity);
        return new Bond(settings, identity);
    }

    private static List<String> ciphers(Values values) {
        List<String> named = values.list("ciphers", "must be names of ciphers between commas", Forms::id);
        if (named.stream().distinct().count() < named.size()) {
            values.refuse("ciphers", "must name each cipher once");
        }
        return named.isEmpty() ? List.of(DEFAULT_CIPHERS.split(",")) : named;
    }

    private static int mtu(Values values) {
        return values.text("mtu").equals("auto") ? 0 : values.whole("mtu", LEAST_MTU, MOST_MTU, 0);
    }

    private static String fec(Values values) {
        String allowed = "must be off, auto or K+R with K from 1 to 64 and R from 1 to 32, such as 10+3";
        return values.optional("fec", allowed, BondReader::checkedFec).orElse("off");
    }

    private static String checkedFec(String text) {
        Matcher matcher = FEC.matcher(text);
        boolean numbers = matcher.matches()
                && isWithin(Integer.parseInt(matcher.group(1)), MOST_SOURCE)
                && isWithin(Integer.parseInt(matcher.group(2)), MOST_REPAIR);
        if (!numbers && !text.equals("off") && !text.equals("auto")) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static boolean isWithin(int number, int most) {
        return number >= 1 && number <= most;
    }

    private static ThreadPlan threads(Values values) {
        String allowed = "must be auto, or WORKERSxTHREADS with 1 to " + ThreadPlan.MOST_WORKERS
                + " workers of 2 or 4 threads each, such as 1x4";
        return values.optional("threads", allowed, ThreadPlan::parse).orElse(ThreadPlan.AUTO);
    }

    private Key32 privateKey(Values values) {
        String name = values.text("privateKeyFile");
        try {
            return keys.readOrCreate(name.isEmpty() ? KeyFiles.DEFAULT_PRIVATE_KEY_FILE : name);
        } catch (IOException e) {
            values.refuse("privateKeyFile", e.getMessage());
            return NONE;
        }
    }

    /** The secret shared with the other end: from a file, or a placeholder for one; all zero if there is none. */
    static Key32 presharedKey(Values values, KeyFiles keys) {
        Optional<Key32> direct = values.secret("presharedKey", KEY_WORDS, Forms::key);
        String name = values.text("presharedKeyFile");
        if (name.isEmpty()) {
            return direct.orElse(NONE);
        }
        if (direct.isPresent()) {
            values.refuse("presharedKeyFile", "must be absent while presharedKey is there");
        }
        try {
            return keys.read(name);
        } catch (IOException e) {
            values.refuse("presharedKeyFile", e.getMessage());
            return NONE;
        }
    }

    private static void demandByRole(Values values, BondSettings bond) {
        boolean opens = bond.role() == Role.CLIENT
                || bond.role() == Role.PEER && bond.listen().isEmpty();
        if (opens && bond.server().isEmpty()) {
            values.refuseAbsent("server", "must name the server as HOST:PORT");
        }
        if (bond.role() != Role.SERVER && bond.peerPublicKey().isEmpty()) {
            values.refuseAbsent(
                    "peerPublicKey", "must be the other end's public key, as 'bin/mwb key:public' prints it there");
        }
        if (bond.role() == Role.SERVER && bond.listen().isEmpty()) {
            values.refuseAbsent("listen", "must be ADDRESS:PORT to listen on, such as [::]:7000");
        }
    }

    private static void demandOther(Values values, BondSettings bond, Identity identity) {
        if (identity.privateKey().equals(NONE)) {
            return;
        }
        if (bond.peerPublicKey().equals(Optional.of(KeyFiles.publicKey(identity.privateKey())))) {
            values.refuse("peerPublicKey", "must be the other end's public key, not our own");
        }
        List<HostPort> listen = bond.listen();
        if (listen.stream().distinct().count() < listen.size()) {
            values.refuse("listen", "must name each address once");
        }
    }
}
