/** One path filled after the other. */
package org.multiwanbond.balancer.overflow;
