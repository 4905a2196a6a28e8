/** The engine: puts settings and plugins together and runs sessions on them. */
package org.multiwanbond.engine;
