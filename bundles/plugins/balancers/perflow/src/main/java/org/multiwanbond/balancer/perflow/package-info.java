/** One path per flow, by weighted rendezvous hashing. */
package org.multiwanbond.balancer.perflow;
