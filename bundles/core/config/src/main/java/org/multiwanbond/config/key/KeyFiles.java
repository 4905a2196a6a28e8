package org.multiwanbond.config.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.multiwanbond.api.config.Key32;

/**
 * The key files of this end: one line of base64 each, readable by their owner only. A key once read stays in force while
 * its file is missing, so that a lost file does not change who we are under a running session. Thread-safe.
 */
public final class KeyFiles {
    /** Where the private key is unless {@code privateKeyFile} says otherwise, relative to the base directory. */
    public static final String DEFAULT_PRIVATE_KEY_FILE = "etc/keys/private.key";

    /** Longest key file worth reading: 44 characters, some white space, and a comment nobody should write. */
    private static final long LONGEST_FILE_BYTES = 1_024;

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private final Path base;
    private final SecureRandom random;
    private final Map<Path, Key32> seen = new HashMap<>();
    private final Map<Path, String> exposed = new TreeMap<>();
    private final Map<Path, String> missing = new TreeMap<>();

    /**
     * Key files below a directory.
     *
     * @param base what relative names are relative to
     */
    public KeyFiles(Path base, SecureRandom random) {
        this.base = base;
        this.random = random;
    }

    /** The public key that belongs to {@code privateKey}. */
    public static Key32 publicKey(Key32 privateKey) {
        return X25519.publicKey(privateKey);
    }

    /** What a person should know about the files read so far, one sentence each. */
    public synchronized List<String> warnings() {
        List<String> all = new ArrayList<>(exposed.values());
        all.addAll(missing.values());
        return all;
    }

    /**
     * Reads a key file.
     *
     * @throws IOException with the rest of a sentence about the file
     */
    public synchronized Key32 read(String name) throws IOException {
        Path file = base.resolve(name).normalize();
        try {
            Key32 key = parse(file);
            seen.put(file, key);
            missing.remove(file);
            return key;
        } catch (NoSuchFileException e) {
            Key32 known = seen.get(file);
            if (known == null) {
                throw new IOException("must name an existing file; " + file + " is missing", e);
            }
            missing.put(file, "The key file " + file + " is gone; the key read before stays in use until a restart.");
            return known;
        }
    }

    /**
     * Reads the private key, and creates one where there is none.
     *
     * @throws IOException with the rest of a sentence about the file
     */
    public synchronized Key32 readOrCreate(String name) throws IOException {
        Path file = base.resolve(name).normalize();
        if (Files.notExists(file) && !seen.containsKey(file)) {
            create(file);
        }
        return read(name);
    }

    private Key32 parse(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("must name a file; " + file + " is none");
        }
        if (Files.exists(file) && Files.size(file) > LONGEST_FILE_BYTES) {
            throw new IOException("must name a file with 44 characters of base64; " + file + " is far longer");
        }
        byte[] octets = Files.readAllBytes(file);
        try {
            Key32 key = Key32.parse(new String(octets, StandardCharsets.ISO_8859_1));
            guard(file);
            return key;
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "must name a file with 44 characters of base64; " + file + " holds something else", e);
        }
    }

    private void guard(Path file) throws IOException {
        if (!OwnerFiles.isPosix(file)) {
            return;
        }
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
        if (OWNER_ONLY.containsAll(mode)) {
            return;
        }
        String text =
                "The key file " + file + " was readable by others (" + PosixFilePermissions.toString(mode) + "); ";
        try {
            Files.setPosixFilePermissions(file, OWNER_ONLY);
            exposed.put(file, text + "its mode is 0600 now, but make a new key if others may have read it.");
        } catch (IOException e) {
            exposed.put(file, text + "its mode could not be changed: run chmod 600 on it.");
        }
    }

    private void create(Path file) throws IOException {
        Path temporary = file.resolveSibling(
                file.getFileName() + ".new" + ProcessHandle.current().pid());
        try {
            createDirectory(file.getParent());
            Files.deleteIfExists(temporary);
            String text = X25519.newPrivateKey(random).base64() + "\n";
            OwnerFiles.writeNew(temporary, text.getBytes(StandardCharsets.US_ASCII));
            // A link is made only where there is no file yet: of two that create a key at once, one wins for both.
            Files.createLink(file, temporary);
            OwnerFiles.syncDirectory(file.getParent());
        } catch (FileAlreadyExistsException e) {
            if (!file.toString().equals(e.getFile())) {
                throw new IOException("must be creatable; " + e.getFile() + " is in the way", e);
            }
        } catch (IOException e) {
            throw new IOException("must be readable or creatable; " + file + ": " + OwnerFiles.reason(e), e);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void createDirectory(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            Files.createDirectories(directory);
            if (OwnerFiles.isPosix(directory)) {
                Files.setPosixFilePermissions(directory, OWNER_DIRECTORY);
            }
        }
    }
}
