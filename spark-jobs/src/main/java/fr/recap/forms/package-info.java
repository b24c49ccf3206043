/**
 * A form on its way through a job: what was declared on it, where it lies, and what each coder says
 * of it. The records know nothing of Spark; classes named {@code ...Rows} are their form in a
 * Dataset, one struct column a part.
 */
package fr.recap.forms;
