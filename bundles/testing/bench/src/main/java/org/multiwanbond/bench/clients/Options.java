package org.multiwanbond.bench.clients;

/**
 * What a person asked for. Thread-safe: immutable.
 *
 * @param idle clients that have a session and nothing to say
 * @param active clients that receive at once
 * @param seconds length of a measurement
 * @param json whether the last line is JSON
 */
record Options(int idle, int active, int seconds, boolean json) {
    static final String USAGE =
            """
            Usage: bench clients [--idle N] [--active N] [--seconds S] [--json]

              --idle     clients with a session (default: 1000)
              --active   of these, how many receive at once (default: 100)
              --seconds  length of each measurement of throughput (default: 10)
              --json     the last line of stdout is the result as JSON; progress goes to stderr
            """;

    static final int MOST_CLIENTS = 20_000;

    Options {
        if (active > idle) {
            throw new IllegalArgumentException("--active takes at most as many as --idle, which is " + idle + ".");
        }
    }

    static Options read(String... arguments) {
        int idle = 1_000;
        int active = 100;
        int seconds = 10;
        boolean json = false;
        for (int i = 0; i < arguments.length; i++) {
            String value = i + 1 < arguments.length ? arguments[i + 1] : "";
            switch (arguments[i]) {
                case "--json" -> json = true;
                case "--idle" -> idle = number("--idle", value);
                case "--active" -> active = number("--active", value);
                case "--seconds" -> seconds = number("--seconds", value);
                default -> throw new IllegalArgumentException("There is no option " + arguments[i] + ".\n" + USAGE);
            }
            i += arguments[i].equals("--json") ? 0 : 1;
        }
        return new Options(idle, active, seconds, json);
    }

    private static int number(String option, String text) {
        if (!text.matches("[1-9][0-9]{0,4}") || Integer.parseInt(text) > MOST_CLIENTS) {
            throw new IllegalArgumentException(
                    option + " takes a whole number from 1 to " + MOST_CLIENTS + ", was '" + text + "'.");
        }
        return Integer.parseInt(text);
    }
}
