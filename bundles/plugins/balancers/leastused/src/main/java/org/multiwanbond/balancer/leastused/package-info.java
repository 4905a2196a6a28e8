/** The path used least in the last second. */
package org.multiwanbond.balancer.leastused;
