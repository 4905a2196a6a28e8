package org.multiwanbond.shell;

import java.io.IOException;
import org.apache.karaf.shell.api.console.Session;

/** Asks a person before something is destroyed. Thread-safe: stateless. */
public final class Question {
    private Question() {}

    /** Whether the answer is yes; refuses where there is nobody to ask. */
    public static boolean yes(Session session, String question) throws Refusal, IOException {
        if (session.getTerminal() == null) {
            throw new Refusal(question + " There is no terminal to answer on: add -f. Nothing was changed.");
        }
        String answer = session.readLine(question + " (yes/no): ", null);
        boolean yes = "yes".equalsIgnoreCase(answer == null ? "" : answer.strip());
        if (!yes) {
            session.getConsole().println("Nothing was changed.");
        }
        return yes;
    }
}
