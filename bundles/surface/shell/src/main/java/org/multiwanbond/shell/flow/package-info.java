/** The scope {@code flow}: the flows of inner packets and where they go. */
package org.multiwanbond.shell.flow;
