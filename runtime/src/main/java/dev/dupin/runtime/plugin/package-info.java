/** Plugins: finding them, loading them, and what they announce. */
package dev.dupin.runtime.plugin;
