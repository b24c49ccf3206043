/**
 * What cells of a notebook call: {@link fr.recap.notebook.Recap} hands out tables as Datasets and
 * what the actions find as cells that show themselves. No function is passed to Spark here that was
 * compiled in a cell.
 */
package fr.recap.notebook;
