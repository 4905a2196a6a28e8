package org.multiwanbond.shell.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name somebody probably meant. Thread-safe: stateless. */
public final class Nearest {
    // "fibre" for "fiber": two letters swapped are two replaced.
    private static final int NEAR = 2;

    private Nearest() {}

    /** {@code  Did you mean "fiber"?} with a leading space if a name is near, all names if none is, or nothing. */
    public static String hint(String typed, Collection<String> names) {
        Optional<String> best = names.stream().min(Comparator.comparingInt(name -> distance(typed, name)));
        if (best.isEmpty()) {
            return "";
        }
        return distance(typed, best.get()) <= Math.max(NEAR, best.get().length() / 3)
                ? " Did you mean \"" + best.get() + "\"?"
                : " There is: " + String.join(", ", names) + ".";
    }

    /** Levenshtein's distance: the fewest letters to insert, delete or replace. */
    static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j < above.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
