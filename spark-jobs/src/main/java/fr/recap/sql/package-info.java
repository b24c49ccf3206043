/**
 * Functions of Spark SQL that code a column with a published model. Those that need no model are in
 * {@code fr.recap.udfs.sql}.
 */
package fr.recap.sql;
