/** Which network devices this host has, kept current by the kernel's news and by looking. */
package org.multiwanbond.paths;
