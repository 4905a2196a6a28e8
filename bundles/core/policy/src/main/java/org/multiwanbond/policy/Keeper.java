package org.multiwanbond.policy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Keeps the kernel at the wanted parts, with the least change. Confined to the control thread. */
final class Keeper {
    private static final String SEPARATOR = "\t";

    private final Commands commands;
    private final Journal journal;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();
    private List<String> written = List.of();

    /** A part that may be in the kernel, what it takes to take it back, and whether it is surely there. */
    private record Entry(Part part, String memory, boolean isIn) {
        Entry in(boolean surely) {
            return new Entry(part, memory, surely);
        }
    }

    Keeper(Commands commands, Journal journal) {
        this.commands = commands;
        this.journal = journal;
    }

    /** Takes back what an earlier process left. */
    void repair() {
        try {
            written = List.copyOf(journal.read());
        } catch (IOException e) {
            failures.add("The journal of routes and rules cannot be read: " + e.getMessage() + ".");
        }
        for (String line : written) {
            String[] halves = line.split(SEPARATOR, 2);
            Part.parse(halves[0])
                    .ifPresent(
                            part -> entries.put(part.key(), new Entry(part, halves.length > 1 ? halves[1] : "", true)));
        }
        keep(List.of());
    }

    /** Installs what is missing, then takes back what is no longer wanted. */
    void keep(List<Part> wanted) {
        failures.clear();
        wanted.forEach(this::plan);
        write();
        Set<String> keys = wanted.stream().map(Part::key).collect(Collectors.toSet());
        for (Map.Entry<String, Entry> each : entries.entrySet()) {
            if (!each.getValue().isIn() && keys.contains(each.getKey())) {
                attempt(
                        each.getValue(),
                        "set",
                        part -> part.install(commands),
                        () -> each.setValue(each.getValue().in(true)));
            }
        }
        List<String> leaving = new ArrayList<>(
                entries.keySet().stream().filter(key -> !keys.contains(key)).toList());
        Collections.reverse(leaving);
        for (String key : leaving) {
            Entry entry = entries.get(key);
            attempt(entry, "taken back", part -> part.remove(commands, entry.memory()), () -> entries.remove(key));
        }
        write();
    }

    private void plan(Part part) {
        Entry known = entries.get(part.key());
        if (known != null) {
            if (!known.part().equals(part)) {
                entries.put(part.key(), new Entry(part, known.memory(), false));
            }
            return;
        }
        try {
            entries.put(part.key(), new Entry(part, part.memory(commands), false));
        } catch (IOException e) {
            failures.add(sentence(part, "set", e));
        }
    }

    private void attempt(Entry entry, String verb, Step step, Runnable then) {
        try {
            step.on(entry.part());
            then.run();
        } catch (IOException e) {
            failures.add(sentence(entry.part(), verb, e));
        }
    }

    private static String sentence(Part part, String verb, IOException e) {
        return part.title() + " cannot be " + verb + ": "
                + String.valueOf(e.getMessage()).replaceAll("\\.$", "") + ".";
    }

    /** Before anything is installed all of it is in the journal. */
    private void write() {
        List<String> lines = entries.values().stream()
                .map(entry -> entry.part().text() + SEPARATOR + entry.memory())
                .toList();
        if (lines.equals(written)) {
            return;
        }
        try {
            journal.write(lines);
            written = lines;
        } catch (IOException e) {
            failures.add("The journal of routes and rules cannot be written, so they would stay after a kill: "
                    + e.getMessage() + ".");
        }
    }

    /** Finds out what others have taken away or changed; the next {@link #keep} puts it back. */
    void verify() {
        for (boolean ipv6 : new boolean[] {false, true}) {
            doubt(part -> part instanceof Rule rule && rule.ipv6() == ipv6, () -> lines(ipv6, "rule show").stream()
                    .filter(Keeper::isOurRule)
                    .count());
            doubt(
                    part -> part instanceof Route route && route.network().isIpv6() == ipv6,
                    () -> lines(ipv6, "route show table " + Route.TABLE).size());
        }
        doubt(NftTable.class::isInstance, () -> {
            commands.run(("nft list table " + NftTable.NAME).split(" "));
            return 1;
        });
        for (Entry entry : List.copyOf(entries.values())) {
            if (entry.part() instanceof Sysctl parameter) {
                doubt(
                        parameter::equals,
                        () -> commands.sysctl(parameter.name())
                                        .filter(parameter.value()::equals)
                                        .isPresent()
                                ? 1
                                : 0);
            }
        }
    }

    private List<String> lines(boolean ipv6, String arguments) throws IOException {
        return commands.ip(ipv6, arguments)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static boolean isOurRule(String line) {
        String number = line.split(":", 2)[0];
        int priority = number.matches("\\d{1,9}") ? Integer.parseInt(number) : 0;
        return priority >= Wanted.FIRST_PRIORITY && priority <= Wanted.LAST_PRIORITY;
    }

    private void doubt(Predicate<Part> which, Count present) {
        List<Map.Entry<String, Entry>> ours = entries.entrySet().stream()
                .filter(each ->
                        each.getValue().isIn() && which.test(each.getValue().part()))
                .toList();
        if (ours.isEmpty()) {
            return;
        }
        boolean complete;
        try {
            complete = present.number() >= ours.size();
        } catch (IOException e) {
            complete = false;
        }
        if (!complete) {
            ours.forEach(each -> entries.put(each.getKey(), each.getValue().in(false)));
        }
    }

    /** One sentence for each part that could not be set or taken back. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Something done to a part. */
    @FunctionalInterface
    private interface Step {
        void on(Part part) throws IOException;
    }

    /** How many there are in the kernel. */
    @FunctionalInterface
    private interface Count {
        long number() throws IOException;
    }
}
