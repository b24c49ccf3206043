/**
 * The users' tables: one class a table with its columns, and what each column means.
 *
 * <p>Names of columns are theirs and French; {@link fr.recap.tables.Table} turns a class's columns
 * into a Spark schema, SQL types and the typing file that an import reads.
 */
package fr.recap.tables;
