/** Makes the host a gateway: what is to be in the kernel as a list of parts, and the one that keeps the kernel at it. */
package org.multiwanbond.policy;
