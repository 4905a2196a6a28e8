/** Which network devices and addresses this host has, and when that changes. */
package org.multiwanbond.paths;
