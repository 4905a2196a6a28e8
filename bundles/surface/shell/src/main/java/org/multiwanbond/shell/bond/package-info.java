/** The scope {@code bond}: the whole at a glance. */
package org.multiwanbond.shell.bond;
