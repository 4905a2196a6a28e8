/** The scope {@code ext}: our bundles and everybody's plugins. */
package org.multiwanbond.shell.ext;
