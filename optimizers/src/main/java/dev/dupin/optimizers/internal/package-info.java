/** What the parts of this module share; not exported. */
package dev.dupin.optimizers.internal;
