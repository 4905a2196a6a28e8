package org.multiwanbond.netlab.lab;

import java.io.IOException;

/** Something the lab needs did not work; the message is a sentence for a person. */
public final class LabException extends IOException {
    private static final long serialVersionUID = 1L;

    /** With the sentence. */
    public LabException(String message) {
        super(message);
    }
}
