/** The {@code dupin} command: the one place where all modules meet. */
@NullMarked
package dev.dupin.cli;

import org.jspecify.annotations.NullMarked;
