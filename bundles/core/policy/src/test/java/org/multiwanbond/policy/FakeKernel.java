package org.multiwanbond.policy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A kernel that keeps rules, routes and parameters, and remembers what was asked of it. Confined to one thread. */
final class FakeKernel implements Commands {
    final Set<String> programs = new TreeSet<>(Set.of("ip", "nft"));
    final Map<String, String> parameters = new TreeMap<>();
    final Set<String> present = new TreeSet<>();
    final Map<String, String> answers = new HashMap<>();
    final List<String> changes = new ArrayList<>();
    String refused = "(nothing)";

    FakeKernel() {
        parameters.put("net/ipv4/ip_forward", "0");
        parameters.put("net/ipv4/conf/all/src_valid_mark", "0");
        parameters.put("net/ipv6/conf/all/forwarding", "0");
    }

    /** The changes since the last call. */
    List<String> takeChanges() {
        List<String> result = List.copyOf(changes);
        changes.clear();
        return result;
    }

    @Override
    public String run(String input, List<String> words) throws IOException {
        String text = String.join(" ", words);
        if (answers.containsKey(text)) {
            return answers.get(text);
        }
        if (!programs.contains(words.get(0))) {
            throw new IOException("the program '" + words.get(0) + "' is missing");
        }
        if (text.contains(refused)) {
            throw new IOException("RTNETLINK answers: Operation not permitted");
        }
        return text.contains(" show") || text.contains(" list ") ? shown(text) : change(text);
    }

    private String shown(String text) throws IOException {
        if (text.startsWith("nft list table ")) {
            return present("nft", "");
        }
        StringBuilder lines = new StringBuilder();
        String family = text.substring(0, "ip -4 ".length());
        for (String line : present) {
            if (line.startsWith(family + (text.contains(" rule ") ? "rule" : "route"))) {
                lines.append(line.replaceFirst(".* priority (\\d+)", "$1:\t$0")).append("\n");
            }
        }
        return lines.toString();
    }

    private String present(String part, String answer) throws IOException {
        if (!present.contains(part)) {
            throw new IOException("Error: No such file or directory");
        }
        return answer;
    }

    private String change(String text) throws IOException {
        changes.add(text);
        String part = text.startsWith("nft") ? "nft" : text.replaceFirst(" (add|replace|del) ", " ");
        if (text.contains(" del")) {
            present(part, "");
            present.remove(part);
        } else if (!present.add(part) && text.contains(" add ")) {
            throw new IOException("RTNETLINK answers: File exists");
        }
        return "";
    }

    @Override
    public boolean has(String program) {
        return programs.contains(program);
    }

    @Override
    public Optional<String> sysctl(String key) {
        return Optional.ofNullable(parameters.get(key));
    }

    @Override
    public void sysctl(String key, String value) {
        changes.add(key + "=" + value);
        parameters.put(key, value);
    }
}
