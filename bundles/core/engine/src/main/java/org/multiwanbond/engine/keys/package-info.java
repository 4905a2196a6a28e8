/** Traffic keys on the data threads: one set per epoch and direction. */
package org.multiwanbond.engine.keys;
