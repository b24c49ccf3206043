/**
 * A campaign as a whole: coding every form of a table, then lots and waves of what is left for
 * clerks, and the check of their counters.
 */
package fr.recap.campaign;
