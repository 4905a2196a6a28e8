/** The life of one path: validation, round-trip times, suspicion, size. */
package org.multiwanbond.engine.path;
