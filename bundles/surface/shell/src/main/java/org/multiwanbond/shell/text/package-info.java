/** How commands write: aligned tables, JSON, numbers with units. */
package org.multiwanbond.shell.text;
