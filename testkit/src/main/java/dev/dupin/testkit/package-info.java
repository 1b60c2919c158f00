/** Contract tests that the author of a plugin extends. */
package dev.dupin.testkit;
