/** Earliest delivery for bulk, copies for real-time. */
package org.multiwanbond.balancer.streaming;
