/** The path of least delay, changed only for a lasting gain. */
package org.multiwanbond.balancer.leastlatency;
