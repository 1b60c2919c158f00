/**
 * The 35 least-squares problems of Moré, Garbow and Hillstrom 1981 ("Testing unconstrained
 * optimization software", ACM Transactions on Mathematical Software 7(1), 17-41), on which methods
 * for unconstrained minimisation have been compared ever since. Formulas, data and standard starts
 * are those of the paper, with its misprints corrected where they are known; each such place says
 * so.
 */
package dev.dupin.objectives.functions.mgh;
