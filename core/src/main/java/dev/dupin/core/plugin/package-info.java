/** How a plugin announces its parts. */
package dev.dupin.core.plugin;
