/** One path at a time. */
package org.multiwanbond.balancer.failover;
