/** One direction of a link as a seeded model on a clock that the caller moves: rate, queue, delay, loss and what else links do. */
package org.multiwanbond.netlab.link;
