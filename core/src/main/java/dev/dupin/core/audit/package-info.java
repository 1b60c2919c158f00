/** Are the derivatives of an objective right? Which entry is not, and by how much. */
package dev.dupin.core.audit;
