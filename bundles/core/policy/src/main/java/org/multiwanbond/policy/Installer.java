package org.multiwanbond.policy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Brings the system from what we have installed to what a plan says, by the least change. Confined to the control thread. */
final class Installer {
    private final Host host;
    private final Journal journal;
    private final Map<String, Item> installed = new LinkedHashMap<>();

    Installer(Host host, Journal journal) {
        this.host = host;
        this.journal = journal;
    }

    /**
     * Takes away what a killed run left behind.
     *
     * @return how many items that were
     */
    int repair() throws IOException {
        List<Item> stale = journal.read();
        undo(stale);
        journal.write(List.of());
        return stale.size();
    }

    /**
     * Installs what is missing, then takes away what is too much.
     *
     * @return one sentence for each item the system refused; it is tried again next time
     */
    List<String> apply(List<Item> wanted) {
        List<Item> missing = wanted.stream().filter(item -> !isInstalled(item)).toList();
        List<String> places = wanted.stream().map(Item::place).toList();
        List<Item> surplus = installed.values().stream()
                .filter(item -> !places.contains(item.place()))
                .toList();
        List<String> sentences = new ArrayList<>();
        try {
            install(missing, sentences);
            undo(surplus);
            surplus.forEach(item -> installed.remove(item.place()));
            if (!missing.isEmpty() || !surplus.isEmpty()) {
                journal.write(List.copyOf(installed.values()));
            }
        } catch (IOException e) {
            sentences.add("Nothing is routed, because the list of what is installed cannot be written: "
                    + e.getMessage() + ".");
        }
        return sentences;
    }

    /**
     * Puts back what others took away: a firewall that reloads flushes every table, and systemd-networkd removes rules it
     * does not know.
     *
     * @return one sentence for each item the system refused
     */
    List<String> refresh() {
        List<String> sentences = new ArrayList<>();
        for (Item item : installed.values()) {
            try {
                item.refresh(host);
            } catch (IOException e) {
                sentences.add(e.getMessage() + ".");
            }
        }
        return sentences;
    }

    /** A setting we changed before is seen with its changed value; what it was before us is what counts. */
    private boolean isInstalled(Item item) {
        Item present = installed.get(item.place());
        return item.equals(present) || item instanceof SettingItem && present != null;
    }

    private void install(List<Item> missing, List<String> sentences) throws IOException {
        if (missing.isEmpty()) {
            return;
        }
        List<Item> intended = new ArrayList<>(installed.values());
        intended.addAll(missing);
        journal.write(intended);
        for (Item item : missing) {
            try {
                item.install(host);
                installed.remove(item.place());
                installed.put(item.place(), item);
            } catch (IOException e) {
                item.undo(host);
                sentences.add(e.getMessage() + ".");
            }
        }
    }

    private void undo(List<Item> items) {
        for (int i = items.size() - 1; i >= 0; i--) {
            items.get(i).undo(host);
        }
    }
}
