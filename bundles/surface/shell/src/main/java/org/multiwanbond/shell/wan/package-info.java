/** The scope {@code wan}: the links of this end. */
package org.multiwanbond.shell.wan;
