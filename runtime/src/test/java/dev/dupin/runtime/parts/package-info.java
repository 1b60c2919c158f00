/** A plugin for the tests: small parts with every kind of key. */
@NullMarked
package dev.dupin.runtime.parts;

import org.jspecify.annotations.NullMarked;
