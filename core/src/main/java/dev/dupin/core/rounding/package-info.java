/** What rounding does to a function and its derivatives, and how it is measured. */
package dev.dupin.core.rounding;
