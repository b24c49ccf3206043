/**
 * Registration of the functions in Spark SQL.
 *
 * <p>Set {@code spark.sql.extensions=fr.recap.udfs.sql.RecapExtensions}, or call {@link
 * fr.recap.udfs.sql.RecapFunctions#register} on a session that runs. Arguments are cast as Spark
 * casts those of its own functions, a wrong number or type of them is an error of analysis, and a
 * null argument gives null.
 */
package fr.recap.udfs.sql;
