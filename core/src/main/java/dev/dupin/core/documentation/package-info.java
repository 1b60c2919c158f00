/**
 * Carries the Javadoc of parts and their keys from the compiler to whoever asks at run time, so
 * that what {@code dupin plugins NAME} prints is written once, in the source.
 */
package dev.dupin.core.documentation;
