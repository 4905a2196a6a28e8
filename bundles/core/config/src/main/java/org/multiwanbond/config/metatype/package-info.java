/** The keys of each configuration with their types, for tools that ask the metatype service; the checks are elsewhere. */
package org.multiwanbond.config.metatype;
