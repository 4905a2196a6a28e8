package org.multiwanbond.shell;

import org.apache.karaf.shell.support.CommandException;

/** Why a command did nothing, as a sentence for the person who typed it. */
public final class Refusal extends CommandException {
    private static final long serialVersionUID = 1L;

    public Refusal(String sentence) {
        super(sentence);
    }

    public Refusal(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** The sentence; the console prints this. */
    @Override
    public String getNiceHelp() {
        return getMessage();
    }
}
