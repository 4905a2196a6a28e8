/** The console: what people and scripts type. Commands show and pass on; they decide nothing. */
package org.multiwanbond.shell;
