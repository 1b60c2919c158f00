/** Runs within the compiler; nothing of it is for others. */
package dev.dupin.core.documentation.processor;
