/** Smooth weighted round robin by octets. */
package org.multiwanbond.balancer.weighted;
