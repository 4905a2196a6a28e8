package org.multiwanbond.config;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.multiwanbond.api.config.SettingsRegistry;
import org.multiwanbond.config.key.OwnerFiles;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Configurations in Configuration Admin and their files in {@code etc/}. The file is written first and is what counts: if we
 * die in between, the file installer reads it at the next start. Confined to the control thread.
 */
final class AdminStore implements ConfigStore {
    /** Felix FileInstall: the file a configuration comes from, as a URI. */
    private static final String FILE_NAME = "felix.fileinstall.filename";

    private static final String FILTER = String.format(
            "(|(service.pid=%s)(service.pid=%s)(service.factoryPid=%s)(service.factoryPid=%s))",
            SettingsRegistry.BOND_PID,
            SettingsRegistry.TUNNEL_PID,
            SettingsRegistry.WAN_PID,
            SettingsRegistry.PEER_PID);

    private final ConfigurationAdmin admin;
    private final Path etc;

    AdminStore(ConfigurationAdmin admin, Path etc) {
        this.admin = admin;
        this.etc = etc;
    }

    @Override
    public Map<String, RawConfiguration> all() throws IOException {
        Map<String, RawConfiguration> result = new TreeMap<>();
        for (Configuration configuration : configurations(FILTER)) {
            String pid = pid(configuration);
            result.put(pid, new RawConfiguration(pid, values(configuration.getProperties())));
        }
        return result;
    }

    /** Tools may name an instance {@code PID.UUID}; it is shown as {@code PID~UUID} and refused for its id. */
    private static String pid(Configuration configuration) {
        String pid = configuration.getPid();
        String factory = configuration.getFactoryPid();
        return factory == null || pid.startsWith(factory + "~")
                ? pid
                : factory + "~" + pid.substring(pid.lastIndexOf('.') + 1);
    }

    private static Map<String, String> values(Dictionary<String, Object> properties) {
        Map<String, String> result = new TreeMap<>();
        if (properties != null) {
            for (String key : Collections.list(properties.keys())) {
                boolean ours = !key.startsWith("service.") && !key.startsWith("felix.") && !key.startsWith(".");
                String value = text(properties.get(key));
                if (ours && !value.isEmpty()) {
                    result.put(key, value);
                }
            }
        }
        return result;
    }

    private static String text(Object value) {
        if (value instanceof Collection<?> items) {
            return items.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
        if (value instanceof Object[] items) {
            return text(Arrays.asList(items));
        }
        return String.valueOf(value);
    }

    @Override
    public void change(RawConfiguration result, Map<String, String> changes) throws IOException {
        Path file = file(result.pid());
        boolean exists = Files.exists(file);
        String before = exists ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        CfgText text = new CfgText(before);
        if (exists) {
            changes.forEach(text::put);
        } else {
            result.values().forEach(text::put);
        }
        String mode = exists && OwnerFiles.isPosix(file)
                ? PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                : "rw-r--r--";
        OwnerFiles.replace(
                file, text.text().getBytes(StandardCharsets.ISO_8859_1), PosixFilePermissions.fromString(mode));
        Dictionary<String, Object> properties = new Hashtable<>(result.values());
        // In the form the file installer itself uses, which has one slash: else it takes the file for another one.
        properties.put(FILE_NAME, file.toFile().toURI().toString());
        configuration(result.pid()).updateIfDifferent(properties);
    }

    @Override
    public void remove(String pid) throws IOException {
        Files.deleteIfExists(file(pid));
        try {
            for (Configuration configuration : configurations("(service.pid=" + pid + ")")) {
                configuration.delete();
            }
        } catch (IllegalStateException e) {
            // The file installer saw the file go and was faster.
            return;
        }
    }

    /** The file it came from if that is known, else the one it should have. */
    private Path file(String pid) throws IOException {
        for (Configuration configuration : configurations("(service.pid=" + pid + ")")) {
            Dictionary<String, Object> properties = configuration.getProperties();
            Object name = properties == null ? null : properties.get(FILE_NAME);
            if (name != null) {
                return Path.of(URI.create(name.toString()));
            }
        }
        return etc.resolve(RawConfiguration.fileName(pid)).toAbsolutePath();
    }

    private Configuration configuration(String pid) throws IOException {
        String id = RawConfiguration.id(pid);
        return id.isEmpty()
                ? admin.getConfiguration(pid, "?")
                : admin.getFactoryConfiguration(RawConfiguration.factory(pid), id, "?");
    }

    private Configuration[] configurations(String filter) throws IOException {
        try {
            Configuration[] found = admin.listConfigurations(filter);
            return found == null ? new Configuration[0] : found;
        } catch (InvalidSyntaxException e) {
            throw new IOException("the filter " + filter + " is not understood", e);
        }
    }
}
