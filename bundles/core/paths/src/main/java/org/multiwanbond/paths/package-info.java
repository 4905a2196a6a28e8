/** Which network devices this host has, kept current by looking. */
package org.multiwanbond.paths;
