/** What one path can carry, learnt from acknowledgments: its rate, the queue in it, and when the next packet may leave. */
package org.multiwanbond.engine.rate;
