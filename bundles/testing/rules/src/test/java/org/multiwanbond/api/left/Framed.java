package org.multiwanbond.api.left;

import org.slf4j.Logger;

/** Breaks a law: an API type that needs a logger. */
public interface Framed {
    Logger log();
}
